import { type InfiniteData, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { gradeKeys, type GradeCategory, type GradeItem, type Gradebook, gradebookQuery, type GradeRow } from "@/api/gradebook";
import type { Page } from "@/api/types";

export type BookChange =
  | { of: "book"; fields: Partial<Pick<Gradebook, "weighting" | "scale">> }
  | { of: "category"; id: string | null; fields: Partial<Omit<GradeCategory, "id">> }
  | { of: "item"; id: string | null; fields: Partial<Omit<GradeItem, "id" | "lesson_id">> };

function send(course: string, change: BookChange): Promise<Gradebook> {
  if (change.of === "book") return api.patch<Gradebook>(`/courses/${course}/gradebook`, change.fields);
  const names = change.of === "category" ? "grade-categories" : "grade-items";
  return change.id === null ? api.post<Gradebook>(`/courses/${course}/${names}`, change.fields) : api.patch<Gradebook>(`/${names}/${change.id}`, change.fields);
}

/** Each change is saved as it is made, and answered with the whole. */
export function useBookChanges(course: string) {
  const client = useQueryClient();
  const rows = () => void client.invalidateQueries({ queryKey: gradeKeys.rows(course) });
  const change = useMutation({
    mutationFn: (one: BookChange) => send(course, one),
    onSuccess: (book) => {
      client.setQueryData(gradebookQuery(course).queryKey, book);
      rows();
    },
  });
  const remove = useMutation({
    mutationFn: ({ of, id }: { of: "category" | "item"; id: string }) => api.delete(`/${of === "category" ? "grade-categories" : "grade-items"}/${id}`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: gradeKeys.book(course), exact: true });
      rows();
    },
  });
  return { change, remove };
}

/** Puts a row that was answered in the place of the one before. */
export function useRowSaved(course: string): (row: GradeRow) => void {
  const client = useQueryClient();
  return (row) =>
    client.setQueryData<InfiniteData<Page<GradeRow>>>(gradeKeys.rows(course), (known) =>
      known && { ...known, pages: known.pages.map((page) => ({ ...page, items: page.items.map((one) => (one.user.id === row.user.id ? row : one)) })) },
    );
}
