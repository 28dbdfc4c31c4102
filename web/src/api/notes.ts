// What one writes for oneself at a moment of a lecture.
import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface Note {
  id: string;
  lesson_id: string;
  seconds: number;
  text: string;
  created_at: string;
  updated_at: string;
}

export const notesQuery = (lesson: string) =>
  queryOptions({ queryKey: ["notes", lesson] as const, queryFn: () => api.get<Page<Note>>(`/lessons/${lesson}/notes`) });
