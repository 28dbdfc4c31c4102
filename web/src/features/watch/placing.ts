// Questions on moments as they are typed: a time may be no time yet. Pure.
import type { NewMoment, PlacedMoment } from "@/api/video-questions";
import { clock, parseClock } from "@/lib/time";

export interface Placing {
  /** Of this page. */
  key: string;
  /** Of the server; absent: new. */
  id?: string;
  question: string;
  name: string;
  type: string;
  time: string;
  back: string;
  required: boolean;
  tries: number;
  points: number;
  /** The exact times, for as long as nobody types others. */
  exact?: { at: number; back: number | null };
}

const kept = (text: string, exact: number | null | undefined): number | null =>
  exact !== null && exact !== undefined && text === clock(exact) ? exact : parseClock(text);

export const timeOf = (row: Placing): number | null => kept(row.time, row.exact?.at);
/** Null where it leads nowhere, or is no time. */
export const backOf = (row: Placing): number | null => (row.back.trim() === "" ? null : kept(row.back, row.exact?.back));

export function isWhole(row: Placing): boolean {
  const at = timeOf(row);
  const back = backOf(row);
  return at !== null && (row.back.trim() === "" || (back !== null && back < at));
}

export function placingOf(moment: PlacedMoment): Placing {
  return {
    key: moment.id,
    id: moment.id,
    question: moment.question_id,
    name: moment.name,
    type: moment.type,
    time: clock(moment.at_seconds),
    back: moment.rewind_seconds === null ? "" : clock(moment.rewind_seconds),
    required: moment.required,
    tries: moment.tries,
    points: moment.points,
    exact: { at: moment.at_seconds, back: moment.rewind_seconds },
  };
}

export function momentOf(row: Placing): NewMoment {
  return {
    ...(row.id ? { id: row.id } : {}),
    at_seconds: timeOf(row) ?? 0,
    question_id: row.question,
    required: row.required,
    tries: row.tries,
    rewind_seconds: backOf(row),
    points: row.points,
  };
}
