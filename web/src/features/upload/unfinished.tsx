import { Button, FileButton, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { keys, uploadsQuery } from "@/api/queries";
import type { Outline, Upload } from "@/api/types";
import type { ChosenFile } from "@/features/upload/chosen-files";
import { begin, discard } from "@/features/upload/engine";
import { isReadable, keptHandle, readAgain } from "@/features/upload/kept-files";
import { transfers } from "@/features/upload/transfer";
import { useTransfers } from "@/features/upload/use-transfers";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Problem } from "@/ui/problem";

const pathOf = (url: string) => new URL(url, location.href).pathname;

function isSameFile(file: File, upload: Upload): boolean {
  return file.name === upload.filename && file.size === upload.size;
}

/** Goes on by itself where the browser still may read the file. */
function useGoOn(upload: Upload, course: string, title: string) {
  const [handle, setHandle] = useState<Awaited<ReturnType<typeof keptHandle>>>(null);
  const [isWrong, setWrong] = useState(false);

  const goOn = (chosen: ChosenFile) => {
    if (!isSameFile(chosen.file, upload)) {
      setWrong(true);
      return;
    }
    if (transfers.all().some((transfer) => transfer.url && pathOf(transfer.url) === pathOf(upload.url))) return;
    begin({
      course,
      lesson: upload.lesson_id ?? "",
      title,
      madeLesson: false,
      chosen,
      begun: { url: upload.url, offset: upload.offset },
    });
  };

  const url = upload.url;
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      const found = await keptHandle(url);
      if (!found || isGone) return;
      setHandle(found);
    };
    void look();
    return () => {
      isGone = true;
    };
  }, [url]);

  const goOnWithHandle = async () => {
    if (!handle) return;
    const file = await readAgain(handle);
    if (file) goOn({ file, handle });
    else setHandle(null);
  };
  return { goOn, handle, goOnWithHandle, isWrong };
}

function UnfinishedRow({ upload, outline }: { upload: Upload; outline: Outline }): ReactNode {
  const { t, language } = useWords();
  const client = useQueryClient();
  const lesson = outline.sections.flatMap((section) => section.lessons).find((one) => one.id === upload.lesson_id);
  const { goOn, handle, goOnWithHandle, isWrong } = useGoOn(upload, outline.course.id, lesson?.title ?? upload.filename);

  useEffect(() => {
    if (!handle) return;
    void isReadable(handle).then((readable) => (readable ? goOnWithHandle() : undefined));
    // Once for each handle found: a click does the rest.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [handle]);

  const drop = async () => {
    await discard(upload.url);
    await client.invalidateQueries({ queryKey: keys.uploads });
  };
  return (
    <li className="lectern-transfer" data-testid="unfinished">
      <Stack gap={8}>
        <Text fw={600} style={{ overflowWrap: "anywhere" }}>
          {lesson?.title ?? upload.filename}
        </Text>
        <Progress value={(upload.offset / Math.max(1, upload.size)) * 100} color="gray" aria-label={upload.filename} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" className="lectern-numbers">
            {t("upload.of", { done: bytes(upload.offset, language), total: bytes(upload.size, language) })}
          </Text>
          <Group gap="xs">
            {handle ? (
              <Button size="compact-md" onClick={() => void goOnWithHandle()}>
                {t("upload.goOn")}
              </Button>
            ) : (
              <FileButton inputProps={{ "data-testid": "choose-again" } as object} onChange={(file) => file && goOn({ file, handle: null })}>
                {(props) => (
                  <Button size="compact-md" {...props}>
                    {t("upload.chooseAgain", { name: upload.filename })}
                  </Button>
                )}
              </FileButton>
            )}
            <Button size="compact-md" variant="default" onClick={() => void drop()}>
              {t("upload.discard")}
            </Button>
          </Group>
        </Group>
        {isWrong && <Problem>{t("upload.wrongFile")}</Problem>}
      </Stack>
    </li>
  );
}

export function Unfinished({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(uploadsQuery);
  const running = new Set(useTransfers().map((transfer) => (transfer.url ? pathOf(transfer.url) : "")));
  const lessons = new Set(outline.sections.flatMap((section) => section.lessons.map((lesson) => lesson.id)));
  const own = (data?.items ?? []).filter(
    (upload) => upload.lesson_id !== null && lessons.has(upload.lesson_id) && !running.has(pathOf(upload.url)),
  );
  if (own.length === 0) return null;
  return (
    <section aria-label={t("upload.unfinished")}>
      <Title order={2}>{t("upload.unfinished")}</Title>
      <Text c="dimmed" mb="sm">
        {t("upload.unfinishedText")}
      </Text>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {own.map((upload) => (
          <UnfinishedRow key={upload.id} upload={upload} outline={outline} />
        ))}
      </Stack>
    </section>
  );
}
