import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { RichText } from "@/ui/rich-text";

/** What a course or programme says of itself: Markdown, with formulas. */
export function About({ summary, description }: { summary: string; description?: string | null }): ReactNode {
  return (
    <Stack gap="md">
      {summary && <RichText text={summary} />}
      {description && <RichText text={description} />}
    </Stack>
  );
}
