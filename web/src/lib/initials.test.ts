import { expect, test } from "vitest";
import { initials } from "@/lib/initials";

test("initials are of the first and the last word", () => {
  expect(initials("Ada Maria Nowak")).toBe("AN");
  expect(initials("ada")).toBe("A");
  expect(initials("  ")).toBe("");
  expect(initials("𝒜da 𝒩owak")).toBe("𝒜𝒩");
});
