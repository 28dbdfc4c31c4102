import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { progressKeys } from "@/api/progress";
import { keys } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { Standing, useStanding } from "@/features/watch/standing";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** What is read is done when its reader says so, unless it has another rule. */
export function MarkDone({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const progress = useStanding(lesson);
  const isDone = Boolean(progress?.completed_at);
  const mark = useMutation({
    mutationFn: () => (isDone ? api.delete(`/lessons/${lesson.id}/completion`) : api.put(`/lessons/${lesson.id}/completion`, undefined)),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: progressKeys.all }),
        // What waited for this lesson may be open now.
        client.invalidateQueries({ queryKey: keys.outline(lesson.course_id) }),
      ]),
  });
  if (!progress) return null;
  if (progress.rule.completes_by !== "learner") return <Standing progress={progress} />;
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
