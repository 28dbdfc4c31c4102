import { Alert, Button, Grid, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useRef, useState } from "react";
import { api, ApiError } from "@/api/client";
import { type Definition, type Question, type QuestionDetails, questionCategoriesQuery, questionQuery, quizKeys, type Response, type Trial } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { fresh, type Part, typeForms } from "@/questions/definitions";
import { Essay } from "@/questions/essay-form";
import { ClozeGaps, WordGaps } from "@/questions/gap-forms";
import { Hints } from "@/questions/hint-form";
import { Hotspot } from "@/questions/hotspot-form";
import { QuestionBody } from "@/questions/inputs";
import { QuestionCourse } from "@/questions/insert-moment";
import { MarkdownField } from "@/questions/markdown-field";
import { Calculated, Formula } from "@/questions/number-forms";
import { QuestionText } from "@/questions/question-text";
import { Items, Numbers, Options, Pairs, type PartProps, Scoring, Texts, textOf, Truth } from "@/questions/parts";
import { isType, type TypeName, typeNames, typeWords } from "@/questions/words";
import { Confirm } from "@/ui/confirm";
import { PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";
import "@/questions/quiz.css";

const parts: Record<Part, (props: PartProps) => ReactNode> = {
  options: Options,
  scoring: Scoring,
  truth: Truth,
  numbers: Numbers,
  texts: Texts,
  pairs: Pairs,
  items: Items,
  gaps: ClozeGaps,
  words: WordGaps,
  hotspot: Hotspot,
  calculated: Calculated,
  formula: Formula,
  essay: Essay,
};

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
              {check.data.verdicts.map((verdict, at) => verdict.feedback && <QuestionText key={at} text={verdict.feedback} />)}
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
  const stem = useRef<HTMLTextAreaElement>(null);
  const change = (own: Record<string, unknown>) => setDefinition((before) => ({ ...before, ...own }));
  return (
    <QuestionCourse.Provider value={course}>
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
            <MarkdownField label={t("quizEdit.stem")} description={t(typeForms[type].hasGaps ? "quizEdit.gapHelp" : "quizEdit.stemHelp")} lines={3} field={stem} value={definition.stem} error={wrong["definition.stem"]} change={(text) => change({ stem: text })} />
            {typeForms[type].parts.map((part) => {
              const Component = parts[part];
              return <Component key={`${type} ${part}`} definition={definition} change={change} wrong={wrong} stem={stem} />;
            })}
            {type !== "information" && <Hints definition={definition} change={change} wrong={wrong} />}
            <MarkdownField label={t("quizEdit.feedback")} lines={2} value={textOf(definition, "feedback")} change={(text) => change({ feedback: text })} />
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
    </QuestionCourse.Provider>
  );
}

export function QuestionForm({ id, ...form }: FormProps & { id: string }): ReactNode {
  const words = useErrorWords();
  const { data, error } = useQuery({ ...questionQuery(id), enabled: id !== "new" });
  if (id === "new") return <Form {...form} known={null} />;
  if (error) return <Problem>{words(error)}</Problem>;
  return data ? <Form key={data.version} {...form} known={data} /> : <PageSkeleton />;
}
