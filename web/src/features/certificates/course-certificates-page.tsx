// What a course's certificates look like, and who has one: for those who teach it.
import "@/features/certificates/certificates.css";
import { Anchor, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import { outlineQuery } from "@/api/queries";
import { DesignForm } from "@/features/certificates/design-form";
import { Issued } from "@/features/certificates/issued";
import { useWords } from "@/i18n/use-words";
import { Page } from "@/ui/page";

export default function CourseCertificatesPage(): ReactNode {
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
    <Page title={t("certificate.title")} width="wide" lead={lead}>
      <Tabs value={search.get("part") ?? "design"} onChange={(part) => setSearch(part && part !== "design" ? { part } : {})} keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="design">{t("certificate.design")}</Tabs.Tab>
          <Tabs.Tab value="issued">{t("certificate.list")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="design">
          <DesignForm course={course} />
        </Tabs.Panel>
        <Tabs.Panel value="issued">
          <Issued course={course} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
