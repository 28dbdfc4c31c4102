import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** The source is on the server already: making it ready once more takes no new upload. */
export function RetryVideo({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.post(`/lessons/${lesson.id}/video/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.lesson(lesson.id) }),
  });
  return (
    <>
      {retry.error && <Problem>{words(retry.error)}</Problem>}
      <Button variant="default" leftSection={<Icon name="retry" size={18} />} loading={retry.isPending} onClick={() => retry.mutate()}>
        {t("retryVideo.act")}
      </Button>
    </>
  );
}
