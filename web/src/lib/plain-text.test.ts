import { expect, it } from "vitest";
import { plainText } from "@/lib/plain-text";

it.each([
  ["How to **think**, `quickly`.", "How to think, quickly."],
  ["# Title\n\n- one\n- two", "Title one two"],
  ["See [the book](https://example.org) *now*", "See the book now"],
  ["3 * 4 = 12 and snake_case_name", "3 * 4 = 12 and snake_case_name"],
])("%j reads %j", (markdown, plain) => expect(plainText(markdown)).toBe(plain));
