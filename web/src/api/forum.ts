// Forums of a course: shapes of the API, and what is read of them.
import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api/client";
import { live } from "@/api/live";
import type { Picture } from "@/api/pictures";
import type { Page } from "@/api/types";

export type Level = "default" | "following" | "muted";
export type ThreadKind = "discussion" | "question";
export type Posting = "everyone" | "replies" | "staff";

export interface ForumPerson {
  id: string;
  name: string;
  picture: Picture | null;
  role: "student" | "assistant" | "instructor" | "observer" | null;
}

export interface Forum {
  id: string;
  course_id: string;
  /** Empty: the course's first, which the page names. */
  title: string;
  description: string;
  audience: "course" | "group";
  group_id: string | null;
  group_name: string | null;
  posting: Posting;
  anonymity: "off" | "allowed";
  slow_mode_seconds: number;
  is_first: boolean;
  threads: number;
  unread: number;
  level: Level;
  change: number;
  can_begin: boolean;
  can_manage: boolean;
  waits_until: string | null;
}

export interface ForumList extends Page<Forum> {
  course_title: string;
  level: Level;
  can_manage: boolean;
  can_moderate: boolean;
  open_reports: number;
}

export interface ThreadSummary {
  id: string;
  forum_id: string;
  course_id: string;
  lesson_id: string | null;
  kind: ThreadKind;
  title: string;
  /** null: anonymous to whoever asks. */
  author: ForumPerson | null;
  anonymous: boolean;
  mine: boolean;
  state: "open" | "removed" | "merged";
  pinned: boolean;
  locked: boolean;
  accepted_post_id: string | null;
  replies: number;
  votes: number;
  created_at: string;
  active_at: string;
  unread?: boolean;
  endorsed?: boolean;
}

export interface Thread extends ThreadSummary {
  forum: { id: string; title: string; anonymity: "off" | "allowed"; slow_mode_seconds: number };
  course_title: string;
  lesson_title: string | null;
  opening_post_id: string;
  merged_into: string | null;
  change: number;
  level: Level;
  read_at: string | null;
  waits_until: string | null;
  /** Of others, since one last read it: in all of the thread. */
  new_posts: number;
  first_new_post_id: string | null;
  can_reply: boolean;
  can_name: boolean;
  can_moderate: boolean;
}

export interface Mention {
  id: string;
  name: string;
}

export interface Post {
  id: string;
  thread_id: string;
  parent_id: string | null;
  author: ForumPerson | null;
  anonymous: boolean;
  mine: boolean;
  state: "shown" | "deleted" | "hidden";
  text: string | null;
  mentions: Mention[];
  lesson_id: string | null;
  seconds: number | null;
  version: number;
  edited_at: string | null;
  accepted: boolean;
  endorsed_by: ForumPerson | null;
  votes: number;
  voted: boolean;
  created_at: string;
  can_reply: boolean;
  can_change: boolean;
  can_restore: boolean;
  can_vote: boolean;
  can_accept: boolean;
  can_endorse: boolean;
  can_hide: boolean;
  can_report: boolean;
}

export interface ForumMoment {
  post_id: string;
  thread_id: string;
  title: string;
  seconds: number;
  author: ForumPerson | null;
  text: string;
  mentions: Mention[];
  replies: number;
}

export interface FoundPost {
  post_id: string;
  thread_id: string;
  title: string;
  kind: ThreadKind;
  author: ForumPerson | null;
  text: string;
  mentions: Mention[];
  created_at: string;
}

export interface ReportedPost {
  post: Post;
  thread_title: string;
  reports: { reason: string; reporter: ForumPerson; reported_at: string }[];
}

/** What the page keeps of something that is being written. */
export interface DraftContent {
  text: string;
  title?: string;
  kind?: ThreadKind;
  anonymous?: boolean;
  /** Who was chosen while typing, so that names become ids again. */
  people?: Mention[];
}

export interface ForumDraft {
  place: string;
  content: DraftContent;
  updated_at: string;
}

export const threadOrders = ["activity", "newest", "votes"] as const;
export const threadShows = ["all", "questions", "unanswered", "unread", "following", "mine", "removed"] as const;
export type ThreadOrder = (typeof threadOrders)[number];
export type ThreadShow = (typeof threadShows)[number];

export const forumKeys = {
  all: ["forum"] as const,
  course: (course: string) => ["forum", "course", course] as const,
  threads: (forum: string) => ["forum", "threads", forum] as const,
  lesson: (lesson: string) => ["forum", "lesson", lesson] as const,
  moments: (lesson: string) => ["forum", "moments", lesson] as const,
  thread: (thread: string) => ["forum", "thread", thread] as const,
  posts: (thread: string) => ["forum", "posts", thread] as const,
  reports: (course: string) => ["forum", "reports", course] as const,
  drafts: (course: string) => ["forum", "drafts", course] as const,
};

