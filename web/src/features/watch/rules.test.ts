import { describe, expect, it } from "vitest";
import { barChapters, chapterAt } from "@/features/watch/chapters";
import { ladderOf, type Quality, qualityChoices, qualityName } from "@/features/watch/quality";
import { followingRate } from "@/features/watch/second-view";
import { seekTarget, startPosition } from "@/features/watch/seeking";
import { stepSpeed } from "@/features/watch/speeds";

const level = (index: number, height: number, frameRate = 30): Quality => ({
  index,
  height,
  width: Math.round((height * 16) / 9),
  bitrate: height * 1000,
  frameRate,
});

describe("the quality menu", () => {
  it("names lines, and frames where they are many", () => {
    expect(qualityName(level(0, 1080))).toBe("1080p");
    expect(qualityName(level(0, 720, 59.94))).toBe("720p60");
  });

  it("counts the shorter side of a tall picture", () => expect(qualityName({ ...level(0, 1920), width: 1080 })).toBe("1080p"));

  it("lists the best first and calls the last the data saver", () => {
    expect(qualityChoices([level(0, 240), level(1, 720), level(2, 1080)])).toEqual([
      { index: 2, name: "1080p", kind: "best" },
      { index: 1, name: "720p", kind: "plain" },
      { index: 0, name: "240p", kind: "saver" },
    ]);
  });

  it("offers no choice of one", () => expect(qualityChoices([level(0, 720)])).toEqual([]));

  it("tells ladders apart by pictures, whatever their order and rates", () => {
    const early = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=1920x1080,FRAME-RATE=30.000\nv0\n#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=426x240,FRAME-RATE=30.000\nv3\n";
    const same = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2,RESOLUTION=426x240,FRAME-RATE=30.000\nv3\n#EXT-X-STREAM-INF:BANDWIDTH=7,RESOLUTION=1920x1080,FRAME-RATE=30.000\nv0\n";
    expect(ladderOf(early)).toEqual(ladderOf(same));
    expect(ladderOf(early.replace("1920x1080", "1280x720"))).not.toEqual(ladderOf(same));
    expect(ladderOf("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2,CODECS=\"mp4a.40.2\"\na0\n")).toEqual([]);
  });
});

describe("seeking", () => {
  it("goes anywhere once all exists", () => expect(seekTarget(500, 600, Infinity)).toBe(500));
  it("stays within the lecture", () => {
    expect(seekTarget(-5, 600, Infinity)).toBe(0);
    expect(seekTarget(700, 600, Infinity)).toBe(600);
  });
  it("stops where the preparation has come to", () => {
    expect(seekTarget(500, 600, 120)).toBe(119);
    expect(seekTarget(60, 600, 120)).toBe(60);
    expect(seekTarget(60, 600, 0.5)).toBe(0);
  });
  it("still reaches the end when the preparation has", () => expect(seekTarget(600, 600, 600)).toBe(600));
  it("does not need a duration", () => expect(seekTarget(50, Number.NaN, 20)).toBe(19));
});

describe("where to start", () => {
  it("goes on where one stopped", () => expect(startPosition(300, 600)).toBe(300));
  it("starts over after the end", () => {
    expect(startPosition(595, 600)).toBe(0);
    expect(startPosition(29.5, 30)).toBe(0);
  });
  it("ignores the first seconds", () => expect(startPosition(2, 600)).toBe(0));
  it("keeps the place in a short video", () => expect(startPosition(15, 30)).toBe(15));
});

describe("chapters", () => {
  const chapters = [
    { start_seconds: 60, end_seconds: 90, title: "Two" },
    { start_seconds: 0.5, end_seconds: 60, title: "One" },
    { start_seconds: 700, end_seconds: 800, title: "Beyond" },
  ];
  it("fill the bar without gaps", () => {
    expect(barChapters(chapters, 120)).toEqual([
      { start_seconds: 0, end_seconds: 60, title: "One" },
      { start_seconds: 60, end_seconds: 120, title: "Two" },
    ]);
  });
  it("knows the one that plays", () => {
    const bar = barChapters(chapters, 120);
    expect([0, 59, 60, 119].map((seconds) => chapterAt(bar, seconds))).toEqual([0, 0, 1, 1]);
    expect(chapterAt([], 5)).toBe(-1);
  });
});

describe("the second view", () => {
  it("keeps the pace while it is close", () => expect(followingRate(1.5, 0.02)).toBe(1.5));
  it("slows down when it is ahead, and hurries when it is behind", () => {
    expect(followingRate(1, 0.08)).toBeLessThan(1);
    expect(followingRate(1, -0.08)).toBeGreaterThan(1);
    expect(followingRate(2, 9)).toBeCloseTo(1.8);
  });
});

it("steps through the speeds and stops at their ends", () => {
  expect(stepSpeed(1, 1)).toBe(1.25);
  expect(stepSpeed(1, -1)).toBe(0.75);
  expect(stepSpeed(2.5, 1)).toBe(2.5);
  expect(stepSpeed(0.5, -1)).toBe(0.5);
  expect(stepSpeed(1.1, 1)).toBe(1.25);
});
