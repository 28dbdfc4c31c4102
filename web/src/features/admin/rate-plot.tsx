import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { SystemStatus } from "@/api/admin";
import { useWords } from "@/i18n/use-words";

/** Requests a second between each two looks; a server that was started anew in between counts from zero. */
export function ratesOf(history: readonly SystemStatus[]): number[] {
  return history.slice(1).map((now, index) => {
    const before = history[index] as SystemStatus;
    const seconds = (Date.parse(now.at) - Date.parse(before.at)) / 1000;
    return seconds > 0 ? Math.max(0, now.requests - before.requests) / seconds : 0;
  });
}

const width = 600;
const height = 100;

export function RatePlot({ rates, label }: { rates: readonly number[]; label: string }): ReactNode {
  const { language } = useWords();
  const most = Math.max(1, ...rates);
  const step = width / Math.max(1, rates.length - 1);
  const line = rates.map((rate, index) => `${(index * step).toFixed(1)},${(height - (rate / most) * height).toFixed(1)}`).join(" ");
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const last = rates[rates.length - 1] ?? 0;
  return (
    <figure style={{ margin: 0 }}>
      <svg className="lectern-plot" viewBox={`0 -4 ${width} ${height + 8}`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${format.format(last)}`}>
        <line x1="0" x2={width} y1={height} y2={height} stroke="var(--lectern-line)" vectorEffect="non-scaling-stroke" />
        {rates.length > 1 && <polyline points={line} fill="none" stroke="var(--mantine-color-anchor)" strokeWidth="2" vectorEffect="non-scaling-stroke" />}
      </svg>
      <Text component="figcaption" size="sm" className="lectern-numbers">
        {format.format(last)} · max. {format.format(rates.length > 0 ? Math.max(...rates) : 0)}
      </Text>
    </figure>
  );
}
