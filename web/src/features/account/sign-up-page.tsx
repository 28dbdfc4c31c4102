import { Anchor, Button, PasswordInput, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { type Invitation, rulesQuery, type SignUpAnswer, type SignUpRules } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { EntryCard, FormNews, FormProblem } from "@/features/account/entry-card";
import { useEntry } from "@/features/account/use-entry";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { PageSkeleton } from "@/ui/page";

type Wish = "student" | "instructor";

function Purpose({ rules, wish, onWish }: { rules: SignUpRules; wish: Wish; onWish: (wish: Wish) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Radio.Group label={t("entry.purpose")} value={wish} onChange={(value) => onWish(value as Wish)}>
      <Stack gap="xs" mt="xs">
        <Radio value="student" label={t("entry.asStudent")} />
        <Radio value="instructor" label={rules.instructors === "at_once" ? t("entry.asInstructor") : t("entry.asInstructorWaits")} />
      </Stack>
    </Radio.Group>
  );
}

function CheckMail({ email }: { email: string }): ReactNode {
  const { t } = useWords();
  const { run, busy, problem } = useSubmit();
  const [sent, setSent] = useState(false);
  const again = () => run(async () => void (await api.post("/auth/confirm/again", { email })));
  return (
    <EntryCard title={t("entry.checkMailTitle")} lead={t("entry.checkMail", { email })}>
      <Button variant="default" loading={busy} onClick={() => void again().then(setSent)}>
        {t("entry.sendAgain")}
      </Button>
      <FormNews>{sent && t("entry.sentAgain")}</FormNews>
      <FormProblem>{problem}</FormProblem>
    </EntryCard>
  );
}

interface FormProps {
  rules: SignUpRules;
  invitation: Invitation | null;
  secret: string;
  onPending: (email: string) => void;
}

function SignUpForm({ rules, invitation, secret, onPending }: FormProps): ReactNode {
  const { t, spoken } = useWords();
  const enter = useEntry();
  const { run, busy, problem, fields } = useSubmit();
  const [wish, setWish] = useState<Wish>("student");
  const [typed, setTyped] = useState({ name: "", email: invitation?.email ?? "", username: "", password: "" });
  const field = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    error: fields[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((known) => ({ ...known, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const answer = await api.post<SignUpAnswer>("/auth/signup", {
        email: typed.email.trim(),
        name: typed.name,
        password: typed.password,
        ...(typed.username.trim() ? { username: typed.username.trim() } : {}),
        role: wish,
        language: spoken,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(secret ? { invitation: secret } : {}),
      });
      if ("state" in answer) onPending(answer.email);
      else enter(answer);
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t("entry.name")} autoComplete="name" required withAsterisk={false} autoFocus {...field("name")} />
        <TextInput label={t("entry.email")} type="email" autoComplete="email" required withAsterisk={false} {...field("email")} />
        <TextInput
          label={t("entry.username")}
          description={t("entry.usernameHelp")}
          autoComplete="username"
          autoCapitalize="none"
          {...field("username")}
        />
        <PasswordInput
          size="md"
          label={t("entry.password")}
          description={t("entry.passwordHelp")}
          autoComplete="new-password"
          required
          withAsterisk={false}
          {...field("password")}
        />
        {!invitation && rules.instructors !== "never" && <Purpose rules={rules} wish={wish} onWish={setWish} />}
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" size="md" loading={busy}>
          {t("entry.submitSignUp")}
        </Button>
      </Stack>
    </form>
  );
}

export default function SignUpPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [secret] = useState(() => location.hash.slice(1));
  const [pending, setPending] = useState("");
  const { data: rules } = useQuery(rulesQuery);
  const invitation = useQuery({
    queryKey: ["invitation", secret],
    queryFn: () => api.post<Invitation>("/auth/invitation", { token: secret }),
    enabled: secret !== "",
    retry: false,
  });
  if (!rules || (secret && invitation.isPending)) return <PageSkeleton />;
  if (pending) return <CheckMail email={pending} />;
  const mayAsk = rules.sign_up === "open" || invitation.data !== undefined;
  const refused = rules.sign_up === "closed" ? t("entry.closed") : t("entry.invitedOnly");
  return (
    <EntryCard title={t("entry.signUpTitle")} lead={mayAsk ? t("entry.signUpLead") : refused}>
      {invitation.error && <FormProblem>{words(invitation.error)}</FormProblem>}
      {mayAsk && <SignUpForm rules={rules} invitation={invitation.data ?? null} secret={secret} onPending={setPending} />}
      <Text size="sm">
        {t("entry.haveAccount")}{" "}
        <Anchor component={Link} href="/sign-in" size="sm" underline="always" style={{ textDecoration: "underline" }}>
          {t("entry.toSignIn")}
        </Anchor>
      </Text>
    </EntryCard>
  );
}
