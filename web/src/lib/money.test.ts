import { describe, expect, it } from "vitest";
import { amountOf, digitsOf, moneyText } from "@/lib/money";

describe("money", () => {
  it("has as many digits as its currency", () => {
    expect(digitsOf("EUR")).toBe(2);
    expect(digitsOf("JPY")).toBe(0);
  });

  it("is written as the language writes it, without digits that say nothing", () => {
    expect(moneyText({ amount: 4900, currency: "EUR" }, "en")).toBe("€49");
    expect(moneyText({ amount: 4950, currency: "EUR" }, "en")).toBe("€49.50");
    expect(moneyText({ amount: 4900, currency: "JPY" }, "en")).toBe("¥4,900");
  });

  it("is read with a point or a comma", () => {
    expect(amountOf("49,5", "EUR")).toBe(4950);
    expect(amountOf(" 49.50 ", "EUR")).toBe(4950);
    expect(amountOf("much", "EUR")).toBeNull();
  });
});
