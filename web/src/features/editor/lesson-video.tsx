import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { lessonQuery } from "@/api/queries";
import type { Lesson, Video } from "@/api/types";
import { RetryVideo } from "@/features/editor/retry-video";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { clock } from "@/lib/time";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Facts({ video }: { video: Video }): ReactNode {
  const { t, language, left, percent } = useWords();
  const isMoving = video.state === "probing" || video.state === "playable";
  const facts = [
    video.filename,
    video.size ? bytes(video.size, language) : null,
    video.duration_seconds ? clock(video.duration_seconds) : null,
    t(`video.${video.state}`),
  ];
  return (
    <Stack gap={8}>
      <Text size="sm" className="lectern-numbers" style={{ overflowWrap: "anywhere" }}>
        {facts.filter(Boolean).join(" · ")}
      </Text>
      {isMoving && (
        <Stack gap={4}>
          <Progress value={video.progress * 100} aria-label={t(`video.${video.state}`)} />
          <Text size="xs" c="dimmed" className="lectern-numbers">
            {[percent(video.progress), left(video.seconds_left)].filter(Boolean).join(" · ")}
          </Text>
        </Stack>
      )}
      {video.error && <Problem>{video.error}</Problem>}
      {video.notes.map((note) => (
        <Text key={note} size="sm" c="dimmed">
          {note}
        </Text>
      ))}
    </Stack>
  );
}

export function LessonVideo({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  // The outline's copy is shown at once; the live one takes over as news comes in.
  const { data } = useQuery({ ...lessonQuery(lesson.id), placeholderData: lesson });
  const video = data?.video ?? null;
  return (
    <Stack gap="sm">
      {video ? <Facts video={video} /> : <Text c="dimmed">{t("video.none")}</Text>}
      <Group>
        {video?.state === "failed" && <RetryVideo lesson={lesson} />}
        <Button
          component={Link}
          href={`/courses/${lesson.course_id}/upload?lesson=${lesson.id}`}
          variant={video ? "default" : "filled"}
          leftSection={<Icon name="upload" size={18} />}
        >
          {t(video ? "editor.replaceVideo" : "editor.uploadVideo")}
        </Button>
      </Group>
    </Stack>
  );
}
