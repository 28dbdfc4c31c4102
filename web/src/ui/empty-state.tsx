import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/ui/icons";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  text?: string;
  /** The next step. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, text, children }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <Text c="dimmed" component="span">
        <Icon name={icon} size={40} />
      </Text>
      <Title order={2}>{title}</Title>
      {text && (
        <Text c="dimmed" maw="52ch">
          {text}
        </Text>
      )}
      {children && <div style={{ marginBlockStart: 12 }}>{children}</div>}
    </Stack>
  );
}
