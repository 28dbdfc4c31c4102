import { describe, expect, it } from "vitest";
import { momentLink, partsOf } from "@/questions/moment-links";

describe("a moment in a text", () => {
  it("stands between what is before and after it", () =>
    expect(partsOf(`Look:\n\n${momentLink("Lenses, 1:15", "01abc", 75)}\n\nWhy?`)).toEqual([{ text: "Look:\n" }, { words: "Lenses, 1:15", lesson: "01abc", seconds: 75 }, { text: "\nWhy?" }]));
  it("is only what stands on a line of its own, and leads nowhere else", () => {
    expect(partsOf("See [this](/lessons/01abc?t=5).")).toEqual([{ text: "See [this](/lessons/01abc?t=5)." }]);
    expect(partsOf("[this](/lessons/../admin?t=5)")).toEqual([{ text: "[this](/lessons/../admin?t=5)" }]);
  });
});
