import { type ReactNode, useEffect, useRef } from "react";
import { digitsHelp, keyRows } from "@/features/watch/keyboard";
import { useWords } from "@/i18n/use-words";

/** Over the picture, inside the player: it is there in full screen too. */
export function HelpSheet({ close }: { close: () => void }): ReactNode {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => (before instanceof HTMLElement ? before.focus() : undefined);
  }, []);
  const rows = [...keyRows, digitsHelp];
  return (
    <div className="lectern-sheet" role="group" aria-label={t("player.help")} data-testid="help" dir={document.documentElement.dir} onKeyDown={(event) => event.key === "Escape" && close()}>
      <div className="lectern-sheet-head">
        <strong>{t("player.help")}</strong>
        <button ref={button} type="button" className="lectern-sheet-button" onClick={close}>
          {t("player.close")}
        </button>
      </div>
      <dl className="lectern-keys" tabIndex={0} aria-label={t("player.help")}>
        {rows.map(({ shown, words }) => (
          <div key={words}>
            <dt>
              {shown.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(`keys.${words}`)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
