import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { PositionReporter } from "@/features/watch/position-reporter";

function reporter() {
  const time = { now: 100_000 };
  const reports = { send: vi.fn(() => Promise.resolve()), sendOnLeave: vi.fn(() => Promise.resolve()), onRefused: vi.fn() };
  return { time, reports, reporter: new PositionReporter(reports, () => time.now) };
}

describe("PositionReporter", () => {
  it("tells seldom while playing", () => {
    const { time, reports, reporter: one } = reporter();
    for (let second = 0; second <= 30; second += 1) {
      one.playing(second * 1.5);
      time.now += 1000;
    }
    expect(reports.send.mock.calls.length).toBe(4);
  });

  it("tells a pause at once, and the same place only once", () => {
    const { reports, reporter: one } = reporter();
    one.playing(10);
    one.settled(12.34);
    one.settled(12.34);
    expect(reports.send.mock.calls).toEqual([[10], [12.3]]);
  });

  it("uses the way that outlives the page when leaving", () => {
    const { reports, reporter: one } = reporter();
    one.leaving(42);
    expect(reports.sendOnLeave).toHaveBeenCalledWith(42);
    expect(reports.send).not.toHaveBeenCalled();
  });

  it("hears a refusal, and takes a lost connection for none", async () => {
    const { reports, reporter: one } = reporter();
    reports.send.mockReturnValueOnce(Promise.reject(new ApiError(403, "access_ended", "")));
    one.settled(5);
    await vi.waitFor(() => expect(reports.onRefused).toHaveBeenCalledWith(403));
    reports.send.mockReturnValueOnce(Promise.reject(new ApiError(0, "unreachable", "")));
    one.settled(50);
    await Promise.resolve();
    expect(reports.onRefused).toHaveBeenCalledTimes(1);
  });
});
