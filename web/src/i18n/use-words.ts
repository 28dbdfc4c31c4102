import { useTranslation } from "react-i18next";
import { currentFormats } from "@/i18n/start";
import { timeLeft } from "@/lib/time";

/** `t` for words, `spoken` for the language they are in, `language` (with a region) for Intl, and the phrases that several pages make of it. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = currentFormats();
  return {
    t,
    language,
    spoken: i18n.resolvedLanguage ?? "en",
    left: (seconds: number | null | undefined): string => {
      const left = timeLeft(seconds);
      if (!left) return "";
      if (left.unit === "moments") return t("left.moments");
      if (left.unit === "seconds") return t("left.seconds", { count: left.count });
      if (left.unit === "minutes") return t("left.minutes", { count: left.count });
      return t("left.hours", { count: left.count });
    },
    /** "Ada, Grace and Max", as the language joins them. */
    list: (items: readonly string[]): string => new Intl.ListFormat(language).format(items),
    percent: (fraction: number): string =>
      new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(fraction),
  };
}
