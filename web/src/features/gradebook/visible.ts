// Which of many equal rows or columns can be seen: pure.

export interface Visible {
  from: number;
  to: number;
}

/** With some more on either side, so that scrolling does not uncover nothing. */
const margin = 4;

export function visible(offset: number, extent: number, size: number, count: number): Visible {
  const from = Math.max(0, Math.floor(offset / size) - margin);
  const to = Math.min(count, Math.ceil((offset + extent) / size) + margin);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}

/** Where to scroll so that one of them is seen whole; `offset` where it is already. */
export function revealed(offset: number, extent: number, size: number, index: number): number {
  if (index * size < offset) return index * size;
  if ((index + 1) * size > offset + extent) return (index + 1) * size - extent;
  return offset;
}

export interface Place {
  row: number;
  column: number;
}

/** Where a key leads in a grid; null for keys that do not move. */
export function moved(place: Place, key: string, rows: number, columns: number, page: number): Place | null {
  const within = (row: number, column: number) => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  const { row, column } = place;
  switch (key) {
    case "ArrowUp":
      return within(row - 1, column);
    case "ArrowDown":
      return within(row + 1, column);
    case "ArrowLeft":
      return within(row, column - 1);
    case "ArrowRight":
      return within(row, column + 1);
    case "PageUp":
      return within(row - page, column);
    case "PageDown":
      return within(row + page, column);
    case "Home":
      return within(row, 0);
    case "End":
      return within(row, columns - 1);
    default:
      return null;
  }
}
