import { describe, expect, it } from "vitest";
import { backoff } from "@/lib/backoff";
import { bytes } from "@/lib/bytes";
import { Rate } from "@/lib/rate";
import { moved } from "@/lib/reorder";

describe("bytes", () => {
  it("counts in the reader's own numbers", () => {
    expect(bytes(1_500_000, "en")).toBe("1.5 MB");
    expect(bytes(1_500_000, "de").replace(/\s/g, " ")).toBe("1,5 MB");
    expect(bytes(82_000_000_000, "en")).toBe("82 GB");
    expect(bytes(-5, "en")).toMatch(/^0/);
  });
});

describe("Rate", () => {
  it("needs two samples some time apart", () => {
    const rate = new Rate();
    expect(rate.perSecond()).toBeNull();
    rate.add(0, 0);
    rate.add(100, 1000);
    expect(rate.perSecond()).toBeNull();
    rate.add(2000, 4000);
    expect(rate.perSecond()).toBe(2000);
  });

  it("forgets what is older than its window", () => {
    const rate = new Rate(1000);
    rate.add(0, 0);
    rate.add(5000, 0);
    rate.add(6000, 3000);
    expect(rate.perSecond()).toBe(3000);
  });

  it("starts over after a pause", () => {
    const rate = new Rate();
    rate.add(0, 0);
    rate.add(1000, 10);
    rate.reset();
    expect(rate.perSecond()).toBeNull();
  });
});

it("waits longer each time, and never longer than the longest", () => {
  expect([0, 1, 2, 10].map((attempt) => backoff(attempt))).toEqual([1000, 2000, 4000, 30_000]);
});

it("moves one item and keeps the rest in order", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a"], 5, 0)).toEqual(["a"]);
});
