// What a new question of each type begins as, and which parts its form has.
import type { Definition } from "@/api/quiz";
import type { TypeName } from "@/questions/words";

export type Part = "options" | "scoring" | "truth" | "numbers" | "texts" | "pairs" | "items" | "gaps" | "words" | "hotspot" | "calculated" | "formula" | "essay";

export interface TypeForm {
  /** In this order below the stem. */
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
  cloze: { parts: ["gaps"], first: { gaps: [] }, hasGaps: true },
  drag_words: { parts: ["words"], first: { words: [], gaps: [] }, hasGaps: true },
  hotspot: { parts: ["hotspot"], first: { picture: "", picture_text: "", aspect: 1, areas: [] } },
  calculated: { parts: ["calculated"], first: { formula: "a + b", tolerance: 0.01, parameters: [{ name: "a", least: 1, most: 9 }, { name: "b", least: 1, most: 9 }] } },
  formula: { parts: ["formula"], first: { answer: "x^2", variables: [{ name: "x", least: -5, most: 5 }] } },
  essay: { parts: ["essay"], first: {} },
  information: { parts: [], first: {} },
};

export function fresh(type: TypeName): Definition {
  return { stem: "", ...structuredClone(typeForms[type].first) };
}
