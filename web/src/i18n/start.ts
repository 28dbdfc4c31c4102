import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "@/i18n/en";
import { choose, type Language } from "@/i18n/languages";
import { recall, remember } from "@/lib/storage";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

export function wishedLanguage(): Language {
  const kept = recall("language");
  return choose(kept ? [kept, ...navigator.languages] : navigator.languages);
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
  const language = wishedLanguage();
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
  await i18next.changeLanguage(language.code);
  applyToPage(language);
}

export async function speakAndRemember(language: Language): Promise<void> {
  remember("language", language.code);
  await speak(language);
}
