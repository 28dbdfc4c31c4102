import { describe, expect, it } from "vitest";
import type { AuditEntry } from "@/api/admin";
import { auditText } from "@/features/admin/audit-text";

const entry = (fields: Partial<AuditEntry>): AuditEntry => ({
  id: "1",
  at: "2026-03-02T10:00:00Z",
  who: null,
  action: "user.role_changed",
  object: { kind: "user", id: "01kaz3q0a1b2c3d4e5f6g7h8j9" },
  details: { before: "student", after: "instructor" },
  names: { "01kaz3q0a1b2c3d4e5f6g7h8j9": "Sam" },
  address: "",
  request_id: "",
  ...fields,
});

describe("auditText", () => {
  it("says who and what by name, in the reader's language", () => {
    expect(auditText(entry({}), "en")).toEqual({ action: "Changed somebody’s role", kind: "Person", name: "Sam", details: ["student → instructor"] });
    expect(auditText(entry({}), "de").details).toEqual(["Lernende/r → Lehrperson"]);
  });

  it("says a name once", () => {
    const made = entry({ action: "cohort.created", object: { kind: "cohort", id: "k" }, details: { name: "2026", source: "admin" }, names: { k: "2026" } });
    expect(auditText(made, "en")).toMatchObject({ name: "2026", details: ["by: administrator"] });
  });

  it("names settings and their choices", () => {
    const changed = entry({ action: "setting.changed", object: { kind: "setting", id: "accounts.sign_up" }, details: { before: "closed", after: "open" }, names: {} });
    expect(auditText(changed, "en")).toMatchObject({ name: "Who may open an account", details: ["Nobody → Everybody"] });
  });

  it("leaves ids out that have no name any more, and keeps an act that it does not know", () => {
    const gone = entry({ action: "moon.landed", object: { kind: "moon", id: "x" }, details: { course_id: "01kaz3q0a1b2c3d4e5f6g7h8j9", title: "Optics" }, names: {} });
    expect(auditText(gone, "en")).toEqual({ action: "moon.landed", kind: "moon", name: "", details: ["title: Optics"] });
  });
});
