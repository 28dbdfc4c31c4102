// What a course's certificates look like, and who has one: for those who teach it.
import "@/features/certificates/certificates.css";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { outlineQuery } from "@/api/queries";
import { DesignForm } from "@/features/certificates/design-form";
import { Issued } from "@/features/certificates/issued";
import { useWords } from "@/i18n/use-words";
import { PartTabs } from "@/ui/part-tabs";
import { Page } from "@/ui/page";

export default function CourseCertificatesPage(): ReactNode {
  const { t } = useWords();
  const { course = "" } = useParams<{ course: string }>();
  const { data: outline } = useQuery(outlineQuery(course));
  const lead = (
    <Anchor component={Link} href={`/courses/${course}`}>
      {outline?.course.title ?? t("certificate.toCourse")}
    </Anchor>
  );
  return (
    <Page title={t("certificate.title")} width="wide" lead={lead}>
      <PartTabs
        parts={[
          { value: "design", label: t("certificate.design"), content: <DesignForm course={course} /> },
          { value: "issued", label: t("certificate.list"), content: <Issued course={course} /> },
        ]}
      />
    </Page>
  );
}
