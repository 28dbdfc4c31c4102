import { Badge, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { Icon, type IconName } from "@/ui/icons";
import { type LessonLock, useLockWords } from "@/ui/lock-words";

export interface OutlineItem {
  id: string;
  title: string;
  kind: "video" | "audio" | "document" | "page" | "quiz" | "forum" | "link" | "assignment";
  access: "course" | "anyone";
  lock: LessonLock | null;
  video: { state: "uploading" | "probing" | "playable" | "ready" | "failed"; duration_seconds: number | null } | null;
}

interface OutlineListProps {
  sections: readonly { id: string; title: string; lessons: readonly OutlineItem[] }[];
  /** The lesson that is open, if one is. */
  current?: string;
  /** Free previews are worth naming to who is not in the course. */
  namesPreviews?: true;
  /** Follows every address: whom one looks as. */
  search?: string;
  /** How far one is in each. */
  progress?: readonly OutlineProgress[] | undefined;
}

export interface OutlineProgress {
  lesson_id: string;
  share: number | null;
  completed_at: string | null;
}

const plays = new Set(["playable", "ready"]);

export const kindIcons: Readonly<Record<OutlineItem["kind"], IconName>> = {
  video: "video",
  audio: "sound",
  document: "document",
  page: "page",
  quiz: "quiz",
  forum: "forum",
  link: "link",
  assignment: "assignment",
};

interface LessonRowProps {
  lesson: OutlineItem;
  current: boolean;
  namesPreviews: boolean;
  search: string;
  progress: OutlineProgress | undefined;
}

/** What is done has a check; what was begun says how much of it was watched. */
function Far({ progress }: { progress: OutlineProgress }): ReactNode {
  const { t, percent } = useWords();
  if (progress.completed_at)
    return (
      <Text component="span" c="var(--mantine-color-anchor)" lh={0} role="img" aria-label={t("progress.completed")}>
        <Icon name="check" size={16} />
      </Text>
    );
  const share = Math.floor((progress.share ?? 0) * 100) / 100;
  return share > 0 ? (
    <Text component="span" size="sm" c="dimmed" className="lectern-numbers" style={{ flex: "none" }}>
      {t("progress.watchedShort", { share: percent(share) })}
    </Text>
  ) : null;
}

function LessonRow({ lesson, current, namesPreviews, search, progress }: LessonRowProps): ReactNode {
  const { t } = useWords();
  const lockWords = useLockWords();
  const state = lesson.video?.state;
  const duration = lesson.video?.duration_seconds;
  const isPlayed = lesson.kind === "video" || lesson.kind === "audio";
  return (
    <Link
      href={`/lessons/${lesson.id}${search}`}
      className="lectern-row"
      data-current={current || undefined}
      aria-current={current ? "page" : undefined}
    >
      <Text component="span" c="dimmed" lh={0}>
        <Icon name={lesson.lock ? "lock" : kindIcons[lesson.kind]} size={18} />
      </Text>
      <span style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }} dir="auto">
        {lesson.title}
        {lesson.lock && (
          <Text component="span" size="sm" c="dimmed" display="block">
            {lockWords(lesson.lock)}
          </Text>
        )}
      </span>
      {namesPreviews && lesson.access === "anyone" && (
        <Badge variant="light" tt="none">
          {t("course.preview")}
        </Badge>
      )}
      {progress && <Far progress={progress} />}
      <Text component="span" size="sm" c="dimmed" className="lectern-numbers" style={{ flex: "none" }}>
        {isPlayed && (state && plays.has(state) && duration ? clock(duration) : t(state ? `video.${state}` : "video.none"))}
        {!isPlayed && t(`kind.${lesson.kind}`)}
      </Text>
    </Link>
  );
}

export function OutlineList({ sections, current, namesPreviews, search, progress }: OutlineListProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack gap="lg">
      {sections.map((section) => (
        <section key={section.id} aria-label={section.title}>
          <Title order={3} size="h4" fz="1rem" mb={4} px={12}>
            {section.title}
          </Title>
          {section.lessons.length === 0 && (
            <Text size="sm" c="dimmed" px={12} py={6}>
              {t("course.emptySection")}
            </Text>
          )}
          {section.lessons.map((lesson) => (
            <LessonRow
              key={lesson.id}
              lesson={lesson}
              current={lesson.id === current}
              namesPreviews={namesPreviews ?? false}
              search={search ?? ""}
              progress={progress?.find((one) => one.lesson_id === lesson.id)}
            />
          ))}
        </section>
      ))}
    </Stack>
  );
}
