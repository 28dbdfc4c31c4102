import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";
import type { HandInFile, PinnedComment } from "@/api/assignment";
import { documentAccessQuery } from "@/api/lessons";
import { useWords } from "@/i18n/use-words";
import { clamp } from "@/lib/time";

export interface Point {
  x: number;
  y: number;
}

const at = ({ x, y }: Point) => ({ left: `${x * 100}%`, top: `${y * 100}%` });

const steps: Readonly<Record<string, Point>> = { ArrowLeft: { x: -0.02, y: 0 }, ArrowRight: { x: 0.02, y: 0 }, ArrowUp: { x: 0, y: -0.02 }, ArrowDown: { x: 0, y: 0.02 } };

interface PinnedPictureProps {
  file: HandInFile;
  pins: readonly PinnedComment[];
  /** The point that is being chosen. */
  point?: Point | null;
  /** Absent: points are shown, not chosen. */
  choose?: (point: Point) => void;
}

/** A picture with the points of it that comments are about. */
export function PinnedPicture({ file, pins, point, choose }: PinnedPictureProps): ReactNode {
  const { t } = useWords();
  const { data: access } = useQuery(documentAccessQuery(file.id));
  if (!access?.view_url) return null;
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    // By keyboard there is no place yet: the middle is where one begins.
    choose?.(event.detail === 0 ? { x: 0.5, y: 0.5 } : { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  };
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (!step || !point) return;
    event.preventDefault();
    choose?.({ x: clamp(point.x + step.x, 0, 1), y: clamp(point.y + step.y, 0, 1) });
  };
  const points = (
    <>
      {pins.map((pin, index) =>
        pin.file_id === file.id && typeof pin.x === "number" && typeof pin.y === "number" ? (
          <span key={index} className="lectern-pin-point" style={at({ x: pin.x, y: pin.y })}>
            {index + 1}
          </span>
        ) : null,
      )}
      {point && (
        <span className="lectern-pin-point" style={at(point)}>
          +
        </span>
      )}
    </>
  );
  if (!choose)
    return (
      <div className="lectern-pin-picture">
        <img src={access.view_url} alt={file.filename} />
        {points}
      </div>
    );
  return (
    <button type="button" className="lectern-pin-picture" data-chooses onClick={click} onKeyDown={move} aria-label={t("marking.choosePoint", { name: file.filename })}>
      <img src={access.view_url} alt="" />
      {points}
    </button>
  );
}
