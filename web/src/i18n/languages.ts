// The languages on offer, each under its own name. English is always loaded: it is what the others fall back to.
import { en } from "@/i18n/en";
import type { SomeWords } from "@/i18n/words";

export interface Language {
  code: string;
  name: string;
  direction: "ltr" | "rtl";
  /** Where it is spoken with dates and numbers of one's own, as a profile offers them. */
  regions: readonly string[];
  load: () => Promise<SomeWords>;
}

export const languages: readonly Language[] = [
  { code: "en", name: "English", direction: "ltr", regions: ["AU", "CA", "GB", "IE", "IN", "NZ", "US", "ZA"], load: () => Promise.resolve(en) },
  { code: "de", name: "Deutsch", direction: "ltr", regions: ["AT", "CH", "DE", "LI", "LU"], load: () => import("@/i18n/de").then((found) => found.de) },
  { code: "ar", name: "العربية", direction: "rtl", regions: ["AE", "DZ", "EG", "IQ", "JO", "LB", "MA", "SA", "TN"], load: () => import("@/i18n/ar").then((found) => found.ar) },
];

/** "de-AT" is spoken with "de". */
export function speaks(language: Language, wish: string): boolean {
  return wish.split("-")[0]?.toLowerCase() === language.code;
}

/** The first wish that is on offer, by language alone. */
export function choose(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const found = languages.find((language) => speaks(language, wish));
    if (found) return found;
  }
  return languages[0] as Language;
}

/** "GB" of "en-GB"; nothing where there is none, or where it is no tag. */
export function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region;
  } catch {
    return undefined;
  }
}

/** How dates and numbers are written: as in the first wish of this language that names a region, else as the language has it. */
export function formatsOf(language: Language, wishes: readonly string[]): string {
  return wishes.find((wish) => speaks(language, wish) && regionOf(wish)) ?? language.code;
}
