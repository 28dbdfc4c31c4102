import { useWords } from "@/i18n/use-words";

export interface LessonLock {
  message: string;
  opens_at: string | null;
  after_lesson_id: string | null;
  after_lesson_title: string | null;
}

/** Why a lesson is closed still, with the date in the reader's own zone. */
export function useLockWords(): (lock: LessonLock) => string {
  const { t, language } = useWords();
  return (lock) => {
    const date = lock.opens_at ? new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(lock.opens_at)) : "";
    const title = lock.after_lesson_title ?? "";
    if (date && title) return t("drip.opensOnAfter", { date, title });
    return date ? t("drip.opensOn", { date }) : t("drip.opensAfter", { title });
  };
}
