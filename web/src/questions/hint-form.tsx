// Hints, one after the other: each costs whoever takes it a share of the points.
import { NumberInput, Stack, Text } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { MarkdownField } from "@/questions/markdown-field";
import { numberOf, type PartProps, Rows, textOf } from "@/questions/parts";

export function Hints(props: Omit<PartProps, "stem">): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap="xs" component="section" aria-label={t("quizEdit.hints")}>
      <Text fw={500}>{t("quizEdit.hints")}</Text>
      <Text size="sm" c="dimmed">
        {t("quizEdit.hintsHelp")}
      </Text>
      <Rows
        {...props}
        field="hints"
        least={0}
        fresh={{ text: "", cost: 0.25 }}
        add={t("quizEdit.addHint")}
        row={(row, set, at, wrong) => (
          <Fragment>
            <MarkdownField label={t("quizEdit.hintNumber", { number: at + 1 })} value={textOf(row, "text")} error={wrong("text")} change={(text) => set({ text })} />
            <NumberInput w={220} label={t("quizEdit.hintCost")} min={0} max={100} value={Math.round(Number(numberOf(row, "cost")) * 1000) / 10} error={wrong("cost")} onChange={(cost) => set({ cost: Number(cost) / 100 })} />
          </Fragment>
        )}
      />
    </Stack>
  );
}
