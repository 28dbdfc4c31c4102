import { describe, expect, it } from "vitest";
import { looksLikeMedia, titleOf } from "@/features/upload/chosen-files";
import { secondsLeft, type Transfer } from "@/features/upload/transfer";

describe("the title of a lesson", () => {
  it.each([
    ["2026-03-04_Sorting_part-2.mp4", "2026-03-04 Sorting part-2"],
    ["Lecture 1.final.mov", "Lecture 1.final"],
    [".mp4", ".mp4"],
    ["Vorlesung über Bäume.mkv", "Vorlesung über Bäume"],
  ])("of %s is %s", (filename, title) => expect(titleOf(filename)).toBe(title));

  it("is never longer than the server takes", () => expect(titleOf(`${"x".repeat(400)}.mp4`)).toHaveLength(200));
});

describe("what is taken for a recording", () => {
  it.each([
    ["a.mp4", "", true],
    ["a.MKV", "", true],
    ["a", "video/quicktime", true],
    ["a.m4a", "audio/mp4", true],
    ["notes.pdf", "application/pdf", false],
    ["a.mp4.zip", "", false],
  ])("%s (%s): %s", (name, type, is) => expect(looksLikeMedia({ name, type })).toBe(is));
});

describe("time left", () => {
  const transfer: Transfer = {
    key: "1",
    course: "c",
    lesson: "l",
    title: "t",
    filename: "t.mp4",
    size: 1000,
    sent: 400,
    state: "uploading",
    speed: 100,
    problem: null,
    madeLesson: true,
    url: null,
  };
  it("is what is missing at the present speed", () => expect(secondsLeft(transfer)).toBe(6));
  it("is unknown while paused or before there is a speed", () => {
    expect(secondsLeft({ ...transfer, state: "paused" })).toBeNull();
    expect(secondsLeft({ ...transfer, speed: null })).toBeNull();
    expect(secondsLeft({ ...transfer, speed: 0 })).toBeNull();
  });
});