export const forumsQuery = (course: string) =>
  queryOptions({ queryKey: forumKeys.course(course), queryFn: () => api.get<ForumList>(`/courses/${course}/forums`) });

export const threadsQuery = (forum: string, order: ThreadOrder, show: ThreadShow) =>
  infiniteQueryOptions({
    queryKey: [...forumKeys.threads(forum), order, show],
    queryFn: ({ pageParam }) => api.get<Page<ThreadSummary>>(`/forums/${forum}/threads`, { order, show, limit: 30, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: forum !== "",
    placeholderData: keepPreviousData,
  });

export const lessonThreadsQuery = (lesson: string) =>
  infiniteQueryOptions({
    queryKey: forumKeys.lesson(lesson),
    queryFn: ({ pageParam }) => api.get<Page<ThreadSummary> & { forum: Forum }>(`/lessons/${lesson}/threads`, { limit: 20, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const momentsQuery = (lesson: string) =>
  queryOptions({ queryKey: forumKeys.moments(lesson), queryFn: () => api.get<Page<ForumMoment>>(`/lessons/${lesson}/moments`) });

export const threadQuery = (thread: string) =>
  queryOptions({ queryKey: forumKeys.thread(thread), queryFn: () => api.get<Thread>(`/threads/${thread}`) });

type PostPage = Page<Post> & { previous: string | null };
/** Where a page of posts stands: one of them, or the beginning. */
type PostPlace = Partial<Record<"after" | "before" | "around", string>>;

/** In the order they were written, from the first one on or around the one that is named. */
export const postsQuery = (thread: string, around: string) =>
  infiniteQueryOptions({
    queryKey: [...forumKeys.posts(thread), around],
    queryFn: ({ pageParam }) => api.get<PostPage>(`/threads/${thread}/posts`, { limit: 100, ...pageParam }),
    initialPageParam: (around ? { around } : {}) as PostPlace,
    getNextPageParam: (last): PostPlace | undefined => (last.next ? { after: last.next } : undefined),
    getPreviousPageParam: (first): PostPlace | undefined => (first.previous ? { before: first.previous } : undefined),
    placeholderData: keepPreviousData,
  });

export const postQuery = (thread: string, post: string) =>
  queryOptions({ queryKey: [...forumKeys.posts(thread), "one", post], queryFn: () => api.get<Post>(`/posts/${post}`) });

export const versionsQuery = (post: string) =>
  queryOptions({
    queryKey: ["forum", "versions", post],
    queryFn: () => api.get<Page<{ number: number; text: string; written_at: string }>>(`/posts/${post}/versions`),
  });

export const searchQuery = (course: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["forum", "search", course, q],
    queryFn: ({ pageParam }) => api.get<Page<FoundPost>>(`/courses/${course}/forum-search`, { q, limit: 20, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: q.trim() !== "",
    placeholderData: keepPreviousData,
  });

export const postReportsQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: forumKeys.reports(course),
    queryFn: ({ pageParam }) => api.get<Page<ReportedPost>>(`/courses/${course}/forum-reports`, { limit: 30, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const draftsQuery = (course: string) =>
  queryOptions({
    queryKey: forumKeys.drafts(course),
    queryFn: () => api.get<Page<ForumDraft>>(`/courses/${course}/forum-drafts`),
    staleTime: 0,
  });

export const findPeople = (course: string, q: string) => api.get<Page<ForumPerson>>(`/courses/${course}/forum-people`, { q });

interface News {
  change?: number;
}

function useTopic(topic: string, known: number | undefined, refresh: (client: QueryClient) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    if (known === undefined) return;
    // What is told on subscribing may be what the page has already.
    const heard = (payload: unknown) => (payload as News).change !== known && refresh(client);
    return live.subscribe(topic, heard, () => refresh(client));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, topic, known]);
}

/** Keeps a thread current while it is on the page. */
export function useLiveThread(thread: Thread | undefined): void {
  useTopic(`threads/${thread?.id}`, thread?.change, (client) => {
    if (!thread) return;
    void client.invalidateQueries({ queryKey: forumKeys.posts(thread.id) });
    void client.invalidateQueries({ queryKey: forumKeys.thread(thread.id) });
  });
}

/** Keeps the lists of a forum's threads current while they are on the page. */
export function useLiveForum(forum: Forum | undefined, lesson?: string): void {
  useTopic(`forums/${forum?.id}`, forum?.change, (client) => {
    if (!forum) return;
    void client.invalidateQueries({ queryKey: forumKeys.threads(forum.id) });
    void client.invalidateQueries({ queryKey: forumKeys.course(forum.course_id) });
    if (!lesson) return;
    void client.invalidateQueries({ queryKey: forumKeys.lesson(lesson) });
    void client.invalidateQueries({ queryKey: forumKeys.moments(lesson) });
  });
}
