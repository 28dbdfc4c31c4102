// When a recording stops and asks: pure.
import type { AskedMoment } from "@/api/video-questions";

/** A browser tells the time four times a second: the stop comes that much late, and no less. */
const late = 0.6;

/** Where one must answer before going on. */
export function stopOf(moments: readonly AskedMoment[]): AskedMoment | null {
  return moments.find((moment) => moment.required && !moment.settled) ?? null;
}

/** The stop that somebody at this time has jumped over. */
export function jumpedOver(moments: readonly AskedMoment[], seconds: number): AskedMoment | null {
  const stop = stopOf(moments);
  return stop && seconds > stop.at_seconds + late ? stop : null;
}

/** The first question that playing from one time to another comes to; what is settled is not asked again. */
export function dueBetween(moments: readonly AskedMoment[], from: number, to: number): AskedMoment | null {
  return moments.find((moment) => !moment.settled && moment.at_seconds > from && moment.at_seconds <= to) ?? null;
}
