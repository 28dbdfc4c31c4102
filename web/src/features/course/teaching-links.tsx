import { Button } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { Course } from "@/api/types";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** Reports and certificates, for those who teach the course. */
export function TeachingLinks({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  if (!course.can_edit && course.role !== "assistant") return null;
  return (
    <Fragment>
      <Button component={Link} href={`/courses/${course.id}/reports`} variant="default" leftSection={<Icon name="report" size={18} />}>
        {t("reports.title")}
      </Button>
      <Button component={Link} href={`/courses/${course.id}/certificates`} variant="default" leftSection={<Icon name="certificate" size={18} />}>
        {t("certificate.title")}
      </Button>
    </Fragment>
  );
}
