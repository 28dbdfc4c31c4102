import "@/features/upload/upload.css";
import { Button, Group, NativeSelect, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import { lessonQuery, outlineQuery } from "@/api/queries";
import type { Lesson, Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { DropZone } from "@/features/upload/drop-zone";
import { pause, resume } from "@/features/upload/engine";
import { isActive, type Transfer } from "@/features/upload/transfer";
import { TransferRow } from "@/features/upload/transfer-row";
import { Unfinished } from "@/features/upload/unfinished";
import { useAddFiles } from "@/features/upload/use-add-files";
import { useTransfers } from "@/features/upload/use-transfers";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function AllAtOnce({ list }: { list: readonly Transfer[] }): ReactNode {
  const { t } = useWords();
  const running = list.filter(isActive);
  const paused = list.filter((transfer) => transfer.state === "paused");
  return (
    <Group gap="xs">
      {running.length > 1 && (
        <Button variant="subtle" size="compact-md" onClick={() => running.forEach((transfer) => void pause(transfer.key))}>
          {t("upload.pauseAll")}
        </Button>
      )}
      {paused.length > 1 && (
        <Button variant="subtle" size="compact-md" onClick={() => paused.forEach((transfer) => resume(transfer.key))}>
          {t("upload.resumeAll")}
        </Button>
      )}
    </Group>
  );
}

function Transfers({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const list = useTransfers().filter((transfer) => transfer.course === course);
  if (list.length === 0) return null;
  return (
    <section aria-label={t("upload.list")}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("upload.list")}</Title>
        <AllAtOnce list={list} />
      </Group>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {list.map((transfer) => (
          <TransferRow key={transfer.key} transfer={transfer} />
        ))}
      </Stack>
    </section>
  );
}

function Uploads({ outline, lesson }: { outline: Outline; lesson: Lesson | null }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [wished, setWished] = useState("");
  // A section may be made or deleted elsewhere meanwhile: fall back to the last one there is.
  const known = outline.sections.some((section) => section.id === wished);
  const section = known ? wished : (outline.sections[outline.sections.length - 1]?.id ?? "");
  const { add, refused, error } = useAddFiles({ outline, section, newSectionTitle: t("upload.newSection"), lesson });
  return (
    <Page
      title={t("upload.title")}
      lead={lesson ? t("upload.leadOne", { title: lesson.title }) : t("upload.lead")}
      actions={
        <Button component={Link} href={`/courses/${outline.course.id}`} variant="default">
          {t("upload.toCourse")}
        </Button>
      }
    >
      <Stack gap="lg">
        {!lesson && outline.sections.length > 1 && (
          <NativeSelect
            label={t("upload.section")}
            value={section}
            onChange={(event) => setWished(event.currentTarget.value)}
            data={outline.sections.map((one) => ({ value: one.id, label: one.title }))}
            maw={360}
          />
        )}
        <DropZone single={lesson !== null} onFiles={(files) => void add(files)} />
        {refused.map((name) => (
          <Problem key={name} title={name}>
            {t("upload.notVideo")}
          </Problem>
        ))}
        {error !== null && <Problem>{words(error)}</Problem>}
        <Transfers course={outline.course.id} />
        <Unfinished outline={outline} />
      </Stack>
    </Page>
  );
}

export default function UploadPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course: id = "" } = useParams<{ course: string }>();
  const [parameters] = useSearchParams();
  const wish = parameters.get("lesson") ?? "";
  const { data: outline, error } = useQuery(outlineQuery(id));
  const { data: lesson } = useQuery({ ...lessonQuery(wish), enabled: wish !== "" });
  if (error && !outline) return <Page title={t("upload.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!outline || (wish && !lesson)) return <PageSkeleton />;
  if (!outline.course.can_edit)
    return <EmptyState isPage icon="warning" title={t("error.noAccess")} text={t("error.noAccessText")} />;
  return <Uploads outline={outline} lesson={lesson ?? null} />;
}
