import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Course } from "@/api/types";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** Certificates, for those who teach the course. */
export function TeachingLinks({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  if (!course.can_edit && course.role !== "assistant") return null;
  return (
    <Button component={Link} href={`/courses/${course.id}/certificates`} variant="default" leftSection={<Icon name="certificate" size={18} />}>
      {t("certificate.title")}
    </Button>
  );
}
