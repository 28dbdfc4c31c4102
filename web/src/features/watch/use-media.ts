import { useEffect, useState } from "react";

export interface MediaNow {
  paused: boolean;
  time: number;
  duration: number;
  waiting: boolean;
  rate: number;
  started: boolean;
}

const nothing: MediaNow = { paused: true, time: 0, duration: 0, waiting: false, rate: 1, started: false };
const events = ["play", "pause", "timeupdate", "durationchange", "waiting", "playing", "seeking", "seeked", "ratechange", "loadeddata", "ended"];

/** What the media element is doing. The time comes as often as the browser tells it: four times a second. */
export function useMedia(video: HTMLVideoElement | null): MediaNow {
  const [now, setNow] = useState(nothing);
  useEffect(() => {
    if (!video) return;
    const read = () =>
      setNow((known) => ({
        paused: video.paused,
        time: video.currentTime,
        duration: Number.isFinite(video.duration) ? video.duration : 0,
        waiting: !video.paused && !video.ended && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
        rate: video.playbackRate,
        started: known.started || video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
      }));
    events.forEach((name) => video.addEventListener(name, read));
    read();
    return () => events.forEach((name) => video.removeEventListener(name, read));
  }, [video]);
  return now;
}
