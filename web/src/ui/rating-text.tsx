import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";

export interface Rating {
  count: number;
  average: number | null;
}

/** "4.5 ★ (12)", and said in words to who does not see it. */
export function RatingText({ rating }: { rating: Rating }): ReactNode {
  const { t, language } = useWords();
  if (rating.average === null) return null;
  const average = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(rating.average);
  return (
    <Text
      component="span"
      role="img"
      size="sm"
      c="dimmed"
      className="lectern-numbers"
      aria-label={t("browse.rated", { average, count: rating.count })}
    >
      {`${average} ★ (${String(rating.count)})`}
    </Text>
  );
}
