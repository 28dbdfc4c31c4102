import { Button, Code, Group, PasswordInput, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { accountKeys, secondFactorQuery } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FormNews, FormProblem } from "@/features/account/entry-card";
import { Reassure, Section } from "@/features/account/parts";
import { QrCode } from "@/ui/qr-code";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

export function PasswordSection(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const { run, busy, fields, problem } = useSubmit();
  const [present, setPresent] = useState("");
  const [wanted, setWanted] = useState("");
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    void run(async () => {
      await api.post("/me/password", { current_password: present, new_password: wanted });
      setPresent("");
      setWanted("");
      await client.invalidateQueries({ queryKey: accountKeys.sessions });
    }).then(setDone);
  };
  return (
    <Section title={t("account.password")}>
      <form onSubmit={submit}>
        <Stack>
          <PasswordInput
            size="md"
            label={t("account.currentPassword")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={present}
            error={fields.current_password}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <PasswordInput
            size="md"
            label={t("account.newPassword")}
            description={t("entry.passwordHelp")}
            autoComplete="new-password"
            required
            withAsterisk={false}
            value={wanted}
            error={fields.new_password}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
          <FormProblem>{problem}</FormProblem>
          <Group>
            <Button type="submit" loading={busy}>
              {t("account.changePassword")}
            </Button>
            <FormNews>{done && t("account.passwordChanged")}</FormNews>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }): ReactNode {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(codes.join("\n")).then(() => setCopied(true));
  return (
    <Stack>
      <Text>{t("security.codesText")}</Text>
      <SimpleGrid cols={2} spacing="xs">
        {codes.map((code) => (
          <Code key={code} fz="md" ta="center" p="xs">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={copy}>
          {copied ? t("security.copied") : t("security.copyCodes")}
        </Button>
        <Button onClick={onKept}>{t("security.codesKept")}</Button>
      </Group>
    </Stack>
  );
}

interface SetUpProps {
  offer: { secret: string; uri: string };
  onCodes: (codes: string[]) => void;
}

function SetUp({ offer, onCodes }: SetUpProps): ReactNode {
  const { t } = useWords();
  const { run, busy, fields, problem } = useSubmit();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const answer = await api.post<{ recovery_codes: string[] }>("/me/second-factor/confirm", { code: code.trim() });
      onCodes(answer.recovery_codes);
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t("security.scan")}</Text>
        <QrCode text={offer.uri} label={t("security.qr")} />
        <Text size="sm" c="dimmed">
          {t("security.orType")}
        </Text>
        <Code fz="sm" style={{ overflowWrap: "anywhere" }}>
          {offer.secret.match(/.{1,4}/g)?.join(" ")}
        </Code>
        <TextInput
          label={t("entry.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          required
          withAsterisk={false}
          value={code}
          error={fields.code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormProblem>{problem}</FormProblem>
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {t("security.turnOn")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type Act = "offer" | "codes" | "off";

export function SecondFactorSection(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(secondFactorQuery);
  const [act, setAct] = useState<Act | null>(null);
  const [offer, setOffer] = useState<SetUpProps["offer"] | null>(null);
  const [codes, setCodes] = useState<string[]>([]);
  const refresh = () => client.invalidateQueries({ queryKey: accountKeys.secondFactor });
  const sure = async (proof: object) => {
    if (act === "offer") setOffer(await api.post("/me/second-factor", proof));
    if (act === "codes") setCodes((await api.post<{ recovery_codes: string[] }>("/me/second-factor/recovery-codes", proof)).recovery_codes);
    if (act === "off") await api.post("/me/second-factor/off", proof);
    await refresh();
  };
  const shown = codes.length > 0 || offer !== null;
  const close = () => {
    setOffer(null);
    setCodes([]);
    void refresh();
  };
  return (
    <Section title={t("security.second")} text={t("security.secondText")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {data && <Text>{data.enabled ? t("security.secondOn", { count: data.recovery_codes_left }) : t("security.secondOff")}</Text>}
      {data && (
        <Group gap="xs">
          {!data.enabled && <Button onClick={() => setAct("offer")}>{t("security.turnOn")}</Button>}
          {data.enabled && (
            <Button variant="default" onClick={() => setAct("codes")}>
              {t("security.newCodes")}
            </Button>
          )}
          {data.enabled && (
            <Button variant="default" onClick={() => setAct("off")}>
              {t("security.turnOff")}
            </Button>
          )}
        </Group>
      )}
      <Reassure opened={act !== null} onClose={() => setAct(null)} onSure={sure} />
      <Dialog opened={shown && act === null} onClose={close} title={codes.length > 0 ? t("security.codesTitle") : t("security.second")}>
        {codes.length > 0 ? <RecoveryCodes codes={codes} onKept={close} /> : offer && <SetUp offer={offer} onCodes={setCodes} />}
      </Dialog>
    </Section>
  );
}
