// What a new question of each type begins as, and which parts its form has.
import type { Definition } from "@/api/quiz";
import type { TypeName } from "@/questions/words";

export type Part = "options" | "scoring" | "truth" | "numbers" | "texts" | "pairs" | "items" | "notes" | "details";

export interface TypeForm {
  /** In this order below the stem. What no part knows is written as JSON. */
  parts: readonly Part[];
  first: Record<string, unknown>;
  /** The stem says where something is to be filled in. */
  hasGaps?: true;
}

export const typeForms: Record<TypeName, TypeForm> = {
  single_choice: { parts: ["options"], first: { options: [{ text: "", fraction: 1 }, { text: "", fraction: 0 }] } },
  multiple_choice: { parts: ["options", "scoring"], first: { options: [{ text: "", fraction: 0.5 }, { text: "", fraction: 0.5 }, { text: "", fraction: -0.5 }] } },
  true_false: { parts: ["truth"], first: { answer: true } },
  numeric: { parts: ["numbers"], first: { answers: [{ value: 0, tolerance: 0, fraction: 1 }] } },
  short_text: { parts: ["texts"], first: { answers: [{ text: "", fraction: 1 }] } },
  matching: { parts: ["pairs"], first: { pairs: [{ prompt: "", answer: "" }, { prompt: "", answer: "" }] } },
  ordering: { parts: ["items"], first: { items: ["", "", ""] } },
  cloze: { parts: ["details"], first: { gaps: [{ kind: "short_text", answers: [{ text: "" }] }] }, hasGaps: true },
  drag_words: { parts: ["details"], first: { words: ["", ""], gaps: [0] }, hasGaps: true },
  hotspot: { parts: ["details"], first: { picture: "", picture_text: "", aspect: 1, areas: [{ shape: "circle", x: 0.5, y: 0.5, radius: 0.1 }] } },
  calculated: { parts: ["details"], first: { formula: "a + b", tolerance: 0.01, parameters: [{ name: "a", least: 1, most: 9 }, { name: "b", least: 1, most: 9 }] } },
  formula: { parts: ["details"], first: { answer: "x^2", variables: [{ name: "x", least: -5, most: 5 }] } },
  essay: { parts: ["notes"], first: {} },
  information: { parts: [], first: {} },
};

const common = new Set(["stem", "feedback", "hints"]);

export function fresh(type: TypeName): Definition {
  return { stem: "", ...structuredClone(typeForms[type].first) };
}

/** The fields of the type itself, for who writes them as JSON. */
export function details(definition: Definition): Record<string, unknown> {
  return Object.fromEntries(Object.entries(definition).filter(([field]) => !common.has(field)));
}

export function withDetails(definition: Definition, own: Record<string, unknown>): Definition {
  return { ...Object.fromEntries(Object.entries(definition).filter(([field]) => common.has(field))), ...own } as Definition;
}
