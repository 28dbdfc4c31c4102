import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "@/i18n/en";
import { choose, formatsOf, type Language, languages, speaks } from "@/i18n/languages";
import { recall, remember } from "@/lib/storage";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** What was chosen on a page or in a profile comes before what the browser says. */
function wishes(): readonly string[] {
  const kept = recall("language");
  return kept ? [kept, ...navigator.languages] : navigator.languages;
}

let formats = "en";

/** The tag that Intl is given: "en-GB" for whoever reads English and writes dates as in Britain. */
export function currentFormats(): string {
  return formats;
}

function applyToPage(language: Language): void {
  document.documentElement.lang = language.code;
  document.documentElement.dir = language.direction;
}

async function loadWords(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language.code, "translation"))
    i18next.addResourceBundle(language.code, "translation", await language.load());
}

export async function startWords(): Promise<Language> {
  const language = choose(wishes());
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
  await speak(language);
  return language;
}

export async function speak(language: Language): Promise<void> {
  await loadWords(language);
  formats = formatsOf(language, wishes());
  await i18next.changeLanguage(language.code);
  applyToPage(language);
}

/** What somebody chose, a language alone or with a region, here and the next time. */
export async function speakAndRemember(tag: string): Promise<Language> {
  remember("language", tag);
  const language = choose([tag]);
  await speak(language);
  return language;
}

/** Whether a profile names a language on offer that this browser does not know of yet. Plain English is what accounts begin with: no choice. */
export function isNewChoice(tag: string): boolean {
  return tag !== "en" && tag !== recall("language") && languages.some((language) => speaks(language, tag));
}
