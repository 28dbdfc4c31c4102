import { useCallback, useEffect, useState } from "react";

interface LockableOrientation {
  lock?: (orientation: string) => Promise<void>;
}

interface OldVideo extends HTMLVideoElement {
  webkitEnterFullscreen?: () => void;
}

/** Fills the screen with the player, on a phone lying down. */
export function useFullscreen(element: HTMLElement | null, video: HTMLVideoElement | null) {
  const [isFull, setFull] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === element);
    document.addEventListener("fullscreenchange", changed);
    return () => document.removeEventListener("fullscreenchange", changed);
  }, [element]);
  const toggle = useCallback(async () => {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
      return;
    }
    if (!element?.requestFullscreen) {
      (video as OldVideo | null)?.webkitEnterFullscreen?.();
      return;
    }
    await element.requestFullscreen().catch(() => undefined);
    // Only some phones can; elsewhere the wish is simply refused.
    await (screen.orientation as LockableOrientation | undefined)?.lock?.("landscape").catch(() => undefined);
  }, [element, video]);
  return { isFull, toggle };
}
