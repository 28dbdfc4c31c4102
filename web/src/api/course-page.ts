// All that a course's page shows, in one call.
import { queryOptions } from "@tanstack/react-query";
import { type Announcement, announcementsQuery } from "@/api/announcements";
import { api } from "@/api/client";
import type { Course } from "@/api/courses";
import type { EnrolmentState } from "@/api/enrolment";
import { keys } from "@/api/queries";
import { type ReviewList, reviewsQuery } from "@/api/reviews";
import type { Outline, Page } from "@/api/types";

export interface CoursePage extends Course {
  unavailable?: string[];
  outline?: Pick<Outline, "sections">;
  reviews?: ReviewList;
  announcements?: Page<Announcement>;
  enrolment?: { id: string | null; state: EnrolmentState | null; queue_place: number | null; taken: number; waiting: number };
}

/** Its parts find theirs in the cache. */
export const coursePageQuery = (course: string) =>
  queryOptions({
    queryKey: [...keys.outline(course), "page"],
    queryFn: async ({ client }) => {
      const page = await api.get<CoursePage>(`/courses/${course}`, { include: "outline,reviews,announcements,enrolment" });
      if (page.outline) client.setQueryData(keys.outline(course), { course: page, sections: page.outline.sections });
      if (page.reviews) client.setQueryData(reviewsQuery(course).queryKey, { pages: [page.reviews], pageParams: [""] });
      if (page.announcements) client.setQueryData(announcementsQuery({ of: "course", course }).queryKey, page.announcements.items);
      return page;
    },
  });
