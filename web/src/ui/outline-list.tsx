import { Badge, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { Icon } from "@/ui/icons";

export interface OutlineItem {
  id: string;
  title: string;
  access: "course" | "anyone";
  video: { state: "uploading" | "probing" | "playable" | "ready" | "failed"; duration_seconds: number | null } | null;
}

interface OutlineListProps {
  sections: readonly { id: string; title: string; lessons: readonly OutlineItem[] }[];
  /** The lesson that is open, if one is. */
  current?: string;
  /** Free previews are worth naming to who is not in the course. */
  namesPreviews?: true;
}

const plays = new Set(["playable", "ready"]);

function LessonRow({ lesson, current, namesPreviews }: { lesson: OutlineItem; current: boolean; namesPreviews: boolean }): ReactNode {
  const { t } = useWords();
  const state = lesson.video?.state;
  const duration = lesson.video?.duration_seconds;
  return (
    <Link
      href={`/lessons/${lesson.id}`}
      className="lectern-row"
      data-current={current || undefined}
      aria-current={current ? "page" : undefined}
    >
      <Text component="span" c="dimmed" lh={0}>
        <Icon name="video" size={18} />
      </Text>
      <span style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }} dir="auto">
        {lesson.title}
      </span>
      {namesPreviews && lesson.access === "anyone" && (
        <Badge variant="light" tt="none">
          {t("course.preview")}
        </Badge>
      )}
      <Text component="span" size="sm" c="dimmed" className="lectern-numbers" style={{ flex: "none" }}>
        {state && plays.has(state) && duration ? clock(duration) : t(state ? `video.${state}` : "video.none")}
      </Text>
    </Link>
  );
}

export function OutlineList({ sections, current, namesPreviews }: OutlineListProps): ReactNode {
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
            <LessonRow key={lesson.id} lesson={lesson} current={lesson.id === current} namesPreviews={namesPreviews ?? false} />
          ))}
        </section>
      ))}
    </Stack>
  );
}
