import { Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { api } from "@/api/client";
import { useLivePlaces } from "@/api/enrolment";
import { lessonProgressQuery, type LessonProgress, progressKeys } from "@/api/progress";
import { keys, meQuery, outlineQuery } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { Icon } from "@/ui/icons";

const ways = {
  opening: "progress.opening",
  quiz: "progress.quiz",
  hand_in: "progress.handIn",
  passing: "progress.passing",
  posting: "progress.posting",
  learner: "progress.learner",
  teacher: "progress.teacher",
} as const;

function WhatCounts({ progress }: { progress: LessonProgress }): ReactNode {
  const { t } = useWords();
  return (
    <details>
      <summary>{t("progress.whatCounts")}</summary>
      <Text size="sm" c="dimmed">
        {t("progress.whatCountsText")}
      </Text>
      {progress.rule.in_order && (
        <Text size="sm" c="dimmed">
          {t("progress.inOrder")}
        </Text>
      )}
    </details>
  );
}

function WatchedShare({ progress }: { progress: LessonProgress }): ReactNode {
  const { t, percent } = useWords();
  if (progress.share === null) return <Text size="sm" c="dimmed">{t("progress.nothingYet")}</Text>;
  // Rounded down, so that what is nearly enough does not look like enough.
  const share = Math.floor(progress.share * 100) / 100;
  const words = t("progress.watched", { share: percent(share), needed: percent(progress.rule.share / 100) });
  return (
    <Stack gap={4}>
      <Progress value={share * 100} size="sm" aria-label={words} />
      <Text size="sm" c="dimmed" className="lectern-numbers">
        {words}
      </Text>
    </Stack>
  );
}

/** How far one is in a lesson, and what completes it. */
export function Standing({ progress }: { progress: LessonProgress }): ReactNode {
  const { t, language } = useWords();
  const by = progress.rule.completes_by;
  return (
    <Stack gap={6} data-testid="standing">
      {progress.completed_at ? (
        <Group gap={6} title={moment(progress.completed_at, language)}>
          <Icon name="check" size={18} />
          <Text size="sm">{t("progress.completedOn", { date: day(progress.completed_at, language) })}</Text>
        </Group>
      ) : by === "watching" ? (
        <WatchedShare progress={progress} />
      ) : (
        <Text size="sm" c="dimmed">
          {t(ways[by])}
        </Text>
      )}
      {by === "watching" && <WhatCounts progress={progress} />}
    </Stack>
  );
}

/** Where looking at it is enough, the server is told once. */
export function useOpened(progress: LessonProgress | undefined, course: string): void {
  const client = useQueryClient();
  const told = useRef("");
  const { mutate } = useMutation({
    mutationFn: (lesson: string) => api.post(`/lessons/${lesson}/opened`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: progressKeys.all });
      void client.invalidateQueries({ queryKey: keys.outline(course) });
    },
  });
  const lesson = progress?.rule.completes_by === "opening" && !progress.completed_at ? progress.lesson_id : "";
  useEffect(() => {
    if (!lesson || told.current === lesson) return;
    told.current = lesson;
    mutate(lesson);
  }, [lesson, mutate]);
}

/** Of who takes the course; nothing for others. */
export function useStanding(lesson: Lesson): LessonProgress | undefined {
  const { data: me } = useQuery(meQuery);
  const { data: outline } = useQuery(outlineQuery(lesson.course_id));
  const isTaking = Boolean(me && outline?.course.role === "student");
  const { data: progress } = useQuery({ ...lessonProgressQuery(lesson.id), enabled: isTaking });
  useLivePlaces({ enabled: isTaking });
  useOpened(isTaking ? progress : undefined, lesson.course_id);
  return isTaking ? progress : undefined;
}

/** Below a video: what of it was watched. */
export function LessonStanding({ lesson }: { lesson: Lesson }): ReactNode {
  const progress = useStanding(lesson);
  return progress ? <Standing progress={progress} /> : null;
}
