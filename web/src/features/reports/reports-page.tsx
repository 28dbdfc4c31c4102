// How a course gets on: by lesson, by learner, and who may not make it.
import "@/features/reports/reports.css";
import { Anchor, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import { outlineQuery } from "@/api/queries";
import { AtRisk } from "@/features/reports/at-risk";
import { ByLearner } from "@/features/reports/by-learner";
import { ByLesson } from "@/features/reports/by-lesson";
import { useWords } from "@/i18n/use-words";
import { Page } from "@/ui/page";

export default function ReportsPage(): ReactNode {
  const { t } = useWords();
  const { course = "" } = useParams<{ course: string }>();
  const [search, setSearch] = useSearchParams();
  const { data: outline } = useQuery(outlineQuery(course));
  const lead = (
    <Anchor component={Link} href={`/courses/${course}`}>
      {outline?.course.title ?? t("certificate.toCourse")}
    </Anchor>
  );
  return (
    <Page title={t("reports.title")} width="wide" lead={lead}>
      <Tabs value={search.get("part") ?? "lessons"} onChange={(part) => setSearch(part && part !== "lessons" ? { part } : {})} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="lessons">{t("reports.lessons")}</Tabs.Tab>
          <Tabs.Tab value="learners">{t("reports.learners")}</Tabs.Tab>
          <Tabs.Tab value="risk">{t("reports.risk")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="lessons">
          <ByLesson course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="learners">
          <ByLearner course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="risk">
          <AtRisk course={course} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
