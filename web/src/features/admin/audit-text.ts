// What one entry of the audit log says in the reader's language: names instead of ids, words instead of the API's.
import type { AuditEntry } from "@/api/admin";
import { auditWords } from "@/i18n/audit";
import { settingWords, valueWords } from "@/i18n/settings";

export interface AuditText {
  action: string;
  kind: string;
  /** What was acted upon, by name; empty where it has none, or none any more. */
  name: string;
  details: string[];
}

/** Ids are no help to a reader whom nothing can be named to. */
const isId = (text: string) => /^[0-9a-z]{26}$/.test(text);

export function auditText(entry: AuditEntry, spoken: string): AuditText {
  const words = auditWords(spoken);
  const { object, details, names } = entry;
  const shown = (value: unknown): string => {
    if (value === null || value === "") return "–";
    if (Array.isArray(value)) return value.map(shown).join(", ") || "–";
    if (typeof value === "object") return pairs(value as Record<string, unknown>).join("; ");
    const text = String(value);
    if (object.kind === "setting") return valueWords(spoken, object.id, text);
    return names[text] ?? (isId(text) ? "" : (words.values[text] ?? words.work[text] ?? text));
  };
  const pairs = (record: Record<string, unknown>): string[] =>
    Object.entries(record).flatMap(([key, value]) => {
      const text = shown(value);
      return text ? [`${words.details[key] ?? key}: ${text}`] : [];
    });
  const name = object.kind === "setting" ? (settingWords(spoken).settings[object.id]?.name ?? object.id) : (names[object.id] ?? "");
  const { before, after, ...more } = details;
  // What only says the name again is no detail.
  const rest = Object.fromEntries(Object.entries(more).filter(([, value]) => !name || shown(value) !== name));
  const change = before === undefined && after === undefined ? [] : [`${shown(before ?? null)} → ${shown(after ?? null)}`];
  return {
    action: words.actions[entry.action] ?? entry.action,
    kind: words.kinds[object.kind] ?? object.kind,
    name,
    details: [...change, ...pairs(rest)],
  };
}
