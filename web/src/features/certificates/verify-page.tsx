// Checking a certificate: by the link of its QR code, or by the code typed from the paper. For everybody.
import "@/features/certificates/certificates.css";
import { Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useLocation, useParams } from "wouter";
import { type CertificateProof, proofQuery } from "@/api/certificates";
import { ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { StateBadge } from "@/features/certificates/state-badge";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { Icon } from "@/ui/icons";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const verdicts = { valid: "certificate.genuine", expired: "certificate.genuineExpired", revoked: "certificate.genuineRevoked" } as const;

function Moment({ at }: { at: string }): ReactNode {
  const { language } = useWords();
  return <span title={moment(at, language)}>{day(at, language)}</span>;
}

function Proof({ proof }: { proof: CertificateProof }): ReactNode {
  const { t } = useWords();
  return (
    <Stack role="status" gap="md" data-testid="proof">
      <Group gap="sm">
        <Icon name={proof.state === "revoked" ? "warning" : "check"} size={28} />
        <Title order={2} fz="xl">
          {t(verdicts[proof.state])}
        </Title>
        <StateBadge state={proof.state} />
      </Group>
      <dl className="lectern-proof">
        <dt>{t("certificate.name")}</dt>
        <dd dir="auto">
          <strong>{proof.name}</strong>
        </dd>
        <dt>{t("certificate.course")}</dt>
        <dd dir="auto">{proof.course_title}</dd>
        <dt>{t("certificate.issued")}</dt>
        <dd>
          <Moment at={proof.issued_at} />
        </dd>
        <dt>{t("certificate.validUntil")}</dt>
        <dd>{proof.valid_until ? <Moment at={proof.valid_until} /> : t("certificate.noEnd")}</dd>
        {proof.revoked_at && (
          <>
            <dt>{t("certificate.revokedAt")}</dt>
            <dd>
              <Moment at={proof.revoked_at} />
            </dd>
          </>
        )}
      </dl>
    </Stack>
  );
}

export default function VerifyPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { code = "" } = useParams<{ code?: string }>();
  const [, go] = useLocation();
  const [typed, setTyped] = useState(code);
  const { data: proof, error, isFetching } = useQuery({ ...proofQuery(code), retry: false });
  const isUnknown = error instanceof ApiError && error.status === 404;
  const check = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) go(`/verify/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <Page title={t("certificate.verify")} lead={t("certificate.verifyLead")} width="narrow">
      <Stack gap="xl">
        <form onSubmit={check}>
          <Group align="flex-end" gap="xs">
            <TextInput
              style={{ flex: "1 1 260px" }}
              dir="ltr"
              label={t("certificate.verifyCode")}
              placeholder="XXXXX-XXXXX-XXXXX-XXXXX"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!typed.trim()}>
              {t("certificate.verifyAct")}
            </Button>
          </Group>
        </form>
        {isFetching && !proof && <RowsSkeleton rows={3} height={28} />}
        {proof && !error && <Proof proof={proof} />}
        {isUnknown && <Problem title={t("certificate.unknown")}>{t("certificate.unknownText")}</Problem>}
        {error && !isUnknown && <Problem>{words(error)}</Problem>}
        {!code && <Text c="dimmed">{t("certificate.unknownText")}</Text>}
      </Stack>
    </Page>
  );
}
