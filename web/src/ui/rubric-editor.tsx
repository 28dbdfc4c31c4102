// Writing a rubric: criteria and their levels.
import { ActionIcon, Button, Group, NumberInput, Stack, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { mostRubricPoints, type RubricCriterion, type RubricLevel } from "@/ui/rubric";

interface RubricEditorProps {
  criteria: readonly RubricCriterion[];
  change: (criteria: RubricCriterion[]) => void;
  /** By place, such as "criteria.0.levels.1.title". */
  wrong: Readonly<Record<string, string>>;
}

interface LevelsProps {
  place: string;
  criterion: RubricCriterion;
  change: (levels: RubricLevel[]) => void;
  wrong: RubricEditorProps["wrong"];
}

const replaced = <One,>(list: readonly One[], at: number, one: One): One[] => list.map((known, index) => (index === at ? one : known));
const without = <One,>(list: readonly One[], at: number): One[] => list.filter((_, index) => index !== at);

function Levels({ place, criterion, change, wrong }: LevelsProps): ReactNode {
  const { t } = useWords();
  const { levels } = criterion;
  return (
    <Stack gap="xs">
      {levels.map((level, at) => {
        const number = at + 1;
        const set = (fields: Partial<RubricLevel>) => change(replaced(levels, at, { ...level, ...fields }));
        return (
          <Group key={at} gap="xs" align="flex-start">
            <TextInput style={{ flex: "2 1 140px" }} size="sm" aria-label={t("rubric.levelTitle", { number })} placeholder={t("rubric.levelTitle", { number })} value={level.title} error={wrong[`${place}.levels.${at}.title`]} onChange={(event) => set({ title: event.currentTarget.value })} />
            <Textarea style={{ flex: "3 1 180px" }} size="sm" autosize minRows={1} aria-label={t("rubric.levelText", { number })} placeholder={t("rubric.levelText", { number })} value={level.description ?? ""} onChange={(event) => set({ description: event.currentTarget.value })} />
            <NumberInput w={90} size="sm" min={0} max={1000} aria-label={t("rubric.levelPoints", { number })} value={level.points} error={wrong[`${place}.levels.${at}.points`]} onChange={(points) => set({ points: Number(points) || 0 })} />
            <ActionIcon size={36} variant="default" disabled={levels.length <= 2} aria-label={t("rubric.removeLevel", { number })} onClick={() => change(without(levels, at))}>
              <Icon name="trash" size={16} />
            </ActionIcon>
          </Group>
        );
      })}
      {levels.length < 10 && (
        <Button size="compact-sm" variant="subtle" style={{ alignSelf: "start" }} leftSection={<Icon name="plus" size={16} />} onClick={() => change([...levels, { title: "", description: "", points: (levels.at(-1)?.points ?? 0) + 1 }])}>
          {t("rubric.addLevel")}
        </Button>
      )}
    </Stack>
  );
}

export function RubricEditor({ criteria, change, wrong }: RubricEditorProps): ReactNode {
  const { t } = useWords();
  const add = () =>
    change([
      ...criteria,
      { title: "", description: "", levels: [{ title: t("rubric.firstLevel"), description: "", points: 0 }, { title: t("rubric.lastLevel"), description: "", points: 5 }] },
    ]);
  return (
    <Stack>
      {criteria.length === 0 && <Text c="dimmed">{t("rubric.none")}</Text>}
      {criteria.map((criterion, at) => {
        const number = at + 1;
        const place = `criteria.${at}`;
        const set = (fields: Partial<RubricCriterion>) => change(replaced(criteria, at, { ...criterion, ...fields }));
        return (
          <Stack key={at} component="section" gap="xs" aria-label={t("rubric.criterion", { number })} p="md" bd="1px solid var(--mantine-color-default-border)" bdrs="md">
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput style={{ flex: 1 }} label={t("rubric.criterion", { number })} value={criterion.title} error={wrong[`${place}.title`]} onChange={(event) => set({ title: event.currentTarget.value })} />
              <ActionIcon size={36} variant="default" aria-label={t("rubric.removeCriterion", { number })} onClick={() => change(without(criteria, at))}>
                <Icon name="trash" size={16} />
              </ActionIcon>
            </Group>
            <Textarea autosize minRows={1} size="sm" aria-label={t("rubric.criterionText", { number })} placeholder={t("rubric.criterionHelp")} value={criterion.description ?? ""} onChange={(event) => set({ description: event.currentTarget.value })} />
            <Levels place={place} criterion={criterion} wrong={wrong} change={(levels) => set({ levels })} />
          </Stack>
        );
      })}
      <Group justify="space-between">
        {criteria.length < 30 && (
          <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={add}>
            {t("rubric.addCriterion")}
          </Button>
        )}
        {criteria.length > 0 && <Text fw={600}>{t("rubric.total", { count: mostRubricPoints(criteria) })}</Text>}
      </Group>
    </Stack>
  );
}
