// What the settings panel offers, as data: quality in words, speed, captions and their look, sound, views.
import type { CaptionTrack } from "@/api/types";
import { captionColours, type CaptionLook, captionSizes } from "@/features/watch/caption-style";
import type { Choice } from "@/features/watch/choice-list";
import { qualityChoices, qualityName } from "@/features/watch/quality";
import type { Snapshot, WatchSession } from "@/features/watch/session";
import { speeds } from "@/features/watch/speeds";
import type { ViewLayout } from "@/features/watch/views";
import { useWords } from "@/i18n/use-words";

interface Group {
  label: string;
  choices: readonly Choice[];
  chosen: string;
  choose: (value: string) => void;
}

export interface SettingsRow {
  key: string;
  label: string;
  groups: readonly Group[];
}

export interface SettingsState {
  session: WatchSession;
  snapshot: Snapshot;
  rate: number;
  captions: { available: readonly CaptionTrack[]; chosen: string; choose: (url: string) => void };
  look: CaptionLook;
  setLook: (look: CaptionLook) => void;
  layout: ViewLayout;
  setLayout: (layout: ViewLayout) => void;
}

type Words = ReturnType<typeof useWords>;

function qualityRow({ t }: Words, { session, snapshot }: SettingsState): SettingsRow | null {
  const choices = qualityChoices(snapshot.qualities);
  if (choices.length === 0) return null;
  const isAuto = snapshot.chosen < 0;
  const autoWords =
    isAuto && snapshot.quality ? t("player.autoNow", { quality: qualityName(snapshot.quality) }) : t("player.auto");
  const wordsOf = { best: (name: string) => t("player.best", { quality: name }), plain: (name: string) => name, saver: () => t("player.dataSaver") };
  return {
    key: "quality",
    label: t("player.quality"),
    groups: [
      {
        label: t("player.quality"),
        choices: [{ value: "-1", words: autoWords }, ...choices.map(({ index, name, kind }) => ({ value: String(index), words: wordsOf[kind](name) }))],
        chosen: String(snapshot.chosen),
        choose: (value) => session.choose(Number(value)),
      },
    ],
  };
}

function speedRow({ t, language }: Words, { session, rate }: SettingsState): SettingsRow {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return {
    key: "speed",
    label: t("player.speed"),
    groups: [
      {
        label: t("player.speed"),
        choices: speeds.map((speed) => ({ value: String(speed), words: speed === 1 ? t("player.normalSpeed") : `${number.format(speed)}×` })),
        chosen: String(rate),
        choose: (value) => session.setSpeed(Number(value)),
      },
    ],
  };
}

function captionRows({ t }: Words, { captions, look, setLook }: SettingsState): SettingsRow[] {
  if (captions.available.length === 0) return [];
  const sizes = Object.keys(captionSizes) as CaptionLook["size"][];
  const colours = Object.keys(captionColours) as CaptionLook["colours"][];
  return [
    {
      key: "captions",
      label: t("player.captions"),
      groups: [
        {
          label: t("player.captions"),
          choices: [{ value: "", words: t("player.captionsOff") }, ...captions.available.map(({ url, label, language }) => ({ value: url, words: label || language }))],
          chosen: captions.chosen,
          choose: captions.choose,
        },
      ],
    },
    {
      key: "look",
      label: t("player.captionsStyle"),
      groups: [
        {
          label: t("player.captionSize"),
          choices: sizes.map((size) => ({ value: size, words: t(`player.${size}`) })),
          chosen: look.size,
          choose: (size) => setLook({ ...look, size: size as CaptionLook["size"] }),
        },
        {
          label: t("player.captionColours"),
          choices: colours.map((one) => ({ value: one, words: t(`player.${one}`) })),
          chosen: look.colours,
          choose: (one) => setLook({ ...look, colours: one as CaptionLook["colours"] }),
        },
      ],
    },
  ];
}

function soundRow({ t }: Words, { session, snapshot }: SettingsState): SettingsRow | null {
  if (snapshot.sounds.length < 2) return null;
  return {
    key: "sound",
    label: t("player.sound"),
    groups: [
      {
        label: t("player.sound"),
        choices: snapshot.sounds.map(({ index, name }) => ({ value: String(index), words: name })),
        chosen: String(snapshot.sound),
        choose: (value) => session.chooseSound(Number(value)),
      },
    ],
  };
}

function viewRow({ t }: Words, { snapshot, layout, setLayout }: SettingsState): SettingsRow | null {
  if (!snapshot.hasSecond) return null;
  return {
    key: "view",
    label: t("player.view"),
    groups: [
      {
        label: t("player.view"),
        choices: [
          { value: "side", words: t("player.viewSide") },
          { value: "inset", words: t("player.viewInset") },
          { value: "main", words: t("player.viewMain") },
        ],
        chosen: layout,
        choose: (value) => setLayout(value as ViewLayout),
      },
    ],
  };
}

export function useSettingsRows(state: SettingsState): SettingsRow[] {
  const words = useWords();
  const rows = [qualityRow(words, state), speedRow(words, state), ...captionRows(words, state), soundRow(words, state), viewRow(words, state)];
  return rows.filter((row) => row !== null);
}
