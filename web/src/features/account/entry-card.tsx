import { Alert, Center, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon } from "@/ui/icons";
import { Glyph } from "@/ui/logo";
import { useTitle } from "@/ui/page";

/** The one layout of every page before signing in. */
export function EntryCard({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }): ReactNode {
  useTitle(title);
  return (
    <Center px="md" py={{ base: 40, sm: 72 }}>
      <Stack w="100%" maw={400} gap="lg">
        <Stack gap={6}>
          <Glyph size={48} />
          <Title order={1} mt="xs">
            {title}
          </Title>
          {lead && (
            <Text component="div" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Center>
  );
}

export function FormProblem({ children }: { children: ReactNode }): ReactNode {
  if (!children) return null;
  return (
    <Alert role="alert" color="red" variant="outline" icon={<Icon name="warning" />} c="var(--mantine-color-text)">
      {children}
    </Alert>
  );
}

export function FormNews({ children }: { children: ReactNode }): ReactNode {
  if (!children) return null;
  return (
    <Text role="status" size="sm">
      {children}
    </Text>
  );
}
