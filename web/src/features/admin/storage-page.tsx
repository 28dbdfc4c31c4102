import { Anchor, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type StorageReport, storageQuery } from "@/api/admin";
import { useErrorWords } from "@/api/words";
import { Console, Fact } from "@/features/admin/console";
import { DataTable } from "@/features/admin/data-list";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { EmptyState } from "@/ui/empty-state";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Tiles({ report }: { report: StorageReport }): ReactNode {
  const { t, language } = useWords();
  const { count, received, bytes: whole } = report.uploads;
  return (
    <dl className="lectern-tiles">
      <Fact term={t("storageReport.free")}>
        {t("systemStatus.diskOf", { free: bytes(report.disk.free, language), total: bytes(report.disk.total, language) })}
      </Fact>
      <Fact term={t("storageReport.unfinished")}>
        {t("storageReport.unfinishedText", { count, received: bytes(received, language), bytes: bytes(whole, language) })}
      </Fact>
      <Fact term={t("storageReport.quota")}>{bytes(report.quota_of_owner, language)}</Fact>
    </dl>
  );
}

function Owners({ report }: { report: StorageReport }): ReactNode {
  const { t, language } = useWords();
  return (
    <DataTable label={t("storageReport.owners")} minWidth={480} heads={[t("storageReport.owner"), t("storageReport.courses"), t("storageReport.sources")]}>
      {report.owners.map((owner) => (
        <Table.Tr key={owner.id}>
          <Table.Td>
            {owner.name}
            <Text size="xs" c="dimmed">
              {owner.email}
            </Text>
          </Table.Td>
          <Table.Td className="lectern-numbers">{owner.courses}</Table.Td>
          <Table.Td className="lectern-numbers">{bytes(owner.bytes, language)}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

function Videos({ report }: { report: StorageReport }): ReactNode {
  const { t, language } = useWords();
  return (
    <DataTable label={t("storageReport.biggest")} heads={[t("storageReport.video"), t("jobList.state"), t("storageReport.sources"), t("storageReport.package")]}>
      {report.videos.map((video) => (
        <Table.Tr key={video.lesson.id + video.filename}>
          <Table.Td>
            <Anchor component={Link} href={`/lessons/${video.lesson.id}`}>
              {video.lesson.title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {video.course.title} · {video.filename}
            </Text>
          </Table.Td>
          <Table.Td>{t(`video.${video.state as "ready"}`)}</Table.Td>
          <Table.Td className="lectern-numbers">{bytes(video.bytes, language)}</Table.Td>
          <Table.Td className="lectern-numbers">{bytes(video.package_bytes, language)}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

export default function StoragePage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error, isPending, refetch } = useQuery(storageQuery);
  return (
    <Console title={t("console.storage")} lead={t("storageReport.lead")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {isPending && <RowsSkeleton rows={6} height={56} />}
      {data && (
        <Stack gap="xl">
          <Tiles report={data} />
          {data.videos.length === 0 && <EmptyState icon="video" title={t("storageReport.none")} />}
          {data.owners.length > 0 && (
            <section>
              <Title order={2} mb="sm">
                {t("storageReport.owners")}
              </Title>
              <Owners report={data} />
            </section>
          )}
          {data.videos.length > 0 && (
            <section>
              <Title order={2} mb="sm">
                {t("storageReport.biggest")}
              </Title>
              <Videos report={data} />
            </section>
          )}
        </Stack>
      )}
    </Console>
  );
}
