import { describe, expect, it } from "vitest";
import { longest, merged, Played } from "@/features/watch/played";

function media(...spans: [number, number][]): HTMLMediaElement {
  const played = { length: spans.length, start: (index: number) => spans[index]?.[0] ?? 0, end: (index: number) => spans[index]?.[1] ?? 0 };
  return { played } as unknown as HTMLMediaElement;
}

describe("Played", () => {
  it("takes together what several elements played", () => {
    const played = new Played();
    played.keep(media([0, 10], [20, 30]));
    expect(played.with(media([8, 12.3456]))).toEqual([
      { from: 0, to: 12.346 },
      { from: 20, to: 30 },
    ]);
    expect(played.with(null)).toEqual([
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ]);
  });

  it("leaves empty spans out and joins what touches", () => {
    expect(merged([{ from: 5, to: 5 }, { from: 3, to: 4 }, { from: 1, to: 3 }])).toEqual([{ from: 1, to: 4 }]);
  });

  it("loses the shortest where there are too many", () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ from: index * 10, to: index * 10 + (index === 7 ? 1 : 2) }));
    const kept = longest(many);
    expect(kept).toHaveLength(256);
    expect(kept).not.toContainEqual({ from: 70, to: 71 });
  });
});
