// Places in Markdown where something is to be filled in: [[1]], [[2]] … become elements for whoever fills them.
import type { MarkedExtension } from "marked";

export const gaps: MarkedExtension = {
  extensions: [
    {
      name: "gap",
      level: "inline",
      start: (source) => source.indexOf("[["),
      tokenizer(source) {
        const match = /^\[\[(\d{1,3})\]\]/.exec(source);
        return match ? { type: "gap", raw: match[0], number: match[1] } : undefined;
      },
      renderer: (token) => `<span data-gap="${String(token.number)}"></span>`,
    },
  ],
};
