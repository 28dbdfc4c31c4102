export const stateWords = {
  open: "quiz.stateOpen",
  submitted: "quiz.stateSubmitted",
  marking: "quiz.stateMarking",
  graded: "quiz.stateGraded",
} as const;

export const typeWords = {
  single_choice: "quizEdit.single_choice",
  multiple_choice: "quizEdit.multiple_choice",
  true_false: "quizEdit.true_false",
  numeric: "quizEdit.numeric",
  short_text: "quizEdit.short_text",
  matching: "quizEdit.matching",
  ordering: "quizEdit.ordering",
  cloze: "quizEdit.cloze",
  drag_words: "quizEdit.drag_words",
  hotspot: "quizEdit.hotspot",
  calculated: "quizEdit.calculated",
  formula: "quizEdit.formula",
  essay: "quizEdit.essay",
  information: "quizEdit.information",
} as const;

export type TypeName = keyof typeof typeWords;
export const typeNames = Object.keys(typeWords) as TypeName[];

export function isType(name: string): name is TypeName {
  return name in typeWords;
}
