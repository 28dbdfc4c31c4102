// The keys, as people know them from elsewhere. One table: the handler and the help sheet both read it.

export type KeyAct =
  | { do: "toggle-play" | "toggle-mute" | "toggle-captions" | "toggle-fullscreen" | "toggle-theatre" | "help" | "start" | "end" }
  | { do: "seek-by"; seconds: number }
  | { do: "seek-to"; fraction: number }
  | { do: "volume"; by: number }
  | { do: "speed"; by: -1 | 1 }
  | { do: "frame"; by: -1 | 1 };

type HelpWords =
  | "playPause"
  | "back10"
  | "forward10"
  | "back5"
  | "forward5"
  | "louder"
  | "quieter"
  | "mute"
  | "captions"
  | "fullscreen"
  | "theatre"
  | "slower"
  | "faster"
  | "digits"
  | "start"
  | "end"
  | "frameBack"
  | "frameForward"
  | "help";

export interface KeyRow {
  keys: readonly string[];
  shown: readonly string[];
  act: KeyAct;
  words: HelpWords;
}

export const keyRows: readonly KeyRow[] = [
  { keys: ["k", " "], shown: ["K", "␣"], act: { do: "toggle-play" }, words: "playPause" },
  { keys: ["j"], shown: ["J"], act: { do: "seek-by", seconds: -10 }, words: "back10" },
  { keys: ["l"], shown: ["L"], act: { do: "seek-by", seconds: 10 }, words: "forward10" },
  { keys: ["ArrowLeft"], shown: ["←"], act: { do: "seek-by", seconds: -5 }, words: "back5" },
  { keys: ["ArrowRight"], shown: ["→"], act: { do: "seek-by", seconds: 5 }, words: "forward5" },
  { keys: ["ArrowUp"], shown: ["↑"], act: { do: "volume", by: 0.1 }, words: "louder" },
  { keys: ["ArrowDown"], shown: ["↓"], act: { do: "volume", by: -0.1 }, words: "quieter" },
  { keys: ["m"], shown: ["M"], act: { do: "toggle-mute" }, words: "mute" },
  { keys: ["c"], shown: ["C"], act: { do: "toggle-captions" }, words: "captions" },
  { keys: ["f"], shown: ["F"], act: { do: "toggle-fullscreen" }, words: "fullscreen" },
  { keys: ["t"], shown: ["T"], act: { do: "toggle-theatre" }, words: "theatre" },
  { keys: ["<"], shown: ["<"], act: { do: "speed", by: -1 }, words: "slower" },
  { keys: [">"], shown: [">"], act: { do: "speed", by: 1 }, words: "faster" },
  { keys: ["Home"], shown: ["Home"], act: { do: "start" }, words: "start" },
  { keys: ["End"], shown: ["End"], act: { do: "end" }, words: "end" },
  { keys: [","], shown: [","], act: { do: "frame", by: -1 }, words: "frameBack" },
  { keys: ["."], shown: ["."], act: { do: "frame", by: 1 }, words: "frameForward" },
  { keys: ["?"], shown: ["?"], act: { do: "help" }, words: "help" },
];

export const digitsHelp = { shown: ["0", "9"], words: "digits" } as const;

interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key means to the player, or null where it is none of its own. */
export function keyAct({ key, ctrlKey, metaKey, altKey }: Pressed): KeyAct | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[0-9]$/.test(key)) return { do: "seek-to", fraction: Number(key) / 10 };
  const plain = key.length === 1 ? key.toLowerCase() : key;
  return keyRows.find((row) => row.keys.includes(plain))?.act ?? null;
}

const activating = new Set([" ", "Enter"]);

/** Where the key belongs to what has the focus: typing, or working a control. */
export function isTaken(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const name = target.localName;
  if (target.isContentEditable || name === "textarea" || name === "select") return true;
  if (name === "input") return !(target instanceof HTMLInputElement && target.type === "checkbox");
  if (target.closest("[data-keys=own]")) return key !== "Escape";
  if (name.endsWith("-range")) return key.startsWith("Arrow") || key === "Home" || key === "End";
  return activating.has(key) && (name === "button" || name === "a" || name.endsWith("-button") || target.role === "button");
}
