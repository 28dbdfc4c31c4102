// Why somebody cannot enrol right now, where something stands in the way. The server decides; this says it beforehand.
import type { Course } from "@/api/courses";

export type Obstacle =
  | { kind: "archived" }
  | { kind: "ended" | "opensOn" | "closedOn"; at: string }
  | { kind: "first"; title: string }
  | { kind: "price" };

export function obstacleOf(course: Course, now: Date): Obstacle | null {
  const isPast = (at: string | null) => at !== null && new Date(at) <= now;
  if (course.visibility === "archived") return { kind: "archived" };
  if (course.ends_at && isPast(course.ends_at)) return { kind: "ended", at: course.ends_at };
  if (course.enrolment_opens_at && !isPast(course.enrolment_opens_at)) return { kind: "opensOn", at: course.enrolment_opens_at };
  if (course.enrolment_closes_at && isPast(course.enrolment_closes_at)) return { kind: "closedOn", at: course.enrolment_closes_at };
  const missing = course.prerequisites.find((one) => !one.completed);
  if (missing) return { kind: "first", title: missing.title };
  return course.price ? { kind: "price" } : null;
}
