// Reads the description: operations by subject, references followed, schemas as rows of fields.
import type { Answer, Description, Operation, Parameter, Schema } from "@/api/description";

export interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

/** Operations that have the words somewhere in them, by their first tag. */
export function groupsOf(description: Description, words: string): Map<string, Entry[]> {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Entry[]>();
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const text = `${method} ${path} ${operation.summary}`.toLowerCase();
      if (!wanted.every((word) => text.includes(word))) continue;
      const tag = operation.tags[0] ?? "";
      groups.set(tag, [...(groups.get(tag) ?? []), { method: method.toUpperCase(), path, operation }]);
    }
  return new Map([...groups].sort(([one], [other]) => one.localeCompare(other)));
}

function named<Kind>(all: Record<string, Kind> | undefined, reference: string): Kind | undefined {
  return all?.[reference.slice(reference.lastIndexOf("/") + 1)];
}

export function parametersOf(description: Description, operation: Operation): Parameter[] {
  return (operation.parameters ?? []).flatMap((parameter) =>
    parameter.$ref ? (named(description.components.parameters, parameter.$ref) ?? []) : parameter,
  );
}

export function answerOf(description: Description, answer: Answer): Answer {
  return (answer.$ref && named(description.components.responses, answer.$ref)) || answer;
}

/** The first kind of body there is. */
export function bodyOf(content: Record<string, { schema: Schema }> | undefined): Schema | undefined {
  return Object.values(content ?? {})[0]?.schema;
}

export function typeWords(schema: Schema): string {
  if (schema.$ref) return schema.$ref.slice(schema.$ref.lastIndexOf("/") + 1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const parts = schema.oneOf ?? schema.anyOf;
  if (parts) return parts.map(typeWords).join(" | ");
  if (schema.allOf) return schema.allOf.map(typeWords).join(" & ");
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "any"];
  return types
    .map((type) => (type === "array" ? `${schema.items ? typeWords(schema.items) : "any"}[]` : type === "string" ? (schema.format ?? type) : type))
    .join(" | ");
}

export interface FieldRow {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

const deepest = 3;

/** Fields, those of inner objects as "user.name", those of lists as "items[].name". */
export function fieldsOf(description: Description, schema: Schema, before = "", depth = 0): FieldRow[] {
  const target = schema.$ref ? named(description.components.schemas, schema.$ref) : schema;
  if (!target || depth > deepest) return [];
  const merged = (target.allOf ?? []).flatMap((part) => fieldsOf(description, part, before, depth));
  const own = Object.entries(target.properties ?? {}).flatMap(([name, field]) => {
    const row = { name: before + name, type: typeWords(field), required: !!target.required?.includes(name), description: field.description ?? "" };
    const inner = field.items
      ? fieldsOf(description, field.items, `${before}${name}[].`, depth + 1)
      : fieldsOf(description, field, `${before}${name}.`, depth + 1);
    return [row, ...inner];
  });
  return [...merged, ...own];
}
