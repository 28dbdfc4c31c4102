import { describe, expect, it } from "vitest";
import { placeOf, stepOf, withLessonAt, withSectionAt } from "@/features/editor/moves";

const sections = [
  { id: "s1", lessons: [{ id: "a" }, { id: "b" }] },
  { id: "s2", lessons: [] },
  { id: "s3", lessons: [{ id: "c" }] },
];

const shape = (list: typeof sections) => list.map((section) => section.lessons.map((lesson) => lesson.id).join(""));

describe("moving lessons", () => {
  it("knows where one stands", () => {
    expect(placeOf(sections, "b")).toEqual({ section: "s1", position: 1 });
    expect(placeOf(sections, "z")).toBeNull();
  });
  it("steps within a section", () => {
    expect(stepOf(sections, "a", 1)).toEqual({ section: "s1", position: 1 });
    expect(stepOf(sections, "b", -1)).toEqual({ section: "s1", position: 0 });
  });
  it("steps over into the neighbour", () => {
    expect(stepOf(sections, "b", 1)).toEqual({ section: "s2", position: 0 });
    expect(stepOf(sections, "c", -1)).toEqual({ section: "s2", position: 0 });
  });
  it("stops at the ends", () => {
    expect(stepOf(sections, "a", -1)).toBeNull();
    expect(stepOf(sections, "c", 1)).toBeNull();
  });
  it("loses and doubles nothing", () => {
    expect(shape(withLessonAt(sections, "a", { section: "s3", position: 1 }))).toEqual(["b", "", "ca"]);
    expect(shape(withLessonAt(sections, "a", { section: "s1", position: 1 }))).toEqual(["ba", "", "c"]);
    expect(shape(withLessonAt(sections, "z", { section: "s1", position: 0 }))).toEqual(["ab", "", "c"]);
  });
});

it("moves sections", () => {
  expect(withSectionAt(sections, "s3", 0).map((section) => section.id)).toEqual(["s3", "s1", "s2"]);
  expect(withSectionAt(sections, "zz", 0)).toEqual(sections);
});
