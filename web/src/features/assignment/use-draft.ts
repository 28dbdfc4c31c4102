import { useCallback, useEffect, useRef, useState } from "react";
import { api, ApiError, unreachable } from "@/api/client";
import type { HandIn } from "@/api/assignment";
import { recall, remember } from "@/lib/storage";

export type DraftState = "saved" | "saving" | "waiting" | "elsewhere" | "refused";

interface Kept {
  sequence: number;
  text: string;
}

const quiet = 600;
const pause = 3000;

function remembered(key: string): Kept | null {
  try {
    return JSON.parse(recall(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

/** The text of a draft: remembered in this browser at once, sent a moment after typing stops, and again until it arrived. */
export function useDraft(lesson: string, person: string, draft: HandIn | null, saved: (draft: HandIn) => void) {
  const key = `draft ${lesson} ${person}`;
  const [text, setText] = useState(() => {
    const kept = remembered(key);
    return kept && kept.sequence > (draft?.sequence ?? 0) ? kept.text : (draft?.text ?? "");
  });
  const [state, setState] = useState<DraftState>("saved");
  const [error, setError] = useState<unknown>(null);
  const sequence = useRef(draft?.sequence ?? 0);
  const unsent = useRef<Kept | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sending = useRef<Promise<boolean> | null>(null);
  const told = useRef(saved);
  useEffect(() => {
    told.current = saved;
  });

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    const sendAll = async (): Promise<boolean> => {
      while (unsent.current) {
        const kept = unsent.current;
        try {
          const answer = await api.put<HandIn>(`/lessons/${lesson}/assignment/draft`, kept);
          if (unsent.current === kept) unsent.current = null;
          told.current(answer);
        } catch (problem) {
          const again = !(problem instanceof ApiError) || problem.code === unreachable || problem.status >= 500 || problem.status === 429;
          setError(problem);
          setState(again ? "waiting" : problem.status === 409 ? "elsewhere" : "refused");
          if (again) timer.current = setTimeout(() => void flush(), pause);
          return false;
        }
      }
      remember(key, "null");
      setState("saved");
      return true;
    };
    sending.current ??= sendAll().finally(() => {
      sending.current = null;
    });
    return sending.current;
  }, [key, lesson]);

  const write = useCallback(
    (typed: string) => {
      setText(typed);
      sequence.current += 1;
      unsent.current = { sequence: sequence.current, text: typed };
      remember(key, JSON.stringify(unsent.current));
      setState((known) => (known === "waiting" ? known : "saving"));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), quiet);
    },
    [flush, key],
  );

  useEffect(() => {
    const kept = remembered(key);
    // Typed before the page was left, and not received since.
    if (kept && kept.sequence > sequence.current) {
      sequence.current = kept.sequence;
      unsent.current = kept;
      void flush();
    }
    const send = () => void flush();
    window.addEventListener("online", send);
    window.addEventListener("pagehide", send);
    return () => {
      window.removeEventListener("online", send);
      window.removeEventListener("pagehide", send);
      clearTimeout(timer.current);
    };
  }, [flush, key]);

  return { text, write, state, error, flush };
}
