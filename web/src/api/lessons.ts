// What lessons hold besides videos: texts, documents, links.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export type LessonKind = "video" | "audio" | "document" | "page" | "quiz" | "forum" | "link" | "assignment";

export interface LessonDocument {
  id: string;
  lesson_id: string;
  place: "main" | "attachment" | "former";
  filename: string;
  type: string;
  /** How a browser may show it; "nowhere" is saved to a file. */
  shown: "pdf" | "picture" | "text" | "nowhere";
  size: number;
  created_at: string;
}

/** Why a lesson is not open to the asker yet. */
export interface LessonLock {
  message: string;
  opens_at: string | null;
  after_lesson_id: string | null;
  after_lesson_title: string | null;
}

export interface LessonContents {
  lock: LessonLock | null;
  opens_at: string | null;
  opens_after_days: number | null;
  opens_after_lesson_id: string | null;
  kind: LessonKind;
  link: string | null;
  link_host: string | null;
  target_id: string | null;
  document: LessonDocument | null;
  /** Markdown. With the lesson itself, not in outlines. */
  text?: string;
  attachments?: LessonDocument[];
}

export interface DocumentAccess {
  filename: string;
  type: string;
  shown: LessonDocument["shown"];
  size: number;
  view_url: string | null;
  file_url: string | null;
  expires_at: string;
}

export function isPlayed(kind: LessonKind): boolean {
  return kind === "video" || kind === "audio";
}

const refreshBefore = 60 * 60_000;

/** Addresses are good for hours; they are asked for again well before they end. */
export const documentAccessQuery = (document: string) =>
  queryOptions({
    queryKey: ["document-access", document] as const,
    queryFn: () => api.get<DocumentAccess>(`/documents/${document}/access`),
    staleTime: refreshBefore,
    refetchOnWindowFocus: false,
  });
