// Formulas in Markdown: $…$ within a line, $$…$$ on lines of their own. They become elements that KaTeX fills in, which
// is loaded only where a text has any.
import type { MarkedExtension, Tokens } from "marked";

interface Formula extends Tokens.Generic {
  formula: string;
  display: boolean;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function element(token: Tokens.Generic): string {
  const { formula, display } = token as Formula;
  return `<span data-formula="${escaped(formula)}" data-display="${display ? "yes" : "no"}"></span>`;
}

export const formulas: MarkedExtension = {
  extensions: [
    {
      name: "formulaBlock",
      level: "block",
      start: (source) => source.match(/^\$\$/m)?.index,
      tokenizer(source) {
        const match = /^\$\$\s*([^$]+?)\s*\$\$(?:\n|$)/.exec(source);
        return match ? { type: "formulaBlock", raw: match[0], formula: match[1], display: true } : undefined;
      },
      renderer: (token) => `<p>${element(token)}</p>`,
    },
    {
      name: "formula",
      level: "inline",
      start: (source) => source.indexOf("$"),
      tokenizer(source) {
        // A price is no formula: no blank behind the first sign or before the last, no digit behind the last.
        const match = /^\$(?!\s|\$)((?:\\.|[^\\$\n])+?)(?<!\s)\$(?!\d)/.exec(source);
        return match ? { type: "formula", raw: match[0], formula: match[1], display: false } : undefined;
      },
      renderer: element,
    },
  ],
};

export async function drawFormulas(root: HTMLElement): Promise<void> {
  const places = [...root.querySelectorAll<HTMLElement>("[data-formula]")];
  if (places.length === 0) return;
  const [{ default: katex }] = await Promise.all([import("katex"), import("katex/dist/katex.min.css")]);
  for (const place of places)
    katex.render(place.dataset.formula ?? "", place, {
      displayMode: place.dataset.display === "yes",
      throwOnError: false,
      // What people write may neither set styles and links nor grow without end.
      trust: false,
      maxExpand: 500,
      maxSize: 20,
    });
}
