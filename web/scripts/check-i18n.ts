// Every language on offer says everything English says, with the same placeholders, and nothing else. A plural has every
// form of its language. Run by `npm run check`; node strips the types itself.
import { readFileSync } from "node:fs";

type Words = Record<string, Record<string, string>>;
interface SettingWords {
  choices: Record<string, Record<string, string>>;
  settings: Record<string, { name: string; help?: string }>;
}

const languages = ["de", "ar"];

/** The forms of plurals (CLDR) of languages that have others than English. */
const forms: Record<string, readonly string[]> = { ar: ["zero", "one", "two", "few", "many", "other"] };

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

function placeholders(text: string): string[] {
  return [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1] ?? "").sort();
}

const english = flat(await words("en"));
const problems: string[] = [];

/** "part.key_few" stands for "part.key_other", which English has. */
function originalOf(code: string, key: string): string | undefined {
  const further = forms[code]?.find((form) => key.endsWith(`_${form}`));
  return english.get(key) ?? (further && english.get(`${key.slice(0, -further.length)}other`));
}

/** One and two of something may be said without a number. */
function hasSamePlaceholders(key: string, original: string, text: string): boolean {
  const free = /_(zero|one|two)$/.test(key) ? "count" : "";
  const [wanted, found] = [original, text].map((one) => placeholders(one).filter((name) => name !== free).join());
  return wanted === found;
}

for (const code of languages) {
  const own = flat(await words(code));
  for (const [key, text] of own) {
    const original = originalOf(code, key);
    if (original === undefined) problems.push(`${code}: ${key} is not an English key`);
    else if (!hasSamePlaceholders(key, original, text)) problems.push(`${code}: ${key} has other placeholders`);
    if (text.trim() === "") problems.push(`${code}: ${key} is empty`);
  }
  for (const key of english.keys()) {
    const stem = /^(.*)_other$/.exec(key)?.[1];
    const isPlural = stem !== undefined && english.has(`${stem}_one`);
    const wanted = (isPlural && own.has(key) && forms[code]) || [];
    for (const form of wanted) if (!own.has(`${stem}_${form}`)) problems.push(`${code}: ${stem}_${form} is missing`);
    if (!own.has(key)) problems.push(`${code}: ${key} is missing`);
  }
}

const offered = readFileSync(new URL("../src/i18n/languages.ts", import.meta.url), "utf8");
for (const [, code] of offered.matchAll(/code: "(\w+)"/g))
  if (code !== "en" && !languages.includes(code ?? "")) problems.push(`${code} is offered but not checked`);

// Every setting has a name in every language, and a help text where it is not the server's own English.
const file = readFileSync(new URL("../../packaging/lectern.conf", import.meta.url), "utf8");
/** The comment above each setting ends with what may be chosen, broken where the line ends. */
const choices = [...file.matchAll(/\(one of:([^)]*)\)\n#?([a-z][a-z_.]*) =/g)].map(([, list = "", key = ""]) => ({
  key,
  values: list.split(",").map((value) => value.replace(/[#\s]/g, "")),
}));
const settings = [...file.matchAll(/^#?([a-z][a-z_.]*) =/gm)].map((match) => match[1] ?? "");
for (const code of ["en", ...languages]) {
  const found = (await import(new URL(`../src/i18n/settings/${code}.ts`, import.meta.url).href)) as Record<string, SettingWords>;
  const known = found[code]?.settings ?? {};
  for (const key of settings) {
    if (!known[key]?.name.trim()) problems.push(`${code}: the setting ${key} has no name`);
    if (code !== "en" && !known[key]?.help?.trim()) problems.push(`${code}: the setting ${key} has no help text`);
  }
  const chosen = found[code]?.choices ?? {};
  for (const { key, values } of choices)
    for (const value of values) if (!chosen[key]?.[value]?.trim()) problems.push(`${code}: the choice ${value} of ${key} has no words`);
  for (const key of Object.keys(known)) if (!settings.includes(key)) problems.push(`${code}: there is no setting ${key}`);
}

// Every action of the audit log has words in every language.
interface AuditWords {
  actions: Record<string, string>;
  kinds: Record<string, string>;
  details: Record<string, string>;
  values: Record<string, string>;
  work: Record<string, string>;
}
const table = readFileSync(new URL("../../storage/audit/actions.h", import.meta.url), "utf8");
const actions = [...table.matchAll(/^ {4}"([a-z_.]+)",$/gm)].map((match) => match[1] ?? "");
const said: Partial<Record<string, AuditWords>> = {};
for (const code of ["en", ...languages]) {
  const found = ((await import(new URL(`../src/i18n/audit/${code}.ts`, import.meta.url).href)) as Record<string, AuditWords>)[code];
  said[code] = found;
  for (const action of actions) if (!found?.actions[action]?.trim()) problems.push(`${code}: the act ${action} has no words`);
  for (const action of Object.keys(found?.actions ?? {})) if (!actions.includes(action)) problems.push(`${code}: there is no act ${action}`);
  for (const part of ["kinds", "details", "values", "work"] as const)
    if (Object.keys(found?.[part] ?? {}).join() !== Object.keys(said.en?.[part] ?? {}).join()) problems.push(`${code}: the ${part} of the audit log differ from English`);
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
