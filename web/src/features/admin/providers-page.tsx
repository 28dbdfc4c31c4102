import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { federationKeys, type Provider, providersQuery, type ProviderTest } from "@/api/federation";
import { useErrorWords } from "@/api/words";
import { DirectoryCard } from "@/features/admin/directory-card";
import { ProviderForm } from "@/features/admin/provider-form";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function TestResult({ result }: { result: ProviderTest }): ReactNode {
  return (
    <Alert
      role="status"
      variant="outline"
      color={result.works ? "green" : "red"}
      icon={<Icon name={result.works ? "check" : "warning"} />}
      c="var(--mantine-color-text)"
    >
      {result.message}
    </Alert>
  );
}

function ProviderRow({ provider, onChange }: { provider: Provider; onChange: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const test = useMutation({ mutationFn: () => api.post<ProviderTest>(`/identity-providers/${provider.id}/test`) });
  const remove = useMutation({
    mutationFn: () => api.delete(`/identity-providers/${provider.id}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: federationKeys.providers });
      await client.invalidateQueries({ queryKey: federationKeys.ways });
    },
  });
  const problem = test.error ?? remove.error;
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm">
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Group gap="xs">
              <Title order={2} fz="lg">
                {provider.name}
              </Title>
              {!provider.enabled && (
                <Badge color="gray" variant="outline">
                  {t("provider.off")}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {provider.issuer}
            </Text>
          </div>
          <Group gap="xs">
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()} aria-label={t("provider.testNamed", { name: provider.name })}>
              {t("provider.test")}
            </Button>
            <Button variant="default" onClick={onChange}>
              {t("provider.change", { name: provider.name })}
            </Button>
            <Button variant="default" onClick={() => setRemoving(true)}>
              {t("provider.remove")}
            </Button>
          </Group>
        </Group>
        {test.data && <TestResult result={test.data} />}
        {problem && <Problem>{words(problem)}</Problem>}
      </Stack>
      <Confirm
        title={t("provider.removeTitle", { name: provider.name })}
        text={t("provider.removeText", { id: provider.id })}
        typed={provider.id}
        act={t("provider.remove")}
        keep={t("provider.cancel")}
        opened={isRemoving}
        onConfirm={() => remove.mutate()}
        onClose={() => setRemoving(false)}
      />
    </Paper>
  );
}

export default function ProvidersPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useQuery(providersQuery);
  const [form, setForm] = useState<{ provider: Provider | null } | null>(null);
  const add = <Button onClick={() => setForm({ provider: null })}>{t("provider.add")}</Button>;
  const close = () => setForm(null);
  return (
    <Page title={t("provider.title")} lead={t("provider.lead")} actions={query.data?.length ? add : undefined} width="wide">
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {query.isPending && <RowsSkeleton rows={2} height={84} />}
      {query.data?.length === 0 && (
        <EmptyState icon="people" title={t("provider.empty")} text={t("provider.emptyText")}>
          {add}
        </EmptyState>
      )}
      <Stack component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {query.data?.map((provider) => (
          <ProviderRow key={provider.id} provider={provider} onChange={() => setForm({ provider })} />
        ))}
      </Stack>
      <DirectoryCard />
      <Dialog
        opened={form !== null}
        onClose={close}
        title={form?.provider ? t("provider.change", { name: form.provider.name }) : t("provider.add")}
      >
        {form && <ProviderForm provider={form.provider} onDone={close} />}
      </Dialog>
    </Page>
  );
}
