import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { useWords } from "@/i18n/use-words";

interface GesturesProps {
  togglePlay: () => void;
  toggleFullscreen: () => void;
  seekBy: (seconds: number) => void;
}

const doubleTap = 300;
const step = 10;

/** The picture itself: a click plays or pauses, a double click fills the screen; on a phone a tap shows the controls
    and a double tap on a side skips. */
export function Gestures({ togglePlay, toggleFullscreen, seekBy }: GesturesProps): ReactNode {
  const { t } = useWords();
  const lastTap = useRef({ at: 0, side: 0 });
  const [skipped, setSkipped] = useState({ seconds: 0, count: 0 });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const tap = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - box.left) / box.width;
    const side = place < 0.35 ? -1 : place > 0.65 ? 1 : 0;
    const isDouble = event.timeStamp - lastTap.current.at < doubleTap && lastTap.current.side === side;
    lastTap.current = { at: event.timeStamp, side };
    if (!isDouble) return;
    if (side === 0) toggleFullscreen();
    else {
      seekBy(side * step);
      setSkipped((known) => ({ seconds: Math.sign(known.seconds) === side ? known.seconds + side * step : side * step, count: known.count + 1 }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setSkipped({ seconds: 0, count: 0 }), 700);
    }
  };
  return (
    <div
      slot="gestures-chrome"
      className="lectern-gestures"
      data-testid="picture"
      onPointerUp={(event) => event.pointerType === "touch" && tap(event)}
      onClick={(event) => (event.nativeEvent as globalThis.PointerEvent).pointerType !== "touch" && event.detail === 1 && togglePlay()}
      onDoubleClick={(event) => {
        if ((event.nativeEvent as globalThis.PointerEvent).pointerType === "touch") return;
        togglePlay();
        toggleFullscreen();
      }}
    >
      {skipped.seconds !== 0 && (
        <span key={skipped.count} className="lectern-skipped" data-side={skipped.seconds < 0 ? "left" : "right"}>
          {skipped.seconds < 0 ? "«" : "»"} {t("player.skipped", { seconds: Math.abs(skipped.seconds) })}
        </span>
      )}
    </div>
  );
}
