import type { KeyboardEvent, ReactNode } from "react";
import { Icon } from "@/ui/icons";

export interface Choice {
  value: string;
  words: string;
}

interface ChoiceListProps {
  label: string;
  choices: readonly Choice[];
  chosen: string;
  choose: (value: string) => void;
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=radio]")];
  const index = rows.indexOf(document.activeElement as HTMLElement);
  rows[(index + step + rows.length) % rows.length]?.focus();
}

/** One of several, as radio buttons: arrows move, space or enter chooses. */
export function ChoiceList({ label, choices, chosen, choose }: ChoiceListProps): ReactNode {
  return (
    <div role="radiogroup" aria-label={label} onKeyDown={moveFocus}>
      {choices.map(({ value, words }) => (
        <button key={value} type="button" role="radio" aria-checked={value === chosen} className="lectern-panel-row" onClick={() => choose(value)}>
          <span style={{ width: 20, lineHeight: 0 }}>{value === chosen && <Icon name="check" size={18} />}</span>
          {words}
        </button>
      ))}
    </div>
  );
}
