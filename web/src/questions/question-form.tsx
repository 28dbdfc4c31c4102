import { Alert, Button, Checkbox, Grid, Group, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { type Definition, type Question, type QuestionDetails, questionCategoriesQuery, questionQuery, quizKeys, type Response, type Trial } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { details, fresh, type Part, typeForms, withDetails } from "@/questions/definitions";
import { QuestionBody } from "@/questions/inputs";
import { isType, type TypeName, typeNames, typeWords } from "@/questions/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";
import "@/questions/quiz.css";

interface PartProps {
  definition: Definition;
  change: (fields: Record<string, unknown>) => void;
  /** The server's problems by path. */
  wrong: Readonly<Record<string, string>>;
}

type Row = Record<string, unknown>;
const rowsOf = (definition: Definition, field: string): Row[] => (Array.isArray(definition[field]) ? (definition[field] as Row[]) : []);
const textOf = (row: Row, field: string): string => (typeof row[field] === "string" ? row[field] : "");
const numberOf = (row: Row, field: string): number | "" => (typeof row[field] === "number" ? row[field] : "");

interface RowsProps extends PartProps {
  field: string;
  fresh: Row;
  least: number;
  row: (row: Row, set: (fields: Row) => void, at: number, wrong: (field: string) => string | undefined) => ReactNode;
}

/** A list of rows of one kind, with one to add and each to remove. */
function Rows({ definition, change, wrong, field, fresh: empty, least, row }: RowsProps): ReactNode {
  const { t } = useWords();
  const rows = rowsOf(definition, field);
  const set = (at: number, fields: Row) => change({ [field]: rows.map((one, index) => (index === at ? { ...one, ...fields } : one)) });
  return (
    <Stack gap="sm">
      {rows.map((one, at) => (
        <Group key={at} align="flex-start" wrap="nowrap" className="lectern-quiz-item">
          <Stack gap="xs" style={{ flex: 1 }}>
            {row(one, (fields) => set(at, fields), at, (name) => wrong[`definition.${field}.${at}.${name}`])}
          </Stack>
          <Button variant="subtle" size="compact-sm" disabled={rows.length <= least} aria-label={t("quizEdit.removeOption", { number: at + 1 })} onClick={() => change({ [field]: rows.filter((_, index) => index !== at) })}>
            ✕
          </Button>
        </Group>
      ))}
      {wrong[`definition.${field}`] && <Problem>{wrong[`definition.${field}`]}</Problem>}
      <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} onClick={() => change({ [field]: [...rows, { ...empty }] })}>
        {t("quizEdit.addOption")}
      </Button>
    </Stack>
  );
}

function Percent({ row, set, error }: { row: Row; set: (fields: Row) => void; error: string | undefined }): ReactNode {
  const { t } = useWords();
  const value = numberOf(row, "fraction");
  return <NumberInput w={170} label={t("quizEdit.fraction")} min={-100} max={100} decimalScale={3} value={value === "" ? 100 : Math.round(value * 100_000) / 1000} error={error} onChange={(next) => set({ fraction: Number(next) / 100 })} />;
}

function OptionFeedback({ row, set }: { row: Row; set: (fields: Row) => void }): ReactNode {
  const { t } = useWords();
  return <TextInput style={{ flex: "1 1 200px" }} label={t("quizEdit.optionFeedback")} value={textOf(row, "feedback")} onChange={(event) => set({ feedback: event.currentTarget.value })} />;
}

function Options(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <Rows
        {...props}
        field="options"
        least={2}
        fresh={{ text: "", fraction: 0 }}
        row={(row, set, at, wrong) => (
          <Fragment>
            <Textarea autosize minRows={1} label={t("quizEdit.option", { number: at + 1 })} value={textOf(row, "text")} error={wrong("text")} onChange={(event) => set({ text: event.currentTarget.value })} />
            <Group align="flex-start">
              <Percent row={row} set={set} error={wrong("fraction")} />
              <OptionFeedback row={row} set={set} />
            </Group>
          </Fragment>
        )}
      />
      <Checkbox label={t("quizEdit.shuffleOptions")} checked={props.definition.shuffle !== false} onChange={(event) => props.change({ shuffle: event.currentTarget.checked })} />
    </Fragment>
  );
}

