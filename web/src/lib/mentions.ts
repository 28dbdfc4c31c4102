// Mentions are kept as "@{id}" and typed as "@Name". Who was chosen while typing says which name is whom.

export interface Named {
  id: string;
  name: string;
}

const token = /@\{([0-9a-z]{26})\}/g;

/** As it is typed: names in place of ids. */
export function toTyped(stored: string, people: readonly Named[]): string {
  return stored.replace(token, (whole, id: string) => {
    const person = people.find((one) => one.id === id);
    return person ? `@${person.name}` : whole;
  });
}

/** As it is kept. Longer names first, so that "Sam Student" is not taken for "Sam". */
export function toStored(typed: string, people: readonly Named[]): string {
  const byLength = [...people].sort((one, other) => other.name.length - one.name.length);
  return byLength.reduce((text, person) => {
    const name = person.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return text.replace(new RegExp(`@${name}(?![\\p{L}\\p{N}])`, "gu"), `@{${person.id}}`);
  }, typed);
}

/** What stands between an @ and the cursor, while somebody is being named; null otherwise. */
export function namingAt(text: string, cursor: number): { from: number; name: string } | null {
  const match = /(?:^|[\s(])@([\p{L}\p{N}'-]*(?: [\p{L}\p{N}'-]*)?)$/u.exec(text.slice(0, cursor));
  const name = match?.[1];
  return name === undefined ? null : { from: cursor - name.length - 1, name };
}
