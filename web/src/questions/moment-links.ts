// A moment of a recording in a text: a link on a line of its own, so that other readers of Markdown show a link. Pure.

export interface MomentLink {
  words: string;
  lesson: string;
  seconds: number;
}

export type TextPart = { text: string } | MomentLink;

const line = /^\[([^\]]*)\]\(\/lessons\/([0-9a-z]{1,26})\?t=(\d+(?:\.\d+)?)\)$/;

export const momentLink = (words: string, lesson: string, seconds: number): string => `[${words.replace(/[[\]]/g, "")}](/lessons/${lesson}?t=${Math.round(seconds * 10) / 10})`;

/** The text and the moments in it, in order. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let kept: string[] = [];
  const flush = () => {
    if (kept.some((one) => one.trim())) parts.push({ text: kept.join("\n") });
    kept = [];
  };
  for (const one of text.split("\n")) {
    const [, words = "", lesson = "", seconds = ""] = line.exec(one.trim()) ?? [];
    if (!lesson) {
      kept.push(one);
      continue;
    }
    flush();
    parts.push({ words, lesson, seconds: Number(seconds) });
  }
  flush();
  return parts;
}
