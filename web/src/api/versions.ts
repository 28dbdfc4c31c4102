// What lessons and courses held before.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface ContentVersion {
  id: string;
  subject: "course" | "lesson";
  subject_id: string;
  author: { id: string; name: string } | null;
  changed: ("title" | "summary" | "text" | "link" | "document" | "video" | "captions")[];
  content: {
    title: string;
    summary: string;
    text: string;
    link: string;
    document_id: string;
    document_name: string;
    video_generation: number;
    video_name: string;
    captions: { language: string; label: string; number: number }[];
  };
  created_at: string;
}

export const versionsQuery = (subject: "lessons" | "courses", id: string) =>
  infiniteQueryOptions({
    queryKey: ["versions", subject, id] as const,
    queryFn: ({ pageParam }) => api.get<Page<ContentVersion>>(`/${subject}/${id}/versions`, { limit: 30, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
