import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type AskedMoment, askedVideoQuery } from "@/api/video-questions";
import type { BarMark } from "@/features/watch/control-bar";
import { dueBetween, jumpedOver } from "@/features/watch/moments";
import type { WatchSession } from "@/features/watch/session";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

const never = () => () => undefined;
const nothing = () => null;
const none: readonly AskedMoment[] = [];

/** Fullscreen shows the picture alone; the question needs the page. */
function leaveFullscreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
}

export interface Moments {
  items: readonly AskedMoment[];
  /** The one that is being asked. */
  asked: AskedMoment | null;
  ask: (moment: AskedMoment) => void;
  /** Puts the question away; what must be answered comes again. */
  close: () => void;
}

/** Follows a recording, stops it where it asks, and holds whoever must answer first. */
export function useMoments(lesson: string, session: WatchSession | null, isSignedIn: boolean): Moments {
  const { data } = useQuery({ ...askedVideoQuery(lesson), enabled: isSignedIn });
  const [asked, setAsked] = useState<string | null>(null);
  const snapshot = useSyncExternalStore(session?.watch ?? never, session?.read ?? nothing);
  const items = data?.items ?? none;
  const latest = useRef({ items, asked });
  useEffect(() => {
    latest.current = { items, asked };
  });

  const open = useCallback(
    (moment: AskedMoment) => {
      leaveFullscreen();
      session?.video?.pause();
      latest.current = { ...latest.current, asked: moment.id };
      setAsked(moment.id);
    },
    [session],
  );

  const element = snapshot?.element ?? 0;
  useEffect(() => {
    const video = session?.video;
    if (!session || !video) return;
    let before = video.currentTime > 0 ? video.currentTime : -1;
    const hold = (): boolean => {
      const stop = jumpedOver(latest.current.items, video.currentTime);
      if (!stop) return false;
      before = stop.at_seconds;
      session.seek(stop.at_seconds);
      open(stop);
      return true;
    };
    const tick = () => {
      if (latest.current.asked || video.seeking || hold()) return;
      const due = video.paused ? null : dueBetween(latest.current.items, before, video.currentTime);
      before = video.currentTime;
      if (due) open(due);
    };
    const seeking = () => {
      if (!hold()) before = video.currentTime;
    };
    // Whoever plays on leaves a question that may be left; the others stay.
    const play = () => {
      const moment = latest.current.items.find((one) => one.id === latest.current.asked);
      if (!moment) return;
      if (moment.required && !moment.settled) video.pause();
      else setAsked(null);
    };
    video.addEventListener("timeupdate", tick);
    video.addEventListener("seeking", seeking);
    video.addEventListener("play", play);
    return () => {
      video.removeEventListener("timeupdate", tick);
      video.removeEventListener("seeking", seeking);
      video.removeEventListener("play", play);
    };
  }, [session, element, open]);

  const close = useCallback(() => setAsked(null), []);
  return { items, asked: items.find((moment) => moment.id === asked) ?? null, ask: open, close };
}

/** Dots on the bar. */
export function useMomentMarks(items: readonly AskedMoment[]): readonly BarMark[] {
  const { t } = useWords();
  return useMemo(() => items.map((one) => ({ seconds: one.at_seconds, words: t("moments.questionAt", { time: clock(one.at_seconds) }), isDone: one.settled })), [items, t]);
}
