// The page table: path, who may come, and the page, loaded when it is first wanted.
import { type ComponentType, lazy } from "react";

export type Standing = "anyone" | "signed-in" | "instructor" | "admin";
/** A standing, or the permission that any role may carry. */
export type Who = Standing | { may: string };

export interface PageRoute {
  path: string;
  who: Who;
  page: ComponentType;
}

export const routes: readonly PageRoute[] = [
  { path: "/", who: "signed-in", page: lazy(() => import("@/features/home/home-page")) },
  { path: "/sign-in", who: "anyone", page: lazy(() => import("@/features/account/sign-in-page")) },
  { path: "/sign-up", who: "anyone", page: lazy(() => import("@/features/account/sign-up-page")) },
  { path: "/forgot", who: "anyone", page: lazy(() => import("@/features/account/forgot-page")) },
  { path: "/reset", who: "anyone", page: lazy(() => import("@/features/account/reset-page")) },
  { path: "/confirm", who: "anyone", page: lazy(() => import("@/features/account/confirm-page")) },
  { path: "/new-address", who: "anyone", page: lazy(() => import("@/features/account/new-address-page")) },
  { path: "/account/:part?", who: "signed-in", page: lazy(() => import("@/features/account/account-page")) },
  { path: "/admin/sign-ups", who: "admin", page: lazy(() => import("@/features/account/sign-ups-page")) },
  { path: "/courses", who: "anyone", page: lazy(() => import("@/features/course/course-list-page")) },
  { path: "/courses/import", who: "instructor", page: lazy(() => import("@/features/editor/import-page")) },
  { path: "/courses/:course", who: "anyone", page: lazy(() => import("@/features/course/course-page")) },
  { path: "/courses/:course/edit", who: "instructor", page: lazy(() => import("@/features/editor/editor-page")) },
  { path: "/courses/:course/preview", who: "signed-in", page: lazy(() => import("@/features/editor/preview-page")) },
  { path: "/courses/:course/upload", who: "instructor", page: lazy(() => import("@/features/upload/upload-page")) },
  { path: "/programmes", who: "anyone", page: lazy(() => import("@/features/programme/programmes-page")) },
  { path: "/programmes/:programme", who: "anyone", page: lazy(() => import("@/features/programme/programme-page")) },
  { path: "/trash", who: "signed-in", page: lazy(() => import("@/features/trash/trash-page")) },
  { path: "/observed", who: "signed-in", page: lazy(() => import("@/features/home/observed-page")) },
  { path: "/admin/categories", who: { may: "categories.manage" }, page: lazy(() => import("@/features/admin/categories-page")) },
  { path: "/admin/announcements", who: { may: "announcements.send_all" }, page: lazy(() => import("@/features/admin/announcements-page")) },
  { path: "/admin/reviews", who: { may: "courses.edit_any" }, page: lazy(() => import("@/features/admin/reviews-page")) },
  { path: "/courses/:course/people", who: "signed-in", page: lazy(() => import("@/features/roster/roster-page")) },
  { path: "/courses/:course/grades", who: "signed-in", page: lazy(() => import("@/features/gradebook/grades-page")) },
  { path: "/courses/:course/certificates", who: "signed-in", page: lazy(() => import("@/features/certificates/course-certificates-page")) },
  { path: "/courses/:course/reports", who: "signed-in", page: lazy(() => import("@/features/reports/reports-page")) },
  { path: "/calendar", who: "signed-in", page: lazy(() => import("@/features/calendar/calendar-page")) },
  { path: "/certificates", who: "signed-in", page: lazy(() => import("@/features/certificates/my-certificates-page")) },
  { path: "/verify/:code?", who: "anyone", page: lazy(() => import("@/features/certificates/verify-page")) },
  { path: "/courses/:course/forum", who: "signed-in", page: lazy(() => import("@/features/forum/forum-page")) },
  { path: "/courses/:course/forum/reports", who: "signed-in", page: lazy(() => import("@/features/forum/reports-page")) },
  { path: "/threads/:thread", who: "signed-in", page: lazy(() => import("@/features/forum/thread-page")) },
  { path: "/messages", who: "signed-in", page: lazy(() => import("@/features/home/messages-page")) },
  { path: "/my-courses", who: "signed-in", page: lazy(() => import("@/features/home/my-courses-page")) },
  { path: "/join", who: "anyone", page: lazy(() => import("@/features/join/join-page")) },
  { path: "/join/:code", who: "anyone", page: lazy(() => import("@/features/join/join-page")) },
  { path: "/lessons/:lesson", who: "anyone", page: lazy(() => import("@/features/watch/lesson-page")) },
  { path: "/lessons/:lesson/questions", who: "signed-in", page: lazy(() => import("@/features/watch/moments-page")) },
  { path: "/lessons/:lesson/quiz", who: "signed-in", page: lazy(() => import("@/features/quiz/quiz-page")) },
  { path: "/lessons/:lesson/quiz/edit", who: "signed-in", page: lazy(() => import("@/features/quiz/quiz-editor-page")) },
  { path: "/lessons/:lesson/quiz/overrides", who: "signed-in", page: lazy(() => import("@/features/quiz/overrides-page")) },
  { path: "/lessons/:lesson/quiz/results", who: "signed-in", page: lazy(() => import("@/features/quiz/results-page")) },
  { path: "/lessons/:lesson/assignment", who: "signed-in", page: lazy(() => import("@/features/assignment/assignment-page")) },
  { path: "/lessons/:lesson/assignment/edit", who: "signed-in", page: lazy(() => import("@/features/assignment/assignment-editor-page")) },
  { path: "/lessons/:lesson/assignment/marking", who: "signed-in", page: lazy(() => import("@/features/assignment/marking-page")) },
  { path: "/hand-ins/:handIn/mark", who: "signed-in", page: lazy(() => import("@/features/assignment/mark-page")) },
  { path: "/peer-reviews/:review", who: "signed-in", page: lazy(() => import("@/features/assignment/review-page")) },
  { path: "/attempts/:attempt", who: "signed-in", page: lazy(() => import("@/features/quiz/attempt-page")) },
  { path: "/courses/:course/questions", who: "signed-in", page: lazy(() => import("@/features/quiz/bank-page")) },
  { path: "/admin/providers", who: "admin", page: lazy(() => import("@/features/admin/providers-page")) },
  { path: "/api/docs", who: "anyone", page: lazy(() => import("@/features/apidocs/api-page")) },
  { path: "/admin/cohorts", who: { may: "enrolments.manage" }, page: lazy(() => import("@/features/admin/cohorts-page")) },
  { path: "/admin", who: { may: "system.read" }, page: lazy(() => import("@/features/admin/overview-page")) },
  { path: "/admin/people", who: { may: "users.read" }, page: lazy(() => import("@/features/admin/users-page")) },
  { path: "/admin/roles", who: { may: "roles.manage" }, page: lazy(() => import("@/features/admin/roles-page")) },
  { path: "/admin/jobs", who: { may: "jobs.manage" }, page: lazy(() => import("@/features/admin/jobs-page")) },
  { path: "/admin/storage", who: { may: "system.read" }, page: lazy(() => import("@/features/admin/storage-page")) },
  { path: "/admin/settings", who: { may: "settings.manage" }, page: lazy(() => import("@/features/admin/settings-page")) },
  { path: "/admin/audit", who: { may: "audit.read" }, page: lazy(() => import("@/features/admin/audit-page")) },
];

const rank = { anyone: 0, "signed-in": 1, instructor: 2, admin: 3 } as const;
const standing = { student: 1, instructor: 2, admin: 3 } as const;

/** The coarse door, as the server has it; what exactly may be seen there is the server's to say. */
export function admits(who: Who, role: keyof typeof standing | undefined, permissions: readonly string[] = []): boolean {
  if (typeof who === "object") return permissions.includes(who.may);
  return (role ? standing[role] : 0) >= rank[who];
}
