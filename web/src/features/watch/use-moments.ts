import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { momentsQuery } from "@/api/forum";
import type { Lesson } from "@/api/types";
import type { BarMark } from "@/features/watch/bar-marks";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

/** What the forum says at moments of the lecture, as marks on its bar. */
export function useMoments(lesson: Lesson, isSignedIn: boolean): readonly BarMark[] {
  const { t } = useWords();
  const { data } = useQuery({ ...momentsQuery(lesson.id), enabled: isSignedIn && lesson.can_watch, retry: false });
  return useMemo(
    () =>
      (data?.items ?? []).map((moment) => ({
        id: moment.post_id,
        seconds: moment.seconds,
        words: t("talk.mark", { name: moment.author?.name ?? t("forum.anonymous"), time: clock(moment.seconds), title: moment.title }),
      })),
    [data, t],
  );
}
