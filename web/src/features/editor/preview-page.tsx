import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "wouter";
import { ApiError } from "@/api/client";
import { outlineQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { About } from "@/ui/about";
import { EmptyState } from "@/ui/empty-state";
import { OutlineList } from "@/ui/outline-list";
import { Page, PageSkeleton } from "@/ui/page";
import { PreviewBanner } from "@/ui/preview-banner";
import { Problem } from "@/ui/problem";

/** The course as the server shows it to one who enrols now: drip rules included. */
export default function PreviewPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course: id = "" } = useParams<{ course: string }>();
  const { data: outline, error } = useQuery(outlineQuery(id, "student"));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error) return <Page title={t("preview.open")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!outline) return <PageSkeleton />;
  return (
    <Page title={outline.course.title}>
      <Stack gap="lg">
        <PreviewBanner course={id} />
        <About summary={outline.course.summary} description={outline.course.description} />
        <section aria-label={t("course.outline")}>
          <Title order={2} mb="sm">
            {t("course.outline")}
          </Title>
          <OutlineList sections={outline.sections} search="?as=student" />
        </section>
      </Stack>
    </Page>
  );
}
