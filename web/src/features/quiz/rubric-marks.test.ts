import { describe, expect, it } from "vitest";
import { rubricPoints, withLevels } from "@/features/quiz/rubric-marks";

const rubric = [
  { name: "Argument", levels: [{ text: "None", points: 0 }, { text: "Clear", points: 3 }] },
  { name: "Style", levels: [{ text: "Poor", points: 0 }, { text: "Good", points: 1 }] },
];

describe("a rubric", () => {
  it("earns its share of the points of the question", () => {
    expect(rubricPoints(rubric, [1, 0], 10)).toBe(7.5);
    expect(rubricPoints(rubric, [1, 1], 10)).toBe(10);
  });
  it("says nothing while a level is missing", () => expect(rubricPoints(rubric, [1, null], 10)).toBeNull());
  it("stands above the comment", () => expect(withLevels(rubric, [1, null], "Well done.")).toBe("- **Argument**: Clear (3/3)\n\nWell done."));
});
