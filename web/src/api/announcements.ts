// Announcements: shapes of the API, and what is read of them.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ApiError } from "@/api/client";
import type { Person } from "@/api/courses";
import type { Page } from "@/api/types";
import { useErrorWords } from "@/api/words";

export interface Announcement {
  id: string;
  audience: "everyone" | "course" | "cohort";
  course_id: string | null;
  course_title: string | null;
  cohort_id: string | null;
  cohort_name: string | null;
  author: Person;
  title: string;
  /** Markdown. */
  body: string;
  pinned: boolean;
  publish_at: string;
  edited_at: string | null;
  read: boolean;
  can_edit: boolean;
}

export const announcementsKey = ["announcements"] as const;

/** To oneself, to a course, or those to everyone that administrators manage. */
export type AnnouncementPlace = { of: "me" } | { of: "everyone" } | { of: "course"; course: string };

export function announcementsPath(place: AnnouncementPlace): string {
  if (place.of === "course") return `/courses/${place.course}/announcements`;
  return place.of === "me" ? "/me/announcements" : "/announcements";
}

export const announcementsQuery = (place: AnnouncementPlace) =>
  queryOptions({
    queryKey: [...announcementsKey, place],
    queryFn: async () => (await api.get<Page<Announcement>>(announcementsPath(place), { limit: 20 })).items,
  });

type Fields = Partial<Pick<Announcement, "title" | "body" | "pinned" | "publish_at">>;

/** What a form that writes, changes or withdraws one needs. */
export function useAnnouncementEdits(place: AnnouncementPlace, known: Announcement | null, close: () => void) {
  const client = useQueryClient();
  const words = useErrorWords();
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: announcementsKey });
    close();
  };
  const save = useMutation({
    mutationFn: (fields: Fields & { cohort_id?: string }) =>
      known ? api.patch(`/announcements/${known.id}`, fields) : api.post(announcementsPath(place), fields),
    onSuccess,
  });
  const withdraw = useMutation({ mutationFn: () => api.delete(`/announcements/${known?.id ?? ""}`), onSuccess });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const error = withdraw.error ?? (Object.keys(wrong).length === 0 ? save.error : null);
  return { save: save.mutate, isSaving: save.isPending, withdraw: () => withdraw.mutate(), wrong, problem: error ? words(error) : "" };
}

/** Marks one as read, and shows it so at once. */
export function useMarkRead(): (announcement: Announcement) => void {
  const client = useQueryClient();
  return ({ id }) => {
    client.setQueriesData<Announcement[]>({ queryKey: announcementsKey }, (known) =>
      known?.map((one) => (one.id === id ? { ...one, read: true } : one)),
    );
    void api.post(`/announcements/${id}/read`).catch(() => client.invalidateQueries({ queryKey: announcementsKey }));
  };
}
