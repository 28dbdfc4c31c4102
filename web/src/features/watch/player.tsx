import "@/features/watch/player.css";
import "media-chrome/dist/lang/de.js";
import { setLanguage } from "media-chrome/dist/utils/i18n.js";
import { MediaController } from "media-chrome/react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { CaptionBox } from "@/features/watch/caption-box";
import { keepLook, keptLook } from "@/features/watch/caption-style";
import { type BarMark, ControlBar } from "@/features/watch/control-bar";
import { Gestures } from "@/features/watch/gestures";
import { HelpSheet } from "@/features/watch/help-sheet";
import type { KeyAct } from "@/features/watch/keyboard";
import { Notices } from "@/features/watch/notices";
import { SettingsPanel } from "@/features/watch/settings-panel";
import { useSettingsRows } from "@/features/watch/settings-rows";
import { stepSpeed } from "@/features/watch/speeds";
import { TroubleSheet } from "@/features/watch/trouble-sheet";
import { useCaptions } from "@/features/watch/use-captions";
import { useFullscreen } from "@/features/watch/use-fullscreen";
import { useMedia } from "@/features/watch/use-media";
import { usePlayerKeys } from "@/features/watch/use-player-keys";
import { type SessionWish, useWatchSession } from "@/features/watch/use-watch-session";
import { keepLayout, keptLayout } from "@/features/watch/views";
import type { WatchSession } from "@/features/watch/session";
import { useWords } from "@/i18n/use-words";
import { clamp } from "@/lib/time";

export interface PlayerProps extends SessionWish {
  title: string;
  theatre?: { isOn: boolean; toggle: () => void };
  /** Lets the page around the player follow and steer it. */
  onTime?: (seconds: number) => void;
  onSession?: (session: WatchSession | null) => void;
  marks?: readonly BarMark[];
}

const noMarks: readonly BarMark[] = [];

/** The tab says whether its lecture is playing. */
function useTabTitle(title: string, isPlaying: boolean): void {
  useEffect(() => {
    document.title = `${isPlaying ? "▶ " : ""}${title} · Lectern`;
  }, [title, isPlaying]);
}

function useActs(session: WatchSession | null, toggles: { captions: () => void; fullscreen: () => void; theatre: () => void; help: () => void }) {
  return useCallback(
    (act: KeyAct) => {
      const video = session?.video;
      if (!session || !video) return;
      switch (act.do) {
        case "toggle-play":
          return video.paused ? void video.play().catch(() => undefined) : video.pause();
        case "toggle-mute":
          return (video.muted = !video.muted);
        case "seek-by":
          return session.seek(video.currentTime + act.seconds);
        case "seek-to":
          return session.seek(act.fraction * video.duration);
        case "start":
          return session.seek(0);
        case "end":
          return session.seek(video.duration);
        case "volume":
          video.muted = false;
          return (video.volume = clamp(video.volume + act.by, 0, 1));
        case "speed":
          return session.setSpeed(stepSpeed(video.playbackRate, act.by));
        case "frame":
          return video.paused ? session.seek(video.currentTime + act.by / (session.read().quality?.frameRate || 25)) : undefined;
        case "toggle-captions":
          return toggles.captions();
        case "toggle-fullscreen":
          return toggles.fullscreen();
        case "toggle-theatre":
          return toggles.theatre();
        case "help":
          return toggles.help();
      }
    },
    [session, toggles],
  );
}

export default function Player({ title, theatre, onTime, onSession, marks = noMarks, ...wish }: PlayerProps): ReactNode {
  // media-chrome names its own controls, and asks for the language when each is made.
  setLanguage(useWords().spoken);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const { session, snapshot } = useWatchSession(stage, wish);
  const video = session?.video ?? null;
  const now = useMedia(video);
  const captions = useCaptions(video, wish.playback.captions);
  const full = useFullscreen(stage, video);
  const [look, setLook] = useState(keptLook);
  const [layout, setLayout] = useState(keptLayout);
  const [isSwapped, setSwapped] = useState(false);
  const [hasSettings, setSettings] = useState(false);
  const [hasHelp, setHelp] = useState(false);
  useTabTitle(title, !now.paused);
  useEffect(() => {
    onTime?.(now.time);
  }, [now.time, onTime]);
  useEffect(() => {
    onSession?.(session);
  }, [session, onSession]);

  const act = useActs(session, {
    captions: captions.toggle,
    fullscreen: () => void full.toggle(),
    theatre: () => theatre?.toggle(),
    help: () => setHelp((known) => !known),
  });
  usePlayerKeys(act);

  // media-chrome's own bar asks to seek: what does not exist yet cannot be shown.
  useEffect(() => {
    if (!stage || !session) return;
    const seekRequest = (event: Event) => {
      event.stopImmediatePropagation();
      session.seek(Number((event as CustomEvent<number>).detail));
    };
    stage.addEventListener("mediaseekrequest", seekRequest, { capture: true });
    return () => stage.removeEventListener("mediaseekrequest", seekRequest, { capture: true });
  }, [stage, session]);

  const state = session && {
    session,
    snapshot,
    rate: now.rate,
    captions: { available: wish.playback.captions, chosen: captions.chosen, choose: captions.choose },
    look,
    setLook: (next: typeof look) => {
      keepLook(next);
      setLook(next);
    },
    layout,
    setLayout: (next: typeof layout) => {
      keepLayout(next);
      setLayout(next);
    },
  };
  return (
    <MediaController
      ref={setStage as never}
      className="lectern-player"
      dir="ltr"
      noHotkeys
      data-testid="player"
      data-layout={snapshot.hasSecond ? layout : "main"}
      data-swapped={isSwapped || undefined}
      data-early={snapshot.isEarly || undefined}
    >
      <Gestures togglePlay={() => act({ do: "toggle-play" })} toggleFullscreen={() => void full.toggle()} seekBy={(seconds) => act({ do: "seek-by", seconds })} />
      <Notices session={session} snapshot={snapshot} now={now} />
      <div className="lectern-overlay" {...{ noautohide: "" }}>
        <CaptionBox lines={captions.lines} look={look} />
        {hasSettings && state && <Settings state={state} close={() => setSettings(false)} />}
        {hasHelp && <HelpSheet close={() => setHelp(false)} />}
        {snapshot.trouble && <TroubleSheet trouble={snapshot.trouble} again={() => void session?.reopen().catch(() => undefined)} />}
      </div>
      <ControlBar
        snapshot={snapshot}
        now={now}
        marks={marks}
        captions={{ has: wish.playback.captions.length > 0, isOn: captions.chosen !== "", toggle: captions.toggle }}
        settings={{ isOpen: hasSettings, toggle: () => setSettings((known) => !known) }}
        theatre={theatre}
        fullscreen={{ isOn: full.isFull, toggle: () => void full.toggle() }}
        swap={snapshot.hasSecond && layout !== "main" ? () => setSwapped((known) => !known) : undefined}
        help={() => setHelp(true)}
        seek={(seconds) => session?.seek(seconds)}
      />
    </MediaController>
  );
}

function Settings({ state, close }: { state: Parameters<typeof useSettingsRows>[0]; close: () => void }): ReactNode {
  const rows = useSettingsRows(state);
  return <SettingsPanel rows={rows} close={close} />;
}
