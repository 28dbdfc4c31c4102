import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { api } from "@/api/client";
import { type DirectoryTest, directoryQuery, federationKeys } from "@/api/federation";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

/** The directory: where it is, whether it answers, and the way to its settings. */
export function DirectoryCard(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: directory } = useQuery(directoryQuery);
  const test = useMutation({
    mutationFn: () => api.post<DirectoryTest>("/admin/directory/test"),
    onSettled: () => client.invalidateQueries({ queryKey: federationKeys.directory }),
  });
  if (!directory) return null;
  const isWell = directory.state === "closed";
  return (
    <Paper component="section" withBorder p="md" mt="xl" aria-labelledby="directory">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <div style={{ minWidth: 0 }}>
            <Title order={2} fz="1.0625rem" id="directory">
              {t("directory.title")}
            </Title>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {directory.configured ? directory.url : t("directory.none")}
            </Text>
          </div>
          <Group gap="xs">
            {directory.configured && (
              <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
                {t("directory.test")}
              </Button>
            )}
            <Button variant="default" component={Link} href="/admin/settings">
              {t("directory.settings")}
            </Button>
          </Group>
        </Group>
        {directory.configured && (
          <Text size="sm">{t(isWell ? "directory.closed" : "directory.open", { calls: directory.calls, failures: directory.failures })}</Text>
        )}
        {directory.last_error && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {directory.last_error}
          </Text>
        )}
        <div role="status">{test.data?.works && <Text size="sm">{t("directory.works")}</Text>}</div>
        {test.data && !test.data.works && <Problem>{test.data.message}</Problem>}
        {test.error && <Problem>{words(test.error)}</Problem>}
      </Stack>
    </Paper>
  );
}
