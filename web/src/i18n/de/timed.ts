import type { Words } from "@/i18n/words";
import type { timed as english } from "@/i18n/en/timed";

export const timed: Pick<Words, keyof typeof english> = {
  captions: {
    title: "Untertitel",
    help: "Eine WebVTT- (.vtt) oder SubRip-Datei (.srt) je Sprache. Sie bleiben, wenn die Aufzeichnung ersetzt wird.",
    language: "Sprache",
    noLanguage: "Diese Sprache steht nicht in der Liste.",
    choose: "Untertiteldatei wählen",
    cues_one: "{{count}} Untertitel",
    cues_other: "{{count}} Untertitel",
    file: "Sichern",
    save: "Untertitel auf {{name}} sichern",
    replace: "Ersetzen",
    replaceNamed: "Untertitel auf {{name}} ersetzen",
    removeAsk: "Untertitel auf {{name}} entfernen?",
    removeText: "Niemand kann sie mehr einschalten. Sichern Sie die Datei vorher, wenn Sie keine Kopie haben.",
  },
  chapters: {
    title: "Kapitel",
    help: "Sie gliedern die Leiste des Players, und man kann zu ihnen springen.",
    fromFile: "Diese sind in der Aufzeichnung. Was Sie hier ändern, wird stattdessen gezeigt.",
    timeOf: "Zeit von Kapitel {{number}}",
    titleOf: "Titel von Kapitel {{number}}",
    titleHint: "Worum es dort geht",
    add: "Kapitel hinzufügen",
    remove: "Kapitel {{number}} entfernen",
    reset: "Wieder die Kapitel der Aufzeichnung zeigen",
    noTime: "Eine Zeit schreibt man als 12:30 oder 1:02:05.",
    sameTime: "Zu dieser Zeit beginnt schon ein Kapitel.",
  },
};
