import { describe, expect, it } from "vitest";
import { clamp, clock, parseClock, timeLeft } from "@/lib/time";

describe("clock", () => {
  it.each([
    [0, "0:00"],
    [9.9, "0:09"],
    [65, "1:05"],
    [3725, "1:02:05"],
    [36_000, "10:00:00"],
    [-3, "0:00"],
    [Number.NaN, "0:00"],
    [Infinity, "0:00"],
  ])("shows %s seconds as %s", (seconds, shown) => expect(clock(seconds)).toBe(shown));
});

describe("parseClock", () => {
  it.each([
    ["0:00", 0],
    ["65", 65],
    ["1:05", 65],
    ["1:02:05", 3725],
    [" 90:00 ", 5400],
    ["0:01,5", 1.5],
  ])("reads %s as %s seconds", (text, seconds) => expect(parseClock(text)).toBe(seconds));

  it.each(["", "1:", ":30", "1:60", "1:2:3:4", "-1", "abc", "1.5:00"])("takes %s for no time", (text) => expect(parseClock(text)).toBeNull());
});

describe("timeLeft", () => {
  it.each([
    [2, { unit: "moments" }],
    [11, { unit: "seconds", count: 15 }],
    [54, { unit: "seconds", count: 55 }],
    [56, { unit: "minutes", count: 1 }],
    [600, { unit: "minutes", count: 10 }],
    [7000, { unit: "hours", count: 2 }],
  ])("says %s seconds as people do", (seconds, left) => expect(timeLeft(seconds)).toEqual(left));

  it.each([null, undefined, Infinity, -1, Number.NaN])("says nothing about %s", (seconds) => expect(timeLeft(seconds)).toBeNull());
});

it("clamps, and an empty range is its low end", () => {
  expect(clamp(5, 0, 3)).toBe(3);
  expect(clamp(-1, 0, 3)).toBe(0);
  expect(clamp(2, 1, 0)).toBe(1);
});