function Scoring({ definition, change }: PartProps): ReactNode {
  const { t } = useWords();
  return <Checkbox label={t("quizEdit.allOrNothing")} checked={definition.scoring === "all_or_nothing"} onChange={(event) => change({ scoring: event.currentTarget.checked ? "all_or_nothing" : "per_option" })} />;
}

function Truth({ definition, change }: PartProps): ReactNode {
  const { t } = useWords();
  return <Checkbox label={t("quizEdit.answerTrue")} checked={definition.answer === true} onChange={(event) => change({ answer: event.currentTarget.checked })} />;
}

function Numbers(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Rows
      {...props}
      field="answers"
      least={1}
      fresh={{ value: 0, tolerance: 0, fraction: 1 }}
      row={(row, set, _, wrong) => (
        <Group align="flex-start">
          <NumberInput w={150} label={t("quizEdit.value")} value={numberOf(row, "value")} error={wrong("value")} onChange={(value) => set({ value: Number(value) })} />
          <NumberInput w={130} label={t("quizEdit.tolerance")} min={0} value={numberOf(row, "tolerance")} error={wrong("tolerance")} onChange={(tolerance) => set({ tolerance: Number(tolerance) })} />
          <Percent row={row} set={set} error={wrong("fraction")} />
          <OptionFeedback row={row} set={set} />
        </Group>
      )}
    />
  );
}

function Texts(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <Rows
        {...props}
        field="answers"
        least={1}
        fresh={{ text: "", fraction: 1 }}
        row={(row, set, _, wrong) => (
          <Group align="flex-start">
            <TextInput style={{ flex: "1 1 200px" }} label={t("quizEdit.answerText")} description={t("quizEdit.answerTextHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={textOf(row, "text")} error={wrong("text")} onChange={(event) => set({ text: event.currentTarget.value })} />
            <Percent row={row} set={set} error={wrong("fraction")} />
            <OptionFeedback row={row} set={set} />
          </Group>
        )}
      />
      <Checkbox label={t("quizEdit.matchCase")} checked={props.definition.match_case === true} onChange={(event) => props.change({ match_case: event.currentTarget.checked })} />
    </Fragment>
  );
}

function Pairs(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Rows
      {...props}
      field="pairs"
      least={2}
      fresh={{ prompt: "", answer: "" }}
      row={(row, set, _, wrong) => (
        <Group align="flex-start" grow>
          <TextInput label={t("quizEdit.prompt")} value={textOf(row, "prompt")} error={wrong("prompt")} onChange={(event) => set({ prompt: event.currentTarget.value })} />
          <TextInput label={t("quizEdit.answer")} value={textOf(row, "answer")} error={wrong("answer")} onChange={(event) => set({ answer: event.currentTarget.value })} />
        </Group>
      )}
    />
  );
}

function Items({ definition, change, wrong }: PartProps): ReactNode {
  const { t } = useWords();
  const items = Array.isArray(definition.items) ? (definition.items as string[]) : [];
  const asRows: Definition = { stem: "", rows: items.map((text) => ({ text })) };
  const listed = Object.fromEntries(Object.entries(wrong).map(([path, message]) => [path.replace(/^definition\.items\.(\d+)$/, "definition.rows.$1.text"), message]));
  return (
    <Fragment>
      <Text size="sm" c="dimmed">
        {t("quizEdit.itemsHelp")}
      </Text>
      <Rows
        definition={asRows}
        change={(fields) => change({ items: (fields.rows as Row[]).map((row) => textOf(row, "text")) })}
        wrong={listed}
        field="rows"
        least={2}
        fresh={{ text: "" }}
        row={(row, set, at, error) => <TextInput label={t("quizEdit.item", { number: at + 1 })} value={textOf(row, "text")} error={error("text")} onChange={(event) => set({ text: event.currentTarget.value })} />}
      />
    </Fragment>
  );
}

