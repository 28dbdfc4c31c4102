import { describe, expect, it } from "vitest";
import { dayKey, firstWeekday, monthOf, parseMonth, shifted, weeksOf } from "@/lib/months";

describe("months", () => {
  it("hold whole weeks that begin where the language begins them", () => {
    const monday = weeksOf("2026-03", 1);
    expect(monday.map((week) => dayKey(week[0] as Date))).toEqual(["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]);
    const sunday = weeksOf("2026-02", 7);
    expect(sunday).toHaveLength(4);
    expect(dayKey(sunday[0]?.[0] as Date)).toBe("2026-02-01");
  });

  it("go on over the year's end", () => {
    expect(shifted("2026-12", 1)).toBe("2027-01");
    expect(shifted("2026-01", -1)).toBe("2025-12");
  });

  it("are this one where the address names none", () => {
    const now = new Date(2026, 4, 5);
    expect(parseMonth("2026-13", now)).toBe(monthOf(now));
    expect(parseMonth(null, now)).toBe("2026-05");
    expect(parseMonth("2025-11", now)).toBe("2025-11");
  });

  it("know that Germans begin on Monday", () => {
    expect(firstWeekday("de")).toBe(1);
  });
});
