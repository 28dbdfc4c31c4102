import { Button, Checkbox, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { type ClaimRule, federationKeys, type Provider } from "@/api/federation";
import { useErrorWords } from "@/api/words";
import { ClaimRules } from "@/features/admin/claim-rules";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

interface Draft {
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  client_secret: string;
  linking: Provider["linking"];
  enabled: boolean;
  rules: ClaimRule[];
}

const empty: Draft = { id: "", name: "", issuer: "", client_id: "", client_secret: "", linking: "by_hand", enabled: true, rules: [] };

function draftOf(provider: Provider): Draft {
  const { id, name, issuer, client_id, linking, enabled, rules } = provider;
  return { id, name, issuer, client_id, client_secret: "", linking, enabled, rules };
}

function useSave(provider: Provider | null, onSaved: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, client_secret, ...rest }: Draft) => {
      // An empty field keeps the secret that is there.
      const fields = client_secret ? { ...rest, client_secret } : rest;
      if (provider) return api.patch<Provider>(`/identity-providers/${provider.id}`, fields);
      return api.post<Provider>("/identity-providers", { id, ...fields });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: federationKeys.providers });
      await client.invalidateQueries({ queryKey: federationKeys.ways });
      onSaved();
    },
  });
}

export function ProviderForm({ provider, onDone }: { provider: Provider | null; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [draft, setDraft] = useState<Draft>(provider ? draftOf(provider) : empty);
  const save = useSave(provider, onDone);
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const redirect = `${window.location.origin}/api/v1/auth/oidc/${draft.id || "…"}/callback`;
  const text = (field: "id" | "name" | "issuer" | "client_id") => ({
    value: draft[field],
    error: wrong[field],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => setDraft({ ...draft, [field]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {!provider && <TextInput label={t("provider.id")} description={t("provider.idHint")} {...text("id")} />}
        <TextInput label={t("provider.name")} description={t("provider.nameHint")} {...text("name")} />
        <TextInput label={t("provider.issuer")} type="url" placeholder="https://" {...text("issuer")} />
        <TextInput label={t("provider.clientId")} {...text("client_id")} />
        <PasswordInput
          label={t("provider.secret")}
          description={provider?.has_secret ? t("provider.secretKept") : undefined}
          autoComplete="off"
          value={draft.client_secret}
          error={wrong.client_secret}
          onChange={(event) => setDraft({ ...draft, client_secret: event.currentTarget.value })}
        />
        <div>
          <Text size="sm" fw={500}>
            {t("provider.redirect")}
          </Text>
          <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
            {redirect}
          </Text>
        </div>
        <Checkbox
          label={t("provider.byEmail")}
          description={t("provider.byEmailHint")}
          checked={draft.linking === "verified_email"}
          onChange={(event) => setDraft({ ...draft, linking: event.currentTarget.checked ? "verified_email" : "by_hand" })}
        />
        <Checkbox
          label={t("provider.enabled")}
          checked={draft.enabled}
          onChange={(event) => setDraft({ ...draft, enabled: event.currentTarget.checked })}
        />
        <ClaimRules rules={draft.rules} onChange={(rules) => setDraft({ ...draft, rules })} />
        {save.error && <Problem>{wrong.rules ?? words(save.error)}</Problem>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t("provider.cancel")}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t("provider.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
