import { type ReactNode, useEffect, useState } from "react";
import type { Snapshot, WatchSession } from "@/features/watch/session";
import type { MediaNow } from "@/features/watch/use-media";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

const longEnoughToSay = 400;
const shown = 6000;

/** True once `isSo` has lasted: short waits are not worth a word. */
function useLasting(isSo: boolean, milliseconds: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => setLasts(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo, milliseconds]);
  return lasts;
}

function Resumed({ session, at }: { session: WatchSession; at: number }): ReactNode {
  const { t } = useWords();
  useEffect(() => {
    const timer = setTimeout(() => session.forgetResumed(), shown);
    return () => clearTimeout(timer);
  }, [session]);
  const fromStart = () => {
    session.seek(0);
    session.forgetResumed();
  };
  return (
    <span className="lectern-notice" data-testid="resumed">
      {t("player.resumed", { time: clock(at) })}
      <button type="button" onClick={fromStart}>
        {t("player.fromStart")}
      </button>
    </span>
  );
}

function CutShort({ count, available, reach }: { count: number; available: number; reach: number }): ReactNode {
  const { t } = useWords();
  const [seen, setSeen] = useState(0);
  useEffect(() => {
    if (count === seen) return;
    const timer = setTimeout(() => setSeen(count), shown / 2);
    return () => clearTimeout(timer);
  }, [count, seen]);
  if (count === seen) return null;
  if (reach < available) return <span className="lectern-notice">{t("player.inOrder", { time: clock(reach) })}</span>;
  if (!Number.isFinite(available)) return null;
  return <span className="lectern-notice">{t("player.notYet", { time: clock(available) })}</span>;
}

/** Short words at the top of the picture: continued here, not that far yet, waiting for more. */
export function Notices({ session, snapshot, now }: { session: WatchSession | null; snapshot: Snapshot; now: MediaNow }): ReactNode {
  const { t } = useWords();
  const isAtEdge = snapshot.isEarly && snapshot.available - now.time < 3 && snapshot.available < now.duration;
  const waits = useLasting(now.waiting && now.started && !snapshot.trouble, longEnoughToSay);
  return (
    <div slot="top-chrome" className="lectern-notices" role="status" dir={document.documentElement.dir} {...{ noautohide: "" }}>
      {session && snapshot.resumedAt !== null && now.started && <Resumed session={session} at={snapshot.resumedAt} />}
      <CutShort count={snapshot.cutShort} available={snapshot.available} reach={snapshot.reach} />
      {waits && isAtEdge && <span className="lectern-notice">{t("player.waitingMore")}</span>}
    </div>
  );
}
