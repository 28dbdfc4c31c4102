import { Anchor, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** Tells editors that they look at something as others do. */
export function PreviewBanner({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  return (
    <Group role="note" gap="sm" p="sm" style={{ borderRadius: 12, background: "var(--lectern-surface)" }}>
      <Icon name="people" size={18} />
      <Text size="sm" style={{ flex: 1 }}>
        {t("preview.banner")}
      </Text>
      <Anchor component={Link} href={`/courses/${course}/edit`} size="sm">
        {t("preview.leave")}
      </Anchor>
    </Group>
  );
}
