// What the admin console is told, as the API tells it.
import type { Account, AuditEntry, Job, RoleTable, Setting, StorageReport, SystemStatus } from "@/api/admin";
import type { Answers } from "./canned";
import { instructor } from "./example";

const permissions = [
  { key: "courses.create", sentence: "Make courses of one's own." },
  { key: "users.read", sentence: "See all accounts." },
  { key: "users.manage", sentence: "Make, change, disable and import accounts." },
  { key: "roles.manage", sentence: "Edit roles, and give them to people." },
  { key: "settings.manage", sentence: "Change the settings of this server." },
  { key: "jobs.manage", sentence: "See, retry and cancel jobs." },
  { key: "system.read", sentence: "See the state of the server and its storage." },
  { key: "audit.read", sentence: "Read the audit log." },
];
const everything = permissions.map((permission) => permission.key);

export const asAdmin: Answers = { "/me": { ...instructor, permissions: everything }, "/uploads": { items: [], next: null } };

export const account = (id: string, name: string): Account => ({
  id,
  name,
  email: `${id}@example.org`,
  role: "student",
  created_at: "2026-03-01T10:00:00Z",
  state: id === "u2" ? "disabled" : "active",
});

export const roleTable: RoleTable = {
  permissions,
  items: [
    { id: "student", name: "Student", built_in: true, locked: false, permissions: [], people: 1200 },
    { id: "instructor", name: "Instructor", built_in: true, locked: false, permissions: ["courses.create"], people: 40 },
    { id: "admin", name: "Administrator", built_in: true, locked: true, permissions: everything, people: 2 },
    { id: "r1", name: "Help desk", built_in: false, locked: false, permissions: ["users.read", "users.manage"], people: 3 },
  ],
};

export const auditEntry: AuditEntry = {
  id: "7",
  at: "2026-03-02T10:00:00Z",
  who: { id: "u1", name: "Ada Lovelace", email: "ada@example.org" },
  action: "user.disabled",
  object: { kind: "user", id: "01kaz3q0a1b2c3d4e5f6g7h8j9" },
  details: { before: "enabled", after: "disabled" },
  names: { "01kaz3q0a1b2c3d4e5f6g7h8j9": "Sam Okafor" },
  address: "192.0.2.7",
  request_id: "0123456789abcdef",
};

const job = (id: string, fields: Partial<Job>): Job => ({
  id,
  kind: "transcode",
  state: "done",
  progress: 1,
  attempts: 1,
  last_error: null,
  about: { lesson_id: "l1", lesson_title: "What sorting costs", course_id: "c1", course_title: "Algorithms and Data Structures" },
  created_at: "2026-03-02T10:00:00Z",
  run_at: "2026-03-02T10:00:00Z",
  finished_at: null,
  ...fields,
});

export const jobList: readonly Job[] = [
  job("j1", { state: "running", progress: 0.4 }),
  job("j2", { state: "failed", attempts: 3, last_error: "There is no picture and no sound in this file." }),
  job("j3", { state: "queued", kind: "janitor", about: null }),
];

export const storageReport: StorageReport = {
  disk: { free: 410_000_000_000, total: 1_000_000_000_000 },
  quota_of_owner: 500_000_000_000,
  uploads: { count: 2, bytes: 4_000_000_000, received: 1_500_000_000 },
  owners: [{ id: "u1", name: "Ada Lovelace", email: "ada@example.org", courses: 3, bytes: 42_000_000_000 }],
  videos: [
    {
      bytes: 4_820_000_000,
      package_bytes: 1_900_000_000,
      filename: "sorting.mp4",
      state: "ready",
      lesson: { id: "l1", title: "What sorting costs" },
      course: { id: "c1", title: "Algorithms and Data Structures" },
    },
  ],
};

const setting = (key: string, fields: Partial<Setting>): Setting => ({
  key,
  value: "500G",
  default: "500G",
  help: "How much one instructor may keep here.",
  allowed: "from 1M to 1024T",
  choices: [],
  kind: "size",
  source: "default",
  applies: "at_once",
  editable: true,
  ...fields,
});

export const settingList: readonly Setting[] = [
  setting("institution.accent", { value: "#7f2440", default: "#24417f", help: "The institution's colour, dark enough for white text on it.", allowed: "", kind: "text", source: "stored" }),
  setting("accounts.sign_up", { value: "closed", default: "closed", help: "Who may open an account.", allowed: "one of: closed, invited, open", choices: ["closed", "invited", "open"], kind: "choice" }),
  setting("upload.quota", { source: "environment", editable: false }),
  setting("http.listen", { value: "127.0.0.1:8080", help: "Address and port to listen on.", applies: "at_start", editable: false }),
];

export const systemStatus: SystemStatus = {
  version: "0.1.0",
  uptime_seconds: 200_000,
  at: "2026-03-02T10:00:00Z",
  memory_bytes: 38_000_000,
  database: { bytes: 12_000_000, log_bytes: 400_000, writer_wait_ms: 1 },
  disk: storageReport.disk,
  connections: 12,
  web_sockets: 4,
  requests: 123_456,
  errors: 0,
  jobs: [{ kind: "transcode", state: "running", count: 1 }],
  outbound: [{ origin: "https://login.example.org", state: "closed", calls: 120, failures: 1 }],
  last_backup: "2026-03-02T03:00:00Z",
};
