import { describe, expect, it } from "vitest";
import { admits, routes } from "@/app/routes";

describe("the page table", () => {
  it("lets in who stands high enough", () => {
    expect(admits("anyone", undefined)).toBe(true);
    expect(admits("signed-in", undefined)).toBe(false);
    expect(admits("instructor", "student")).toBe(false);
    expect(admits("instructor", "admin")).toBe(true);
    expect(admits({ may: "users.read" }, "student", ["users.read"])).toBe(true);
    expect(admits({ may: "users.read" }, "instructor", [])).toBe(false);
  });

  it("has each path once", () => expect(new Set(routes.map((route) => route.path)).size).toBe(routes.length));
});
