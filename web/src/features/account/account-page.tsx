import { Alert, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { accountQuery } from "@/api/account";
import { useErrorWords } from "@/api/words";
import { DataSection, LeaveSection } from "@/features/account/data-sections";
import { LinkedProviders } from "@/features/account/linked-providers";
import { PasskeysSection } from "@/features/account/passkeys-section";
import { PictureSection } from "@/features/account/picture-section";
import { EmailSection, NoticesSection, ProfileSection } from "@/features/account/profile-sections";
import { PasswordSection, SecondFactorSection } from "@/features/account/security-sections";
import { SessionsSection } from "@/features/account/sessions-section";
import { TokensSection } from "@/features/account/tokens-section";
import { useWords } from "@/i18n/use-words";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const parts = ["profile", "security", "access", "data"] as const;
type Part = (typeof parts)[number];

function PartNavigation({ now }: { now: Part }): ReactNode {
  const { t } = useWords();
  return (
    <Group component="nav" aria-label={t("account.title")} className="lectern-nav" gap="xs" mb="lg">
      {parts.map((part) => (
        <Link key={part} href={part === "profile" ? "/account" : `/account/${part}`} aria-current={part === now ? "page" : undefined}>
          {t(`account.${part}`)}
        </Link>
      ))}
    </Group>
  );
}

function Profile(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: account, error, refetch } = useQuery(accountQuery);
  if (error) return <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>;
  if (!account) return <RowsSkeleton rows={4} height={56} />;
  return (
    <Stack gap={40}>
      {account.requested_role && <Alert variant="light">{t("account.wait")}</Alert>}
      <ProfileSection account={account} />
      <PictureSection />
      <EmailSection account={account} />
      <NoticesSection account={account} />
    </Stack>
  );
}

export default function AccountPage(): ReactNode {
  const { t } = useWords();
  const wanted = useParams<{ part?: string }>().part;
  const part = parts.find((one) => one === wanted) ?? "profile";
  return (
    <Page title={t("account.title")} width="narrow">
      <PartNavigation now={part} />
      {part === "profile" && <Profile />}
      {part === "security" && (
        <Stack gap={40}>
          <PasswordSection />
          <PasskeysSection />
          <SecondFactorSection />
          <LinkedProviders />
        </Stack>
      )}
      {part === "access" && (
        <Stack gap={40}>
          <SessionsSection />
          <TokensSection />
        </Stack>
      )}
      {part === "data" && (
        <Stack gap={40}>
          <DataSection />
          <LeaveSection />
        </Stack>
      )}
    </Page>
  );
}
