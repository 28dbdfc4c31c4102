import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";

/** A time in the reader's zone and words; the exact one on hovering. */
export function Moment({ at, empty }: { at: string | null | undefined; empty?: string }): ReactNode {
  const { language } = useWords();
  if (!at) return empty ?? "–";
  const date = new Date(at);
  const short = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  return (
    <time dateTime={at} title={exact.format(date)} className="lectern-numbers">
      {short.format(date)}
    </time>
  );
}
