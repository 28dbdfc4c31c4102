import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { GradeRow, Gradebook } from "@/api/gradebook";
import { moved, type Place, revealed, visible } from "@/features/gradebook/visible";
import { useWords } from "@/i18n/use-words";

const rowHeight = 40;
const headHeight = 56;
const columnWidth = 112;

interface GradeGridProps {
  book: Gradebook;
  rows: readonly GradeRow[];
  place: Place;
  onPlace: (place: Place) => void;
  /** Enter, or the first key of a number. */
  onEdit: (typed: string) => void;
}

/** Only what can be seen is on the page, so that thousands of people by a hundred items scroll as easily as ten. */
function useView() {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, left: 0, width: 800, height: 500 });
  const look = useCallback(() => {
    const found = box.current;
    // From right to left the offset counts down from 0.
    if (found) setView({ top: found.scrollTop, left: Math.abs(found.scrollLeft), width: found.clientWidth, height: found.clientHeight });
  }, []);
  useLayoutEffect(() => {
    look();
    const observer = new ResizeObserver(look);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [look]);
  return { box, view, look };
}

function textOf(value: number | null | undefined, format: Intl.NumberFormat): string {
  return value === null || value === undefined ? "" : format.format(value);
}

export function GradeGrid({ book, rows, place, onPlace, onEdit }: GradeGridProps): ReactNode {
  const { t, language } = useWords();
  const { box, view, look } = useView();
  const nameWidth = view.width < 500 ? 132 : 200;
  const columns = book.items.length + 1;
  const shownRows = visible(view.top, view.height - headHeight, rowHeight, rows.length);
  const shownColumns = visible(view.left, view.width - nameWidth, columnWidth, columns);
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const percents = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 });
  const inOrder = ({ from, to }: { from: number; to: number }) => Array.from({ length: to - from }, (_, index) => from + index);
  const at = (column: number) => ({ insetInlineStart: nameWidth + column * columnWidth });

  const go = (next: Place) => {
    onPlace(next);
    const found = box.current;
    if (!found) return;
    found.scrollTop = revealed(view.top, view.height - headHeight, rowHeight, next.row);
    const left = revealed(view.left, view.width - nameWidth, columnWidth, next.column);
    found.scrollLeft = document.documentElement.dir === "rtl" ? -left : left;
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moved(place, event.key, rows.length, columns, Math.floor((view.height - headHeight) / rowHeight));
    if (next) go(next);
    else if (event.key === "Enter" || event.key === "F2") onEdit("");
    else if (/^[0-9.,]$/.test(event.key)) onEdit(event.key);
    else return;
    event.preventDefault();
  };
  const content = (row: GradeRow, column: number): string => {
    if (column === book.items.length) return row.total === null ? "" : `${percents.format(row.total / 100)}${row.letter ? ` ${row.letter}` : ""}`;
    if (row.excused.includes(column)) return t("grades.excusedShort");
    return textOf(row.grades[column], numbers);
  };
  return (
    <div
      ref={box}
      className="lectern-grades"
      role="grid"
      tabIndex={0}
      aria-label={t("grades.title")}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns + 1}
      aria-activedescendant={`grade-${place.row}-${place.column}`}
      onScroll={look}
      onKeyDown={keyDown}
    >
      <div className="lectern-grades-sheet" role="presentation" style={{ blockSize: headHeight + rows.length * rowHeight, inlineSize: nameWidth + columns * columnWidth }}>
        <div className="lectern-grades-row" role="row" aria-rowindex={1}>
          {inOrder(shownColumns).map((column) => (
            <div key={column} className="lectern-grades-cell" role="columnheader" aria-colindex={column + 2} style={at(column)}>
              <span>
                {book.items[column]?.name ?? t("grades.total")}
                {book.items[column] && <span style={{ fontWeight: 400 }}> / {numbers.format(book.items[column].most)}</span>}
              </span>
            </div>
          ))}
          <div className="lectern-grades-cell" role="columnheader" aria-colindex={1} data-name style={{ float: "inline-start" }}>
            {t("grades.person")}
          </div>
        </div>
        {inOrder(shownRows).map((index) => {
          const row = rows[index];
          return (
            row && (
              <div key={row.user.id} className="lectern-grades-row" role="row" aria-rowindex={index + 2} style={{ insetBlockStart: headHeight + index * rowHeight }}>
                {inOrder(shownColumns).map((column) => (
                  <div
                    key={column}
                    id={`grade-${index}-${column}`}
                    className="lectern-grades-cell"
                    role="gridcell"
                    aria-colindex={column + 2}
                    style={at(column)}
                    data-entered={row.overridden.includes(column) || undefined}
                    data-here={(place.row === index && place.column === column) || undefined}
                    onClick={() => onPlace({ row: index, column })}
                    onDoubleClick={() => onEdit("")}
                  >
                    {content(row, column)}
                  </div>
                ))}
                <div className="lectern-grades-cell" role="rowheader" aria-colindex={1} data-name title={row.user.email} dir="auto" style={{ float: "inline-start" }}>
                  {row.user.name}
                </div>
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
