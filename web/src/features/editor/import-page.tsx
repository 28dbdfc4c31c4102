import { Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { archiveQuery, type CourseArchive, newestImport, useLiveArchive } from "@/api/archives";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import { sendFile } from "@/api/send-file";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Working({ label, fraction }: { label: string; fraction: number }): ReactNode {
  return (
    <Stack gap={4}>
      <Text role="status">{label}</Text>
      <Progress value={fraction * 100} aria-label={label} />
    </Stack>
  );
}

function Report({ archive, makes }: { archive: CourseArchive; makes: () => void }): ReactNode {
  const { t } = useWords();
  const { title, sections = 0, lessons = 0, files = 0, files_left_out: left = 0 } = archive.report;
  return (
    <Stack>
      <Text>{t("archive.holds", { title })}</Text>
      <ul style={{ margin: 0 }}>
        <li>{t("archive.sections", { count: sections })}</li>
        <li>{t("archive.lessons", { count: lessons })}</li>
        <li>{t("archive.files", { count: files })}</li>
      </ul>
      {left > 0 && <Text c="dimmed">{t("archive.leftOut", { count: left })}</Text>}
      <Group>
        <Button onClick={makes}>{t("archive.makeDraft")}</Button>
      </Group>
    </Stack>
  );
}

function Imported({ id, again }: { id: string; again: () => void }): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: archive, error } = useQuery(archiveQuery(id));
  useLiveArchive(id);
  const make = useMutation({
    mutationFn: () => api.post<CourseArchive>(`/archives/${id}/import`),
    onSuccess: (begun) => {
      client.setQueryData(archiveQuery(id).queryKey, begun);
      void client.invalidateQueries({ queryKey: keys.courses });
    },
  });
  const problem = error ?? make.error;
  if (problem) return <Problem>{words(problem)}</Problem>;
  if (archive?.state === "failed")
    return (
      <Problem title={t("archive.failed")} retry={{ words: t("archive.another"), act: again }}>
        {archive.error}
      </Problem>
    );
  if (archive?.state === "ready") return <Report archive={archive} makes={() => make.mutate()} />;
  if (archive?.state === "done")
    return (
      <Stack>
        <Text role="status">{t("archive.done")}</Text>
        <Group>
          <Button component={Link} href={`/courses/${archive.course_id ?? ""}/edit`}>
            {t("archive.edit")}
          </Button>
        </Group>
      </Stack>
    );
  const isMaking = Boolean(make.data);
  return <Working label={isMaking ? t("archive.importing", { percent: percent(archive?.progress ?? 0) }) : t("archive.reading")} fraction={archive?.progress ?? 0} />;
}

/** An archive is sent, read and reported on; only then a course is made of it. */
export default function ImportPage(): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  const [fraction, setFraction] = useState<number | null>(null);
  const [id, setId] = useState("");
  const [error, setError] = useState<unknown>(null);
  const send = async (file: File) => {
    setError(null);
    setFraction(0);
    try {
      await sendFile({ file, metadata: { purpose: "archive" }, onProgress: setFraction }).done;
      setId((await newestImport())?.id ?? "");
    } catch (failure) {
      setError(failure);
    }
    setFraction(null);
  };
  return (
    <Page title={t("archive.import")} lead={t("archive.importLead")} width="narrow">
      <Stack>
        {error !== null && <Problem>{words(error)}</Problem>}
        {fraction !== null && <Working label={t("archive.sending", { percent: percent(fraction) })} fraction={fraction} />}
        {id && <Imported id={id} again={() => setId("")} />}
        {!id && fraction === null && (
          <Group>
            <FileButton accept=".zip,application/zip" onChange={(file) => file && void send(file)}>
              {(button) => (
                <Button {...button} leftSection={<Icon name="upload" size={18} />}>
                  {t("archive.choose")}
                </Button>
              )}
            </FileButton>
          </Group>
        )}
      </Stack>
    </Page>
  );
}
