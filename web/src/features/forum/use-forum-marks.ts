import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { momentsQuery } from "@/api/forum";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

/** What the forum says at moments of a lecture, as marks on its bar. */
export function useForumMarks(lesson: string, isReader: boolean) {
  const { t } = useWords();
  const { data } = useQuery({ ...momentsQuery(lesson), enabled: isReader, retry: false });
  return useMemo(
    () =>
      (data?.items ?? []).map((moment) => ({
        seconds: moment.seconds,
        words: t("talk.mark", { name: moment.author?.name ?? t("forum.anonymous"), time: clock(moment.seconds), title: moment.title }),
        isDone: false,
        isPost: true as const,
      })),
    [data, t],
  );
}
