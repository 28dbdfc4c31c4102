import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { accountKeys, invitationsQuery, mailQuery, requestsQuery } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FormProblem } from "@/features/account/entry-card";
import { Entry, Section, useTimes } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Requests(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(requestsQuery);
  const { run, problem } = useSubmit();
  const answer = (person: string, act: "approve" | "decline") =>
    run(async () => {
      await api.post(`/users/${person}/${act}`);
      await client.invalidateQueries({ queryKey: ["users"] });
    });
  return (
    <Section title={t("signUps.requests")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {data?.items.length === 0 && <Text c="dimmed">{t("signUps.noRequests")}</Text>}
      <div>
        {data?.items.map((person) => (
          <Entry key={person.id} name={person.name} about={person.email}>
            <Button size="compact-sm" aria-label={t("signUps.approveFor", { name: person.name })} onClick={() => void answer(person.id, "approve")}>
              {t("signUps.approve")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("signUps.declineFor", { name: person.name })}
              onClick={() => void answer(person.id, "decline")}
            >
              {t("signUps.decline")}
            </Button>
          </Entry>
        ))}
      </div>
      <FormProblem>{problem}</FormProblem>
    </Section>
  );
}

function Invitations(): ReactNode {
  const { t, spoken } = useWords();
  const { day } = useTimes();
  const client = useQueryClient();
  const { data } = useQuery(invitationsQuery);
  const { run, busy, fields, problem } = useSubmit();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("student");
  const refresh = () => client.invalidateQueries({ queryKey: accountKeys.invitations });
  const invite = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await api.post("/invitations", { email: email.trim(), role, language: spoken });
      setEmail("");
      await refresh();
    });
  };
  const withdraw = (id: string) =>
    run(async () => {
      await api.delete(`/invitations/${id}`);
      await refresh();
    });
  return (
    <Section title={t("signUps.invitations")}>
      {data?.items.length === 0 && <Text c="dimmed">{t("signUps.noInvitations")}</Text>}
      <div>
        {data?.items.map((invitation) => (
          <Entry key={invitation.id} name={invitation.email} about={`${t(`signUps.${invitation.role}`)} · ${t("signUps.until", { at: day(invitation.expires_at) })}`}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("signUps.withdrawFor", { email: invitation.email })}
              onClick={() => void withdraw(invitation.id)}
            >
              {t("signUps.withdraw")}
            </Button>
          </Entry>
        ))}
      </div>
      <form onSubmit={invite}>
        <Group align="flex-end">
          <TextInput
            label={t("signUps.email")}
            type="email"
            required
            withAsterisk={false}
            style={{ flex: "1 1 220px" }}
            value={email}
            error={fields.email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            size="md"
            label={t("signUps.role")}
            data={(["student", "instructor", "admin"] as const).map((one) => ({ value: one, label: t(`signUps.${one}`) }))}
            value={role}
            onChange={(event) => setRole(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={busy}>
            {t("signUps.invite")}
          </Button>
        </Group>
      </form>
      <FormProblem>{problem}</FormProblem>
    </Section>
  );
}

export default function SignUpsPage(): ReactNode {
  const { t } = useWords();
  const { data: mail } = useQuery(mailQuery);
  return (
    <Page title={t("signUps.title")} width="wide">
      <Stack gap={40} maw={640}>
        {mail && !mail.configured && <Alert color="yellow" variant="outline" c="var(--mantine-color-text)">{t("signUps.mailOff", { count: mail.waiting })}</Alert>}
        <Requests />
        <Invitations />
      </Stack>
    </Page>
  );
}
