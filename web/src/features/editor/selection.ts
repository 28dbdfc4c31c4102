export type Selection = { kind: "course" } | { kind: "section" | "lesson"; id: string };

/** What is being edited stands in the address: a reload or a link comes back to it. */
export function selectionOf(parameters: URLSearchParams): Selection {
  const lesson = parameters.get("lesson");
  if (lesson) return { kind: "lesson", id: lesson };
  const section = parameters.get("section");
  return section ? { kind: "section", id: section } : { kind: "course" };
}

export function addressOf(selection: Selection): string {
  return selection.kind === "course" ? "" : `?${selection.kind}=${encodeURIComponent(selection.id)}`;
}
