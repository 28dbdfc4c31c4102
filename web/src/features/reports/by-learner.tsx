import { Button, Stack } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { completionCsv, completionQuery, type LearnerReport, learnersQuery } from "@/api/reports";
import { useErrorWords } from "@/api/words";
import { LearnerTable } from "@/features/reports/learner-table";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** One small box a lesson: empty, begun, completed. */
function Stands({ learner, titles }: { learner: LearnerReport; titles: readonly string[] }): ReactNode {
  const { t } = useWords();
  const count = (stand: string) => learner.lessons.filter((one) => one === stand).length;
  const label = `${t("reports.completed")}: ${count("completed")}, ${t("reports.started")}: ${count("started")}`;
  return (
    <div className="lectern-stands" role="img" aria-label={label}>
      {learner.lessons.map((stand, index) => (
        <span key={index} data-stand={stand} title={`${titles[index] ?? ""}: ${t(`reports.${stand}`)}`} />
      ))}
    </div>
  );
}

export function ByLearner({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const pages = useInfiniteQuery(learnersQuery(course));
  const { data, error } = pages;
  const { data: report } = useQuery(completionQuery(course));
  const rows = data?.pages.flatMap((page) => page.items);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={6} height={48} />;
  if (rows.length === 0) return <EmptyState icon="people" title={t("reports.none")} text={t("reports.noneText")} />;
  const titles = report?.lessons.map((lesson) => lesson.title) ?? [];
  return (
    <Stack>
      <Button component="a" href={completionCsv(course)} download variant="default" leftSection={<Icon name="download" size={18} />} style={{ alignSelf: "start" }}>
        {t("reports.csv")}
      </Button>
      <LearnerTable
        label={t("reports.learners")}
        rows={rows}
        head={t("reports.lessons")}
        cell={(row) => <Stands learner={row} titles={titles} />}
        pages={pages}
      />
    </Stack>
  );
}
