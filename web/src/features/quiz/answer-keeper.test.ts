import { beforeEach, afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, unreachable } from "@/api/client";
import { AnswerKeeper, type Kept, type KeeperState } from "@/features/quiz/answer-keeper";

function lab(saved: Record<number, number> = {}, remembered: Record<number, Kept> = {}) {
  const sent: [number, Kept][] = [];
  const states: KeeperState[] = [];
  let disk: Record<number, Kept> = remembered;
  let failure: unknown;
  const keeper = new AnswerKeeper(
    {
      send: (slot, kept) => {
        if (failure) return Promise.reject(failure as Error);
        sent.push([slot, kept]);
        return Promise.resolve();
      },
      remember: (unsent) => {
        disk = unsent;
      },
      changed: (state) => states.push(state),
      quiet: 10,
      pause: 100,
    },
    saved,
    remembered,
  );
  return {
    keeper,
    sent,
    states,
    disk: () => disk,
    fail: (error: unknown) => {
      failure = error;
    },
  };
}

const said = (text: string) => ({ response: { text }, certainty: null, flagged: false });
const cut = new ApiError(0, unreachable, "");

describe("the answer keeper", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("sends the last of what was typed quickly, with a rising number", async () => {
    const { keeper, sent, states } = lab({ 1: 4 });
    keeper.give(1, said("a"));
    keeper.give(1, said("ab"));
    await vi.advanceTimersByTimeAsync(20);
    expect(sent).toEqual([[1, { ...said("ab"), sequence: 6 }]]);
    expect(states).toEqual(["saving", "saved"]);
  });

  it("keeps answers through a lost network and sends them when it is back", async () => {
    const { keeper, sent, states, disk, fail } = lab();
    fail(cut);
    keeper.give(1, said("a"));
    await vi.advanceTimersByTimeAsync(20);
    keeper.give(2, said("b"));
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual([]);
    expect(Object.keys(disk())).toEqual(["1", "2"]);
    expect(states.at(-1)).toBe("waiting");
    fail(undefined);
    await vi.advanceTimersByTimeAsync(150);
    expect(sent.map(([slot]) => slot)).toEqual([1, 2]);
    expect(disk()).toEqual({});
    expect(states.at(-1)).toBe("saved");
  });

  it("sends after a reload what had not arrived, and drops what is older than the server's", async () => {
    const { sent } = lab({ 1: 2, 2: 9 }, { 1: { ...said("mine"), sequence: 3 }, 2: { ...said("old"), sequence: 5 } });
    await vi.advanceTimersByTimeAsync(20);
    expect(sent).toEqual([[1, { ...said("mine"), sequence: 3 }]]);
  });

  it("says that another window was newer", async () => {
    const { keeper, states, fail } = lab();
    fail(new ApiError(409, "conflict", "A newer answer to this question was saved, perhaps in another window; load the page again."));
    keeper.give(1, said("a"));
    await vi.advanceTimersByTimeAsync(20);
    expect(states.at(-1)).toBe("elsewhere");
  });

  it("stops once the attempt is over", async () => {
    const { keeper, states, sent, fail } = lab();
    fail(new ApiError(410, "gone", "The time is over; what was saved before counts."));
    keeper.give(1, said("a"));
    await vi.advanceTimersByTimeAsync(20);
    fail(undefined);
    keeper.give(1, said("b"));
    await vi.advanceTimersByTimeAsync(20);
    expect(states.at(-1)).toBe("over");
    expect(sent).toEqual([]);
  });

  it("hands everything over before handing in", async () => {
    const { keeper, sent } = lab();
    keeper.give(1, said("a"));
    keeper.give(2, said("b"));
    expect(await keeper.flush()).toBe(true);
    expect(sent).toHaveLength(2);
  });
});
