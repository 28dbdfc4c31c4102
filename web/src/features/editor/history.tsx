import { Button, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import { type ContentVersion, versionsQuery } from "@/api/versions";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { diff } from "@/lib/diff";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface HistoryProps {
  subject: "lessons" | "courses";
  id: string;
  course: string;
  title: string;
}

const fieldWords = {
  title: "versions.titleField",
  summary: "versions.summaryField",
  text: "versions.textField",
  link: "versions.linkField",
  document: "versions.documentField",
  video: "versions.videoField",
  captions: "versions.captionsField",
} as const;

function useSignature(): (version: ContentVersion) => string {
  const { t, language } = useWords();
  return ({ created_at, author }) =>
    t("versions.by", {
      date: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(created_at)),
      name: author?.name ?? t("versions.nobody"),
    });
}

function Difference({ before, after }: { before: string; after: string }): ReactNode {
  const { t } = useWords();
  const lines = diff(before, after);
  if (lines.every((line) => line.kind === "same")) return <Text c="dimmed">{t("versions.sameText")}</Text>;
  return (
    <div className="lectern-diff" tabIndex={0} role="region" aria-label={t("versions.compare")}>
      {lines.map((line, index) => (
        <div key={index} data-kind={line.kind}>
          <span aria-hidden="true">{{ same: " ", gone: "−", new: "+" }[line.kind]}</span>
          {line.kind === "gone" && <del aria-label={`${t("versions.gone")}: ${line.text}`}>{line.text}</del>}
          {line.kind === "new" && <ins aria-label={`${t("versions.fresh")}: ${line.text}`}>{line.text}</ins>}
          {line.kind === "same" && <span>{line.text}</span>}
        </div>
      ))}
    </div>
  );
}

function hasSameCaptions(then: ContentVersion["content"], now: ContentVersion["content"]): boolean {
  const told = (content: ContentVersion["content"]) => content.captions.map((one) => `${one.number} ${one.label}`).join("\n");
  return told(then) === told(now);
}

function Facts({ version, now }: { version: ContentVersion; now: ContentVersion }): ReactNode {
  const { t, list } = useWords();
  const then = version.content;
  const facts = [
    then.title !== now.content.title && t("versions.wasCalled", { title: then.title }),
    then.link !== now.content.link && then.link && t("versions.ledTo", { link: then.link }),
    then.document_id !== now.content.document_id && then.document_name && t("versions.hadDocument", { name: then.document_name }),
    !hasSameCaptions(then, now.content) &&
      (then.captions.length > 0 ? t("versions.hadCaptions", { names: list(then.captions.map((one) => one.label)) }) : t("versions.hadNoCaptions")),
    then.video_generation !== now.content.video_generation && then.video_name && t("versions.hadVideo", { name: then.video_name }),
  ].filter(Boolean);
  return facts.map((fact) => <Text key={String(fact)}>{fact}</Text>);
}

function Compared({ version, now, course, back }: { version: ContentVersion; now: ContentVersion; course: string; back: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const signature = useSignature();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: () => api.post(`/versions/${version.id}/restore`),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["versions"] }),
        client.invalidateQueries({ queryKey: keys.outline(course) }),
        client.invalidateQueries({ queryKey: keys.lesson(version.subject_id) }),
      ]);
      back();
    },
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Button variant="subtle" size="compact-md" leftSection={<Icon name="previous" size={16} />} onClick={back}>
          {t("versions.back")}
        </Button>
        <Text size="sm" c="dimmed">
          {signature(version)}
        </Text>
      </Group>
      <Facts version={version} now={now} />
      {version.content.summary !== now.content.summary && <Difference before={now.content.summary} after={version.content.summary} />}
      <Difference before={now.content.text} after={version.content.text} />
      {restore.error && <Problem>{words(restore.error)}</Problem>}
      <Button loading={restore.isPending} onClick={() => restore.mutate()} style={{ alignSelf: "end" }}>
        {t("versions.restore")}
      </Button>
    </Stack>
  );
}

function List({ subject, id, course }: HistoryProps): ReactNode {
  const { t, list } = useWords();
  const words = useErrorWords();
  const signature = useSignature();
  const pages = useInfiniteQuery(versionsQuery(subject, id));
  const { data, error } = pages;
  const [chosen, setChosen] = useState<ContentVersion | null>(null);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data) return <RowsSkeleton rows={4} height={48} />;
  const versions = data.pages.flatMap((page) => page.items);
  const now = versions[0];
  if (!now) return <Text c="dimmed">{t("versions.none")}</Text>;
  if (chosen) return <Compared version={chosen} now={now} course={course} back={() => setChosen(null)} />;
  return (
    <Stack gap={4}>
      {versions.map((version) => (
        <UnstyledButton key={version.id} className="lectern-row" disabled={version === now} onClick={() => setChosen(version)}>
          <Icon name="clock" size={18} />
          <span style={{ flex: 1 }}>
            {version === now ? `${t("versions.now")} · ${signature(version)}` : signature(version)}
            <Text component="span" size="sm" c="dimmed" display="block">
              {t("versions.changed", { what: list(version.changed.map((field) => t(fieldWords[field]))) })}
            </Text>
          </span>
        </UnstyledButton>
      ))}
      <MoreButton pages={pages} label={t("versions.more")} />
    </Stack>
  );
}

/** What it held before: looked at, compared, put back. */
export function History(props: HistoryProps): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <Fragment>
      <Button variant="default" leftSection={<Icon name="clock" size={18} />} onClick={() => setOpened(true)}>
        {t("versions.open")}
      </Button>
      <Dialog title={t("versions.title", { title: props.title })} opened={opened} onClose={() => setOpened(false)}>
        {opened && <List {...props} />}
      </Dialog>
    </Fragment>
  );
}
