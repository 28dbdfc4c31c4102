import type { ReactNode } from "react";
import type { Trouble } from "@/features/watch/stream";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

const words = {
  ended: { title: "player.ended", text: "player.endedText" },
  tooFar: { title: "player.tooFar", text: "player.tooFarText" },
  expired: { title: "player.expired", text: "player.expiredText" },
  failed: { title: "player.failed", text: "player.failedText" },
  unsupported: { title: "player.unsupported", text: "player.unsupportedText" },
} as const;

/** A stream that stopped says why, and what can be done. */
export function TroubleSheet({ trouble, again }: { trouble: Trouble; again: () => void }): ReactNode {
  const { t } = useWords();
  const mayTry = trouble === "expired" || trouble === "tooFar" || trouble === "failed";
  const { title, text } = words[trouble];
  return (
    <div className="lectern-sheet lectern-trouble" role="alert" data-testid="trouble" dir={document.documentElement.dir}>
      <Icon name="warning" size={36} />
      <strong>{t(title)}</strong>
      <p>{navigator.onLine ? t(text) : t("player.offline")}</p>
      {mayTry && (
        <button type="button" className="lectern-sheet-button" onClick={again}>
          {t("player.reload")}
        </button>
      )}
    </div>
  );
}
