// Whole courses as archives.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api/client";
import { live } from "@/api/live";
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

export const archiveQuery = (id: string) =>
  queryOptions({
    queryKey: ["archive", id] as const,
    queryFn: () => api.get<CourseArchive>(`/archives/${id}`),
    enabled: id !== "",
  });

/** Keeps the archive current while the component is on the page. */
export function useLiveArchive(id: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const { queryKey } = archiveQuery(id);
    return live.subscribe(
      `archives/${id}`,
      (payload) => client.setQueryData(queryKey, payload as CourseArchive),
      () => void client.invalidateQueries({ queryKey }),
    );
  }, [client, id]);
}

export async function newestImport(): Promise<CourseArchive | undefined> {
  const { items } = await api.get<Page<CourseArchive>>("/archives", { limit: 20 });
  return items.find((one) => one.direction === "import");
}
