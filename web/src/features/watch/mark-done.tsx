import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { progressQuery } from "@/api/lessons";
import { keys, meQuery, outlineQuery } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** What is read is done when its reader says so. */
export function MarkDone({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: outline } = useQuery(outlineQuery(lesson.course_id));
  const isTaking = Boolean(me && outline?.course.role === "student");
  const { data: progress } = useQuery({ ...progressQuery(lesson.course_id), enabled: isTaking });
  const isDone = progress?.completed.some((one) => one.lesson_id === lesson.id) ?? false;
  const mark = useMutation({
    mutationFn: () => (isDone ? api.delete(`/lessons/${lesson.id}/completion`) : api.put(`/lessons/${lesson.id}/completion`, undefined)),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: progressQuery(lesson.course_id).queryKey }),
        // What waited for this lesson may be open now.
        client.invalidateQueries({ queryKey: keys.outline(lesson.course_id) }),
      ]),
  });
  if (!isTaking || !progress) return null;
  return (
    <Group>
      <Button
        variant={isDone ? "default" : "filled"}
        leftSection={<Icon name="check" size={18} />}
        loading={mark.isPending}
        aria-pressed={isDone}
        onClick={() => mark.mutate()}
      >
        {t(isDone ? "content.done" : "content.markDone")}
      </Button>
      {mark.error && <Problem>{words(mark.error)}</Problem>}
    </Group>
  );
}
