import { NativeSelect, NumberInput, Stack, Switch, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { isPlayed } from "@/api/lessons";
import { type CompletesBy, courseRuleQuery, type CourseRule, type LessonRule, lessonRuleQuery, progressKeys } from "@/api/progress";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

const ways = {
  watching: "progress.byWatching",
  opening: "progress.byOpening",
  quiz: "progress.byQuiz",
  hand_in: "progress.byHandIn",
  passing: "progress.byPassing",
  posting: "progress.byPosting",
  learner: "progress.byLearner",
  teacher: "progress.byTeacher",
} as const satisfies Record<CompletesBy, string>;

function isFor(lesson: Lesson, by: CompletesBy): boolean {
  if (by === "watching") return isPlayed(lesson.kind);
  if (by === "quiz") return lesson.kind === "quiz" || isPlayed(lesson.kind);
  if (by === "hand_in" || by === "passing") return lesson.kind === "assignment";
  return true;
}

const bare = { border: 0, margin: 0, padding: 0 } as const;

/** Each rule is saved as it is set. */
export function LessonCompletion({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const query = lessonRuleQuery(lesson.id);
  const { data: rule } = useQuery(query);
  const save = useMutation({
    mutationFn: (patch: Partial<LessonRule>) => api.patch<LessonRule>(`/lessons/${lesson.id}/completion-rule`, patch),
    onSuccess: (saved) => {
      client.setQueryData(query.queryKey, saved);
      void client.invalidateQueries({ queryKey: progressKeys.all });
    },
  });
  if (!rule) return null;
  const choices = (Object.keys(ways) as CompletesBy[]).filter((by) => isFor(lesson, by));
  return (
    <Stack gap="sm" component="fieldset" style={bare}>
      <Text component="legend" fw={500}>
        {t("progress.ruleTitle")}
      </Text>
      <NativeSelect
        label={t("progress.by")}
        description={t("progress.ruleHelp")}
        value={rule.completes_by}
        onChange={(event) => save.mutate({ completes_by: event.currentTarget.value as CompletesBy })}
        data={choices.map((by) => ({ value: by, label: t(ways[by]) }))}
      />
      {rule.completes_by === "watching" && (
        <NumberInput
          key={rule.share}
          label={t("progress.share")}
          min={1}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          defaultValue={rule.share}
          onBlur={(event) => {
            const share = Number(event.currentTarget.value);
            if (share >= 1 && share !== rule.share) save.mutate({ share });
          }}
        />
      )}
      {isPlayed(lesson.kind) && (
        <Switch
          label={t("progress.inOrderSwitch")}
          description={t("progress.inOrderHelp")}
          checked={rule.in_order}
          onChange={(event) => save.mutate({ in_order: event.currentTarget.checked })}
        />
      )}
      {save.error && <Problem>{words(save.error)}</Problem>}
    </Stack>
  );
}

function numberOf(text: string): number | null {
  return text === "" ? null : Number(text);
}

export function CourseCompletion({ course, lessons }: { course: string; lessons: number }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const query = courseRuleQuery(course);
  const { data: rule } = useQuery(query);
  const save = useMutation({
    mutationFn: (patch: Partial<CourseRule>) => api.patch<CourseRule>(`/courses/${course}/completion-rule`, patch),
    onSuccess: (saved) => {
      client.setQueryData(query.queryKey, saved);
      void client.invalidateQueries({ queryKey: progressKeys.all });
    },
  });
  if (!rule) return null;
  const shared = { min: 1, allowDecimal: false, clampBehavior: "strict", hideControls: true } as const;
  return (
    <Stack gap="sm" component="fieldset" style={bare}>
      <Text component="legend" fw={500}>
        {t("progress.courseRuleTitle")}
      </Text>
      <Text size="sm" c="dimmed">
        {t("progress.ruleHelp")}
      </Text>
      <NumberInput
        {...shared}
        key={`lessons-${rule.lessons_needed ?? ""}`}
        label={t("progress.lessonsNeeded")}
        description={t("progress.lessonsNeededHelp")}
        max={Math.max(lessons, 1)}
        defaultValue={rule.lessons_needed ?? ""}
        onBlur={(event) => {
          const needed = numberOf(event.currentTarget.value);
          if (needed !== rule.lessons_needed) save.mutate({ lessons_needed: needed });
        }}
      />
      <NumberInput
        {...shared}
        key={`grade-${rule.grade_needed ?? ""}`}
        label={t("progress.gradeNeeded")}
        description={t("progress.gradeNeededHelp")}
        max={100}
        defaultValue={rule.grade_needed ?? ""}
        onBlur={(event) => {
          const needed = numberOf(event.currentTarget.value);
          if (needed !== rule.grade_needed) save.mutate({ grade_needed: needed });
        }}
      />
      {save.error && <Problem>{words(save.error)}</Problem>}
    </Stack>
  );
}
