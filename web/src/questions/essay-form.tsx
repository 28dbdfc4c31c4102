// What an essay asks for, and by what it is marked.
import { Group, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import type { ReactNode } from "react";
import type { RubricCriterion } from "@/api/assignment";
import { useWords } from "@/i18n/use-words";
import { numberOf, type PartProps, rowsOf, textOf } from "@/questions/parts";
import { RubricEditor } from "@/ui/rubric-editor";

const megabyte = 1024 * 1024;

export function Essay({ definition, change, wrong }: PartProps): ReactNode {
  const { t } = useWords();
  const mostFiles = Number(numberOf(definition, "most_files") || 0);
  const criteria = rowsOf(definition, "rubric") as unknown as RubricCriterion[];
  const faults = Object.fromEntries(Object.entries(wrong).map(([path, message]) => [path.replace(/^definition\.rubric\./, "criteria."), message]));
  const count = (field: string) => (value: number | string) => change({ [field]: value === "" ? null : Number(value) });
  return (
    <Stack>
      <Group align="flex-start">
        <NumberInput w={150} label={t("quizEdit.leastWords")} min={0} value={numberOf(definition, "least_words")} error={wrong["definition.least_words"]} onChange={count("least_words")} />
        <NumberInput w={150} label={t("quizEdit.mostWords")} min={1} value={numberOf(definition, "most_words")} error={wrong["definition.most_words"]} onChange={count("most_words")} />
      </Group>
      <Textarea autosize minRows={2} label={t("quizEdit.template")} description={t("quizEdit.templateHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={textOf(definition, "template")} onChange={(event) => change({ template: event.currentTarget.value })} />
      <Group align="flex-start">
        <NumberInput w={150} label={t("quizEdit.mostFiles")} description={t("quizEdit.mostFilesHelp")} inputWrapperOrder={["label", "input", "description", "error"]} min={0} max={20} value={mostFiles} error={wrong["definition.most_files"]} onChange={count("most_files")} />
        {mostFiles > 0 && <NumberInput w={190} label={t("quizEdit.largestFile")} min={1} max={2048} value={Math.round(Number(numberOf(definition, "largest_file") || 50 * megabyte) / megabyte)} error={wrong["definition.largest_file"]} onChange={(size) => change({ largest_file: (Number(size) || 1) * megabyte })} />}
      </Group>
      <Stack gap="xs" component="section" aria-label={t("quizEdit.rubric")}>
        <Text fw={500}>{t("quizEdit.rubric")}</Text>
        <Text size="sm" c="dimmed">
          {t("quizEdit.rubricHelp")}
        </Text>
        <RubricEditor criteria={criteria} change={(rubric) => change({ rubric })} wrong={faults} />
      </Stack>
      <Textarea autosize minRows={3} label={t("quizEdit.notes")} value={textOf(definition, "notes")} onChange={(event) => change({ notes: event.currentTarget.value })} />
    </Stack>
  );
}
