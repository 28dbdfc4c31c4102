import { describe, expect, it } from "vitest";
import { closeGap, cutGap, lostGaps } from "@/questions/gaps";

describe("a gap", () => {
  it("takes the place of what is selected, without the spaces around it", () =>
    expect(cutGap("A cat has four legs.", 1, 6, 1)).toEqual({ text: "A [[1]] has four legs.", words: "cat" }));
  it("goes to the end where nothing is selected", () => expect(cutGap("A cat", 2, 2, 3)).toEqual({ text: "A cat [[3]]", words: "" }));
  it("gives its words back, and those after it move up", () => expect(closeGap("A [[1]] has [[2]] legs.", 1, "cat")).toBe("A cat has [[1]] legs."));
  it("is missed where the text has no place for it", () => expect(lostGaps("A [[2]]", 2)).toEqual([1]));
});
