import { Badge } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";

export type Visibility = "draft" | "unlisted" | "internal" | "public" | "archived";

/** Says so where not everybody sees it. */
export function VisibilityBadge({ visibility }: { visibility: Visibility }): ReactNode {
  const { t } = useWords();
  if (visibility === "public") return null;
  return (
    <Badge variant="default" tt="none" style={{ flex: "none" }}>
      {t(visibility === "draft" ? "course.draft" : `facts.${visibility}`)}
    </Badge>
  );
}
