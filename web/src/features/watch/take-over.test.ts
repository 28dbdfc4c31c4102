// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import type { Stream } from "@/features/watch/stream";
import { catchUp, loadFrom } from "@/features/watch/take-over";

/** A media element whose clock and buffer are ours. */
class FakeVideo extends EventTarget {
  muted = false;
  volume = 1;
  playbackRate = 1;
  preservesPitch = true;
  paused = false;
  seeking = false;
  readyState = HTMLMediaElement.HAVE_ENOUGH_DATA as number;
  duration = 100;
  ranges: [number, number][] = [[0, 100]];
  plays = 0;
  seeks: number[] = [];
  private at = 0;

  get currentTime() {
    return this.at;
  }
  set currentTime(seconds: number) {
    this.at = seconds;
    this.seeks.push(seconds);
    this.seeking = true;
    queueMicrotask(() => {
      this.seeking = false;
      this.dispatchEvent(new Event("seeked"));
    });
  }
  pass(seconds: number) {
    this.at = seconds;
  }
  get buffered() {
    return { length: this.ranges.length, start: (index: number) => this.ranges[index]?.[0] ?? 0, end: (index: number) => this.ranges[index]?.[1] ?? 0 };
  }
  play() {
    this.plays += 1;
    this.paused = false;
    return Promise.resolve();
  }
}

const streamOn = (video: FakeVideo) => ({ video: video as unknown as HTMLVideoElement }) as Stream;
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("catchUp", () => {
  let old: FakeVideo;
  let next: FakeVideo;

  beforeEach(() => {
    old = new FakeVideo();
    next = new FakeVideo();
    next.paused = true;
  });

  it("keeps a paused lecture paused, at the same moment", async () => {
    old.paused = true;
    old.pass(42);
    await catchUp(streamOn(old), streamOn(next));
    expect(next.currentTime).toBe(42);
    expect(next.plays).toBe(0);
  });

  it("stays silent and takes volume and speed along", async () => {
    old.paused = true;
    old.volume = 0.3;
    old.playbackRate = 1.75;
    await catchUp(streamOn(old), streamOn(next));
    expect([next.muted, next.volume, next.playbackRate]).toEqual([true, 0.3, 1.75]);
  });

  it("waits until seconds are buffered ahead", async () => {
    old.paused = true;
    old.pass(10);
    next.ranges = [[8, 11]];
    let isDone = false;
    const done = catchUp(streamOn(old), streamOn(next)).then(() => (isDone = true));
    await turn();
    expect(isDone).toBe(false);
    next.ranges = [[8, 16]];
    next.dispatchEvent(new Event("progress"));
    await done;
    expect(isDone).toBe(true);
  });

  it("waits for no more than there is at the very end", async () => {
    old.paused = true;
    old.pass(99);
    next.ranges = [[90, 99.6]];
    await catchUp(streamOn(old), streamOn(next));
    expect(next.currentTime).toBe(99);
  });

  it("starts at the moment that the playing one passes", async () => {
    old.pass(20);
    const done = catchUp(streamOn(old), streamOn(next));
    await turn();
    expect(next.plays).toBe(0);
    expect(next.currentTime).toBeCloseTo(20.35);
    old.pass(20.34);
    await done;
    expect(next.plays).toBe(1);
  });

  it("does not wait for one that is stuck", async () => {
    old.pass(20);
    old.readyState = HTMLMediaElement.HAVE_CURRENT_DATA;
    await catchUp(streamOn(old), streamOn(next));
    expect(next.plays).toBe(1);
  });
});

describe("loadFrom", () => {
  it("is where one is, but never so near the end that there would be nothing to load", () => {
    const old = new FakeVideo();
    old.pass(50);
    expect(loadFrom(old as unknown as HTMLVideoElement, 100)).toBe(50);
    old.pass(100);
    expect(loadFrom(old as unknown as HTMLVideoElement, 100)).toBe(96);
    expect(loadFrom(old as unknown as HTMLVideoElement, 2)).toBe(0);
  });
});
