import { describe, expect, it } from "vitest";
import { diff } from "@/lib/diff";

const shown = (before: string, after: string) =>
  diff(before, after).map(({ kind, text }) => `${{ same: " ", gone: "-", new: "+" }[kind]}${text}`);

describe("diff", () => {
  it("finds nothing in equal texts", () => {
    expect(shown("a\nb", "a\nb")).toEqual([" a", " b"]);
    expect(shown("", "")).toEqual([]);
  });
  it("names what went and what came, between what stayed", () => {
    expect(shown("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
  });
  it("keeps the most that is common", () => {
    expect(shown("a\nb\nc\na", "b\nc\nb")).toEqual(["-a", " b", " c", "-a", "+b"]);
  });
  it("begins and ends with nothing", () => {
    expect(shown("", "a")).toEqual(["+a"]);
    expect(shown("a", "")).toEqual(["-a"]);
  });
});
