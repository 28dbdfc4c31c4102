// Questions within recordings: shapes of the API, and what is read of them.
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Response, ShownQuestion, Verdict } from "@/api/quiz";
import type { Page } from "@/api/types";

/** What was said of the last answer. */
export interface MomentOutcome {
  number: number;
  response: Response;
  fraction: number;
  right: boolean;
  verdicts: Verdict[];
  feedback: string;
  solution: Response | null;
  /** Where it leads back to. */
  rewind_seconds: number | null;
}

export interface AskedMoment {
  id: string;
  at_seconds: number;
  required: boolean;
  points: number;
  shown: ShownQuestion;
  version: number;
  /** Of the next try. */
  number: number;
  tries_left: number | null;
  may_try: boolean;
  settled: boolean;
  last: MomentOutcome | null;
}

export interface AskedVideo {
  items: AskedMoment[];
  fraction: number | null;
  passed: boolean;
  teaching: boolean;
}

export type TryMethod = "best" | "last" | "first" | "average";

export interface NewMoment {
  id?: string;
  at_seconds: number;
  question_id: string;
  required: boolean;
  /** 0: any number. */
  tries: number;
  rewind_seconds: number | null;
  points: number;
}

export interface PlacedMoment extends NewMoment {
  id: string;
  name: string;
  type: string;
}

export interface VideoQuiz {
  course_id: string;
  method: TryMethod;
  pass_fraction: number;
  moments: PlacedMoment[];
}

export interface NewVideoQuiz {
  method: TryMethod;
  pass_fraction: number;
  moments: NewMoment[];
}

export interface MomentReport {
  moment_id: string;
  at_seconds: number;
  name: string;
  type: string;
  points: number;
  people: number;
  right_at_first: number;
  right_at_last: number;
  tries: number;
  mean_first: number;
  responses: Record<string, Record<string, number>>;
}

export interface MomentPerson {
  user_id: string;
  name: string;
  answered: number;
  fraction: number | null;
  passed: boolean;
  by_moment: (number | null)[];
}

const key = (lesson: string) => ["video-questions", lesson] as const;

export const askedVideoQuery = (lesson: string) =>
  queryOptions({
    queryKey: key(lesson),
    queryFn: () => api.get<AskedVideo>(`/lessons/${lesson}/video-questions`),
    // What is being answered must not change under the reader's hands.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export const videoQuizQuery = (lesson: string) =>
  queryOptions({ queryKey: [...key(lesson), "definition"] as const, queryFn: () => api.get<VideoQuiz>(`/lessons/${lesson}/video-questions/definition`) });

export const momentReportQuery = (lesson: string) =>
  queryOptions({
    queryKey: [...key(lesson), "report"] as const,
    queryFn: async () => (await api.get<{ items: MomentReport[] }>(`/lessons/${lesson}/video-questions/report`)).items,
    staleTime: 0,
  });

export const momentPeopleQuery = (lesson: string) =>
  infiniteQueryOptions({
    queryKey: [...key(lesson), "people"],
    queryFn: ({ pageParam }) => api.get<Page<MomentPerson>>(`/lessons/${lesson}/video-questions/people`, { limit: 100, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  });

export interface MomentsRegraded {
  dry_run: boolean;
  changes: { moment_id: string; at_seconds: number; user_id: string; person: string; number: number; before: number; after: number }[];
}

const regrade = (lesson: string, dry_run: boolean) => api.post<MomentsRegraded>(`/lessons/${lesson}/video-questions/regrade`, { dry_run });

/** Whose points mended questions would change. */
export const momentRegradeQuery = (lesson: string) => queryOptions({ queryKey: [...key(lesson), "regrade"] as const, queryFn: () => regrade(lesson, true), staleTime: 0 });

export function useMomentRegrade(lesson: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => regrade(lesson, false), onSuccess: () => client.invalidateQueries({ queryKey: key(lesson) }) });
}

/** Whoever answers from another window, or after the question was changed, gets it as it is now. */
export function useMomentAnswer(lesson: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ moment, response }: { moment: AskedMoment; response: Response }) =>
      api.post<AskedMoment>(`/video-questions/${moment.id}/answers`, { number: moment.number, version: moment.version, response }),
    onSuccess: (after) =>
      client.setQueryData<AskedVideo>(key(lesson), (video) => video && { ...video, items: video.items.map((one) => (one.id === after.id ? after : one)) }),
    onError: () => void client.invalidateQueries({ queryKey: key(lesson), exact: true }),
  });
}

export function useVideoQuizEdit(lesson: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (quiz: NewVideoQuiz) => api.put<VideoQuiz>(`/lessons/${lesson}/video-questions/definition`, quiz),
    onSuccess: async (quiz) => {
      client.setQueryData(videoQuizQuery(lesson).queryKey, quiz);
      await client.invalidateQueries({ queryKey: key(lesson) });
    },
  });
}