function Notes({ definition, change }: PartProps): ReactNode {
  const { t } = useWords();
  return <Textarea autosize minRows={3} label={t("quizEdit.notes")} value={textOf(definition, "notes")} onChange={(event) => change({ notes: event.currentTarget.value })} />;
}

/** Types with too many shapes for a form: their fields as they are. */
function Details({ definition, change, wrong }: PartProps): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState(() => JSON.stringify(details(definition), null, 2));
  const [broken, setBroken] = useState(false);
  const faults = Object.entries(wrong).filter(([path]) => path !== "definition.stem");
  return (
    <Textarea
      autosize
      minRows={8}
      label={t("quizEdit.definition")}
      description={t("quizEdit.definitionHelp")}
      value={text}
      error={broken ? t("quizEdit.notJson") : faults.map(([path, message]) => `${path.replace("definition.", "")}: ${message}`).join(" ") || undefined}
      styles={{ input: { fontFamily: "monospace", fontSize: 13 } }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        try {
          change(JSON.parse(event.currentTarget.value) as Row);
          setBroken(false);
        } catch {
          setBroken(true);
        }
      }}
    />
  );
}

const parts: Record<Part, (props: PartProps) => ReactNode> = { options: Options, scoring: Scoring, truth: Truth, numbers: Numbers, texts: Texts, pairs: Pairs, items: Items, notes: Notes, details: Details };

function Preview({ type, definition }: { type: string; definition: Definition }): ReactNode {
  const { t, percent } = useWords();
  const [settled] = useDebouncedValue(definition, 500);
  const [response, setResponse] = useState<Response | null>(null);
  const shown = useQuery({
    queryKey: ["question-trial", type, settled],
    queryFn: () => api.post<Trial>("/question-trials", { type, definition: settled }),
    retry: false,
  });
  const check = useMutation({ mutationFn: () => api.post<Trial>("/question-trials", { type, definition: settled, response: response ?? {} }) });
  return (
    <Stack component="section" aria-label={t("quizEdit.preview")}>
      <Title order={2}>{t("quizEdit.preview")}</Title>
      {shown.error && <Text c="dimmed">{t("quizEdit.previewNotYet")}</Text>}
      {shown.data && (
        <Fragment>
          <QuestionBody shown={shown.data.shown} response={response} answer={setResponse} label={t("quizEdit.preview")} />
          {type !== "information" && (
            <Button variant="default" style={{ alignSelf: "start" }} onClick={() => check.mutate()}>
              {t("quizEdit.previewTry")}
            </Button>
          )}
          {check.data && (
            <Alert role="status" variant="outline" c="var(--mantine-color-text)">
              {check.data.fraction === null ? t("quizEdit.previewPerson") : t("quizEdit.previewEarns", { percent: percent(check.data.fraction) })}
              {check.data.verdicts.map((verdict, at) => verdict.feedback && <Text key={at}>{verdict.feedback}</Text>)}
            </Alert>
          )}
        </Fragment>
      )}
    </Stack>
  );
}

interface FormProps {
  course: string;
  close: () => void;
  /** Instead of closing, for who wants the question at once. */
  saved?: ((question: Question) => void) | undefined;
}

