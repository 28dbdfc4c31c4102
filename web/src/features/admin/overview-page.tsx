import { Alert, Anchor, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { statusQuery, type SystemStatus } from "@/api/admin";
import { useLiveStatus } from "@/api/admin-live";
import { useErrorWords } from "@/api/words";
import { Console, Fact } from "@/features/admin/console";
import { DataTable } from "@/features/admin/data-list";
import { Moment } from "@/features/admin/moment";
import { RatePlot, ratesOf } from "@/features/admin/rate-plot";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const nearlyFull = 0.05;
const remembered = 100;

function useDuration(): (seconds: number) => string {
  const { t } = useWords();
  return (seconds) => {
    const parts = [t("systemStatus.minutes", { count: Math.floor((seconds % 3600) / 60) })];
    if (seconds >= 3600) parts.unshift(t("systemStatus.hours", { count: Math.floor((seconds % 86400) / 3600) }));
    if (seconds >= 86400) parts.unshift(t("systemStatus.days", { count: Math.floor(seconds / 86400) }));
    return parts.join(" ");
  };
}

/** What wants an administrator's eye; else that nothing does. */
function Verdict({ status }: { status: SystemStatus }): ReactNode {
  const { t } = useWords();
  const failed = status.jobs.filter((row) => row.state === "failed").reduce((sum, row) => sum + row.count, 0);
  const isLow = status.disk.total > 0 && status.disk.free < status.disk.total * nearlyFull;
  const silent = status.outbound.filter((one) => one.state !== "closed");
  const isWell = failed === 0 && !isLow && status.last_backup !== null && silent.length === 0;
  if (isWell)
    return (
      <Alert variant="outline" color="green" icon={<Icon name="check" />} c="var(--mantine-color-text)">
        {t("systemStatus.well")}
      </Alert>
    );
  return (
    <Alert variant="outline" color="yellow" icon={<Icon name="warning" />} c="var(--mantine-color-text)">
      <Stack gap={4}>
        {isLow && <Text size="sm">{t("systemStatus.diskLow")}</Text>}
        {failed > 0 && (
          <Text size="sm">
            {t("systemStatus.failedJobs", { count: failed })}{" "}
            <Anchor component={Link} href="/admin/jobs" underline="always">
              {t("systemStatus.toJobs")}
            </Anchor>
          </Text>
        )}
        {status.last_backup === null && <Text size="sm">{t("systemStatus.noBackup")}</Text>}
        {silent.map((one) => (
          <Text size="sm" key={one.origin}>
            {one.origin}: {t(`systemStatus.${one.state as "open"}`)}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}

function Tiles({ status }: { status: SystemStatus }): ReactNode {
  const { t, language } = useWords();
  const duration = useDuration();
  const waiting = status.jobs.filter((row) => row.state !== "failed").reduce((sum, row) => sum + row.count, 0);
  return (
    <dl className="lectern-tiles">
      <Fact term={t("systemStatus.uptime")}>{duration(status.uptime_seconds)}</Fact>
      <Fact term={t("systemStatus.version")}>{status.version}</Fact>
      <Fact term={t("systemStatus.memory")}>{bytes(status.memory_bytes, language)}</Fact>
      <Fact term={t("systemStatus.disk")}>
        {t("systemStatus.diskOf", { free: bytes(status.disk.free, language), total: bytes(status.disk.total, language) })}
      </Fact>
      <Fact term={t("systemStatus.database")}>{bytes(status.database.bytes + status.database.log_bytes, language)}</Fact>
      <Fact term={t("systemStatus.writerWait")}>{t("systemStatus.milliseconds", { count: status.database.writer_wait_ms })}</Fact>
      <Fact term={t("systemStatus.connections")}>
        {status.connections} · {t("systemStatus.webSockets", { count: status.web_sockets })}
      </Fact>
      <Fact term={t("systemStatus.queue")}>{waiting}</Fact>
      <Fact term={t("systemStatus.errors")}>{status.errors}</Fact>
      <Fact term={t("systemStatus.backup")}>
        <Moment at={status.last_backup} empty={t("console.never")} />
      </Fact>
    </dl>
  );
}

function Outbound({ status }: { status: SystemStatus }): ReactNode {
  const { t } = useWords();
  if (status.outbound.length === 0) return <Text c="dimmed">{t("systemStatus.outboundNone")}</Text>;
  return (
    <DataTable label={t("systemStatus.outbound")} minWidth={420} heads={[t("systemStatus.outbound"), t("jobList.state"), ""]}>
      {status.outbound.map((one) => (
        <Table.Tr key={one.origin}>
          <Table.Td>{one.origin}</Table.Td>
          <Table.Td>{t(`systemStatus.${one.state as "open"}`)}</Table.Td>
          <Table.Td className="lectern-numbers">{t("systemStatus.calls", { calls: one.calls, failures: one.failures })}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

/** The last answers, oldest first: a plot needs more than the present. */
function useHistory(status: SystemStatus | undefined): readonly SystemStatus[] {
  const [history, setHistory] = useState<readonly SystemStatus[]>([]);
  useEffect(() => {
    if (status) setHistory((known) => [...known.filter((one) => one.at !== status.at), status].slice(-remembered));
  }, [status]);
  return history;
}

export default function OverviewPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error, isPending, refetch } = useQuery(statusQuery);
  useLiveStatus();
  const rates = ratesOf(useHistory(data));
  return (
    <Console title={t("console.title")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {isPending && <RowsSkeleton rows={5} height={72} />}
      {data && (
        <Stack gap="xl">
          <Verdict status={data} />
          <Tiles status={data} />
          <section>
            <Title order={2}>{t("systemStatus.requests")}</Title>
            <Text c="dimmed" size="sm" mb="sm">
              {t("systemStatus.requestsLead")}
            </Text>
            <RatePlot rates={rates} label={t("systemStatus.requests")} />
          </section>
          <section>
            <Title order={2} mb="sm">
              {t("systemStatus.outbound")}
            </Title>
            <Outbound status={data} />
          </section>
        </Stack>
      )}
    </Console>
  );
}
