import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/api/client";
import type { Attempt, AttemptQuestion } from "@/api/quiz";
import { AnswerKeeper, type Draft, type Kept, type KeeperState } from "@/features/quiz/answer-keeper";
import { recall, remember } from "@/lib/storage";

function remembered(key: string): Record<number, Kept> {
  try {
    return JSON.parse(recall(key) ?? "{}") as Record<number, Kept>;
  } catch {
    return {};
  }
}

const draftOf = (question: AttemptQuestion): Draft => ({ response: question.response, certainty: question.certainty, flagged: question.flagged });

/** The answers of an open attempt as they stand here, and whether the server has them. */
export function useAnswers(attempt: Attempt) {
  const key = `attempt ${attempt.id}`;
  const [state, setState] = useState<KeeperState>("saved");
  const [drafts, setDrafts] = useState<Record<number, Draft>>(() => {
    const known = remembered(key);
    return Object.fromEntries(
      attempt.questions.map((question) => {
        const kept = known[question.slot];
        return [question.slot, kept && kept.sequence > question.sequence ? kept : draftOf(question)];
      }),
    );
  });
  const keeper = useRef<AnswerKeeper | null>(null);
  useEffect(() => {
    const made = new AnswerKeeper(
      {
        send: (slot, kept) => api.put(`/quiz-attempts/${attempt.id}/answers/${slot}`, kept),
        remember: (unsent) => remember(key, JSON.stringify(unsent)),
        changed: setState,
      },
      Object.fromEntries(attempt.questions.map((question) => [question.slot, question.sequence])),
      remembered(key),
    );
    keeper.current = made;
    const flush = () => void made.flush();
    window.addEventListener("online", flush);
    window.addEventListener("pagehide", flush);
    return () => {
      made.stop();
      window.removeEventListener("online", flush);
      window.removeEventListener("pagehide", flush);
    };
    // The attempt's answers are read once: what is typed here is newer from then on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt.id]);
  const give = useCallback((slot: number, change: Partial<Draft>) => {
    setDrafts((known) => {
      const draft = { ...(known[slot] ?? { response: null, certainty: null, flagged: false }), ...change };
      queueMicrotask(() => keeper.current?.give(slot, draft));
      return { ...known, [slot]: draft };
    });
  }, []);
  const flush = useCallback(() => keeper.current?.flush() ?? Promise.resolve(true), []);
  return { drafts, give, state, flush };
}
