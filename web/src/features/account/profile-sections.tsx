import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { type Account, accountKeys, type Notice, type NoticeWay } from "@/api/account";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { Me } from "@/api/types";
import { FormNews, FormProblem } from "@/features/account/entry-card";
import { Reassure, Section } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { choose, languages, regionOf } from "@/i18n/languages";
import { useWords } from "@/i18n/use-words";
import { useSpeak } from "@/ui/use-speak";

function useSave() {
  const client = useQueryClient();
  const form = useSubmit();
  const [saved, setSaved] = useState(false);
  const save = (patch: object) => {
    setSaved(false);
    return form
      .run(async () => {
        const account = await api.patch<Account>("/me", patch);
        client.setQueryData(accountKeys.account, account);
        client.setQueryData<Me | null>(keys.me, account);
      })
      .then((done) => {
        setSaved(done);
        return done;
      });
  };
  return { ...form, save, saved };
}

/** The regions of a language, each with how it writes a moment. */
function formatChoices(tag: string, ofBrowser: string, reader: string): { value: string; label: string }[] {
  const { code, regions } = choose([tag]);
  const names = new Intl.DisplayNames(reader, { type: "region" });
  const example = (value: string) => new Intl.DateTimeFormat(value, { dateStyle: "medium", timeStyle: "short" }).format(new Date());
  const tags = new Set(regions.map((region) => `${code}-${region}`));
  if (regionOf(tag)) tags.add(tag);
  const known = [...tags].map((value) => ({ value, label: `${names.of(regionOf(value) ?? "") ?? value}: ${example(value)}` }));
  return [{ value: code, label: ofBrowser }, ...known.sort((one, other) => one.label.localeCompare(other.label, reader))];
}

export function ProfileSection({ account }: { account: Account }): ReactNode {
  const { t, language } = useWords();
  const { save, saved, busy, fields, problem } = useSave();
  const speak = useSpeak();
  const [typed, setTyped] = useState({
    name: account.name,
    username: account.username ?? "",
    language: account.language ?? "en",
    time_zone: account.time_zone ?? "UTC",
  });
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    error: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((known) => ({ ...known, [name]: value }));
    },
  });
  const zones = [...new Set(["UTC", typed.time_zone, ...Intl.supportedValuesOf("timeZone")])];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(typed).then((done) => done && speak(typed.language));
  };
  return (
    <Section title={t("account.profile")}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t("account.name")} description={t("account.nameHelp")} autoComplete="name" required withAsterisk={false} {...field("name")} />
          <TextInput label={t("account.username")} description={t("account.usernameHelp")} autoCapitalize="none" {...field("username")} />
          <NativeSelect size="md" label={t("account.timeZone")} description={t("account.timeZoneHelp")} data={zones} {...field("time_zone")} />
          <NativeSelect
            size="md"
            label={t("account.language")}
            description={t("account.languageHelp")}
            data={languages.map((one) => ({ value: one.code, label: one.name }))}
            {...field("language")}
            value={choose([typed.language]).code}
          />
          <NativeSelect size="md" label={t("account.formats")} data={formatChoices(typed.language, t("account.formatsOfBrowser"), language)} {...field("language")} />
          <FormProblem>{problem}</FormProblem>
          <Group>
            <Button type="submit" loading={busy}>
              {t("account.save")}
            </Button>
            <FormNews>{saved && t("account.saved")}</FormNews>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

export function EmailSection({ account }: { account: Account }): ReactNode {
  const { t } = useWords();
  const [email, setEmail] = useState("");
  const [asking, setAsking] = useState(false);
  const [sentTo, setSentTo] = useState("");
  const send = async (proof: { current_password?: string }) => {
    await api.post("/me/email", { email: email.trim(), ...proof });
    setSentTo(email.trim());
    setEmail("");
  };
  return (
    <Section title={t("account.email")} text={t("account.emailNow", { email: account.email })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      >
        <Stack>
          <TextInput
            label={t("account.newEmail")}
            type="email"
            autoComplete="email"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" variant="default">
              {t("account.changeEmail")}
            </Button>
            <FormNews>{sentTo && t("account.emailSent", { email: sentTo })}</FormNews>
          </Group>
        </Stack>
      </form>
      <Reassure opened={asking} onClose={() => setAsking(false)} onSure={send} act={t("account.changeEmail")} />
    </Section>
  );
}

const notices: readonly Notice[] = ["announcements", "replies", "enrolments", "certificates", "digest"];

export function NoticesSection({ account }: { account: Account }): ReactNode {
  const { t } = useWords();
  const { save, saved, problem } = useSave();
  const ways: readonly { value: NoticeWay; label: string }[] = [
    { value: "mail", label: t("account.byMail") },
    { value: "page", label: t("account.onPage") },
    { value: "off", label: t("account.not") },
  ];
  const choose = (notice: Notice, way: string) => void save({ notify: { ...account.notify, [notice]: way } });
  return (
    <Section title={t("account.notices")}>
      {notices.map((notice) => (
        <NativeSelect
          key={notice}
          size="md"
          label={t(`account.${notice}`)}
          data={[...ways]}
          value={account.notify[notice] ?? "mail"}
          onChange={(event) => choose(notice, event.currentTarget.value)}
        />
      ))}
      <FormProblem>{problem}</FormProblem>
      <FormNews>{saved && t("account.saved")}</FormNews>
    </Section>
  );
}