function Form({ course, known, close, saved }: FormProps & { known: QuestionDetails | null }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: categories } = useQuery(questionCategoriesQuery(course));
  const [type, setType] = useState<TypeName>(known && isType(known.type) ? known.type : "single_choice");
  const [name, setName] = useState(known?.name ?? "");
  const [category, setCategory] = useState(known?.category_id ?? "");
  const [tags, setTags] = useState(known?.tags.join(", ") ?? "");
  const [definition, setDefinition] = useState<Definition>(() => known?.definition ?? fresh("single_choice"));
  const [asks, setAsks] = useState(false);
  const done = async () => {
    await client.invalidateQueries({ queryKey: quizKeys.bank(course) });
    if (known) await client.invalidateQueries({ queryKey: quizKeys.question(known.id) });
  };
  const fields = { name, tags: tags.split(",").map((tag) => tag.trim()).filter(Boolean), definition, ...(category ? { category_id: category } : known ? { category_id: null } : {}) };
  const save = useMutation({
    mutationFn: () => (known ? api.patch<Question>(`/questions/${known.id}`, fields) : api.post<Question>(`/courses/${course}/questions`, { ...fields, type })),
    onSuccess: async (question) => {
      toast(t("quizEdit.savedNow"));
      await done();
      if (saved) saved(question);
      else close();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      try {
        await api.delete(`/questions/${known?.id ?? ""}`);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 409) throw error;
        await api.patch(`/questions/${known?.id ?? ""}`, { archived: true });
      }
    },
    onSuccess: async () => {
      await done();
      close();
    },
  });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const change = (own: Record<string, unknown>) => {
    const written = typeForms[type].parts.includes("details");
    setDefinition((before) => (written && !("stem" in own) && !("feedback" in own) ? withDetails(before, own) : { ...before, ...own }));
  };
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Stack>
            <Group align="flex-start" grow>
              <TextInput required withAsterisk={false} label={t("quizEdit.name")} description={t("quizEdit.nameHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={name} error={wrong.name} onChange={(event) => setName(event.currentTarget.value)} />
              <NativeSelect
                label={t("quizEdit.type")}
                value={type}
                disabled={known !== null}
                onChange={(event) => {
                  const next = event.currentTarget.value;
                  if (!isType(next)) return;
                  setType(next);
                  setDefinition((before) => ({ ...fresh(next), stem: before.stem }));
                }}
                data={typeNames.map((one) => ({ value: one, label: t(typeWords[one]) }))}
              />
            </Group>
            <Textarea autosize minRows={3} label={t("quizEdit.stem")} description={t(typeForms[type].hasGaps ? "quizEdit.gapHelp" : "quizEdit.stemHelp")} value={definition.stem} error={wrong["definition.stem"]} onChange={(event) => change({ stem: event.currentTarget.value })} />
            {typeForms[type].parts.map((part) => {
              const Component = parts[part];
              return <Component key={`${type} ${part}`} definition={definition} change={change} wrong={wrong} />;
            })}
            <Textarea autosize minRows={2} label={t("quizEdit.feedback")} value={textOf(definition, "feedback")} onChange={(event) => change({ feedback: event.currentTarget.value })} />
            <Group grow align="flex-start">
              <NativeSelect
                label={t("quizEdit.category")}
                value={category}
                onChange={(event) => setCategory(event.currentTarget.value)}
                data={[{ value: "", label: t("quizEdit.noCategory") }, ...(categories?.items ?? []).filter((one) => !one.foreign).map((one) => ({ value: one.id, label: one.name }))]}
              />
              <TextInput label={t("quizEdit.tags")} value={tags} error={wrong.tags} onChange={(event) => setTags(event.currentTarget.value)} />
            </Group>
            {save.error && Object.keys(wrong).length === 0 && <Problem>{words(save.error)}</Problem>}
            {remove.error && <Problem>{words(remove.error)}</Problem>}
            <Group justify="space-between">
              <Button type="submit" loading={save.isPending}>
                {t("quizEdit.save")}
              </Button>
              {known && (
                <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
                  {t("quizEdit.deleteQuestion")}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Preview key={type} type={type} definition={definition} />
      </Grid.Col>
      {known && (
        <Confirm
          title={t("quizEdit.deleteAsk", { name: known.name })}
          text={t("quizEdit.deleteText")}
          act={t("quizEdit.deleteQuestion")}
          keep={t("editor.keep")}
          opened={asks}
          onConfirm={() => {
            setAsks(false);
            remove.mutate();
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </Grid>
  );
}

export function QuestionForm({ id, ...form }: FormProps & { id: string }): ReactNode {
  const words = useErrorWords();
  const { data, error } = useQuery({ ...questionQuery(id), enabled: id !== "new" });
  if (id === "new") return <Form {...form} known={null} />;
  if (error) return <Problem>{words(error)}</Problem>;
  return data ? <Form key={data.version} {...form} known={data} /> : <PageSkeleton />;
}
