import { describe, expect, it } from "vitest";
import { addressesIn } from "@/lib/addresses";

describe("addressesIn", () => {
  it("takes what a mail program gives", () => {
    expect(addressesIn('"Ada Lovelace" <Ada@example.org>; bob@example.org, ada@example.org')).toEqual([
      "ada@example.org",
      "bob@example.org",
    ]);
  });

  it("takes one a line, and no words between", () => {
    expect(addressesIn("a@example.org\nplease also b@example.org")).toEqual(["a@example.org", "b@example.org"]);
    expect(addressesIn("nobody")).toEqual([]);
  });
});
