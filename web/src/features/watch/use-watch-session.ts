import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Playback } from "@/api/types";
import type { Reports } from "@/features/watch/position-reporter";
import { type Snapshot, WatchSession } from "@/features/watch/session";

export interface SessionWish {
  playback: Playback;
  ask: () => Promise<Playback>;
  reports: Reports | null;
  autoplay: boolean;
  /** The server says that the video is complete. */
  isComplete: boolean;
}

const idle: Snapshot = {
  qualities: [],
  quality: null,
  chosen: -1,
  sounds: [],
  sound: 0,
  available: Infinity,
  trouble: null,
  resumedAt: null,
  isEarly: false,
  element: 0,
  hasSecond: false,
  reach: Infinity,
  cutShort: 0,
};

const never = () => () => undefined;
const readIdle = () => idle;

/** One session for as long as the player is on the page; a new answer from the server does not restart it. */
export function useWatchSession(stage: HTMLElement | null, wish: SessionWish) {
  const [session, setSession] = useState<WatchSession | null>(null);
  const first = useRef(wish);
  useEffect(() => {
    if (!stage) return;
    const { playback, ask, reports, autoplay } = first.current;
    const made = new WatchSession({ stage, playback, ask, reports, autoplay });
    const leaving = () => made.leaving();
    const hidden = () => document.visibilityState === "hidden" && made.leaving();
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", hidden);
    setSession(made);
    return () => {
      window.removeEventListener("pagehide", leaving);
      document.removeEventListener("visibilitychange", hidden);
      made.destroy();
      setSession(null);
    };
  }, [stage]);

  const snapshot = useSyncExternalStore(session?.watch ?? never, session?.read ?? readIdle);
  const { isComplete } = wish;
  useEffect(() => {
    if (isComplete && snapshot.isEarly && snapshot.element > 0) void session?.completed();
  }, [isComplete, session, snapshot.isEarly, snapshot.element]);
  return { session, snapshot };
}
