import { Text, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import type { Attempt } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

/** Seconds until the server ends the attempt, by the server's clock; null where nothing ends it. */
export function useSecondsLeft(attempt: Attempt, ended: () => void): number | null {
  const [offset] = useState(() => new Date(attempt.now).getTime() - Date.now());
  const due = attempt.due_at ? new Date(attempt.due_at).getTime() : null;
  const left = () => (due === null ? null : Math.max(0, Math.ceil((due - Date.now() - offset) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (due === null) return;
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [due, offset]);
  const isOver = seconds === 0;
  useEffect(() => {
    if (isOver) ended();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);
  return seconds;
}

export function Countdown({ seconds }: { seconds: number }): ReactNode {
  const { t } = useWords();
  // Read out once a minute, and not each second.
  const minutes = Math.ceil(seconds / 60);
  return (
    <div>
      <Text fw={650} c={seconds < 60 ? "var(--mantine-color-error)" : undefined} style={{ fontVariantNumeric: "tabular-nums" }} aria-hidden>
        {t("quiz.timeLeft", { time: clock(seconds) })}
      </Text>
      <VisuallyHidden role="timer" aria-live={minutes <= 5 ? "polite" : "off"}>
        {t("quiz.minutesLeft", { count: minutes })}
      </VisuallyHidden>
    </div>
  );
}
