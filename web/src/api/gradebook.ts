// What is graded in a course, how it adds up, and what everyone has.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface GradeCategory {
  id: string;
  name: string;
  weight: number;
  drop_lowest: number;
}

export interface GradeItem {
  id: string;
  category_id: string | null;
  /** Whose results it takes; null where it is entered by hand. */
  lesson_id: string | null;
  name: string;
  most: number;
  extra_credit: boolean;
  hidden_until: string | null;
  due_at: string | null;
}

export interface Gradebook {
  weighting: "points" | "weights";
  /** "A 90 B 80 F 0" */
  scale: string;
  categories: GradeCategory[];
  items: GradeItem[];
}

export interface GradeRow {
  user: { id: string; name: string; email: string };
  /** One an item, in the order of the gradebook. */
  grades: (number | null)[];
  overridden: number[];
  excused: number[];
  total: number | null;
  letter: string;
}

export interface GradeChange {
  by: string | null;
  value: number | null;
  excused: boolean;
  reason: string;
  at: string;
}

export interface GradeEntry {
  value: number | null;
  excused: boolean;
  reason: string;
}

export interface GradeReport extends Omit<Gradebook, "items"> {
  items: (GradeItem & { value: number | null; excused: boolean; hidden: boolean })[];
  total: number | null;
  letter: string;
  goals: { letter: string; least: number; needed: number | null }[];
}

export interface GradesImported {
  done: boolean;
  changes: { line: number; email: string; item: string; before: string; after: string }[];
  problems: { line: number; email: string; item: string; problem: string }[];
}

export const gradeKeys = {
  book: (course: string) => ["gradebook", course] as const,
  rows: (course: string) => ["gradebook", course, "rows"] as const,
  own: (course: string) => ["grades", course] as const,
};

export const gradebookQuery = (course: string) =>
  queryOptions({ queryKey: gradeKeys.book(course), queryFn: () => api.get<Gradebook>(`/courses/${course}/gradebook`) });

export const gradeRowsQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: gradeKeys.rows(course),
    queryFn: ({ pageParam }) => api.get<Page<GradeRow>>(`/courses/${course}/gradebook/rows`, { limit: 200, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const gradeHistoryQuery = (item: string, user: string) =>
  queryOptions({ queryKey: ["grade-history", item, user] as const, queryFn: () => api.get<Page<GradeChange>>(`/grade-items/${item}/grades/${user}`) });

export const ownGradesQuery = (course: string) =>
  queryOptions({ queryKey: gradeKeys.own(course), queryFn: () => api.get<GradeReport>(`/courses/${course}/grades`) });
