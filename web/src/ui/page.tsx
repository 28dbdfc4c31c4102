import { Container, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

interface PageProps {
  title: string;
  /** What stands beside the heading: the page's main acts. */
  actions?: ReactNode;
  /** Under the heading, dimmed. */
  lead?: ReactNode;
  width?: "narrow" | "normal" | "wide";
  children: ReactNode;
}

const widths = { narrow: 560, normal: 1040, wide: 1480 };

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Lectern` : "Lectern";
  }, [title]);
}

export function Page({ title, actions, lead, width = "normal", children }: PageProps): ReactNode {
  useTitle(title);
  return (
    <Container size={widths[width]} px="md" py={{ base: "lg", sm: "xl" }}>
      <Group justify="space-between" align="flex-start" gap="md" mb="lg">
        <Stack gap={4} style={{ flex: "1 1 320px" }}>
          <Title order={1}>{title}</Title>
          {lead && (
            <Text component="div" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Container>
  );
}

/** The shape of a page that is still on its way. */
export function PageSkeleton({ rows = 4 }: { rows?: number }): ReactNode {
  return (
    <Container size={widths.normal} px="md" py={{ base: "lg", sm: "xl" }} aria-busy="true">
      <Skeleton height={32} width="40%" mb="xl" />
      <RowsSkeleton rows={rows} height={56} />
    </Container>
  );
}

export function RowsSkeleton({ rows, height }: { rows: number; height: number }): ReactNode {
  return (
    <Stack gap="sm" aria-busy="true">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={height} />
      ))}
    </Stack>
  );
}
