import { describe, expect, it } from "vitest";
import { dragged, readCorners, writeCorners } from "@/questions/areas";

describe("an area", () => {
  it("is the rectangle between two points, whichever comes first", () =>
    expect(dragged("rectangle", { x: 0.6, y: 0.5 }, { x: 0.2, y: 0.1 }, 1)).toEqual({ shape: "rectangle", x: 0.2, y: 0.1, width: 0.4, height: 0.4 }));
  it("is a circle whose radius is a share of the width", () =>
    // The picture is twice as wide as high: half its height is a quarter of its width.
    expect(dragged("circle", { x: 0.5, y: 0.5 }, { x: 0.5, y: 1 }, 2)).toEqual({ shape: "circle", x: 0.5, y: 0.5, radius: 0.25 }));
  it("does not leave the picture, and can be seen after a click", () =>
    expect(dragged("rectangle", { x: 0.9, y: 0.9 }, { x: 0.9, y: 0.9 }, 1)).toMatchObject({ width: 0.03, height: 0.03 }));
  it("has its corners written and read", () => {
    expect(readCorners("10 20, 30 40, 50 5")).toEqual([{ x: 0.1, y: 0.2 }, { x: 0.3, y: 0.4 }, { x: 0.5, y: 0.05 }]);
    expect(writeCorners(readCorners("10 20, 30 40, 50 5") ?? [])).toBe("10 20, 30 40, 50 5");
    expect(readCorners("10 20, 30 40")).toBeNull();
    expect(readCorners("10 20, 30 40, fifty 5")).toBeNull();
  });
});
