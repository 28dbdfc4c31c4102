// Areas on a picture, in shares of its width and height. Pure.

export interface Point {
  x: number;
  y: number;
}

export interface Area {
  shape: "rectangle" | "circle" | "polygon";
  name?: string;
  fraction?: number;
  feedback?: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  /** A share of the picture's width. */
  radius?: number;
  corners?: Point[];
}

const round = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
const rounded = ({ x, y }: Point): Point => ({ x: round(x), y: round(y) });

/** What a drag from one point to another makes. A click makes something small that can be seen. */
export function dragged(shape: "rectangle" | "circle", from: Point, to: Point, aspect: number): Area {
  if (shape === "circle") {
    const radius = Math.hypot(to.x - from.x, (to.y - from.y) / aspect);
    return { shape, ...rounded(from), radius: Math.max(0.02, round(radius)) };
  }
  const least = rounded({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) });
  return { shape, ...least, width: Math.max(0.03, round(Math.abs(to.x - from.x))), height: Math.max(0.03, round(Math.abs(to.y - from.y))) };
}

/** "10 20, 30 40, 50 5" in percent; null where it is no such list of three corners and more. */
export function readCorners(text: string): Point[] | null {
  const corners = text.split(",").map((pair) => pair.trim().split(/\s+/).map(Number));
  if (corners.length < 3 || !corners.every((pair) => pair.length === 2 && pair.every((value) => value >= 0 && value <= 100))) return null;
  return corners.map(([x = 0, y = 0]) => rounded({ x: x / 100, y: y / 100 }));
}

export const writeCorners = (corners: readonly Point[]): string => corners.map(({ x, y }) => `${Math.round(x * 1000) / 10} ${Math.round(y * 1000) / 10}`).join(", ");

export const withCorner = (corners: readonly Point[], corner: Point): Point[] => [...corners, rounded(corner)];
