// Gaps in a text: [[1]], [[2]] … Pure.

export const markOf = (number: number): string => `[[${number}]]`;

export interface CutText {
  text: string;
  /** What stood there. */
  words: string;
}

/** Puts a gap where something is selected; at the end where nothing is. */
export function cutGap(text: string, from: number, to: number, number: number): CutText {
  if (to <= from) return { text: `${text}${text === "" || /\s$/.test(text) ? "" : " "}${markOf(number)}`, words: "" };
  const selected = text.slice(from, to);
  const words = selected.trim();
  const start = from + selected.indexOf(words);
  return { text: text.slice(0, start) + markOf(number) + text.slice(start + words.length), words };
}

/** Takes a gap away, its words back into the text, and numbers those after it anew. */
export function closeGap(text: string, number: number, words: string): string {
  return text.replace(/\[\[(\d+)\]\]/g, (mark, digits: string) => {
    const at = Number(digits);
    if (at === number) return words;
    return at > number ? markOf(at - 1) : mark;
  });
}

/** The numbers of gaps that the text has no place for. */
export function lostGaps(text: string, count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1).filter((number) => !text.includes(markOf(number)));
}
