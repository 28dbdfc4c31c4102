// The parts that forms of questions are made of: lists of options, numbers, texts and pairs.
import { Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { Fragment, type ReactNode, type RefObject } from "react";
import type { Definition } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { MarkdownField } from "@/questions/markdown-field";
import { Problem } from "@/ui/problem";

export interface PartProps {
  definition: Definition;
  change: (fields: Record<string, unknown>) => void;
  /** The server's problems by path. */
  wrong: Readonly<Record<string, string>>;
  /** Where the question is typed, for parts that work on what is selected there. */
  stem: RefObject<HTMLTextAreaElement | null>;
}

export type Row = Record<string, unknown>;
export const rowsOf = (definition: Definition, field: string): Row[] => (Array.isArray(definition[field]) ? (definition[field] as Row[]) : []);
export const textOf = (row: Row, field: string): string => (typeof row[field] === "string" ? row[field] : "");
export const numberOf = (row: Row, field: string): number | "" => (typeof row[field] === "number" ? row[field] : "");

interface RowsProps extends Omit<PartProps, "stem"> {
  field: string;
  fresh: Row;
  least: number;
  /** What adding one is called, where "another" would not do. */
  add?: string;
  row: (row: Row, set: (fields: Row) => void, at: number, wrong: (field: string) => string | undefined) => ReactNode;
}

/** A list of rows of one kind, with one to add and each to remove. */
export function Rows({ definition, change, wrong, field, fresh: empty, least, add, row }: RowsProps): ReactNode {
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
        {add ?? t("quizEdit.addOption")}
      </Button>
    </Stack>
  );
}

function Percent({ row, set, error }: { row: Row; set: (fields: Row) => void; error: string | undefined }): ReactNode {
  const { t } = useWords();
  const value = numberOf(row, "fraction");
  return <NumberInput w={170} label={t("quizEdit.fraction")} min={-100} max={100} decimalScale={3} value={value === "" ? 100 : Math.round(value * 100_000) / 1000} error={error} onChange={(next) => set({ fraction: Number(next) / 100 })} />;
}

export function OptionFeedback({ row, set }: { row: Row; set: (fields: Row) => void }): ReactNode {
  const { t } = useWords();
  return <MarkdownField label={t("quizEdit.optionFeedback")} value={textOf(row, "feedback")} change={(feedback) => set({ feedback })} />;
}

export function Options(props: PartProps): ReactNode {
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
            <MarkdownField label={t("quizEdit.option", { number: at + 1 })} value={textOf(row, "text")} error={wrong("text")} change={(text) => set({ text })} />
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

export function Scoring({ definition, change }: PartProps): ReactNode {
  const { t } = useWords();
  return <Checkbox label={t("quizEdit.allOrNothing")} checked={definition.scoring === "all_or_nothing"} onChange={(event) => change({ scoring: event.currentTarget.checked ? "all_or_nothing" : "per_option" })} />;
}

export function Truth({ definition, change }: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack>
      <Checkbox label={t("quizEdit.answerTrue")} checked={definition.answer === true} onChange={(event) => change({ answer: event.currentTarget.checked })} />
      <Group align="flex-start">
        <MarkdownField label={t("quizEdit.feedbackTrue")} value={textOf(definition, "feedback_true")} change={(text) => change({ feedback_true: text })} />
        <MarkdownField label={t("quizEdit.feedbackFalse")} value={textOf(definition, "feedback_false")} change={(text) => change({ feedback_false: text })} />
      </Group>
    </Stack>
  );
}

const isRange = (row: Row) => typeof row.least === "number" || typeof row.most === "number";

/** One value with a tolerance, or all between two. */
function NumberAnswer({ row, set, wrong }: { row: Row; set: (fields: Row) => void; wrong: (field: string) => string | undefined }): ReactNode {
  const { t } = useWords();
  const number = (field: string, label: string, width: number) => <NumberInput w={width} label={label} value={numberOf(row, field)} error={wrong(field)} onChange={(value) => set({ [field]: Number(value) })} />;
  const choose = (kind: string) =>
    set(kind === "range" ? { value: undefined, tolerance: undefined, tolerance_kind: undefined, least: numberOf(row, "value") || 0, most: numberOf(row, "value") || 0 } : { least: undefined, most: undefined, value: numberOf(row, "least") || 0, tolerance: 0, tolerance_kind: kind });
  const kind = isRange(row) ? "range" : row.tolerance_kind === "relative" ? "relative" : "absolute";
  return (
    <Fragment>
      <NativeSelect
        w={250}
        label={t("quizEdit.accepts")}
        value={kind}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: "absolute", label: t("quizEdit.acceptsValue") },
          { value: "relative", label: t("quizEdit.acceptsShare") },
          { value: "range", label: t("quizEdit.acceptsRange") },
        ]}
      />
      {kind === "range" ? (
        <Fragment>
          {number("least", t("quizEdit.least"), 120)}
          {number("most", t("quizEdit.most"), 120)}
        </Fragment>
      ) : (
        <Fragment>
          {number("value", t("quizEdit.value"), 130)}
          {number("tolerance", t(kind === "relative" ? "quizEdit.toleranceShare" : "quizEdit.tolerance"), 150)}
        </Fragment>
      )}
    </Fragment>
  );
}

