import type { ReactNode } from "react";

/** Something at a moment of the lecture, shown on the bar. */
export interface BarMark {
  id: string;
  seconds: number;
  words: string;
}

interface BarMarksProps {
  marks: readonly BarMark[];
  duration: number;
  seek: (seconds: number) => void;
}

/** Choosing one goes there. The same things are listed beside the lecture, so the keyboard need not stop at each. */
export function BarMarks({ marks, duration, seek }: BarMarksProps): ReactNode {
  if (!(duration > 0)) return null;
  return marks
    .filter((mark) => mark.seconds <= duration)
    .map((mark) => (
      <button
        key={mark.id}
        type="button"
        className="lectern-bar-mark"
        tabIndex={-1}
        title={mark.words}
        aria-label={mark.words}
        style={{ insetInlineStart: `calc(10px + (100% - 20px) * ${mark.seconds / duration})` }}
        onClick={() => seek(mark.seconds)}
      />
    ));
}
