// Media elements are made by hand: React must not touch an element that two streams hand over to each other.
import type { Playback } from "@/api/types";
import { barChapters } from "@/features/watch/chapters";

export function newMediaElement(poster: string | null): HTMLVideoElement {
  const video = document.createElement("video");
  video.className = "lectern-video";
  video.slot = "media";
  video.playsInline = true;
  video.preload = "auto";
  if (poster) video.poster = poster;
  return video;
}

function addTrack(video: HTMLVideoElement, kind: TextTrackKind, label: string, url: string, language = ""): void {
  const track = document.createElement("track");
  track.kind = kind;
  track.label = label;
  track.src = url;
  if (language) track.srclang = language;
  // media-chrome finds its storyboard by this; captions stay off until wished for.
  if (kind === "metadata") track.default = true;
  video.append(track);
}

/** Captions, the storyboard and the chapters; again when more of them exist. */
export function giveTracks(video: HTMLVideoElement, playback: Playback): void {
  const known = new Set([...video.querySelectorAll("track")].map((track) => track.getAttribute("src")));
  if (playback.storyboard_url && !known.has(playback.storyboard_url))
    addTrack(video, "metadata", "thumbnails", playback.storyboard_url);
  for (const caption of playback.captions)
    if (!known.has(caption.url)) addTrack(video, "subtitles", caption.label, caption.url, caption.language);
  giveChapters(video, playback);
}

function giveChapters(video: HTMLVideoElement, playback: Playback): void {
  if ([...video.textTracks].some((track) => track.kind === "chapters")) return;
  const chapters = barChapters(playback.chapters, playback.duration_seconds ?? Infinity);
  if (chapters.length < 2) return;
  const track = video.addTextTrack("chapters", "chapters");
  track.mode = "hidden";
  for (const chapter of chapters)
    track.addCue(new VTTCue(chapter.start_seconds, Math.min(chapter.end_seconds, Number.MAX_SAFE_INTEGER), chapter.title));
}
