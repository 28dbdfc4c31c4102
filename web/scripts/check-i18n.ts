// Every language on offer as complete says everything English says, with the same placeholders; what is begun may lack
// words but may not invent any. Run by `npm run check`; node strips the types itself.
import { readFileSync } from "node:fs";

type Words = Record<string, Record<string, string>>;

const complete = ["de"];
const begun = ["ar"];

async function words(code: string): Promise<Words> {
  const found = (await import(new URL(`../src/i18n/${code}.ts`, import.meta.url).href)) as Record<string, Words>;
  return found[code] ?? {};
}

function flat(all: Words): Map<string, string> {
  const rows = Object.entries(all).flatMap(([part, keys]) =>
    Object.entries(keys).map(([key, text]): [string, string] => [`${part}.${key}`, text]),
  );
  return new Map(rows);
}

function placeholders(text: string): string {
  return [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort().join(",");
}

const english = flat(await words("en"));
const problems: string[] = [];
for (const code of [...complete, ...begun]) {
  const own = flat(await words(code));
  for (const [key, text] of own) {
    const original = english.get(key);
    if (original === undefined) problems.push(`${code}: ${key} is not an English key`);
    else if (placeholders(original) !== placeholders(text)) problems.push(`${code}: ${key} has other placeholders`);
    if (text.trim() === "") problems.push(`${code}: ${key} is empty`);
  }
  if (complete.includes(code))
    for (const key of english.keys()) if (!own.has(key)) problems.push(`${code}: ${key} is missing`);
}

const offered = readFileSync(new URL("../src/i18n/languages.ts", import.meta.url), "utf8");
for (const [, code] of offered.matchAll(/code: "(\w+)"/g))
  if (code !== "en" && !complete.includes(code ?? "") && !begun.includes(code ?? ""))
    problems.push(`${code} is offered but not checked`);

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
