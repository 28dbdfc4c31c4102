// The parts that forms of questions are made of: lists of options, numbers, texts and pairs.
import { Button, Checkbox, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
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

function OptionFeedback({ row, set }: { row: Row; set: (fields: Row) => void }): ReactNode {
  const { t } = useWords();
  return <TextInput style={{ flex: "1 1 200px" }} label={t("quizEdit.optionFeedback")} value={textOf(row, "feedback")} onChange={(event) => set({ feedback: event.currentTarget.value })} />;
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
  return <Checkbox label={t("quizEdit.answerTrue")} checked={definition.answer === true} onChange={(event) => change({ answer: event.currentTarget.checked })} />;
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
  const { t } = useWords();
  return (
    <Fragment>
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
      <Units {...props} />
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
      <Checkbox label={t("quizEdit.matchCase")} checked={props.definition.match_case === true} onChange={(event) => props.change({ match_case: event.currentTarget.checked })} />
    </Fragment>
  );
}

export function Pairs(props: PartProps): ReactNode {
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

export function Items({ definition, change, wrong }: PartProps): ReactNode {
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
