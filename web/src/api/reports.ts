// How a course gets on: completion by lesson and by learner, and who may not make it.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { address, api } from "@/api/client";
import type { Page } from "@/api/types";

export interface LessonReport {
  lesson_id: string;
  section: string;
  title: string;
  completed: number;
  started: number;
}

export interface CompletionReport {
  learners: number;
  completed: number;
  lessons: LessonReport[];
}

export interface LearnerStanding {
  enrolment_id: string;
  user: { id: string; name: string; email: string };
  completed_lessons: number;
  needed_lessons: number;
  completed: boolean;
  total: number | null;
  last_active_at: string | null;
}

export type LessonStand = "nothing" | "started" | "completed";

export interface LearnerReport extends LearnerStanding {
  /** In the order of the course. */
  lessons: LessonStand[];
}

export interface Risk {
  reason: "never_active" | "inactive" | "behind" | "failing";
  value: number;
  expected: number;
  sentence: string;
}

export interface RiskReport extends LearnerStanding {
  risks: Risk[];
}

export const completionQuery = (course: string) =>
  queryOptions({ queryKey: ["report", course, "completion"] as const, queryFn: () => api.get<CompletionReport>(`/courses/${course}/reports/completion`) });

export const learnersQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: ["report", course, "learners"] as const,
    queryFn: ({ pageParam }) => api.get<Page<LearnerReport>>(`/courses/${course}/reports/learners`, { after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const atRiskQuery = (course: string, days: number) =>
  infiniteQueryOptions({
    queryKey: ["report", course, "at-risk", days] as const,
    queryFn: ({ pageParam }) => api.get<Page<RiskReport>>(`/courses/${course}/reports/at-risk`, { inactive_days: days, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const completionCsv = (course: string) => address(`/courses/${course}/reports/completion.csv`);
export const atRiskCsv = (course: string, days: number) => address(`/courses/${course}/reports/at-risk.csv`, { inactive_days: days });
