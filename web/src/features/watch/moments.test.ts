import { describe, expect, it } from "vitest";
import type { AskedMoment } from "@/api/video-questions";
import { dueBetween, jumpedOver, stopOf } from "@/features/watch/moments";

const moment = (at_seconds: number, fields: Partial<AskedMoment> = {}): AskedMoment => ({
  id: String(at_seconds),
  at_seconds,
  required: true,
  points: 1,
  shown: { type: "true_false", stem: "Is it so?" },
  version: 1,
  number: 1,
  tries_left: null,
  may_try: true,
  settled: false,
  last: null,
  ...fields,
});

describe("the stop", () => {
  it("is the first that must be answered and is not", () => {
    expect(stopOf([moment(5, { required: false }), moment(10, { settled: true }), moment(20), moment(30)])?.at_seconds).toBe(20);
    expect(stopOf([moment(5, { required: false })])).toBeNull();
  });
  it("holds whoever jumps over it, not whoever has just arrived", () => {
    expect(jumpedOver([moment(20)], 40)?.at_seconds).toBe(20);
    expect(jumpedOver([moment(20)], 20.3)).toBeNull();
    expect(jumpedOver([moment(20)], 3)).toBeNull();
  });
});

describe("playing on", () => {
  it("comes to a question once", () => {
    const moments = [moment(10), moment(20)];
    expect(dueBetween(moments, 9.9, 10.1)?.at_seconds).toBe(10);
    expect(dueBetween(moments, 10.1, 10.3)).toBeNull();
  });
  it("asks a question at the very start", () => expect(dueBetween([moment(0)], -1, 0.1)?.at_seconds).toBe(0));
  it("does not ask again what is settled", () => expect(dueBetween([moment(10, { settled: true })], 9, 11)).toBeNull());
});
