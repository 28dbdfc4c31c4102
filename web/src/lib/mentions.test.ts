import { describe, expect, it } from "vitest";
import { namingAt, toStored, toTyped } from "@/lib/mentions";

const sam = { id: "01hzzzzzzzzzzzzzzzzzzzzzzz", name: "Sam" };
const samStudent = { id: "01j00000000000000000000000", name: "Sam Student" };

describe("mentions", () => {
  it("go to ids and back", () => {
    const typed = "Ask @Sam Student, or @Sam.";
    const stored = toStored(typed, [sam, samStudent]);
    expect(stored).toBe(`Ask @{${samStudent.id}}, or @{${sam.id}}.`);
    expect(toTyped(stored, [sam, samStudent])).toBe(typed);
  });

  it("leave names alone that only begin like one", () => {
    expect(toStored("@Samuel and sam@Sample", [sam])).toBe("@Samuel and sam@Sample");
  });

  it("keep the id of whom nobody knows", () => {
    expect(toTyped(`@{${sam.id}}`, [])).toBe(`@{${sam.id}}`);
  });

  it("take names as they are, whatever signs are in them", () => {
    expect(toStored("@A (B) c", [{ id: sam.id, name: "A (B)" }])).toBe(`@{${sam.id}} c`);
  });
});

describe("who is being named", () => {
  it("is what stands behind the last @", () => {
    expect(namingAt("Ask @Sa", 7)).toEqual({ from: 4, name: "Sa" });
    expect(namingAt("@", 1)).toEqual({ from: 0, name: "" });
    expect(namingAt("Ask @Sam St", 11)).toEqual({ from: 4, name: "Sam St" });
  });

  it("is nobody in an address or after the name has ended", () => {
    expect(namingAt("sam@exa", 7)).toBeNull();
    expect(namingAt("@Sam said that", 14)).toBeNull();
    expect(namingAt("@Sam, ", 6)).toBeNull();
  });
});
