// What is being written at one place, kept by the server as it is typed: it survives a closed tab, and goes on on
// another device.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "@/api/client";
import { type DraftContent, draftsQuery, type ForumDraft, forumKeys } from "@/api/forum";
import type { Page } from "@/api/types";

const pause = 500;

export type Kept = "no" | "saving" | "saved" | "failed";

function isEmpty(content: DraftContent): boolean {
  return content.text.trim() === "" && (content.title ?? "").trim() === "";
}

export interface DraftKeeper {
  content: DraftContent;
  kept: Kept;
  change: (more: Partial<DraftContent>) => void;
  /** Posted or discarded: nothing is kept here any more. */
  forget: (how: "posted" | "discarded") => Promise<void>;
}

export function useDraft(course: string, place: string, initial: DraftContent): DraftKeeper {
  const client = useQueryClient();
  const { data } = useQuery(draftsQuery(course));
  const [typed, setTyped] = useState<DraftContent | null>(null);
  const [kept, setKept] = useState<Kept>("no");
  const content = typed ?? data?.items.find((draft) => draft.place === place)?.content ?? initial;
  const path = `/courses/${course}/forum-drafts/${place}`;
  const waiting = useRef<{ content: DraftContent; timer: ReturnType<typeof setTimeout> } | null>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());

  const remember = useCallback(
    (draft: ForumDraft | null) =>
      client.setQueryData<Page<ForumDraft>>(forumKeys.drafts(course), (known) => {
        const others = known?.items.filter((one) => one.place !== place) ?? [];
        return { items: draft ? [draft, ...others] : others, next: null };
      }),
    [client, course, place],
  );

  const send = useCallback(
    (next: DraftContent, put: typeof api.put) => {
      const store = async () => {
        try {
          if (isEmpty(next)) {
            await api.delete(path);
            remember(null);
          } else {
            remember(await put<ForumDraft>(path, { content: next }));
          }
          setKept(isEmpty(next) ? "no" : "saved");
        } catch {
          setKept("failed");
        }
      };
      // One after the other: what was typed last is what stays.
      sending.current = sending.current.then(store);
    },
    [path, remember],
  );

  const flush = useCallback(
    (put: typeof api.put) => {
      if (!waiting.current) return;
      clearTimeout(waiting.current.timer);
      const { content: next } = waiting.current;
      waiting.current = null;
      send(next, put);
    },
    [send],
  );

  useEffect(() => {
    const leave = () => flush(api.putOnLeave);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [flush]);

  const change = (more: Partial<DraftContent>) => {
    const next = { ...content, ...more };
    setTyped(next);
    setKept("saving");
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = { content: next, timer: setTimeout(() => flush(api.put), pause) };
  };

  const forget = async (how: "posted" | "discarded") => {
    if (waiting.current) clearTimeout(waiting.current.timer);
    waiting.current = null;
    await sending.current;
    // Posting takes the draft along; one that was on its way just then would stay behind.
    if (how === "discarded" || kept === "saving") await api.delete(path).catch(() => undefined);
    setTyped(initial);
    setKept("no");
    remember(null);
  };

  return { content, kept, change, forget };
}
