import { Text, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { AskedMoment } from "@/api/video-questions";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

/** In words: what became of it. */
function stateOf(moment: AskedMoment) {
  if (!moment.last) return moment.required ? "moments.stateRequired" : "moments.stateOpen";
  return moment.last.right ? "quiz.right" : moment.last.fraction > 0 ? "quiz.partly" : "quiz.wrong";
}

/** The questions of a recording, for whoever goes to one without the bar. */
export function MomentList({ moments, go }: { moments: readonly AskedMoment[]; go: (moment: AskedMoment) => void }): ReactNode {
  const { t } = useWords();
  return (
    <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {moments.map((moment, index) => (
        <li key={moment.id}>
          <UnstyledButton className="lectern-row" w="100%" onClick={() => go(moment)}>
            <Text component="span" c="dimmed" size="sm" className="lectern-numbers" style={{ minWidth: 52 }}>
              {clock(moment.at_seconds)}
            </Text>
            <span style={{ flex: 1 }}>{t("quiz.question", { number: index + 1 })}</span>
            <Text component="span" size="sm" c="dimmed">
              {t(stateOf(moment))}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
