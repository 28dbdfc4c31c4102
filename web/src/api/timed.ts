// What goes with a recording in time: captions that were brought to it, chapters that were chosen for it.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys, playbackQuery } from "@/api/queries";

export interface Caption {
  /** BCP 47. */
  language: string;
  label: string;
  cues: number;
  updated_at: string;
}

export interface ChapterStart {
  start_seconds: number;
  title: string;
}

export interface LessonChapters {
  /** False: those of the file are shown, as the playback lists them. */
  chosen: boolean;
  chapters: ChapterStart[];
}

export const captionsQuery = (lesson: string) =>
  queryOptions({
    queryKey: ["captions", lesson] as const,
    queryFn: async () => (await api.get<{ items: Caption[] }>(`/lessons/${lesson}/captions`)).items,
  });

export const chaptersQuery = (lesson: string) =>
  queryOptions({ queryKey: ["chapters", lesson] as const, queryFn: () => api.get<LessonChapters>(`/lessons/${lesson}/chapters`) });

export const captionFile = (lesson: string, language: string) => `/api/v1/lessons/${lesson}/captions/${language}`;

/** Both change what the player is told. */
export function useCaptionEdits(lesson: string) {
  const client = useQueryClient();
  const settled = () => {
    void client.invalidateQueries({ queryKey: captionsQuery(lesson).queryKey });
    void client.invalidateQueries({ queryKey: keys.playback(lesson) });
  };
  const bring = useMutation({
    mutationFn: ({ language, label, file }: { language: string; label: string; file: File }) =>
      api.sendBytes<Caption>("PUT", `/lessons/${lesson}/captions/${language}`, file, { label }),
    onSuccess: settled,
  });
  const remove = useMutation({ mutationFn: (language: string) => api.delete(`/lessons/${lesson}/captions/${language}`), onSuccess: settled });
  return { bring, remove };
}

export function useChapterEdits(lesson: string) {
  const client = useQueryClient();
  const { queryKey } = chaptersQuery(lesson);
  const playbackAnew = () => client.invalidateQueries({ queryKey: keys.playback(lesson) });
  const choose = useMutation({
    mutationFn: (chapters: ChapterStart[]) => api.put<LessonChapters>(`/lessons/${lesson}/chapters`, { chapters }),
    onSuccess: (kept) => {
      client.setQueryData(queryKey, kept);
      void playbackAnew();
    },
  });
  const reset = useMutation({
    mutationFn: async () => {
      await api.delete(`/lessons/${lesson}/chapters`);
      await client.fetchQuery({ ...playbackQuery(lesson), staleTime: 0 }).catch(() => undefined);
    },
    onSuccess: () => client.setQueryData(queryKey, { chosen: false, chapters: [] }),
  });
  return { choose, reset };
}
