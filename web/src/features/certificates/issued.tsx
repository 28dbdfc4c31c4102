// Who has a certificate of the course; giving one by hand, and taking one back.
import { ActionIcon, Button, Group, Stack, Table, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Certificate, courseCertificatesQuery, pdfOf, useIssuing } from "@/api/certificates";
import { useErrorWords } from "@/api/words";
import { Give } from "@/features/certificates/give";
import { StateBadge } from "@/features/certificates/state-badge";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

function Revoke({ course, certificate, onDone }: { course: string; certificate: Certificate; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [reason, setReason] = useState("");
  const { revoke } = useIssuing(course);
  return (
    <Stack>
      <Text>{t("certificate.revokeText")}</Text>
      <TextInput data-autofocus label={t("certificate.reason")} description={t("certificate.reasonHelp")} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {revoke.error && <Problem>{words(revoke.error)}</Problem>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t("certificate.keep")}
        </Button>
        <Button color="red.9" disabled={!reason.trim()} loading={revoke.isPending} onClick={() => revoke.mutate({ id: certificate.id, reason }, { onSuccess: onDone })}>
          {t("certificate.revoke")}
        </Button>
      </Group>
    </Stack>
  );
}

function Row({ certificate, onRevoke }: { certificate: Certificate; onRevoke: () => void }): ReactNode {
  const { t, language } = useWords();
  const { name } = certificate;
  return (
    <Table.Tr>
      <Table.Td>
        <bdi>{name}</bdi>
        {certificate.programme_id && (
          <Text size="sm" c="dimmed" dir="auto">
            {certificate.course_title}
          </Text>
        )}
        {certificate.by_hand && (
          <Text size="sm" c="dimmed">
            {t("certificate.byHand")}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <span title={moment(certificate.issued_at, language)}>{day(certificate.issued_at, language)}</span>
      </Table.Td>
      <Table.Td>{certificate.valid_until ? day(certificate.valid_until, language) : t("certificate.noEnd")}</Table.Td>
      <Table.Td>
        <StateBadge state={certificate.state} />
        {certificate.revoked_reason && <Text size="sm">{certificate.revoked_reason}</Text>}
      </Table.Td>
      <Table.Td>
        {certificate.state !== "revoked" && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <ActionIcon component="a" href={pdfOf(certificate.id)} download variant="subtle" size="lg" aria-label={t("certificate.pdfOf", { name })}>
              <Icon name="download" size={18} />
            </ActionIcon>
            <ActionIcon variant="subtle" color="red.9" size="lg" aria-label={t("certificate.revokeOf", { name })} onClick={onRevoke}>
              <Icon name="close" size={18} />
            </ActionIcon>
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Issued({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const pages = useInfiniteQuery(courseCertificatesQuery(course));
  const { data, error } = pages;
  const { giveAll } = useIssuing(course);
  const [gives, setGives] = useState(false);
  const [revokes, setRevokes] = useState<Certificate | null>(null);
  const rows = data?.pages.flatMap((page) => page.items);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={5} height={44} />;
  return (
    <Stack>
      <Group gap="xs">
        <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={() => setGives(true)}>
          {t("certificate.give")}
        </Button>
        <Button
          variant="default"
          loading={giveAll.isPending}
          onClick={() => giveAll.mutate(undefined, { onSuccess: ({ issued }) => toast(issued > 0 ? t("certificate.gaveAll", { count: issued }) : t("certificate.gaveNone")) })}
        >
          {t("certificate.giveAll")}
        </Button>
      </Group>
      {giveAll.error && <Problem>{words(giveAll.error)}</Problem>}
      {rows.length === 0 && <EmptyState icon="certificate" title={t("certificate.nobody")} text={t("certificate.nobodyText")} />}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "group", "aria-label": t("certificate.list") } }}>
          <Table className="lectern-numbers">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("certificate.name")}</Table.Th>
                <Table.Th>{t("certificate.issued")}</Table.Th>
                <Table.Th>{t("certificate.validUntil")}</Table.Th>
                <Table.Th>{t("certificate.state")}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((certificate) => (
                <Row key={certificate.id} certificate={certificate} onRevoke={() => setRevokes(certificate)} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <MoreButton pages={pages} />
      <Dialog title={t("certificate.give")} opened={gives} onClose={() => setGives(false)}>
        <Give course={course} onDone={() => setGives(false)} />
      </Dialog>
      <Dialog title={t("certificate.revokeTitle", { name: revokes?.name ?? "" })} opened={revokes !== null} onClose={() => setRevokes(null)}>
        {revokes && <Revoke course={course} certificate={revokes} onDone={() => setRevokes(null)} />}
      </Dialog>
    </Stack>
  );
}
