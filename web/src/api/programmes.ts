// Programmes: shapes of the API, and what is read of them.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Money, Person } from "@/api/courses";
import type { Page } from "@/api/types";

export interface Programme {
  id: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  order: "free" | "ordered";
  visibility: "draft" | "public";
  price: Money | null;
  owner: Person;
  courses: { id: string; title: string; summary: string; completed: boolean; enrolled: boolean }[];
  /** The one of its courses whose design its certificate has. */
  certificate_course_id: string | null;
  can_edit: boolean;
  enrolled: boolean;
  completed: boolean;
  created_at: string;
  updated_at: string;
}

export interface ProgrammeEnrolment {
  programme: Programme;
  refused: { course_id: string; message: string }[];
}

export const programmeKeys = {
  all: ["programmes"] as const,
  one: (programme: string) => ["programmes", programme] as const,
};

export const programmesQuery = infiniteQueryOptions({
  queryKey: programmeKeys.all,
  queryFn: ({ pageParam }) => api.get<Page<Programme>>("/programmes", { limit: 24, after: pageParam }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next ?? undefined,
});

export const programmeQuery = (programme: string) =>
  queryOptions({ queryKey: programmeKeys.one(programme), queryFn: () => api.get<Programme>(`/programmes/${programme}`) });
