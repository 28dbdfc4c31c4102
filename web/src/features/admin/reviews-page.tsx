import { Anchor, Button, Group, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { api } from "@/api/client";
import { type ReviewReport, reportsKey, reportsQuery } from "@/api/reviews";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { DataList } from "@/features/admin/data-list";
import { Moment } from "@/features/admin/moment";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

type Judgement = "hide" | "keep";

function Row({ report, judge, isBusy }: { report: ReviewReport; judge: (judgement: Judgement) => void; isBusy: boolean }): ReactNode {
  const { t } = useWords();
  const { review } = report;
  const name = review.user.name;
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Text size="sm" c="dimmed">
          {t("reported.by", { name, rating: review.rating })}
        </Text>
        <Text style={{ overflowWrap: "anywhere" }} dir="auto">
          {review.text || t("reported.noWords")}
        </Text>
        <Anchor component={Link} href={`/courses/${review.course_id}`} size="sm" dir="auto">
          {report.course_title}
        </Anchor>
      </Table.Td>
      <Table.Td maw={280}>
        <Text style={{ overflowWrap: "anywhere" }} dir="auto">
          {report.reason}
        </Text>
        <Text size="sm" c="dimmed">
          {report.reported_by}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>
        <Moment at={report.reported_at} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button size="compact-md" variant="default" disabled={isBusy} aria-label={t("reported.keepOf", { name })} onClick={() => judge("keep")}>
            {t("reported.keep")}
          </Button>
          <Button size="compact-md" disabled={isBusy} aria-label={t("reported.hideOf", { name })} onClick={() => judge("hide")}>
            {t("reported.hide")}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** Reviews that somebody reported: hidden or kept, by whoever may edit every course. */
export default function ReviewsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const query = useInfiniteQuery(reportsQuery);
  const judge = useMutation({
    mutationFn: ({ id, judgement }: { id: string; judgement: Judgement }) => api.post(`/reviews/${id}/judge`, { judgement }),
    onSuccess: async (_, { judgement }) => {
      await client.invalidateQueries({ queryKey: reportsKey });
      toast(t(judgement === "hide" ? "reported.hidden" : "reported.kept"));
    },
  });
  return (
    <Console title={t("reported.title")} lead={t("reported.lead")}>
      {judge.error && <Problem>{words(judge.error)}</Problem>}
      <DataList
        query={query}
        label={t("reported.title")}
        heads={[t("reported.review"), t("reported.reason"), t("reported.when"), ""]}
        row={(report) => (
          <Row
            key={`${report.review.id} ${report.reported_by}`}
            report={report}
            isBusy={judge.isPending}
            judge={(judgement) => judge.mutate({ id: report.review.id, judgement })}
          />
        )}
        empty={<EmptyState icon="check" title={t("reported.none")} text={t("reported.noneText")} />}
      />
    </Console>
  );
}
