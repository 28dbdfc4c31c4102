import { describe, expect, it, vi } from "vitest";
import { ApiError } from "@/api/client";
import { PositionReporter, type Reports } from "@/features/watch/position-reporter";

function reporter() {
  const time = { now: 100_000 };
  const watched = { watched_seconds: 5, share: 0.5, reach_seconds: 5, not_fetched_seconds: 0, too_fast_seconds: 0 };
  const reports = {
    send: vi.fn<Reports["send"]>(() => Promise.resolve(watched)),
    sendOnLeave: vi.fn<Reports["send"]>(() => Promise.resolve(watched)),
    onCounted: vi.fn(),
    onRefused: vi.fn(),
  };
  const played = () => [{ from: 0, to: 5 }];
  return { time, reports, reporter: new PositionReporter(reports, played, () => time.now) };
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
    expect(reports.send.mock.calls.map(([report]) => report.position)).toEqual([10, 12.3]);
  });

  it("uses the way that outlives the page when leaving", () => {
    const { reports, reporter: one } = reporter();
    one.leaving(42);
    expect(reports.sendOnLeave.mock.calls[0]?.[0]).toMatchObject({ position: 42, played: [{ from: 0, to: 5 }] });
    expect(reports.send).not.toHaveBeenCalled();
  });

  it("numbers its reports and hears what counts", async () => {
    const { reports, reporter: one } = reporter();
    one.settled(10);
    one.settled(20);
    await vi.waitFor(() => expect(reports.onCounted).toHaveBeenCalledTimes(2));
    const [first, second] = reports.send.mock.calls.map(([report]) => report);
    expect([first?.sequence, second?.sequence]).toEqual([1, 2]);
    expect(first?.sitting).toBe(second?.sitting);
    expect(reporter().reporter).not.toBe(one);
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
