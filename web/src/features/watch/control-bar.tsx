import {
  MediaControlBar,
  MediaLoadingIndicator,
  MediaMuteButton,
  MediaPipButton,
  MediaPlayButton,
  MediaTimeRange,
  MediaVolumeRange,
} from "media-chrome/react";
import { Fragment, type ReactNode } from "react";
import type { Snapshot } from "@/features/watch/session";
import type { MediaNow } from "@/features/watch/use-media";
import { WatchIconButton } from "@/features/watch/watch-icon-button";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";

interface Toggle {
  isOn: boolean;
  toggle: () => void;
}

/** A place on the bar that is worth a dot. */
export interface BarMark {
  seconds: number;
  words: string;
  isDone: boolean;
  /** What somebody wrote about it: choosing it goes there. */
  isPost?: true;
}

interface ControlBarProps {
  snapshot: Snapshot;
  now: MediaNow;
  marks: readonly BarMark[];
  seek: (seconds: number) => void;
  captions: Toggle & { has: boolean };
  settings: { isOpen: boolean; toggle: () => void };
  theatre: Toggle | undefined;
  fullscreen: Toggle;
  swap: (() => void) | undefined;
  help: () => void;
}

/** All of them are listed beside the lecture, too: here they are for the eye and the pointer. */
function Mark({ mark, duration, seek }: { mark: BarMark; duration: number; seek: (seconds: number) => void }): ReactNode {
  const look = { className: "lectern-bar-mark", title: mark.words, style: { insetInlineStart: `${(mark.seconds / duration) * 100}%` } };
  if (mark.isPost) return <button type="button" tabIndex={-1} data-post="" {...look} onClick={() => seek(mark.seconds)} />;
  return <span data-done={mark.isDone || undefined} {...look} />;
}

/** The bar is the whole lecture from the start; what is not prepared yet is hatched. */
function Bar({ snapshot, now, marks, seek }: Pick<ControlBarProps, "snapshot" | "now" | "marks" | "seek">): ReactNode {
  const { t } = useWords();
  const isPartial = snapshot.isEarly && now.duration > 0 && snapshot.available < now.duration - 0.5;
  return (
    <div className="lectern-bar">
      <MediaTimeRange aria-label={t("player.seek")} />
      {now.duration > 0 && (
        <span className="lectern-bar-marks" aria-hidden="true">
          {marks.map((mark) => (
            <Mark key={`${mark.seconds} ${mark.words}`} mark={mark} duration={now.duration} seek={seek} />
          ))}
        </span>
      )}
      {isPartial && (
        <span
          className="lectern-unprepared"
          data-testid="unprepared"
          title={t("player.notYet", { time: clock(snapshot.available) })}
          style={{ insetInlineStart: `calc(10px + (100% - 20px) * ${snapshot.available / now.duration})` }}
        />
      )}
    </div>
  );
}

export function ControlBar({ snapshot, now, marks, seek, captions, settings, theatre, fullscreen, swap, help }: ControlBarProps): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <MediaLoadingIndicator slot="centered-chrome" {...{ noautohide: "" }} />
      <div className="lectern-controls">
        <Bar snapshot={snapshot} now={now} marks={marks} seek={seek} />
        <MediaControlBar className="lectern-buttons">
          <MediaPlayButton />
          <MediaMuteButton />
          <MediaVolumeRange className="lectern-volume" />
          <span className="lectern-clock" aria-label={t("player.position", { at: clock(now.time), total: clock(now.duration) })} role="timer" aria-live="off">
            {clock(now.time)} / {clock(now.duration)}
          </span>
          <span style={{ flex: 1 }} />
          {captions.has && <WatchIconButton icon="captions" words={t("player.captions")} isPressed={captions.isOn} act={captions.toggle} />}
          {swap && <WatchIconButton icon="swap" words={t("player.viewSwap")} act={swap} />}
          <WatchIconButton icon="settings" words={t("player.settings")} expands={settings.isOpen} act={settings.toggle} />
          <span className="lectern-wide-only">
            <WatchIconButton icon="keyboard" words={t("player.help")} act={help} />
            <MediaPipButton />
            {theatre && (
              <WatchIconButton icon="theatre" words={t(theatre.isOn ? "player.theatreOff" : "player.theatre")} isPressed={theatre.isOn} act={theatre.toggle} />
            )}
          </span>
          <WatchIconButton icon="fullscreen" words={t(fullscreen.isOn ? "player.fullscreenOff" : "player.fullscreen")} act={fullscreen.toggle} />
        </MediaControlBar>
      </div>
    </Fragment>
  );
}
