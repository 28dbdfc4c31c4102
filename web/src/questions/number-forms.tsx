// Questions whose numbers are drawn, and formulas that are compared by value.
import { Button, Group, NumberInput, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import type { Definition, Trial } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { plainText } from "@/lib/plain-text";
import { numberOf, type PartProps, Rows, textOf } from "@/questions/parts";

interface RangesProps extends PartProps {
  field: "parameters" | "variables";
  withDecimals?: true;
}

/** Names, and between which values each is drawn. */
function Ranges({ field, withDecimals, ...props }: RangesProps): ReactNode {
  const { t } = useWords();
  const names = "abcdefghijklmnopqrstuvwxyz";
  const taken = Array.isArray(props.definition[field]) ? (props.definition[field] as { name?: string }[]).map((row) => row.name) : [];
  const name = [...names].find((letter) => !taken.includes(letter)) ?? "";
  return (
    <Rows
      {...props}
      field={field}
      least={1}
      fresh={{ name, least: 1, most: 10 }}
      add={t(withDecimals ? "quizEdit.addParameter" : "quizEdit.addVariable")}
      row={(row, set, _, wrong) => (
        <Group align="flex-start">
          <TextInput w={90} label={t("quizEdit.letter")} value={textOf(row, "name")} error={wrong("name")} onChange={(event) => set({ name: event.currentTarget.value })} />
          <NumberInput w={120} label={t("quizEdit.least")} value={numberOf(row, "least")} error={wrong("least")} onChange={(least) => set({ least: Number(least) })} />
          <NumberInput w={120} label={t("quizEdit.most")} value={numberOf(row, "most")} error={wrong("most")} onChange={(most) => set({ most: Number(most) })} />
          {withDecimals && <NumberInput w={120} label={t("quizEdit.decimals")} min={0} max={6} value={numberOf(row, "decimals") === "" ? 0 : numberOf(row, "decimals")} error={wrong("decimals")} onChange={(decimals) => set({ decimals: Number(decimals) })} />}
        </Group>
      )}
    />
  );
}

const samples = 5;

/** What some students would be given, and the right answers. */
function Drawn({ definition }: { definition: Definition }): ReactNode {
  const { t } = useWords();
  const [settled] = useDebouncedValue(definition, 600);
  const [from, setFrom] = useState(1);
  const { data, error } = useQuery({
    queryKey: ["question-draws", settled, from],
    queryFn: () => Promise.all(Array.from({ length: samples }, (_, at) => api.post<Trial>("/question-trials", { type: "calculated", definition: settled, seed: from + at }))),
    retry: false,
    placeholderData: keepPreviousData,
  });
  if (error || !data) return <Text c="dimmed">{t("quizEdit.drawnNotYet")}</Text>;
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": t("quizEdit.drawnValues") } }}>
        <Table style={{ fontVariantNumeric: "tabular-nums" }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("quizEdit.drawnValues")}</Table.Th>
              <Table.Th ta="end">{t("quizEdit.answer")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map((trial, at) => (
              <Table.Tr key={at}>
                <Table.Td>{plainText(trial.shown.stem)}</Table.Td>
                <Table.Td ta="end">{typeof trial.solution?.text === "string" ? trial.solution.text : "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Button variant="default" size="compact-md" style={{ alignSelf: "start" }} onClick={() => setFrom(from + samples)}>
        {t("quizEdit.drawOthers")}
      </Button>
    </Stack>
  );
}

export function Calculated(props: PartProps): ReactNode {
  const { definition, change, wrong } = props;
  const { t } = useWords();
  const isRelative = definition.tolerance_kind === "relative";
  const tolerance = numberOf(definition, "tolerance");
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("quizEdit.calculatedHelp")}
      </Text>
      <Ranges {...props} field="parameters" withDecimals />
      <Group align="flex-start">
        <TextInput style={{ flex: "1 1 220px" }} label={t("quizEdit.formulaOf")} description={t("quizEdit.formulaOfHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={textOf(definition, "formula")} error={wrong["definition.formula"]} onChange={(event) => change({ formula: event.currentTarget.value })} />
        <TextInput w={110} label={t("quizEdit.unit")} value={textOf(definition, "unit")} error={wrong["definition.unit"]} onChange={(event) => change({ unit: event.currentTarget.value })} />
        <NumberInput w={150} label={t(isRelative ? "quizEdit.toleranceShare" : "quizEdit.tolerance")} min={0} value={tolerance} error={wrong["definition.tolerance"]} onChange={(next) => change({ tolerance: Number(next) })} />
      </Group>
      <Drawn definition={definition} />
    </Stack>
  );
}

export function Formula(props: PartProps): ReactNode {
  const { definition, change, wrong } = props;
  const { t } = useWords();
  return (
    <Stack>
      <TextInput label={t("quizEdit.rightFormula")} description={t("quizEdit.rightFormulaHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={textOf(definition, "answer")} error={wrong["definition.answer"]} onChange={(event) => change({ answer: event.currentTarget.value })} />
      <Ranges {...props} field="variables" />
    </Stack>
  );
}
