const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 1500000 → "1.5 MB", in the reader's own number format. */
export function bytes(count: number, language: string): string {
  let value = Math.max(0, count);
  let index = 0;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[index] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: value < 10 && index > 0 ? 1 : 0,
  }).format(value);
}
