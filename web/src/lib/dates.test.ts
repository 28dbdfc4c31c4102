import { describe, expect, it } from "vitest";
import { ago } from "@/lib/dates";

const now = Date.UTC(2026, 2, 3, 12);

describe("ago", () => {
  it("takes the largest unit that is full", () => {
    expect(ago("2026-03-03T11:30:00Z", "en", now)).toBe("30 minutes ago");
    expect(ago("2026-03-03T09:00:00Z", "en", now)).toBe("3 hours ago");
    expect(ago("2026-03-02T11:00:00Z", "en", now)).toBe("yesterday");
    expect(ago("2025-03-01T11:00:00Z", "en", now)).toBe("last year");
  });

  it("knows other languages, and what has just happened", () => {
    expect(ago("2026-03-03T09:00:00Z", "de", now)).toBe("vor 3 Stunden");
    expect(ago("2026-03-03T12:00:00Z", "en", now)).toBe("this minute");
  });
});
