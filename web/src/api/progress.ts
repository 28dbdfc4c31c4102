// What counts as watched and done: rules, and how people get on.
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export type CompletesBy = "watching" | "opening" | "quiz" | "hand_in" | "passing" | "posting" | "learner" | "teacher";

export interface LessonRule {
  completes_by: CompletesBy;
  /** Of a video, in hundredths. */
  share: number;
  in_order: boolean;
}

export interface CourseRule {
  lessons_needed: number | null;
  grade_needed: number | null;
}

export interface LessonProgress {
  lesson_id: string;
  title: string;
  rule: LessonRule;
  watched_seconds: number;
  duration_seconds: number | null;
  share: number | null;
  how: "marked" | "watched" | "opened" | "quiz" | "handed_in" | "passed" | "posted" | "teacher" | null;
  completed_at: string | null;
  missing: string | null;
}

export interface CourseProgress {
  items: LessonProgress[];
  lessons: number;
  completed_lessons: number;
  lessons_needed: number;
  grade: number | null;
  grade_needed: number | null;
  completed_at: string | null;
  missing: string | null;
}

/** What a heartbeat is answered with. */
export interface Watched {
  watched_seconds: number;
  share: number | null;
  reach_seconds: number;
  not_fetched_seconds: number;
  too_fast_seconds: number;
}

export const progressKeys = {
  all: ["progress"] as const,
  course: (course: string) => ["progress", "course", course] as const,
  lesson: (lesson: string) => ["progress", "lesson", lesson] as const,
};

/** One's own. */
export const progressQuery = (course: string) =>
  queryOptions({ queryKey: progressKeys.course(course), queryFn: () => api.get<CourseProgress>(`/courses/${course}/progress`) });

export const lessonProgressQuery = (lesson: string) =>
  queryOptions({ queryKey: progressKeys.lesson(lesson), queryFn: () => api.get<LessonProgress>(`/lessons/${lesson}/progress`) });

export const learnerProgressQuery = (course: string, user: string) =>
  queryOptions({
    queryKey: [...progressKeys.all, "learner", course, user] as const,
    queryFn: () => api.get<CourseProgress>(`/courses/${course}/learners/${user}/progress`),
  });

export const lessonRuleQuery = (lesson: string) =>
  queryOptions({ queryKey: ["lesson-rule", lesson] as const, queryFn: () => api.get<LessonRule>(`/lessons/${lesson}/completion-rule`) });

export const courseRuleQuery = (course: string) =>
  queryOptions({ queryKey: ["course-rule", course] as const, queryFn: () => api.get<CourseRule>(`/courses/${course}/completion-rule`) });

/** What a heartbeat says is shown at once; the whole is asked for when something was completed. */
export function rememberWatched(client: QueryClient, lesson: string, watched: Watched): void {
  client.setQueryData(lessonProgressQuery(lesson).queryKey, (known) =>
    known && { ...known, watched_seconds: watched.watched_seconds, share: watched.share },
  );
}
