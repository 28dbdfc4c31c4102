interface Money {
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
}

/** How many digits the currency has after the point: two for euros, none for yen. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

export function moneyText(money: Money, language: string): string {
  const value = money.amount / 10 ** digitsOf(money.currency);
  const isWhole = Number.isInteger(value);
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: money.currency,
    ...(isWhole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  }).format(value);
}

/** What somebody typed, in the smallest unit; null where it is no amount. */
export function amountOf(typed: string, currency: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  return Math.round(Number(text) * 10 ** digitsOf(currency));
}
