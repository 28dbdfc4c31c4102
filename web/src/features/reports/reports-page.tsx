// How a course gets on: by lesson, by learner, and who may not make it.
import "@/features/reports/reports.css";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { outlineQuery } from "@/api/queries";
import { AtRisk } from "@/features/reports/at-risk";
import { ByLearner } from "@/features/reports/by-learner";
import { ByLesson } from "@/features/reports/by-lesson";
import { useWords } from "@/i18n/use-words";
import { PartTabs } from "@/ui/part-tabs";
import { Page } from "@/ui/page";

export default function ReportsPage(): ReactNode {
  const { t } = useWords();
  const { course = "" } = useParams<{ course: string }>();
  const { data: outline } = useQuery(outlineQuery(course));
  const lead = (
    <Anchor component={Link} href={`/courses/${course}`}>
      {outline?.course.title ?? t("certificate.toCourse")}
    </Anchor>
  );
  return (
    <Page title={t("reports.title")} width="wide" lead={lead}>
      <PartTabs
        parts={[
          { value: "lessons", label: t("reports.lessons"), content: <ByLesson course={course} /> },
          { value: "learners", label: t("reports.learners"), content: <ByLearner course={course} /> },
          { value: "risk", label: t("reports.risk"), content: <AtRisk course={course} /> },
        ]}
      />
    </Page>
  );
}
