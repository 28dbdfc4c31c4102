// What an essay asks for, and by what it is marked.
import { Group, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { Definition } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { numberOf, type PartProps, type Row, Rows, textOf } from "@/questions/parts";

const freshLevels = [{ text: "", points: 0 }, { text: "", points: 1 }];

function Rubric({ definition, change, wrong }: PartProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap="xs" component="section" aria-label={t("quizEdit.rubric")}>
      <Text fw={500}>{t("quizEdit.rubric")}</Text>
      <Text size="sm" c="dimmed">
        {t("quizEdit.rubricHelp")}
      </Text>
      <Rows
        definition={definition}
        change={change}
        wrong={wrong}
        field="rubric"
        least={0}
        fresh={{ name: "", levels: freshLevels }}
        add={t("quizEdit.addCriterion")}
        row={(criterion, set, at, error) => (
          <Stack gap="xs">
            <TextInput label={t("quizEdit.criterion", { number: at + 1 })} value={textOf(criterion, "name")} error={error("name")} onChange={(event) => set({ name: event.currentTarget.value })} />
            <Rows
              definition={criterion as Definition}
              change={set}
              wrong={Object.fromEntries(Object.entries(wrong).map(([path, message]) => [path.replace(`definition.rubric.${at}.`, "definition."), message]))}
              field="levels"
              least={2}
              fresh={{ text: "", points: 0 }}
              add={t("quizEdit.addLevel")}
              row={(level: Row, setLevel, place, problem) => (
                <Group align="flex-start">
                  <TextInput style={{ flex: "1 1 180px" }} label={t("quizEdit.level", { number: place + 1 })} value={textOf(level, "text")} error={problem("text")} onChange={(event) => setLevel({ text: event.currentTarget.value })} />
                  <NumberInput w={100} label={t("quizEdit.points")} min={0} value={numberOf(level, "points")} error={problem("points")} onChange={(points) => setLevel({ points: Number(points) })} />
                </Group>
              )}
            />
          </Stack>
        )}
      />
    </Stack>
  );
}

export function Essay(props: PartProps): ReactNode {
  const { definition, change, wrong } = props;
  const { t } = useWords();
  const count = (field: string) => (value: number | string) => change({ [field]: value === "" ? null : Number(value) });
  return (
    <Stack>
      <Group align="flex-start">
        <NumberInput w={150} label={t("quizEdit.leastWords")} min={0} value={numberOf(definition, "least_words")} error={wrong["definition.least_words"]} onChange={count("least_words")} />
        <NumberInput w={150} label={t("quizEdit.mostWords")} min={1} value={numberOf(definition, "most_words")} error={wrong["definition.most_words"]} onChange={count("most_words")} />
      </Group>
      <Textarea autosize minRows={2} label={t("quizEdit.template")} description={t("quizEdit.templateHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={textOf(definition, "template")} onChange={(event) => change({ template: event.currentTarget.value })} />
      <Rubric {...props} />
      <Textarea autosize minRows={3} label={t("quizEdit.notes")} value={textOf(definition, "notes")} onChange={(event) => change({ notes: event.currentTarget.value })} />
    </Stack>
  );
}
