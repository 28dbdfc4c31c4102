// Whether a lesson holds what its kind promises, as far as the outline tells.
import type { TFunction } from "i18next";
import { isPlayed } from "@/api/lessons";
import type { Lesson } from "@/api/types";

const plays = new Set(["playable", "ready"]);

export function isFilled(lesson: Lesson): boolean {
  if (isPlayed(lesson.kind)) return lesson.video !== null && plays.has(lesson.video.state);
  if (lesson.kind === "document") return lesson.document !== null;
  if (lesson.kind === "link") return lesson.link !== null;
  if (lesson.kind === "page" || lesson.kind === "forum") return true;
  return lesson.target_id !== null;
}

/** What the outline says beneath a title: only what is unfinished. */
export function noteOf(lesson: Lesson, t: TFunction, language: string): string {
  return [stateOf(lesson, t), ...dripOf(lesson, t, language)].filter(Boolean).join(" · ");
}

function dripOf({ opens_at, opens_after_days, opens_after_lesson_id }: Lesson, t: TFunction, language: string): string[] {
  const date = opens_at && new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(opens_at));
  return [
    date ? t("drip.noteDate", { date }) : "",
    opens_after_days ? t("drip.noteDays", { count: opens_after_days }) : "",
    opens_after_lesson_id ? t("drip.noteLesson") : "",
  ];
}

function stateOf(lesson: Lesson, t: TFunction): string {
  if (isPlayed(lesson.kind)) {
    if (!lesson.video) return t("video.none");
    return lesson.video.state === "ready" ? "" : t(`video.${lesson.video.state}`);
  }
  if (isFilled(lesson)) return "";
  if (lesson.kind === "document") return t("content.noDocument");
  if (lesson.kind === "link") return t("content.noLink");
  return t("content.notYet");
}
