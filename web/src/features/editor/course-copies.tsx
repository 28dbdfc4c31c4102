import { Button, Group, Progress, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { archiveQuery, type CourseArchive, useLiveArchive } from "@/api/archives";
import { address, api } from "@/api/client";
import type { Course } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Duplicate({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [, go] = useLocation();
  const [title, setTitle] = useState(t("archive.copyOf", { title: course.title }));
  const duplicate = useMutation({
    mutationFn: () => api.post<Course>(`/courses/${course.id}/duplicate`, { title }),
    onSuccess: (made) => go(`/courses/${made.id}/edit`),
  });
  return (
    <Stack>
      <Text>{t("archive.duplicateText")}</Text>
      <TextInput label={t("archive.newTitle")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
      {duplicate.error && <Problem>{words(duplicate.error)}</Problem>}
      <Button loading={duplicate.isPending} disabled={title.trim() === ""} onClick={() => duplicate.mutate()} style={{ alignSelf: "end" }}>
        {t("archive.duplicating")}
      </Button>
    </Stack>
  );
}

function Packing({ id }: { id: string }): ReactNode {
  const { t, language, percent } = useWords();
  const words = useErrorWords();
  const { data: archive, error } = useQuery(archiveQuery(id));
  useLiveArchive(id);
  if (error) return <Problem>{words(error)}</Problem>;
  if (archive?.state === "failed") return <Problem title={t("archive.failed")}>{archive.error}</Problem>;
  if (archive?.state !== "ready") {
    const label = t("archive.working", { percent: percent(archive?.progress ?? 0) });
    return (
      <Stack gap={4}>
        <Text role="status">{label}</Text>
        <Progress value={(archive?.progress ?? 0) * 100} aria-label={label} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Text role="status">{t("archive.ready", { size: bytes(archive.size, language) })}</Text>
      <Button component="a" href={address(`/archives/${archive.id}/file`)} download leftSection={<Icon name="download" size={18} />} style={{ alignSelf: "start" }}>
        {t("archive.fetch")}
      </Button>
      <Text size="sm" c="dimmed">
        {t("archive.keeps", { date: new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(archive.expires_at)) })}
      </Text>
    </Stack>
  );
}

function Export({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [media, setMedia] = useState(true);
  const begin = useMutation({ mutationFn: () => api.post<CourseArchive>(`/courses/${course.id}/export`, { media }) });
  if (begin.data) return <Packing id={begin.data.id} />;
  return (
    <Stack>
      <Text>{t("archive.exportText")}</Text>
      <Switch label={t("archive.withMedia")} checked={media} onChange={(event) => setMedia(event.currentTarget.checked)} />
      {begin.error && <Problem>{words(begin.error)}</Problem>}
      <Button loading={begin.isPending} onClick={() => begin.mutate()} style={{ alignSelf: "end" }}>
        {t("archive.begin")}
      </Button>
    </Stack>
  );
}

export function CourseCopies({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState<"" | "duplicate" | "export">("");
  const close = () => setOpened("");
  return (
    <Fragment>
      <Stack gap="xs">
        <Text fw={500}>{t("archive.title")}</Text>
        <Group gap="xs">
          <Button variant="default" onClick={() => setOpened("duplicate")}>
            {t("archive.duplicate")}
          </Button>
          <Button variant="default" leftSection={<Icon name="download" size={18} />} onClick={() => setOpened("export")}>
            {t("archive.export")}
          </Button>
        </Group>
      </Stack>
      <Dialog title={t("archive.duplicateTitle")} opened={opened === "duplicate"} onClose={close}>
        {opened === "duplicate" && <Duplicate course={course} />}
      </Dialog>
      <Dialog title={t("archive.exportTitle")} opened={opened === "export"} onClose={close}>
        {opened === "export" && <Export course={course} />}
      </Dialog>
    </Fragment>
  );
}
