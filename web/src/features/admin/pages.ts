// The pages of the console, and what each takes: a permission, or to be an administrator.
import type { Role } from "@/api/types";

export const consolePages = [
  { path: "/admin", words: "console.overview", needs: "system.read" },
  { path: "/admin/people", words: "console.people", needs: "users.read" },
  { path: "/admin/sign-ups", words: "signUps.title", needs: "admin" },
  { path: "/admin/roles", words: "console.roles", needs: "roles.manage" },
  { path: "/admin/cohorts", words: "cohorts.title", needs: "enrolments.manage" },
  { path: "/admin/categories", words: "categories.title", needs: "categories.manage" },
  { path: "/admin/jobs", words: "console.jobs", needs: "jobs.manage" },
  { path: "/admin/storage", words: "console.storage", needs: "system.read" },
  { path: "/admin/settings", words: "console.settings", needs: "settings.manage" },
  { path: "/admin/providers", words: "provider.place", needs: "admin" },
  { path: "/admin/audit", words: "console.audit", needs: "audit.read" },
] as const;

interface Visitor {
  role: Role;
  permissions?: readonly string[];
}

export function consolePagesFor(visitor: Visitor | null | undefined) {
  return consolePages.filter(({ needs }) => (needs === "admin" ? visitor?.role === "admin" : visitor?.permissions?.includes(needs)));
}
