// One's own certificates: the paper, its code, and taking the course again before one ends.
import "@/features/certificates/certificates.css";
import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { type Certificate, myCertificatesQuery, pdfOf, useRenewal } from "@/api/certificates";
import { useErrorWords } from "@/api/words";
import { StateBadge } from "@/features/certificates/state-badge";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

function One({ certificate, onAgain }: { certificate: Certificate; onAgain: () => void }): ReactNode {
  const { t, language } = useWords();
  return (
    <li className="lectern-certificate">
      <Stack gap={4} style={{ flex: "1 1 320px" }}>
        <Group gap="sm">
          <Title order={2} fz="lg" dir="auto">
            {certificate.course_title}
          </Title>
          <StateBadge state={certificate.state} />
          {certificate.renewable && certificate.state === "valid" && <Text size="sm">{t("certificate.endsSoon")}</Text>}
        </Group>
        <Text c="dimmed" size="sm">
          {t("certificate.issued")} <span title={moment(certificate.issued_at, language)}>{day(certificate.issued_at, language)}</span>
          {certificate.valid_until && (
            <>
              {" · "}
              {t("certificate.validUntil")} <span title={moment(certificate.valid_until, language)}>{day(certificate.valid_until, language)}</span>
            </>
          )}
        </Text>
        {certificate.revoked_reason && <Text size="sm">{t("certificate.revokedBecause", { reason: certificate.revoked_reason })}</Text>}
        <Text size="sm" c="dimmed">
          {t("certificate.code")}{" "}
          <Anchor component={Link} href={`/verify/${certificate.code}`} className="lectern-code" dir="ltr">
            {certificate.code}
          </Anchor>
        </Text>
      </Stack>
      <Group gap="xs">
        {certificate.renewable && (
          <Button variant="default" onClick={onAgain} leftSection={<Icon name="retry" size={18} />}>
            {t("certificate.again")}
          </Button>
        )}
        {certificate.state !== "revoked" && (
          <Button component="a" href={pdfOf(certificate.id)} download leftSection={<Icon name="download" size={18} />}>
            {t("certificate.pdf")}
          </Button>
        )}
      </Group>
    </li>
  );
}

export default function MyCertificatesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [, go] = useLocation();
  const pages = useInfiniteQuery(myCertificatesQuery);
  const { data, error } = pages;
  const renewal = useRenewal();
  const [again, setAgain] = useState<Certificate | null>(null);
  const all = data?.pages.flatMap((page) => page.items);
  const renew = () => {
    if (!again) return;
    renewal.mutate(again.id, {
      onSuccess: () => {
        toast(t("certificate.againDone"));
        go(`/courses/${again.course_id}`);
      },
    });
    setAgain(null);
  };
  return (
    <Page title={t("certificate.mine")}>
      <Stack>
        {error && <Problem>{words(error)}</Problem>}
        {renewal.error && <Problem>{words(renewal.error)}</Problem>}
        {!all && !error && <RowsSkeleton rows={3} height={96} />}
        {all?.length === 0 && (
          <EmptyState icon="certificate" title={t("certificate.noneTitle")} text={t("certificate.noneText")}>
            <Button component={Link} href="/my-courses">
              {t("certificate.toCourses")}
            </Button>
          </EmptyState>
        )}
        <ul className="lectern-certificates">
          {all?.map((certificate) => (
            <One key={certificate.id} certificate={certificate} onAgain={() => setAgain(certificate)} />
          ))}
        </ul>
        <MoreButton pages={pages} />
      </Stack>
      <Confirm
        title={t("certificate.againTitle", { title: again?.course_title ?? "" })}
        text={t("certificate.againText")}
        act={t("certificate.again")}
        keep={t("certificate.againKeep")}
        opened={again !== null}
        onConfirm={renew}
        onClose={() => setAgain(null)}
      />
    </Page>
  );
}
