// The languages on offer, each under its own name. English is always loaded: it is what the others fall back to.
import { en } from "@/i18n/en";
import type { SomeWords } from "@/i18n/words";

export interface Language {
  code: string;
  name: string;
  direction: "ltr" | "rtl";
  load: () => Promise<SomeWords>;
}

export const languages: readonly Language[] = [
  { code: "en", name: "English", direction: "ltr", load: () => Promise.resolve(en) },
  { code: "de", name: "Deutsch", direction: "ltr", load: () => import("@/i18n/de").then((found) => found.de) },
  { code: "ar", name: "العربية", direction: "rtl", load: () => import("@/i18n/ar").then((found) => found.ar) },
];

/** The first wish that is on offer, by language alone: "de-AT" is served with "de". */
export function choose(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const found = languages.find((language) => language.code === wish.split("-")[0]?.toLowerCase());
    if (found) return found;
  }
  return languages[0] as Language;
}
