import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { api } from "@/api/client";
import { rememberWatched, type Watched } from "@/api/progress";
import { playbackQuery } from "@/api/queries";
import type { Lesson } from "@/api/types";
import type { Reports } from "@/features/watch/position-reporter";

export function usePlayback(lesson: Lesson | undefined) {
  const client = useQueryClient();
  const id = lesson?.id ?? "";
  const enabled = Boolean(lesson?.can_watch && lesson.video?.playable_generation);
  const query = useQuery({ ...playbackQuery(id), enabled });
  const ask = useCallback(() => client.fetchQuery({ ...playbackQuery(id), staleTime: 0 }), [client, id]);
  return { playback: query.data, error: query.error, refetch: query.refetch, ask };
}

/** Only people with an account have a place to come back to. */
export function useReports(lesson: string, isSignedIn: boolean): Reports | null {
  const client = useQueryClient();
  return useMemo(() => {
    if (!isSignedIn) return null;
    const path = `/lessons/${lesson}/heartbeat`;
    return {
      send: (report) => api.post<Watched>(path, report),
      sendOnLeave: (report) => api.postOnLeave<Watched>(path, report),
      onCounted: (watched) => rememberWatched(client, lesson, watched),
      onRefused: () => undefined,
    };
  }, [client, lesson, isSignedIn]);
}
