import { expect, it } from "vitest";
import { safeTarget } from "@/features/account/safe-target";

it.each([
  ["/lessons/1?t=3", "/lessons/1?t=3"],
  [null, "/"],
  ["https://elsewhere.example", "/"],
  ["//elsewhere.example", "/"],
  ["/\\elsewhere.example", "/"],
])("after signing in, %s leads to %s", (wish, target) => expect(safeTarget(wish)).toBe(target));
