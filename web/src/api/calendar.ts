// One's own deadlines over all courses, and the address at which another calendar reads them.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface CalendarEntry {
  uid: string;
  kind: "quiz_closes" | "grade_due" | "assignment_due" | "lesson_opens" | "course_starts" | "course_ends" | "enrolment_ends" | "certificate_ends";
  at: string;
  title: string;
  course_id: string;
  course_title: string;
  lesson_id: string | null;
  done: boolean;
}

export interface CalendarFeed {
  created_at: string | null;
  fetched_at: string | null;
}

export const calendarQuery = (from: string, until: string) =>
  queryOptions({
    queryKey: ["calendar", from, until] as const,
    queryFn: async () => (await api.get<Page<CalendarEntry>>("/me/calendar", { from, until })).items,
  });

export const calendarFeedQuery = queryOptions({ queryKey: ["calendar-feed"] as const, queryFn: () => api.get<CalendarFeed>("/me/calendar-feed") });

export function useCalendarFeed() {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: calendarFeedQuery.queryKey });
  const make = useMutation({ mutationFn: () => api.post<{ url: string }>("/me/calendar-feed"), onSuccess });
  const end = useMutation({ mutationFn: () => api.delete("/me/calendar-feed"), onSuccess });
  return { make, end };
}
