// The admin console: what the server says of itself, and how it is told.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Picture } from "@/api/pictures";
import type { Page, Role, User } from "@/api/types";

export interface Account extends User {
  created_at: string;
  state: "unconfirmed" | "active" | "disabled" | "leaving" | "deleted";
  picture?: Picture | null;
}

export interface AccountDetails extends Account {
  roles: string[];
  sessions: number;
  last_sign_in: string | null;
  enrolments: number;
  courses: number;
}

export interface AccountPatch {
  name?: string;
  email?: string;
  role?: Role;
  roles?: string[];
  disabled?: boolean;
}

export interface AccountFilter {
  q: string;
  role: string;
  state: string;
  sort: string;
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  errors: { line: number; email: string; reason: string }[];
  applied: boolean;
}

export interface RoleRow {
  id: string;
  name: string;
  built_in: boolean;
  locked: boolean;
  permissions: string[];
  people: number;
}

export interface RoleTable {
  permissions: { key: string; sentence: string }[];
  items: RoleRow[];
}

export interface AuditEntry {
  id: string;
  at: string;
  who: { id: string; name: string; email: string } | null;
  action: string;
  object: { kind: string; id: string };
  details: Record<string, unknown>;
  /** By id: what the things are called now that object and details name. */
  names: Record<string, string>;
  address: string;
  request_id: string;
}

export interface AuditFilter {
  action: string;
  who: string;
  since: string;
  until: string;
}

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  state: JobState;
  progress: number;
  attempts: number;
  last_error: string | null;
  about: { lesson_id: string; lesson_title: string; course_id: string; course_title: string } | null;
  created_at: string;
  run_at: string;
  finished_at: string | null;
}

export interface Setting {
  key: string;
  value: string | null;
  default: string;
  help: string;
  allowed: string;
  choices: string[];
  kind: string;
  source: "default" | "file" | "environment" | "flag" | "stored";
  applies: "at_once" | "at_start";
  editable: boolean;
}

export interface SystemStatus {
  version: string;
  uptime_seconds: number;
  at: string;
  memory_bytes: number;
  database: { bytes: number; log_bytes: number; writer_wait_ms: number };
  disk: { free: number; total: number };
  connections: number;
  web_sockets: number;
  requests: number;
  errors: number;
  jobs: { kind: string; state: JobState; count: number }[];
  outbound: { origin: string; state: string; calls: number; failures: number }[];
  last_backup: string | null;
}

export interface StorageReport {
  disk: { free: number; total: number };
  quota_of_owner: number;
  uploads: { count: number; bytes: number; received: number };
  owners: { id: string; name: string; email: string; courses: number; bytes: number }[];
  videos: {
    bytes: number;
    package_bytes: number;
    filename: string;
    state: string;
    lesson: { id: string; title: string };
    course: { id: string; title: string };
  }[];
}

export interface Site {
  name: string;
  accent: string;
  sign_up: string;
}

export const adminKeys = {
  all: ["admin"] as const,
  accounts: ["admin", "accounts"] as const,
  account: (id: string) => ["admin", "account", id] as const,
  roles: ["admin", "roles"] as const,
  audit: ["admin", "audit"] as const,
  jobs: ["admin", "jobs"] as const,
  settings: ["admin", "settings"] as const,
  status: ["admin", "status"] as const,
  storage: ["admin", "storage"] as const,
  site: ["site"] as const,
};

const next = { initialPageParam: "", getNextPageParam: (last: Page<unknown>) => last.next ?? undefined };

export const accountsQuery = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: [...adminKeys.accounts, filter],
    queryFn: ({ pageParam }) => api.get<Page<Account>>("/users", { ...filter, limit: 50, after: pageParam }),
    ...next,
  });

export const accountQuery = (id: string) =>
  queryOptions({ queryKey: adminKeys.account(id), queryFn: () => api.get<AccountDetails>(`/users/${id}`) });

export const rolesQuery = queryOptions({ queryKey: adminKeys.roles, queryFn: () => api.get<RoleTable>("/roles") });

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: [...adminKeys.audit, filter],
    queryFn: ({ pageParam }) => api.get<Page<AuditEntry>>("/audit", { ...filter, limit: 50, after: pageParam }),
    ...next,
  });

/** Where the same choice is had as a file. */
export function auditFile(filter: AuditFilter): string {
  const chosen = Object.entries(filter).filter(([, value]) => value !== "") as [string, string][];
  return `/api/v1/audit.csv?${new URLSearchParams(chosen).toString()}`;
}

export const auditActionsQuery = queryOptions({
  queryKey: [...adminKeys.audit, "actions"],
  queryFn: () => api.get<{ items: string[] }>("/audit/actions"),
});

export const jobsQuery = (state: string) =>
  infiniteQueryOptions({
    queryKey: [...adminKeys.jobs, state],
    queryFn: ({ pageParam }) => api.get<Page<Job>>("/admin/jobs", { state, limit: 50, after: pageParam }),
    ...next,
  });

export const settingsQuery = queryOptions({
  queryKey: adminKeys.settings,
  queryFn: () => api.get<{ items: Setting[] }>("/admin/settings"),
});

export const statusQuery = queryOptions({
  queryKey: adminKeys.status,
  queryFn: () => api.get<SystemStatus>("/admin/status"),
});

export const storageQuery = queryOptions({
  queryKey: adminKeys.storage,
  queryFn: () => api.get<StorageReport>("/admin/storage"),
});

export const siteQuery = queryOptions({
  queryKey: adminKeys.site,
  queryFn: () => api.get<Site>("/site"),
  staleTime: Infinity,
});
