// What the audit log and the list of jobs say: words of those pages alone, so they are not among those that every page loads. `npm run check`
// sees that every action which the server may record has words in every language.
import { ar } from "@/i18n/audit/ar";
import { de } from "@/i18n/audit/de";
import { en } from "@/i18n/audit/en";

export interface AuditWords {
  /** "user.disabled" and what it is. */
  actions: Record<string, string>;
  /** What was acted upon. */
  kinds: Record<string, string>;
  /** By the names of the details. */
  details: Record<string, string>;
  /** What a detail may be, where it is a word of the API. */
  values: Record<string, string>;
  /** What jobs do, by their kind. */
  work: Record<string, string>;
}

const languages: Readonly<Record<string, AuditWords>> = { en, de, ar };

export function auditWords(language: string): AuditWords {
  return languages[language] ?? en;
}
