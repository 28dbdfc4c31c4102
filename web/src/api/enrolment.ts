// People in courses: the shapes of the API, every key and every read.
import { infiniteQueryOptions, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "@/api/client";
import type { Picture } from "@/api/pictures";
import { live } from "@/api/live";
import { progressKeys } from "@/api/progress";
import { keys } from "@/api/queries";
import type { Page } from "@/api/types";

export const courseRoles = ["student", "assistant", "instructor", "observer"] as const;
export type CourseRole = (typeof courseRoles)[number];
export const enrolmentStates = ["active", "waiting", "suspended", "ended"] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];
export const myLists = ["active", "finished", "waiting", "hidden"] as const;
export type MyList = (typeof myLists)[number];
export type Origin = "self" | "instructor" | "invitation" | "cohort" | "category" | "import";

export interface Enrolment {
  id: string;
  course_id: string;
  user: { id: string; name: string; email: string };
  role: CourseRole;
  state: EnrolmentState;
  origin: Origin;
  enrolled_at: string | null;
  completed_at: string | null;
  completed_lessons: number;
  last_active_at: string | null;
  ends_at: string | null;
  queue_place?: number | null;
}

export interface RosterRow extends Enrolment {
  user: Enrolment["user"] & { picture?: Picture | null };
  groups: { id: string; name: string }[];
}

export interface Roster extends Page<RosterRow> {
  lessons: number;
  counts: { role: CourseRole; state: EnrolmentState; people: number }[];
}

export interface RosterFilter {
  q: string;
  role: string;
  state: string;
  group: string;
  sort: string;
}

export interface Learner {
  enrolment: Enrolment;
  lessons: { lesson_id: string; section: string; title: string; completed_at: string | null; watched_seconds: number }[];
}

export interface MyCourse {
  enrolment_id: string;
  course_id: string;
  title: string;
  summary: string;
  role: CourseRole;
  state: EnrolmentState;
  completed_lessons: number;
  lessons: number;
  completed_at: string | null;
  ends_at: string | null;
  queue_place: number | null;
  hidden: boolean;
}

export interface CourseGroup {
  id: string;
  name: string;
  members: number;
}

export interface Invitation {
  id: string;
  code: string;
  role: CourseRole;
  email: string | null;
  most_uses: number | null;
  uses: number;
  expires_at: string | null;
  is_open: boolean;
}

export interface Offer {
  code: string;
  course_id: string;
  course_title: string;
  role: CourseRole;
  invited_by: string | null;
  closed: string | null;
}

export interface Cohort {
  id: string;
  name: string;
  members: number;
}

export interface CohortMember {
  user: { id: string; name: string; email: string };
  source: string;
}

export const outcomes = ["enrolled", "invited", "changed", "unchanged", "problem"] as const;
export type Outcome = (typeof outcomes)[number];

export interface Intake {
  dry_run: boolean;
  counts: Record<Outcome, number>;
  lines: { line: number; email: string; outcome: Outcome; message: string | null }[];
}

export type RosterAct = "suspend" | "resume" | "end" | "restore" | "set_role" | "add_to_group" | "remove_from_group";

export interface BulkAct {
  act: RosterAct;
  enrolment_ids: string[];
  role?: CourseRole;
  group_id?: string;
}

export const enrolmentKeys = {
  roster: (course: string) => ["roster", course] as const,
  learner: (enrolment: string) => ["learner", enrolment] as const,
  groups: (course: string) => ["groups", course] as const,
  invitations: (course: string) => ["invitations", course] as const,
  links: (course: string) => ["cohort-links", course] as const,
  mine: ["my-courses"] as const,
  offer: (code: string) => ["offer", code] as const,
  cohorts: ["cohorts"] as const,
  members: (cohort: string) => ["cohort-members", cohort] as const,
};

const paged = { initialPageParam: "", getNextPageParam: (last: { next: string | null }) => last.next ?? undefined };

export const rosterQuery = (course: string, filter: RosterFilter) =>
  infiniteQueryOptions({
    queryKey: [...enrolmentKeys.roster(course), filter],
    queryFn: ({ pageParam }) => api.get<Roster>(`/courses/${course}/roster`, { ...filter, limit: 50, after: pageParam }),
    placeholderData: (before) => before,
    ...paged,
  });

export const learnerQuery = (enrolment: string) =>
  queryOptions({
    queryKey: enrolmentKeys.learner(enrolment),
    queryFn: () => api.get<Learner>(`/enrolments/${enrolment}/progress`),
  });

/** Whose progress one may see as an observer. */
export const observedQuery = queryOptions({
  queryKey: ["observed"],
  queryFn: async () => (await api.get<Page<Enrolment>>("/me/observed")).items,
});

/** Whose progress this observer may see, for whoever runs the course. */
export const observedOfQuery = (observer: string) =>
  queryOptions({
    queryKey: ["observed", observer],
    queryFn: async () => (await api.get<Page<Enrolment>>(`/enrolments/${observer}/observed`)).items,
  });

export const groupsQuery = (course: string) =>
  queryOptions({
    queryKey: enrolmentKeys.groups(course),
    queryFn: () => api.get<Page<CourseGroup>>(`/courses/${course}/groups`),
  });

export const invitationsQuery = (course: string) =>
  queryOptions({
    queryKey: enrolmentKeys.invitations(course),
    queryFn: () => api.get<Page<Invitation>>(`/courses/${course}/invitations`),
  });

export const cohortLinksQuery = (course: string) =>
  queryOptions({
    queryKey: enrolmentKeys.links(course),
    queryFn: () => api.get<Page<{ cohort: Cohort; role: CourseRole }>>(`/courses/${course}/cohorts`),
  });

export const cohortsQuery = queryOptions({
  queryKey: enrolmentKeys.cohorts,
  queryFn: () => api.get<Page<Cohort>>("/cohorts", { limit: 200 }),
});

export const cohortMembersQuery = (cohort: string) =>
  infiniteQueryOptions({
    queryKey: enrolmentKeys.members(cohort),
    queryFn: ({ pageParam }) => api.get<Page<CohortMember>>(`/cohorts/${cohort}/members`, { after: pageParam }),
    ...paged,
  });

export const myCoursesQuery = (list: MyList) =>
  infiniteQueryOptions({
    queryKey: [...enrolmentKeys.mine, list],
    queryFn: ({ pageParam }) => api.get<Page<MyCourse>>("/me/enrolments", { state: list, limit: 24, after: pageParam }),
    ...paged,
  });

export const offerQuery = (code: string) =>
  queryOptions({ queryKey: enrolmentKeys.offer(code), queryFn: () => api.get<Offer>(`/join/${code}`), retry: false });

/**
 * Keeps what one sees of one's own places current: somebody else may have changed them, or the server may have counted
 * enough to call a lesson complete, which can open the next.
 */
export function useLivePlaces({ enabled } = { enabled: true }): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!enabled) return undefined;
    const refresh = () => {
      void client.invalidateQueries({ queryKey: keys.home });
      void client.invalidateQueries({ queryKey: enrolmentKeys.mine });
      void client.invalidateQueries({ queryKey: progressKeys.all });
      void client.invalidateQueries({ queryKey: ["outline"] });
      void client.invalidateQueries({ queryKey: ["messages"], exact: true });
    };
    return live.subscribe("me", refresh, refresh);
  }, [client, enabled]);
}
