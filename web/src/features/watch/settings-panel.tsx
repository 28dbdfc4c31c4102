import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type Choice, ChoiceList } from "@/features/watch/choice-list";
import type { SettingsRow } from "@/features/watch/settings-rows";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

interface SettingsPanelProps {
  rows: readonly SettingsRow[];
  close: () => void;
}

const chosenWords = (choices: readonly Choice[], chosen: string) => choices.find((choice) => choice.value === chosen)?.words ?? "";

/** Inside the player, so that it is there in full screen too. Escape goes back one step. */
export function SettingsPanel({ rows, close }: SettingsPanelProps): ReactNode {
  const { t } = useWords();
  const [open, setOpen] = useState("");
  const panel = useRef<HTMLDivElement>(null);
  const row = rows.find((one) => one.key === open);
  useEffect(() => {
    const target = panel.current?.querySelector<HTMLElement>("[aria-checked=true]") ?? panel.current?.querySelector<HTMLElement>("button");
    target?.focus();
  }, [open]);
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (row) setOpen("");
    else close();
  };
  return (
    <div ref={panel} className="lectern-panel" role="group" aria-label={t("player.settings")} data-keys="own" dir={document.documentElement.dir} onKeyDown={keyDown}>
      {row ? (
        <>
          <button type="button" className="lectern-panel-row lectern-panel-head" onClick={() => setOpen("")} aria-label={`${t("player.backTo")}: ${row.label}`}>
            <Icon name="previous" size={18} />
            {row.label}
          </button>
          {row.groups.map((group) => (
            <ChoiceList key={group.label} {...group} />
          ))}
        </>
      ) : (
        rows.map((one) => (
          <button key={one.key} type="button" className="lectern-panel-row" onClick={() => setOpen(one.key)}>
            <span style={{ flex: 1 }}>{one.label}</span>
            <span className="lectern-panel-value">{one.groups.length === 1 && one.groups[0] ? chosenWords(one.groups[0].choices, one.groups[0].chosen) : ""}</span>
            <Icon name="next" size={16} />
          </button>
        ))
      )}
    </div>
  );
}
