import { expect, test } from "vitest";
import { problemWords } from "@/features/account/way-problem";

test("a reason has its sentence, and nothing else in the address is shown", () => {
  expect(problemWords("not_linked")).toBe("ways.not_linked");
  expect(problemWords("with")).toBeNull();
  expect(problemWords("<b>hello</b>")).toBeNull();
  expect(problemWords(null)).toBeNull();
});
