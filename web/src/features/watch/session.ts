// One viewing of one lesson, apart from how it looks: streams, going over to the finished stream, the second view,
// reporting where one is. The page reads a snapshot and calls the verbs.
import type { Watched } from "@/api/progress";
import type { Playback } from "@/api/types";
import { giveTracks, newMediaElement } from "@/features/watch/media-element";
import { PositionReporter, type Reports } from "@/features/watch/position-reporter";
import { ladderOf, type Quality } from "@/features/watch/quality";
import { Played } from "@/features/watch/played";
import { follow } from "@/features/watch/second-view";
import { seekTarget, startPosition } from "@/features/watch/seeking";
import { openStream, type Stream, type Trouble } from "@/features/watch/stream";
import { catchUp, loadFrom } from "@/features/watch/take-over";
import { clamp } from "@/lib/time";
import { recall, remember } from "@/lib/storage";

export interface Snapshot {
  qualities: Quality[];
  quality: Quality | null;
  chosen: number;
  sounds: { index: number; name: string }[];
  sound: number;
  /** Seconds that exist; Infinity when all does. */
  available: number;
  trouble: Trouble | null;
  resumedAt: number | null;
  isEarly: boolean;
  /** Counts media elements: a new one means that listeners must move. */
  element: number;
  hasSecond: boolean;
  /** How far one may seek; Infinity unless the lecture is watched in order. */
  reach: number;
  /** Set for a moment when a seek had to be cut short. */
  cutShort: number;
}

interface Stage extends HTMLElement {
  mediaSetCallback?: (media: HTMLMediaElement) => void;
}

export interface SessionOptions {
  stage: Stage;
  playback: Playback;
  /** Asks the server again: after the video became ready, or when the address expired. */
  ask: () => Promise<Playback>;
  reports: Reports | null;
  autoplay: boolean;
}

/** Milliseconds until going over to the finished stream is tried again. */
const betweenMoves = 10_000;

export class WatchSession {
  private stream: Stream | null = null;
  private second: Stream | null = null;
  private unfollow: (() => void) | null = null;
  private reporter: PositionReporter | null = null;
  private playback: Playback;
  private isGone = false;
  private isMoving = false;
  private nextMove: ReturnType<typeof setTimeout> | undefined;
  private hasRenewed = false;
  private wished: number | null = null;
  private snapshot: Snapshot;
  private readonly played = new Played();
  private readonly watchers = new Set<() => void>();

  constructor(private readonly options: SessionOptions) {
    this.playback = options.playback;
    const start = startPosition(options.playback.resume_seconds, options.playback.duration_seconds);
    this.snapshot = {
      qualities: [],
      quality: null,
      chosen: -1,
      sounds: [],
      sound: 0,
      available: options.playback.early ? 0 : Infinity,
      trouble: null,
      resumedAt: start > 0 ? start : null,
      isEarly: options.playback.early,
      element: 0,
      hasSecond: false,
      reach: options.playback.reach_seconds ?? Infinity,
      cutShort: 0,
    };
    if (options.reports) this.reporter = this.reporterOf(options.reports);
    void this.open(start);
  }

  private reporterOf(reports: Reports): PositionReporter {
    const heard = {
      ...reports,
      onCounted: (watched: Watched) => {
        this.reached(watched.reach_seconds);
        reports.onCounted(watched);
      },
      onRefused: (status: number) => this.refused(status),
    };
    return new PositionReporter(heard, () => this.played.with(this.video));
  }

  /** In a lecture that is watched in order, one may go where one has been. */
  private reached(seconds: number): void {
    if (this.snapshot.reach < seconds) this.put({ reach: seconds });
  }

  readonly watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  readonly read = (): Snapshot => this.snapshot;

  get video(): HTMLVideoElement | null {
    return this.stream?.video ?? null;
  }

  private put(fields: Partial<Snapshot>): void {
    if (this.isGone) return;
    this.snapshot = { ...this.snapshot, ...fields };
    this.watchers.forEach((watcher) => watcher());
  }

