// The names of settings, and in other languages than English what each does: of the settings page alone, so they are not
// among the words that every page loads. `npm run check` sees that none is missing.
import { ar } from "@/i18n/settings/ar";
import { de } from "@/i18n/settings/de";
import { en } from "@/i18n/settings/en";

export const settingGroups = ["institution", "accounts", "storage", "limits", "smtp", "ldap", "outbound", "http", "log", "general"] as const;
export type SettingGroup = (typeof settingGroups)[number];

export interface SettingWords {
  groups: Record<SettingGroup, string>;
  /** What is chosen among, by the setting and by how the settings file writes it. */
  choices: Record<string, Record<string, string>>;
  /** By the name in the settings file. */
  settings: Record<string, { name: string; help?: string }>;
}

const languages: Readonly<Record<string, SettingWords>> = { en, de, ar };

export function settingWords(language: string): SettingWords {
  return languages[language] ?? en;
}

/** A value as people read it: the name of a choice, else the value itself. */
export function valueWords(language: string, key: string, value: string): string {
  return settingWords(language).choices[key]?.[value] ?? value;
}

const grouped: Readonly<Record<string, SettingGroup>> = {
  session: "accounts",
  first_admin: "accounts",
  playback: "storage",
  upload: "storage",
  versions: "storage",
  transcode: "storage",
};

/** Where it stands on the page: by what is before the dot of its name. */
export function groupOf(key: string): SettingGroup {
  const part = key.slice(0, Math.max(key.indexOf("."), 0));
  return grouped[part] ?? settingGroups.find((group) => group === part) ?? "general";
}
