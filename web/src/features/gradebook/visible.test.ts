import { describe, expect, it } from "vitest";
import { moved, revealed, visible } from "@/features/gradebook/visible";

describe("visible", () => {
  it("is a few more than fit, whatever the number of rows", () => {
    expect(visible(0, 400, 40, 5000)).toEqual({ from: 0, to: 14 });
    expect(visible(100_000, 400, 40, 5000)).toEqual({ from: 2496, to: 2514 });
    expect(visible(199_600, 400, 40, 5000)).toEqual({ from: 4986, to: 5000 });
  });

  it("is nothing where there is nothing", () => {
    expect(visible(500, 400, 40, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe("revealed", () => {
  it("scrolls no further than it must", () => {
    expect(revealed(100, 400, 40, 1)).toBe(40);
    expect(revealed(100, 400, 40, 5)).toBe(100);
    expect(revealed(100, 400, 40, 20)).toBe(440);
  });
});

describe("moved", () => {
  it("stays within the grid", () => {
    expect(moved({ row: 0, column: 0 }, "ArrowUp", 10, 5, 4)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 8, column: 4 }, "PageDown", 10, 5, 4)).toEqual({ row: 9, column: 4 });
    expect(moved({ row: 3, column: 2 }, "End", 10, 5, 4)).toEqual({ row: 3, column: 4 });
    expect(moved({ row: 3, column: 2 }, "x", 10, 5, 4)).toBeNull();
  });
});
