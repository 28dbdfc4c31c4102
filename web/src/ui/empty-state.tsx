import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/ui/icons";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  text?: string;
  /** Where it is all there is on the page. */
  isPage?: true;
  /** The next step. */
  children?: ReactNode;
}

export function EmptyState({ icon, title, text, isPage, children }: EmptyStateProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py={56} px="md" ta="center">
      <Text c="dimmed" component="span">
        <Icon name={icon} size={40} />
      </Text>
      <Title order={isPage ? 1 : 2} fz="1.375rem">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw="52ch">
          {text}
        </Text>
      )}
      {children && <div style={{ marginBlockStart: 12 }}>{children}</div>}
    </Stack>
  );
}
