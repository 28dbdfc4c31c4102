// Server state: every key and every read in one place, so that what a change makes stale is easy to see.
import { queryOptions, infiniteQueryOptions, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, ApiError, rememberCsrfToken } from "@/api/client";
import { live } from "@/api/live";
import type { Home, Lesson, Me, Outline, Page, Playback, Upload, User, Video } from "@/api/types";

export const keys = {
  me: ["me"] as const,
  home: ["home"] as const,
  courses: ["courses"] as const,
  outline: (course: string) => ["outline", course] as const,
  lesson: (lesson: string) => ["lesson", lesson] as const,
  playback: (lesson: string) => ["playback", lesson] as const,
  uploads: ["uploads"] as const,
  users: ["users"] as const,
};

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await api.get<Me>("/me");
      rememberCsrfToken(me.csrf_token);
      return me;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const homeQuery = queryOptions({ queryKey: keys.home, queryFn: () => api.get<Home>("/me/home") });

/** An editor may look as a student: the server then answers as it would to one who enrols now. */
export type LookAs = "student" | undefined;

export const outlineQuery = (course: string, as?: LookAs) =>
  queryOptions({
    queryKey: as ? [...keys.outline(course), as] : keys.outline(course),
    queryFn: () => api.get<Outline>(`/courses/${course}/outline`, { as }),
  });

export const lessonQuery = (lesson: string, as?: LookAs) =>
  queryOptions({
    queryKey: as ? [...keys.lesson(lesson), as] : keys.lesson(lesson),
    queryFn: () => api.get<Lesson>(`/lessons/${lesson}`, { as }),
  });

export const playbackQuery = (lesson: string) =>
  queryOptions({
    queryKey: keys.playback(lesson),
    queryFn: () => api.get<Playback>(`/lessons/${lesson}/playback`),
    // A running player asks again itself; a second answer must not restart it.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const uploadsQuery = queryOptions({
  queryKey: keys.uploads,
  queryFn: () => api.get<{ items: Upload[] }>("/uploads"),
});

export const usersQuery = infiniteQueryOptions({
  queryKey: keys.users,
  queryFn: ({ pageParam }) => api.get<Page<User>>("/users", { limit: 50, after: pageParam }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next ?? undefined,
});

/** Somebody else from now on, or nobody: nothing that the one before was shown stays. */
export function becomeUser(client: QueryClient, me: Me | null): void {
  rememberCsrfToken(me?.csrf_token);
  client.setQueryData<Me | null>(keys.me, me);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
}

interface VideoNews {
  type: string;
  lesson_id: string;
  video: Video | null;
}

function withVideo(outline: Outline, lesson: string, video: Video | null): Outline {
  const sections = outline.sections.map((section) => ({
    ...section,
    lessons: section.lessons.map((one) => (one.id === lesson ? { ...one, video } : one)),
  }));
  return { ...outline, sections };
}

/** The lesson itself and the outlines that list it. */
export function watchVideo(client: QueryClient, lesson: string, heard?: (video: Video | null) => void): () => void {
  return live.subscribe(
    `lessons/${lesson}`,
    (payload) => {
      const news = payload as VideoNews;
      if (news.type !== "video") return;
      client.setQueryData<Lesson>(keys.lesson(lesson), (known) => known && { ...known, video: news.video });
      client.setQueriesData<Outline>({ queryKey: ["outline"] }, (known) => known && withVideo(known, lesson, news.video));
      heard?.(news.video);
    },
    () => {
      void client.fetchQuery({ ...lessonQuery(lesson), staleTime: 0 }).then((known) => heard?.(known.video), () => undefined);
    },
  );
}

/** Keeps the lesson's video field current while the component is on the page. */
export function useLiveVideo(lesson: string): void {
  const client = useQueryClient();
  useEffect(() => watchVideo(client, lesson), [client, lesson]);
}
