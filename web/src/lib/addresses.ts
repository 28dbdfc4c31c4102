// E-mail addresses as people paste them: one a line, or separated by commas, semicolons or spaces, perhaps with names.

/** In their order, each once: `Ada <ada@example.org>, bob@example.org` → the two addresses. */
export function addressesIn(text: string): string[] {
  const found = text
    .replace(/[^\s,;<>]*\s*<([^<>]*)>/g, " $1 ")
    .split(/[\s,;<>"]+/)
    .filter((word) => word.includes("@"))
    .map((word) => word.toLowerCase());
  return [...new Set(found)];
}
