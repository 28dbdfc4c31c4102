import { describe, expect, it } from "vitest";
import { de } from "@/i18n/de";
import { en } from "@/i18n/en";
import { choose, languages } from "@/i18n/languages";

describe("languages", () => {
  it("serves a region with its language, and the first wish that is on offer", () => {
    expect(choose(["de-AT", "en"]).code).toBe("de");
    expect(choose(["fr", "ar-EG"]).code).toBe("ar");
    expect(choose(["fr"]).code).toBe("en");
  });

  it("know which way they are written", () => {
    expect(languages.filter((language) => language.direction === "rtl").map((language) => language.code)).toEqual(["ar"]);
  });

  it("say nothing twice as loud as needed", () => {
    for (const part of [...Object.values(en), ...Object.values(de)])
      for (const text of Object.values(part)) expect(text).not.toMatch(/!(?!\[)/);
  });
});
