// The schemas of the API description as TypeScript, for `npm run check`: types that were written by hand are held against
// them (agreement/agreement.ts). Node strips the types itself.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
}

function object(schema: Schema): string {
  const required = new Set(schema.required);
  const rows = Object.entries(schema.properties ?? {}).map(
    ([name, inner]) => `${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${text(inner)};`,
  );
  if (rows.length > 0) return `{ ${rows.join(" ")} }`;
  const { additionalProperties: more } = schema;
  return `Record<string, ${typeof more === "object" ? text(more) : "unknown"}>`;
}

function plain(schema: Schema, type: string): string {
  if (type === "object") return object(schema);
  if (type === "array") return `(${text(schema.items ?? {})})[]`;
  return type === "integer" ? "number" : type;
}

function text(schema: Schema): string {
  const { $ref, allOf } = schema;
  if ($ref) return $ref.slice($ref.lastIndexOf("/") + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return choice.map((one) => `(${text(one)})`).join(" | ");
  const own = schema.properties ? object(schema) : null;
  if (allOf) return [...allOf.map((one) => `(${text(one)})`), ...(own ? [own] : [])].join(" & ");
  const types = [schema.type ?? (own ? "object" : "unknown")].flat();
  return types.map((type) => plain(schema, type)).map((one) => (types.length > 1 ? `(${one})` : one)).join(" | ");
}

const description = JSON.parse(readFileSync(new URL("../../tests/golden/openapi.json", import.meta.url), "utf8")) as {
  components: { schemas: Record<string, Schema> };
};
const lines = Object.entries(description.components.schemas).map(([name, schema]) => `export type ${name} = ${text(schema)};`);
const folder = new URL("../node_modules/.cache/lectern/", import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL("schema.ts", folder), `${lines.join("\n")}\n`);
