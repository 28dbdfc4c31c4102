import { Alert, Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "@/ui/icons";

interface ProblemProps {
  children: ReactNode;
  title?: string;
  retry?: { words: string; act: () => void };
}

/** What happened, what is kept, what to do: next to where it happened. */
export function Problem({ children, title, retry }: ProblemProps): ReactNode {
  return (
    <Alert role="alert" color="red" variant="outline" title={title} icon={<Icon name="warning" />} c="var(--mantine-color-text)">
      <Group justify="space-between" gap="sm">
        <Text size="sm" style={{ flex: "1 1 240px" }}>
          {children}
        </Text>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry.act}>
            {retry.words}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
