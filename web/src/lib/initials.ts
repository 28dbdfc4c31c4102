/** "Ada Maria Nowak" becomes "AN". Letters outside the basic plane count as one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? words[words.length - 1] : "";
  return [words[0], last].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}
