// One source on one media element: hls.js where there is Media Source, the browser's own HLS elsewhere (Safari).
import type Hls from "hls.js";
import type { ErrorData } from "hls.js";
import workerPath from "hls.js/dist/hls.worker.js?url";
import type { Quality } from "@/features/watch/quality";

export type Trouble = "ended" | "tooFar" | "expired" | "failed" | "unsupported";

export interface Source {
  url: string;
  start: number;
  /** Of the whole lecture, while only its beginning exists. */
  wholeDuration: number | null;
}

export interface StreamEvents {
  changed?: () => void;
  trouble: (trouble: Trouble) => void;
}

const mostRecoveries = 6;

function refusalOf(data: ErrorData): Trouble | null {
  if (data.response?.code !== 403 && data.response?.code !== 410) return null;
  const request = data.networkDetails as XMLHttpRequest | null;
  const body: unknown = request?.response;
  const text = body instanceof ArrayBuffer ? new TextDecoder().decode(body) : typeof body === "string" ? body : "";
  if (text.includes('"too_far"')) return "tooFar";
  return text.includes('"expired"') ? "expired" : "ended";
}

export abstract class Stream {
  protected isGone = false;

  constructor(
    readonly video: HTMLVideoElement,
    protected readonly source: Source,
    protected readonly events: StreamEvents,
  ) {}

  abstract qualities(): Quality[];
  /** What plays now. */
  abstract quality(): Quality | null;
  /** -1 is automatic. */
  abstract choose(index: number): void;
  abstract chosen(): number;
  abstract sounds(): { index: number; name: string }[];
  abstract sound(): number;
  abstract chooseSound(index: number): void;
  /** How far the lecture exists, in seconds; Infinity once all of it does. */
  abstract available(): number;

  destroy(): void {
    this.isGone = true;
    this.video.removeAttribute("src");
    this.video.load();
  }
}

class HlsStream extends Stream {
  private recoveries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly kind: typeof Hls,
    private readonly hls: Hls,
    video: HTMLVideoElement,
    source: Source,
    events: StreamEvents,
  ) {
    super(video, source, events);
    const names = kind.Events;
    hls.on(names.MANIFEST_PARSED, () => events.changed?.());
    hls.on(names.LEVEL_SWITCHED, () => events.changed?.());
    hls.on(names.LEVEL_UPDATED, () => events.changed?.());
    hls.on(names.AUDIO_TRACK_SWITCHED, () => events.changed?.());
    hls.on(names.FRAG_BUFFERED, () => {
      this.recoveries = 0;
    });
    hls.on(names.ERROR, (_event, data) => this.failed(data));
    hls.loadSource(source.url);
    this.attach();
  }

  // The bar shows the whole lecture from the start. hls.js would end it where the playlist ends so far; set from outside,
  // the duration is lost again before the first picture is there. Never less than what plays: that would be refused.
  private attach(): void {
    const { video, source } = this;
    const whole = source.wholeDuration;
    if (!whole) {
      this.hls.attachMedia(video);
      return;
    }
    const overrides = {
      get duration(): number {
        const { buffered } = video;
        return Math.max(whole, buffered.length > 0 ? buffered.end(buffered.length - 1) : 0);
      },
    };
    this.hls.attachMedia({ media: video, overrides });
  }

  private failed(data: ErrorData): void {
    const refusal = refusalOf(data);
    if (refusal) {
      this.hls.stopLoad();
      this.events.trouble(refusal);
      return;
    }
    if (!data.fatal) return;
    this.recoveries += 1;
    if (this.recoveries > mostRecoveries) {
      this.events.trouble("failed");
      return;
    }
    if (data.type === this.kind.ErrorTypes.MEDIA_ERROR) this.hls.recoverMediaError();
    else this.timer = setTimeout(() => this.loadAgain(), 500 * 2 ** this.recoveries);
  }

  private loadAgain(): void {
    if (this.isGone) return;
    if (this.hls.levels.length === 0) this.hls.loadSource(this.source.url);
    else this.hls.startLoad();
  }

  private qualityAt(index: number): Quality | null {
    const level = this.hls.levels[index];
    if (!level) return null;
    return { index, height: level.height, width: level.width, bitrate: level.bitrate, frameRate: level.frameRate };
  }

  qualities(): Quality[] {
    return this.hls.levels.flatMap((_level, index) => this.qualityAt(index) ?? []);
  }

  quality(): Quality | null {
    return this.qualityAt(this.hls.currentLevel);
  }

  choose(index: number): void {
    this.hls.nextLevel = index;
    this.events.changed?.();
  }

  chosen(): number {
    return this.hls.autoLevelEnabled ? -1 : this.hls.nextLevel;
  }

  sounds(): { index: number; name: string }[] {
    return this.hls.audioTracks.map((track, index) => ({ index, name: track.name || track.lang || String(index + 1) }));
  }

  sound(): number {
    return this.hls.audioTrack;
  }

  chooseSound(index: number): void {
    this.hls.audioTrack = index;
  }

  available(): number {
    const details = this.hls.levels[this.hls.currentLevel]?.details ?? this.hls.latestLevelDetails;
    return details?.live ? details.edge : Infinity;
  }

  override destroy(): void {
    clearTimeout(this.timer);
    this.hls.destroy();
    super.destroy();
  }
}

class NativeStream extends Stream {
  constructor(video: HTMLVideoElement, source: Source, events: StreamEvents) {
    super(video, source, events);
    video.addEventListener("error", () => void this.failed());
    video.addEventListener("loadedmetadata", () => events.changed?.());
    video.addEventListener("durationchange", () => events.changed?.());
    video.src = source.url;
    if (source.start > 0)
      video.addEventListener("loadedmetadata", () => (video.currentTime = source.start), { once: true });
  }

  private async failed(): Promise<void> {
    if (this.isGone) return;
    const response = await fetch(this.source.url).catch(() => null);
    const text = response && response.status === 403 ? await response.text() : "";
    this.events.trouble(text ? (text.includes('"expired"') ? "expired" : "ended") : "failed");
  }

  qualities(): Quality[] {
    return [];
  }

  quality(): Quality | null {
    return null;
  }

  choose(): void {
    return;
  }

  chosen(): number {
    return -1;
  }

  sounds(): { index: number; name: string }[] {
    return [];
  }

  sound(): number {
    return 0;
  }

  chooseSound(): void {
    return;
  }

  available(): number {
    const { seekable, duration } = this.video;
    return Number.isFinite(duration) || seekable.length === 0 ? Infinity : seekable.end(seekable.length - 1);
  }
}

function settings(source: Source) {
  return {
    workerPath,
    startPosition: source.start,
    startFragPrefetch: true,
    capLevelToPlayerSize: true,
    // Never further ahead than the server lets anybody fetch who watches in order.
    maxBufferLength: 30,
    maxMaxBufferLength: 90,
    backBufferLength: 60,
    // Captions are drawn by the page, so that the viewer may style them.
    enableWebVTT: false,
    enableIMSC1: false,
    enableCEA708Captions: false,
    renderTextTracksNatively: false,
  };
}

/** hls.js is loaded here, at the first stream or ahead of it. */
export const loadStreaming = () => import("hls.js");

export async function openStream(video: HTMLVideoElement, source: Source, events: StreamEvents): Promise<Stream | null> {
  const { default: kind } = await loadStreaming();
  if (kind.isSupported()) return new HlsStream(kind, new kind(settings(source)), video, source, events);
  if (video.canPlayType("application/vnd.apple.mpegurl")) return new NativeStream(video, source, events);
  events.trouble("unsupported");
  return null;
}
