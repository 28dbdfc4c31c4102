// Marking an essay by its rubric: one level a criterion. Pure.
import type { RubricCriterion } from "@/api/quiz";

export type ChosenLevels = readonly (number | null)[];

const most = (criterion: RubricCriterion): number => Math.max(0, ...criterion.levels.map((level) => level.points));

/** What the levels come to, as a share of what the question earns; null while one is missing. */
export function rubricPoints(rubric: readonly RubricCriterion[], chosen: ChosenLevels, points: number): number | null {
  let sum = 0;
  for (const [at, criterion] of rubric.entries()) {
    const level = criterion.levels[chosen[at] ?? -1];
    if (!level) return null;
    sum += level.points;
  }
  const all = rubric.reduce((total, criterion) => total + most(criterion), 0);
  return all > 0 ? Math.round((sum / all) * points * 100) / 100 : 0;
}

/** The levels in words, above the comment: what the student reads. */
export function withLevels(rubric: readonly RubricCriterion[], chosen: ChosenLevels, comment: string): string {
  const lines = rubric.flatMap((criterion, at) => {
    const level = criterion.levels[chosen[at] ?? -1];
    return level ? [`- **${criterion.name}**: ${level.text} (${level.points}/${most(criterion)})`] : [];
  });
  return [lines.join("\n"), comment.trim()].filter(Boolean).join("\n\n");
}
