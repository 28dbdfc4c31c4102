// Whole courses as archives.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface CourseArchive {
  id: string;
  direction: "export" | "import";
  state: "working" | "ready" | "done" | "failed";
  progress: number;
  title: string;
  media: boolean;
  size: number;
  course_id: string | null;
  report: { title?: string; sections?: number; lessons?: number; files?: number; files_left_out?: number };
  error: string | null;
  created_at: string;
  expires_at: string;
}

const lookAgain = 1000;

/** Looked at again while it is worked on. */
export const archiveQuery = (id: string) =>
  queryOptions({
    queryKey: ["archive", id] as const,
    queryFn: () => api.get<CourseArchive>(`/archives/${id}`),
    enabled: id !== "",
    refetchInterval: ({ state }) => (state.data?.state === "working" ? lookAgain : false),
  });

export async function newestImport(): Promise<CourseArchive | undefined> {
  const { items } = await api.get<Page<CourseArchive>>("/archives", { limit: 20 });
  return items.find((one) => one.direction === "import");
}
