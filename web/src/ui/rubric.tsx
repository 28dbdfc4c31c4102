// Rubrics: criteria with levels that earn points. Marking is a click a criterion; the same table shows what was chosen.
import "@/ui/rubric.css";
import { Group, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

export interface RubricLevel {
  title: string;
  description?: string;
  points: number;
}

export interface RubricCriterion {
  title: string;
  description?: string;
  levels: readonly RubricLevel[];
}

export interface RubricMark {
  level?: number | null;
  comment?: string;
}

interface RubricTableProps {
  criteria: readonly RubricCriterion[];
  marks: readonly RubricMark[];
  /** Absent: it is shown, not marked. */
  change?: (marks: RubricMark[]) => void;
}

/** What the chosen levels earn; null while one is missing. */
export function rubricPoints(criteria: readonly RubricCriterion[], marks: readonly RubricMark[]): number | null {
  let points = 0;
  for (const [at, criterion] of criteria.entries()) {
    const level = criterion.levels[marks[at]?.level ?? -1];
    if (!level) return null;
    points += level.points;
  }
  return points;
}

export function mostRubricPoints(criteria: readonly RubricCriterion[]): number {
  return criteria.reduce((sum, criterion) => sum + Math.max(0, ...criterion.levels.map((level) => level.points)), 0);
}

function Criterion({ criterion, mark, change }: { criterion: RubricCriterion; mark: RubricMark; change?: (mark: RubricMark) => void }): ReactNode {
  const { t } = useWords();
  const name = useId();
  return (
    <Stack component="fieldset" gap="xs" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={600} p={0} mb={4}>
        {criterion.title}
      </Text>
      {criterion.description && (
        <Text size="sm" c="dimmed">
          {criterion.description}
        </Text>
      )}
      <div className="lectern-rubric-levels">
        {criterion.levels.map((level, at) => {
          const isChosen = mark.level === at;
          return (
            <label key={at} className="lectern-rubric-level" data-chosen={isChosen || undefined} data-fixed={change ? undefined : true}>
              <input
                type="radio"
                name={name}
                checked={isChosen}
                disabled={!change}
                onChange={() => change?.({ ...mark, level: at })}
                aria-label={t("rubric.level", { title: level.title, count: level.points })}
              />
              <Group justify="space-between" wrap="nowrap" gap={4} align="flex-start">
                <Text component="span" size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                  {level.title}
                </Text>
                {isChosen && <Icon name="check" size={16} />}
              </Group>
              {level.description && (
                <Text component="span" size="sm">
                  {level.description}
                </Text>
              )}
              <Text component="span" size="sm" c="dimmed" className="lectern-numbers">
                {t("rubric.points", { count: level.points })}
              </Text>
            </label>
          );
        })}
      </div>
      {change ? (
        <Textarea
          autosize
          minRows={1}
          size="sm"
          aria-label={t("rubric.commentOn", { title: criterion.title })}
          placeholder={t("rubric.comment")}
          value={mark.comment ?? ""}
          onChange={(event) => change({ ...mark, comment: event.currentTarget.value })}
        />
      ) : (
        mark.comment && <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{mark.comment}</Text>
      )}
    </Stack>
  );
}

export function RubricTable({ criteria, marks, change }: RubricTableProps): ReactNode {
  const all = criteria.map((_, at) => marks[at] ?? {});
  return (
    <div className="lectern-rubric">
      {criteria.map((criterion, at) => (
        <Criterion
          key={at}
          criterion={criterion}
          mark={all[at] ?? {}}
          {...(change ? { change: (mark: RubricMark) => change(all.map((one, index) => (index === at ? mark : one))) } : {})}
        />
      ))}
    </div>
  );
}
