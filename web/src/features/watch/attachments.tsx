import { Button, Stack, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { documentAccessQuery, type LessonDocument } from "@/api/lessons";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { FileLine } from "@/ui/file-line";
import { Problem } from "@/ui/problem";

function Attachment({ document }: { document: LessonDocument }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { error } = useQuery({ ...documentAccessQuery(document.id), enabled: false });
  // The address is asked for when it is wanted: it stands for the right of this moment.
  const save = () => {
    void client.fetchQuery(documentAccessQuery(document.id)).then(
      (access) => {
        const link = window.document.createElement("a");
        link.href = access.file_url ?? access.view_url ?? "";
        link.download = access.filename;
        link.click();
      },
      () => undefined,
    );
  };
  return (
    <Stack gap={4}>
      <FileLine file={document}>
        <Button size="compact-sm" variant="default" onClick={save} aria-label={`${t("content.download")}: ${document.filename}`}>
          {t("content.download")}
        </Button>
      </FileLine>
      {error && <Problem>{words(error)}</Problem>}
    </Stack>
  );
}

export function Attachments({ documents }: { documents: readonly LessonDocument[] }): ReactNode {
  const { t } = useWords();
  if (documents.length === 0) return null;
  return (
    <section aria-label={t("content.attachments")}>
      <Title order={2} size="h3" mb="sm">
        {t("content.attachments")}
      </Title>
      <Stack gap="xs">
        {documents.map((document) => (
          <Attachment key={document.id} document={document} />
        ))}
      </Stack>
    </section>
  );
}
