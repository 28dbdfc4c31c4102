// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { Marked } from "marked";
import { formulas } from "@/ui/formulas";

const read = (text: string) => new Marked({ gfm: true, async: false }, formulas).parse(text) as string;

describe("formulas", () => {
  it("are found within a line and on lines of their own", () => {
    expect(read("so $a^2$ is")).toContain('data-formula="a^2" data-display="no"');
    expect(read("$$\n\\sum_i x_i\n$$")).toContain('data-formula="\\sum_i x_i" data-display="yes"');
  });
  it("leave prices alone", () => {
    expect(read("from $5 to $10")).not.toContain("data-formula");
    expect(read("5 $ and 10 $")).not.toContain("data-formula");
  });
  it("cannot break out of their attribute", () => {
    expect(read('$"><img src=x>$')).not.toContain("<img");
  });
});
