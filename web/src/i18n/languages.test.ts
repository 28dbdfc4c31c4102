import { describe, expect, it } from "vitest";
import { de } from "@/i18n/de";
import { en } from "@/i18n/en";
import { choose, formatsOf, languages } from "@/i18n/languages";

describe("languages", () => {
  it("serves a region with its language, and the first wish that is on offer", () => {
    expect(choose(["de-AT", "en"]).code).toBe("de");
    expect(choose(["fr", "ar-EG"]).code).toBe("ar");
    expect(choose(["fr"]).code).toBe("en");
  });

  it("write dates as the first wish of the language spoken that names a region", () => {
    expect(formatsOf(choose(["en"]), ["en-US", "en-GB"])).toBe("en-US");
    expect(formatsOf(choose(["en"]), ["en", "de-AT", "en-GB"])).toBe("en-GB");
    expect(formatsOf(choose(["de"]), ["de-AT", "en-GB"])).toBe("de-AT");
    expect(formatsOf(choose(["de"]), ["de", "en-GB"])).toBe("de");
    expect(formatsOf(choose(["en"]), ["en-!!", "en"])).toBe("en");
  });

  it("offer only regions that Intl knows", () => {
    for (const { code, regions } of languages)
      for (const region of regions) expect(Intl.DateTimeFormat.supportedLocalesOf(`${code}-${region}`)).toEqual([`${code}-${region}`]);
  });

  it("know which way they are written", () => {
    expect(languages.filter((language) => language.direction === "rtl").map((language) => language.code)).toEqual(["ar"]);
  });

  it("say nothing twice as loud as needed", () => {
    for (const part of [...Object.values(en), ...Object.values(de)])
      for (const text of Object.values(part)) expect(text).not.toMatch(/!(?!\[)/);
  });
});
