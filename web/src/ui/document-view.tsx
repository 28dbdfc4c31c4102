import "@/ui/document-view.css";
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

export interface DocumentAccess {
  filename: string;
  shown: "pdf" | "picture" | "text" | "nowhere";
  size: number;
  view_url: string | null;
  file_url: string | null;
}

const mostText = 512 * 1024;

function PlainText({ access }: { access: DocumentAccess }): ReactNode {
  const { t } = useWords();
  const { data, error } = useQuery({
    queryKey: ["document-text", access.view_url],
    queryFn: async () => {
      const answer = await fetch(access.view_url ?? "", { headers: { Range: `bytes=0-${mostText - 1}` } });
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    },
    staleTime: Infinity,
  });
  if (error) return <Problem>{t("error.unreachable")}</Problem>;
  if (data === undefined) return <Skeleton height={240} />;
  return (
    <Stack gap="xs">
      {/* Scrolled by keyboard, too. */}
      <pre className="lectern-plain" tabIndex={0} role="region" aria-label={access.filename}>
        {data}
      </pre>
      {access.size > mostText && (
        <Text size="sm" c="dimmed">
          {t("content.longText")}
        </Text>
      )}
    </Stack>
  );
}

/** What cannot be shown here: its name, its size, and what can be done with it. */
function Card({ access }: { access: DocumentAccess }): ReactNode {
  const { t, language } = useWords();
  return (
    <div className="lectern-card">
      <Group wrap="nowrap">
        <Icon name="document" size={36} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }} dir="auto">
            {access.filename}
          </Text>
          <Text size="sm" c="dimmed" className="lectern-numbers">
            {bytes(access.size, language)}
          </Text>
        </div>
        {access.view_url && !access.file_url && (
          <Button component="a" href={access.view_url} target="_blank" rel="noopener">
            {t("content.open")}
          </Button>
        )}
      </Group>
    </div>
  );
}

function Acts({ access }: { access: DocumentAccess }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="xs">
      {access.view_url && (
        <Button component="a" href={access.view_url} target="_blank" rel="noopener" variant="default" leftSection={<Icon name="open" size={18} />}>
          {t("content.openTab")}
        </Button>
      )}
      {access.file_url && (
        <Button component="a" href={access.file_url} download={access.filename} variant={access.view_url ? "default" : "filled"} leftSection={<Icon name="download" size={18} />}>
          {t("content.download")}
        </Button>
      )}
      {!access.file_url && (
        <Text size="sm" c="dimmed">
          {t("content.readOnly")}
        </Text>
      )}
    </Group>
  );
}

function Shown({ access }: { access: DocumentAccess }): ReactNode {
  // Telephones show no PDF within a page, whatever their browser says it can do.
  const isPhone = useMediaQuery("(max-width: 700px)");
  const showsPdf = !isPhone && navigator.pdfViewerEnabled;
  if (access.view_url && access.shown === "pdf" && showsPdf)
    return <iframe className="lectern-pdf" src={access.view_url} title={access.filename} />;
  if (access.view_url && access.shown === "picture") return <img className="lectern-picture" src={access.view_url} alt={access.filename} />;
  if (access.view_url && access.shown === "text") return <PlainText access={access} />;
  return <Card access={access} />;
}

/** A file in the page as far as a browser shows it, and what else can be done with it. */
export function DocumentView({ access }: { access: DocumentAccess }): ReactNode {
  return (
    <Stack gap="md">
      <Shown access={access} />
      <Acts access={access} />
    </Stack>
  );
}
