// How an example student gets on.
import type { CourseProgress, LessonProgress, LessonRule } from "@/api/progress";

export const lessonRule = (fields: Partial<LessonRule> = {}): LessonRule => ({ completes_by: "watching", share: 90, in_order: false, ...fields });

export const lessonProgress = (id: string, title: string, fields: Partial<LessonProgress> = {}): LessonProgress => ({
  lesson_id: id,
  title,
  rule: lessonRule(),
  watched_seconds: 0,
  duration_seconds: 2832,
  share: 0,
  how: null,
  completed_at: null,
  missing: "",
  ...fields,
});

export const courseProgress: CourseProgress = {
  items: [
    lessonProgress("l1", "What sorting costs", { share: 1, how: "watched", completed_at: "2026-02-01T10:00:00Z", missing: null }),
    lessonProgress("l2", "Merge sort", { share: 0.683, watched_seconds: 1934 }),
    lessonProgress("l3", "Quick sort"),
    lessonProgress("l6", "Thin lenses", { rule: lessonRule({ completes_by: "learner" }), share: null, duration_seconds: null }),
  ],
  lessons: 4,
  completed_lessons: 1,
  lessons_needed: 4,
  grade: 41.5,
  grade_needed: 50,
  completed_at: null,
  missing: "",
};
