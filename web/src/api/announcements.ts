// Announcements: shapes of the API, and what is read of them.
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Person } from "@/api/courses";
import type { Page } from "@/api/types";

export interface Announcement {
  id: string;
  audience: "everyone" | "course";
  course_id: string | null;
  course_title: string | null;
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