  private async open(start: number): Promise<void> {
    const video = newMediaElement(this.playback.poster_url);
    video.volume = clamp(Number(recall("volume") ?? 1), 0, 1);
    video.muted = recall("muted") === "yes";
    this.options.stage.append(video);
    const stream = await this.streamOn(video, this.playback, start);
    if (!stream) return;
    if (this.isGone) {
      stream.destroy();
      return;
    }
    this.adopt(stream);
    void this.openSecond();
    if (this.options.autoplay) await video.play().catch(() => undefined);
  }

  private streamOn(video: HTMLVideoElement, playback: Playback, start: number): Promise<Stream | null> {
    giveTracks(video, playback);
    return openStream(
      video,
      { url: playback.master_url, start, wholeDuration: playback.early ? playback.duration_seconds : null },
      { changed: () => this.refresh(), trouble: (trouble) => void this.troubled(trouble) },
    );
  }

  /** Makes this stream the one that is seen and heard. */
  private adopt(stream: Stream): void {
    this.stream = stream;
    const { video } = stream;
    video.playbackRate = Number(recall("speed") ?? 1) || 1;
    video.addEventListener("timeupdate", () => {
      if (video.paused || video.seeking) return;
      this.reached(video.currentTime);
      this.reporter?.playing(video.currentTime);
    });
    for (const name of ["pause", "seeked", "ended"])
      video.addEventListener(name, () => this.stream === stream && this.reporter?.settled(video.currentTime));
    video.addEventListener("volumechange", () => {
      if (this.stream !== stream) return;
      remember("volume", String(video.volume));
      remember("muted", video.muted ? "yes" : "no");
    });
    // Whoever seeks past what exists (a key, the system's media controls) is brought back to its end.
    video.addEventListener("seeking", () => {
      if (video.currentTime > Math.min(stream.available(), this.snapshot.reach) + 0.5) this.seek(video.currentTime);
    });
    this.put({ element: this.snapshot.element + 1 });
    this.refresh();
    this.begin();
  }

  private refresh(): void {
    const stream = this.stream;
    if (!stream) return;
    this.put({
      qualities: stream.qualities(),
      quality: stream.quality(),
      chosen: stream.chosen(),
      sounds: stream.sounds(),
      sound: stream.sound(),
      available: this.snapshot.isEarly ? stream.available() : Infinity,
    });
  }

  private refused(status: number): void {
    if (status === 403) void this.troubled("ended");
  }

  // An address that expired is renewed unasked, once; everything else is told.
  private async troubled(trouble: Trouble): Promise<void> {
    if (this.isGone || this.snapshot.trouble) return;
    if (trouble === "expired" && !this.hasRenewed) {
      this.hasRenewed = true;
      if (await this.reopen().then(() => true, () => false)) return;
    }
    this.video?.pause();
    this.put({ trouble });
  }

  /** Loads everything again at the same place. */
  async reopen(): Promise<void> {
    const old = this.stream;
    const at = old?.video.currentTime ?? startPosition(this.playback.resume_seconds, this.playback.duration_seconds);
    const wasPlaying = old ? !old.video.paused : true;
    this.playback = await this.options.ask();
    this.put({ trouble: null, isEarly: this.playback.early, resumedAt: null });
    const video = newMediaElement(this.playback.poster_url);
    if (old) {
      video.volume = old.video.volume;
      video.muted = old.video.muted;
      this.retire(old, video);
    } else this.options.stage.prepend(video);
    const stream = await this.streamOn(video, this.playback, at);
    if (!stream) return;
    this.adopt(stream);
    if (wasPlaying) await video.play().catch(() => undefined);
  }

  /** Puts the new element in the old one's place, on the stage and for media-chrome. */
  private retire(old: Stream, next: HTMLVideoElement): void {
    if (!next.isConnected) old.video.after(next);
    next.classList.remove("lectern-video-waiting");
    old.video.slot = "retired";
    this.options.stage.mediaSetCallback?.(next);
    old.video.pause();
    this.played.keep(old.video);
    old.destroy();
    old.video.remove();
  }

