// Going over from one stream to the next without anyone noticing: the second element loads unseen and silent beside the
// first, reaches the same moment, and takes its place in one step.
import type { Stream } from "@/features/watch/stream";

const secondsAhead = 4;
const longestWait = 60_000;

function happens(target: EventTarget, name: string, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      if (!isSo()) return;
      clearTimeout(timer);
      target.removeEventListener(name, done);
      resolve();
    };
    const timer = setTimeout(() => {
      target.removeEventListener(name, done);
      reject(new Error(name));
    }, longestWait);
    target.addEventListener(name, done);
    done();
  });
}

function bufferedAhead(video: HTMLVideoElement, at: number): number {
  for (let index = 0; index < video.buffered.length; index += 1)
    if (video.buffered.start(index) <= at + 0.1 && video.buffered.end(index) > at) return video.buffered.end(index) - at;
  return 0;
}

function copySettings(from: HTMLVideoElement, to: HTMLVideoElement): void {
  to.volume = from.volume;
  to.playbackRate = from.playbackRate;
  to.preservesPitch = from.preservesPitch;
}

async function seekTo(video: HTMLVideoElement, seconds: number): Promise<void> {
  if (Math.abs(video.currentTime - seconds) < 0.01 && !video.seeking) return;
  video.currentTime = seconds;
  await happens(video, "seeked", () => !video.seeking);
}

/** Where the new stream begins to load: at the very end of a video a player finds nothing to load, and waits. */
export function loadFrom(old: HTMLVideoElement, duration: number): number {
  return Math.max(0, Math.min(old.currentTime, duration - secondsAhead));
}

/** Brings the new element to the old one's moment, playing if that plays. Still muted: the caller swaps. */
async function meet(old: HTMLVideoElement, next: HTMLVideoElement): Promise<void> {
  const lead = old.paused ? 0 : 0.35 * old.playbackRate;
  await seekTo(next, old.currentTime + lead);
  if (old.paused) return;
  // The new one waits ahead until the old one passes it, and starts at that moment; at once where the old one is stuck.
  while (!old.paused && old.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && next.currentTime - old.currentTime > 0.03)
    await new Promise((resolve) => setTimeout(resolve, Math.min(100, ((next.currentTime - old.currentTime) * 1000) / old.playbackRate)));
  await next.play();
}

/** Resolves when `next` stands where `old` stands. Waits while the old one is in picture-in-picture. */
export async function catchUp(old: Stream, next: Stream): Promise<void> {
  const { video } = next;
  video.muted = true;
  copySettings(old.video, video);
  // Not "canplay": at the very end there is nothing further to come.
  await happens(video, "loadeddata", () => video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
  await seekTo(video, old.video.currentTime);
  const left = () => video.duration - video.currentTime;
  await happens(video, "progress", () => bufferedAhead(video, video.currentTime) >= Math.min(secondsAhead, left() - 0.5));
  if (document.pictureInPictureElement === old.video)
    await new Promise((resolve) => old.video.addEventListener("leavepictureinpicture", resolve, { once: true }));
  copySettings(old.video, video);
  await meet(old.video, video);
}