/** What a number without its unit, or with another one, is worth. */
function UnitRule({ definition, change, wrong }: Omit<PartProps, "stem">): ReactNode {
  const { t } = useWords();
  if (rowsOf(definition, "units").length === 0) return null;
  const penalty = numberOf(definition, "unit_penalty");
  return (
    <Group align="flex-end">
      <Checkbox mb={10} label={t("quizEdit.unitNeeded")} checked={definition.unit_rule === "required"} onChange={(event) => change({ unit_rule: event.currentTarget.checked ? "required" : "optional" })} />
      <NumberInput w={260} label={t("quizEdit.unitPenalty")} min={0} max={100} value={penalty === "" ? 100 : Math.round(penalty * 1000) / 10} error={wrong["definition.unit_penalty"]} onChange={(share) => change({ unit_penalty: Number(share) / 100 })} />
    </Group>
  );
}

/** Other units that may be answered in, by what one of them is worth. */
function Units(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Rows
      {...props}
      field="units"
      least={0}
      fresh={{ name: "", factor: 1 }}
      add={t("quizEdit.addUnit")}
      row={(row, set, _, wrong) => (
        <Group align="flex-start">
          <TextInput w={140} label={t("quizEdit.unit")} value={textOf(row, "name")} error={wrong("name")} onChange={(event) => set({ name: event.currentTarget.value })} />
          <NumberInput w={180} label={t("quizEdit.factor")} value={numberOf(row, "factor")} error={wrong("factor")} onChange={(factor) => set({ factor: Number(factor) })} />
        </Group>
      )}
    />
  );
}

export function Numbers(props: PartProps): ReactNode {
  return (
    <Fragment>
      <Rows
        {...props}
        field="answers"
        least={1}
        fresh={{ value: 0, tolerance: 0, fraction: 1 }}
        row={(row, set, _, wrong) => (
          <Group align="flex-start">
            <NumberAnswer row={row} set={set} wrong={wrong} />
            <Percent row={row} set={set} error={wrong("fraction")} />
            <OptionFeedback row={row} set={set} />
          </Group>
        )}
      />
      <Units {...props} />
      <UnitRule {...props} />
    </Fragment>
  );
}

export function Texts(props: PartProps): ReactNode {
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
      <Group>
        <Checkbox label={t("quizEdit.matchCase")} checked={props.definition.match_case === true} onChange={(event) => props.change({ match_case: event.currentTarget.checked })} />
        <Checkbox label={t("quizEdit.matchAccents")} checked={props.definition.match_accents === true} onChange={(event) => props.change({ match_accents: event.currentTarget.checked })} />
      </Group>
    </Fragment>
  );
}

export function Pairs(props: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack>
      <Rows
        {...props}
        field="pairs"
        least={2}
        fresh={{ prompt: "", answer: "" }}
        row={(row, set, _, wrong) => (
          <Group align="flex-start" grow preventGrowOverflow={false}>
            <MarkdownField label={t("quizEdit.prompt")} value={textOf(row, "prompt")} error={wrong("prompt")} change={(prompt) => set({ prompt })} />
            <TextInput label={t("quizEdit.answer")} value={textOf(row, "answer")} error={wrong("answer")} onChange={(event) => set({ answer: event.currentTarget.value })} />
          </Group>
        )}
      />
      <TextList
        {...props}
        field="distractors"
        least={0}
        add={t("quizEdit.addDistractor")}
        row={(text, set, at, error) => <TextInput label={t("quizEdit.distractor", { number: at + 1 })} value={text} error={error} onChange={(event) => set(event.currentTarget.value)} />}
      />
    </Stack>
  );
}

interface TextListProps extends Omit<PartProps, "stem"> {
  field: string;
  least: number;
  add?: string;
  row: (text: string, set: (text: string) => void, at: number, error: string | undefined) => ReactNode;
}

/** A list of plain texts, edited as rows are. */
function TextList({ definition, change, wrong, field, least, add, row }: TextListProps): ReactNode {
  const texts = Array.isArray(definition[field]) ? (definition[field] as string[]) : [];
  const path = new RegExp(`^definition\\.${field}\\.(\\d+)$`);
  return (
    <Rows
      definition={{ stem: "", [field]: texts.map((text) => ({ text })) }}
      change={(fields) => change({ [field]: (fields[field] as Row[]).map((one) => textOf(one, "text")) })}
      wrong={Object.fromEntries(Object.entries(wrong).map(([at, message]) => [at.replace(path, `definition.${field}.$1.text`), message]))}
      field={field}
      least={least}
      fresh={{ text: "" }}
      {...(add ? { add } : {})}
      row={(one, set, at, error) => row(textOf(one, "text"), (text) => set({ text }), at, error("text"))}
    />
  );
}

const orderScorings = ["places", "neighbours", "longest_run", "all_or_nothing"] as const;

export function Items(props: PartProps): ReactNode {
  const { t } = useWords();
  const { definition, change } = props;
  return (
    <Fragment>
      <Text size="sm" c="dimmed">
        {t("quizEdit.itemsHelp")}
      </Text>
      <TextList
        {...props}
        field="items"
        least={2}
        row={(text, set, at, error) => <MarkdownField label={t("quizEdit.item", { number: at + 1 })} value={text} error={error} change={set} />}
      />
      <NativeSelect
        maw={420}
        label={t("quizEdit.orderScoring")}
        value={textOf(definition, "scoring") || "places"}
        onChange={(event) => change({ scoring: event.currentTarget.value })}
        data={orderScorings.map((value) => ({ value, label: t(`quizEdit.order_${value}`) }))}
      />
    </Fragment>
  );
}
