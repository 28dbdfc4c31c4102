import { Anchor, Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Lesson, Outline, Playback } from "@/api/types";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Acts({ lesson, playback }: { lesson: Lesson; playback: Playback | undefined }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="xs">
      {playback?.download_url && (
        <Button component="a" href={playback.download_url} download variant="default" leftSection={<Icon name="download" size={18} />}>
          {t("lesson.download")}
        </Button>
      )}
      {playback?.original_url && lesson.can_edit && (
        <Button component="a" href={playback.original_url} download variant="default" leftSection={<Icon name="download" size={18} />}>
          {t("lesson.original")}
        </Button>
      )}
      {lesson.can_edit && (
        <Button component={Link} href={`/courses/${lesson.course_id}/edit?lesson=${lesson.id}`} variant="default" leftSection={<Icon name="edit" size={18} />}>
          {t("lesson.edit")}
        </Button>
      )}
    </Group>
  );
}

/** What its editors should know: how far the preparation is, what failed, what was noticed. */
function Making({ lesson }: { lesson: Lesson }): ReactNode {
  const { t, left, percent } = useWords();
  const video = lesson.video;
  if (!video?.playable_generation) return null;
  const isMoving = video.state === "playable" || video.state === "probing";
  const progress = percent(video.progress);
  const leftWords = left(video.seconds_left);
  return (
    <Stack gap="xs">
      {isMoving && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed" className="lectern-numbers" role="status">
            {leftWords ? t("lesson.making", { percent: progress, left: leftWords }) : t("lesson.makingShort", { percent: progress })}
          </Text>
          <Progress value={video.progress * 100} size="sm" aria-label={t("video.playable")} />
        </Stack>
      )}
      {lesson.can_edit && video.state === "failed" && <Problem title={t("lesson.failedTitle")}>{video.error}</Problem>}
      {lesson.can_edit && video.notes.length > 0 && (
        <details>
          <summary>{t("lesson.notes")}</summary>
          {video.notes.map((note) => (
            <Text key={note} size="sm" c="dimmed">
              {note}
            </Text>
          ))}
        </details>
      )}
    </Stack>
  );
}

export function LessonDetails({ lesson, playback }: { lesson: Lesson; playback: Playback | undefined }): ReactNode {
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: "1 1 320px" }}>
          <Anchor component={Link} href={`/courses/${lesson.course_id}`}>
            {lesson.course_title}
          </Anchor>
          <Title order={1}>{lesson.title}</Title>
        </div>
        <Acts lesson={lesson} playback={playback} />
      </Group>
      <Making lesson={lesson} />
    </Stack>
  );
}

export function Neighbours({ lesson, outline, search = "" }: { lesson: Lesson; outline: Outline; search?: string }): ReactNode {
  const { t } = useWords();
  const lessons = outline.sections.flatMap((section) => section.lessons);
  const index = lessons.findIndex((one) => one.id === lesson.id);
  const previous = lessons[index - 1];
  const next = lessons[index + 1];
  if (!previous && !next) return null;
  return (
    <Group justify="space-between" mt="lg" wrap="nowrap" align="stretch">
      {previous ? (
        <Link href={`/lessons/${previous.id}${search}`} className="lectern-card" style={{ flex: "0 1 48%", padding: 14 }}>
          <Text size="sm" c="dimmed">
            {t("lesson.previous")}
          </Text>
          {previous.title}
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={`/lessons/${next.id}${search}`} className="lectern-card" style={{ flex: "0 1 48%", padding: 14, textAlign: "end" }}>
          <Text size="sm" c="dimmed">
            {t("lesson.next")}
          </Text>
          {next.title}
        </Link>
      )}
    </Group>
  );
}
