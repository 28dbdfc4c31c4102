import { useCallback, useEffect, useState } from "react";
import { recall, remember } from "@/lib/storage";

const kinds = new Set(["subtitles", "captions"]);

function linesOf(track: TextTrack): string[] {
  return [...(track.activeCues ?? [])].flatMap((cue) => (cue instanceof VTTCue ? [cue.getCueAsHTML().textContent ?? ""] : []));
}

/** Captions are read from the media element's tracks and drawn by the page; `chosen` is a track's address or "". */
export function useCaptions(video: HTMLVideoElement | null, available: readonly { url: string; language: string }[]) {
  const [chosen, setChosen] = useState("");
  const [lines, setLines] = useState<readonly string[]>([]);
  const wish = recall("captions") ?? "";
  const first = available.find((caption) => caption.language === wish)?.url ?? "";
  const [asked, setAsked] = useState(false);
  const url = asked ? chosen : first;

  useEffect(() => {
    if (!video) return;
    const elements = [...video.querySelectorAll("track")].filter((element) => kinds.has(element.kind));
    const element = elements.find((one) => one.getAttribute("src") === url);
    for (const one of elements) one.track.mode = one === element ? "hidden" : "disabled";
    if (!element) return;
    const { track } = element;
    const show = () => setLines(linesOf(track));
    // In the telephone's own full screen the page draws nothing: there the browser must.
    const toNative = () => (track.mode = "showing");
    const toPage = () => (track.mode = "hidden");
    track.addEventListener("cuechange", show);
    element.addEventListener("load", show);
    video.addEventListener("webkitbeginfullscreen", toNative);
    video.addEventListener("webkitendfullscreen", toPage);
    show();
    return () => {
      setLines([]);
      track.removeEventListener("cuechange", show);
      element.removeEventListener("load", show);
      video.removeEventListener("webkitbeginfullscreen", toNative);
      video.removeEventListener("webkitendfullscreen", toPage);
    };
  }, [video, url, available]);

  const choose = useCallback(
    (next: string) => {
      setAsked(true);
      setChosen(next);
      remember("captions", available.find((caption) => caption.url === next)?.language ?? "");
    },
    [available],
  );
  const toggle = useCallback(() => {
    const preferred = available.find((caption) => document.documentElement.lang.startsWith(caption.language)) ?? available[0];
    choose(url ? "" : (preferred?.url ?? ""));
  }, [available, choose, url]);
  return { chosen: url, lines, choose, toggle };
}
