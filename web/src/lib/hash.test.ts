import { expect, it } from "vitest";
import { hashOf } from "@/lib/hash";

it("gives the same number for the same text, and others for others", () => {
  expect(hashOf("")).toBe(0x811c9dc5);
  expect(hashOf("a")).toBe(0xe40c292c);
  expect(hashOf("01kaz3q0")).toBe(hashOf("01kaz3q0"));
  expect(hashOf("01kaz3q0")).not.toBe(hashOf("01kaz3q1"));
});
