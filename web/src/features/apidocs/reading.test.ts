import { describe, expect, it } from "vitest";
import type { Description } from "@/api/description";
import { answerOf, fieldsOf, groupsOf, parametersOf, typeWords } from "@/features/apidocs/reading";

const operation = { operationId: "x", summary: "List courses", tags: ["courses"], responses: {} };
const description: Description = {
  info: { title: "", version: "", description: "" },
  paths: {
    "/api/v1/courses": { get: operation, post: { ...operation, summary: "Create a course" } },
    "/api/v1/auth/login": { post: { ...operation, summary: "Sign in", tags: ["auth"] } },
  },
  components: {
    schemas: {
      User: { type: "object", required: ["id"], properties: { id: { type: "string" }, tags: { type: "array", items: { type: "string" } } } },
      Me: { allOf: [{ $ref: "#/components/schemas/User" }, { properties: { owner: { $ref: "#/components/schemas/User" } } }] },
    },
    responses: { Invalid: { description: "Wrong." } },
    parameters: { limit: { name: "limit", in: "query", schema: { type: "integer" } } },
  },
};

describe("the API's description", () => {
  it("is grouped by subject and found by words", () => {
    expect([...groupsOf(description, "").keys()]).toEqual(["auth", "courses"]);
    expect([...groupsOf(description, "post course").values()].flat().map((entry) => entry.operation.summary)).toEqual(["Create a course"]);
  });

  it("is read through its references", () => {
    expect(answerOf(description, { $ref: "#/components/responses/Invalid", description: "" }).description).toBe("Wrong.");
    const parameter = { $ref: "#/components/parameters/limit", name: "", in: "query" as const, schema: {} };
    expect(parametersOf(description, { ...operation, parameters: [parameter] }).map(({ name }) => name)).toEqual(["limit"]);
    expect(fieldsOf(description, { $ref: "#/components/schemas/Me" }).map(({ name, type }) => `${name}: ${type}`)).toEqual([
      "id: string",
      "tags: string[]",
      "owner: User",
      "owner.id: string",
      "owner.tags: string[]",
    ]);
  });

  it("names types as people write them", () => {
    expect(typeWords({ type: ["string", "null"], format: "date-time" })).toBe("date-time | null");
    expect(typeWords({ enum: ["a", null] })).toBe('"a" | null');
    expect(typeWords({ $ref: "#/components/schemas/User" })).toBe("User");
  });
});
