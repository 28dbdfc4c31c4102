import { Alert, Button, Checkbox, Code, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountKeys, type ApiToken, type Scope, scopes, tokensQuery } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FormProblem } from "@/features/account/entry-card";
import { Entry, Reassure, Section, useTimes } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Problem } from "@/ui/problem";

const lifetimes = [7, 30, 90, 365];

function NewToken({ onMade }: { onMade: (secret: string) => void }): ReactNode {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<Scope[]>(["read"]);
  const [days, setDays] = useState(30);
  const [asking, setAsking] = useState(false);
  const make = async (proof: object) => {
    const issued = await api.post<{ token: string }>("/me/tokens", { name: name.trim(), scopes: chosen, days, ...proof });
    setName("");
    onMade(issued.token);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <Stack>
        <TextInput label={t("security.tokenName")} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Checkbox.Group label={t("security.scopes")} value={chosen} onChange={(value) => setChosen(value as Scope[])}>
          <Stack gap="xs" mt="xs">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={t(`security.${scope}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <NativeSelect
          size="md"
          label={t("security.days")}
          data={lifetimes.map((count) => ({ value: String(count), label: t("security.dayCount", { count }) }))}
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        <Group>
          <Button type="submit" variant="default" disabled={chosen.length === 0}>
            {t("security.create")}
          </Button>
        </Group>
      </Stack>
      <Reassure opened={asking} onClose={() => setAsking(false)} onSure={make} act={t("security.create")} />
    </form>
  );
}

export function TokensSection(): ReactNode {
  const { t, list } = useWords();
  const words = useErrorWords();
  const { day } = useTimes();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(tokensQuery);
  const { run, problem } = useSubmit();
  const [secret, setSecret] = useState("");
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: accountKeys.tokens });
  const made = (issued: string) => {
    setSecret(issued);
    void refresh();
  };
  const revoke = (token: ApiToken) => {
    setRevoking(null);
    void run(async () => {
      await api.delete(`/me/tokens/${token.id}`);
      await refresh();
    });
  };
  return (
    <Section title={t("security.tokens")} text={t("security.tokensText")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {secret && (
        <Alert variant="light" role="status" title={t("security.tokenOnce")} withCloseButton closeButtonLabel={t("player.close")} onClose={() => setSecret("")}>
          <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
        </Alert>
      )}
      {data?.items.length === 0 && <Text>{t("security.noTokens")}</Text>}
      <div>
        {data?.items.map((token) => {
          const used = token.last_used_at ? t("security.lastUsed", { at: day(token.last_used_at) }) : t("security.neverUsed");
          const about = t("security.tokenUntil", { scopes: list(token.scopes.map((scope) => t(`security.${scope}`))), at: day(token.expires_at) });
          return (
            <Entry key={token.id} name={token.name} about={`${about} · ${used}`}>
              <Button size="compact-sm" variant="default" onClick={() => setRevoking(token)}>
                {t("security.revoke")}
              </Button>
            </Entry>
          );
        })}
      </div>
      <FormProblem>{problem}</FormProblem>
      <NewToken onMade={made} />
      {revoking && (
        <Confirm
          opened
          title={t("security.revokeAsk", { name: revoking.name })}
          text={t("security.revokeText")}
          act={t("security.revoke")}
          keep={t("security.keep")}
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  );
}