  /** The video is complete: take what is new, and go over where the finished ladder is another one. */
  async completed(): Promise<void> {
    if (!this.snapshot.isEarly || this.isMoving || this.snapshot.trouble) return;
    this.isMoving = true;
    clearTimeout(this.nextMove);
    try {
      const playback = await this.options.ask();
      if (playback.early) return;
      const old = this.stream;
      if (!old) return;
      const [now, then] = await Promise.all([this.ladder(this.playback.master_url), this.ladder(playback.master_url)]);
      if (now === then && then !== "") giveTracks(old.video, playback);
      else await this.goOver(old, playback);
      this.playback = playback;
      this.put({ isEarly: false, available: Infinity });
      this.refresh();
      if (!this.second) void this.openSecond();
    } catch {
      // The early stream goes on by itself; nothing is lost by trying again.
    } finally {
      this.isMoving = false;
      if (this.snapshot.isEarly && !this.isGone) this.nextMove = setTimeout(() => void this.completed(), betweenMoves);
    }
  }

  private async ladder(url: string): Promise<string> {
    const response = await fetch(url);
    return response.ok ? ladderOf(await response.text()).join(" ") : "";
  }

  private async goOver(old: Stream, playback: Playback): Promise<void> {
    const video = newMediaElement(null);
    video.classList.add("lectern-video-waiting");
    old.video.after(video);
    const next = await this.streamOn(video, playback, loadFrom(old.video, playback.duration_seconds ?? Infinity));
    if (!next) {
      video.remove();
      return;
    }
    try {
      await catchUp(old, next);
    } catch (error) {
      next.destroy();
      video.remove();
      throw error;
    }
    if (this.isGone || this.stream !== old) {
      next.destroy();
      video.remove();
      return;
    }
    video.muted = old.video.muted;
    this.retire(old, video);
    this.adopt(next);
  }

  private async openSecond(): Promise<void> {
    const view = this.playback.views[1];
    if (!view || this.second) return;
    const video = newMediaElement(null);
    video.classList.add("lectern-video-second");
    this.options.stage.append(video);
    const at = this.video?.currentTime ?? 0;
    const second = await openStream(
      video,
      { url: view.master_url, start: at, wholeDuration: this.playback.early ? this.playback.duration_seconds : null },
      { trouble: () => this.put({ hasSecond: false }) },
    );
    if (!second || this.isGone) {
      second?.destroy();
      video.remove();
      return;
    }
    this.second = second;
    this.unfollow = follow(() => this.video, video);
    this.put({ hasSecond: true });
  }

  seek(seconds: number): void {
    const video = this.video;
    if (!video) return;
    const available = this.stream?.available() ?? Infinity;
    const target = Math.min(seekTarget(seconds, video.duration, available), this.snapshot.reach);
    if (seconds > target + 0.5 && Math.min(available, this.snapshot.reach) < Infinity) this.put({ cutShort: this.snapshot.cutShort + 1 });
    video.currentTime = target;
  }

  choose(index: number): void {
    this.stream?.choose(index);
    this.refresh();
  }

  chooseSound(index: number): void {
    this.stream?.chooseSound(index);
    this.refresh();
  }

  setSpeed(speed: number): void {
    remember("speed", String(speed));
    if (this.video) this.video.playbackRate = speed;
  }

  /** Where to begin instead of where one stopped. */
  startAt(seconds: number): void {
    this.wished = seconds;
    this.begin();
  }

  private begin(): void {
    if (this.wished === null || !this.video) return;
    this.seek(this.wished);
    this.wished = null;
  }

  leaving(): void {
    if (this.video) this.reporter?.leaving(this.video.currentTime);
  }

  forgetResumed(): void {
    this.put({ resumedAt: null });
  }

  destroy(): void {
    this.leaving();
    this.isGone = true;
    clearTimeout(this.nextMove);
    this.unfollow?.();
    for (const stream of [this.stream, this.second]) {
      if (!stream) continue;
      stream.video.slot = "retired";
      stream.destroy();
      stream.video.remove();
    }
    for (const left of this.options.stage.querySelectorAll("video")) {
      left.slot = "retired";
      left.remove();
    }
  }
}
