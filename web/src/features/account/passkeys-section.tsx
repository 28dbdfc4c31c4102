import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { accountKeys, type Passkey, type PasskeyOffer, passkeysQuery } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FormProblem } from "@/features/account/entry-card";
import { hasPasskeys, makePasskey, wasDismissed } from "@/features/account/passkey";
import { Entry, Reassure, Section, useTimes } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

function PasskeyEntry({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }): ReactNode {
  const { t } = useWords();
  const { day } = useTimes();
  const { run, problem } = useSubmit();
  const [removing, setRemoving] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const used = passkey.last_used_at ? t("security.lastUsed", { at: day(passkey.last_used_at) }) : t("security.neverUsed");
  const rename = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await api.patch(`/me/passkeys/${passkey.id}`, { name });
      setName(null);
      onChanged();
    });
  };
  const remove = () => {
    setRemoving(false);
    void run(async () => {
      await api.delete(`/me/passkeys/${passkey.id}`);
      onChanged();
    });
  };
  return (
    <Entry name={passkey.name} about={`${t("security.added", { at: day(passkey.created_at) })}, ${used}`}>
      <Button size="compact-sm" variant="default" onClick={() => setName(passkey.name)}>
        {t("security.rename")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setRemoving(true)}>
        {t("security.remove")}
      </Button>
      <FormProblem>{problem}</FormProblem>
      <Dialog opened={name !== null} onClose={() => setName(null)} title={t("security.rename")}>
        <form onSubmit={rename}>
          <Stack>
            <TextInput label={t("security.passkeyName")} data-autofocus required withAsterisk={false} value={name ?? ""} onChange={(event) => setName(event.currentTarget.value)} />
            <Group justify="flex-end">
              <Button type="submit">{t("account.save")}</Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
      <Confirm
        opened={removing}
        title={t("security.removePasskeyAsk", { name: passkey.name })}
        text={t("security.removePasskeyText")}
        act={t("security.remove")}
        keep={t("security.keep")}
        onConfirm={remove}
        onClose={() => setRemoving(false)}
      />
    </Entry>
  );
}

export function PasskeysSection(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(passkeysQuery);
  const { run, problem } = useSubmit();
  const [name, setName] = useState("");
  const [asking, setAsking] = useState(false);
  const changed = () => void client.invalidateQueries({ queryKey: accountKeys.passkeys });
  const make = async (proof: object) => {
    const offer = await api.post<PasskeyOffer>("/me/passkeys/options", proof);
    void run(async () => {
      try {
        const made = await makePasskey(offer);
        if (made) await api.post("/me/passkeys", { name: name.trim(), ...made });
        setName("");
        changed();
      } catch (thrown) {
        if (!wasDismissed(thrown)) throw thrown;
      }
    });
  };
  return (
    <Section title={t("security.passkeys")} text={t("security.passkeysText")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {data?.items.length === 0 && <Text>{t("security.noPasskeys")}</Text>}
      <div>
        {data?.items.map((passkey) => (
          <PasskeyEntry key={passkey.id} passkey={passkey} onChanged={changed} />
        ))}
      </div>
      {hasPasskeys() ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        >
          <Stack>
            <TextInput
              label={t("security.passkeyName")}
              placeholder={t("security.passkeyNameHint")}
              required
              withAsterisk={false}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <FormProblem>{problem}</FormProblem>
            <Group>
              <Button type="submit" variant="default">
                {t("security.addPasskey")}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        <Text size="sm" c="dimmed">
          {t("security.passkeyUnsupported")}
        </Text>
      )}
      <Reassure opened={asking} onClose={() => setAsking(false)} onSure={make} act={t("security.addPasskey")} />
    </Section>
  );
}
