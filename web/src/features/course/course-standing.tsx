import { Progress, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { CourseProgress } from "@/api/progress";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

const mostNamed = 3;

/** How far one is, and why the course is not complete yet. */
export function CourseStanding({ progress }: { progress: CourseProgress }): ReactNode {
  const { t, language, list, percent } = useWords();
  // With its digits, so that what is nearly enough does not look like enough.
  const exact = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const done = Math.min(progress.completed_lessons, progress.lessons_needed);
  const left = progress.items.filter((lesson) => !lesson.completed_at);
  const needsLessons = done < progress.lessons_needed;
  const grade = (progress.grade ?? 0) / 100;
  const needsGrade = progress.grade_needed !== null && grade * 100 < progress.grade_needed;
  const count = t("progress.courseCount", { done, count: progress.lessons_needed });
  return (
    <section aria-label={t("progress.courseTitle")} data-testid="course-standing">
      <Title order={2} mt="xl" mb="xs">
        {t("progress.courseTitle")}
      </Title>
      <Stack gap={6} mb="lg">
        <Progress value={progress.lessons_needed > 0 ? (done / progress.lessons_needed) * 100 : 0} aria-label={count} />
        <Text className="lectern-numbers">{count}</Text>
        {progress.completed_at && (
          <Text>
            <Icon name="check" size={16} /> {t("progress.courseDone")}
          </Text>
        )}
        {!progress.completed_at && needsLessons && (
          <Text c="dimmed">{t("progress.next", { titles: list(left.slice(0, mostNamed).map((lesson) => `“${lesson.title}”`)) })}</Text>
        )}
        {!progress.completed_at && needsGrade && (
          <Text c="dimmed">{t("progress.grade", { grade: exact.format(grade), needed: percent((progress.grade_needed ?? 0) / 100) })}</Text>
        )}
      </Stack>
    </section>
  );
}
