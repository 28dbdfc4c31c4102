// Everything in the editor is saved as it is made. Each change says how to take it back; the last ones can be undone.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { keys } from "@/api/queries";

export interface Change {
  make: () => Promise<unknown>;
  /** Absent where there is no way back: such a change was asked about before. */
  undo?: () => Promise<unknown>;
}

export type SaveState = "saved" | "saving" | "failed";

const mostUndos = 50;

export function useChanges(course: string) {
  const client = useQueryClient();
  const running = useRef(0);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [undos, setUndos] = useState<readonly (() => Promise<unknown>)[]>([]);
  const [state, setState] = useState<SaveState>("saved");
  const [error, setError] = useState<unknown>(null);

  const run = useCallback(
    (act: () => Promise<unknown>): Promise<unknown> => {
      running.current += 1;
      setState("saving");
      // One after the other, so that the server sees changes in the order they were made.
      const done = queue.current.then(act).then(async (answer) => {
        await client.invalidateQueries({ queryKey: keys.outline(course) });
        return answer;
      });
      queue.current = done.catch(() => undefined);
      return done.then(
        (answer) => {
          running.current -= 1;
          setError(null);
          if (running.current === 0) setState("saved");
          return answer;
        },
        (failure: unknown) => {
          running.current -= 1;
          setError(failure);
          setState("failed");
          void client.invalidateQueries({ queryKey: keys.outline(course) });
          throw failure;
        },
      );
    },
    [client, course],
  );

  const change = useCallback(
    async ({ make, undo }: Change): Promise<unknown> => {
      const answer = await run(make);
      if (undo) setUndos((known) => [...known, undo].slice(-mostUndos));
      return answer;
    },
    [run],
  );

  const undo = useCallback(async () => {
    const last = undos[undos.length - 1];
    if (!last) return;
    setUndos(undos.slice(0, -1));
    await run(last).catch(() => undefined);
  }, [run, undos]);

  useEffect(() => {
    if (state === "saved") return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [state]);

  return { change, undo, canUndo: undos.length > 0, state, error };
}

export type Changes = ReturnType<typeof useChanges>;
