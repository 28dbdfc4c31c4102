import { ActionIcon, Anchor, Button, FileButton, Group, Select, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/api/client";
import { type Caption, captionFile, captionsQuery, useCaptionEdits } from "@/api/timed";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { languageChoices, languageName, ownName } from "@/lib/language-names";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

const fileKinds = ".vtt,.srt,text/vtt,application/x-subrip";

function useFileProblem() {
  const words = useErrorWords();
  return (error: unknown): string => (error instanceof ApiError && error.fields.file) || words(error);
}

interface CaptionRowProps {
  lesson: string;
  caption: Caption;
  replace: (file: File) => void;
  remove: () => void;
}

function CaptionRow({ lesson, caption, replace, remove }: CaptionRowProps): ReactNode {
  const { t, language } = useWords();
  const [asks, setAsks] = useState(false);
  const name = languageName(caption.language, language);
  return (
    <Group gap="sm" wrap="nowrap">
      <Icon name="captions" size={18} />
      <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
        <Text style={{ overflowWrap: "anywhere" }}>{name}</Text>
        <Text size="sm" c="dimmed" className="lectern-numbers">
          {t("captions.cues", { count: caption.cues })}
        </Text>
      </Stack>
      <Anchor href={captionFile(lesson, caption.language)} download={`${caption.language}.vtt`} size="sm" aria-label={t("captions.save", { name })}>
        {t("captions.file")}
      </Anchor>
      <FileButton accept={fileKinds} onChange={(file) => file && replace(file)}>
        {(button) => (
          <Button {...button} variant="default" size="compact-sm" aria-label={t("captions.replaceNamed", { name })}>
            {t("captions.replace")}
          </Button>
        )}
      </FileButton>
      <ActionIcon variant="subtle" color="gray" aria-label={t("content.remove", { name })} onClick={() => setAsks(true)}>
        <Icon name="trash" size={18} />
      </ActionIcon>
      <Confirm
        title={t("captions.removeAsk", { name })}
        text={t("captions.removeText")}
        act={t("content.removeConfirm")}
        keep={t("editor.keep")}
        opened={asks}
        onConfirm={() => {
          setAsks(false);
          remove();
        }}
        onClose={() => setAsks(false)}
      />
    </Group>
  );
}

/** Captions from files, one a language. */
export function CaptionsForm({ lesson }: { lesson: string }): ReactNode {
  const { t, language, spoken } = useWords();
  const problem = useFileProblem();
  const { data: captions, error: unread } = useQuery(captionsQuery(lesson));
  const { bring, remove } = useCaptionEdits(lesson);
  const [chosen, setChosen] = useState<string | null>(spoken);
  const send = (tag: string, file: File) => bring.mutate({ language: tag, label: ownName(tag), file });
  const error = bring.error ?? remove.error ?? unread;
  return (
    <Stack gap="sm" component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={500}>
        {t("captions.title")}
      </Text>
      <Text size="sm" c="dimmed">
        {t("captions.help")}
      </Text>
      {!captions && !unread && <Skeleton height={36} />}
      {captions?.map((caption) => (
        <CaptionRow
          key={caption.language}
          lesson={lesson}
          caption={caption}
          replace={(file) => send(caption.language, file)}
          remove={() => remove.mutate(caption.language)}
        />
      ))}
      <Group align="flex-end" gap="sm">
        <Select
          label={t("captions.language")}
          data={languageChoices(language)}
          value={chosen}
          onChange={setChosen}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t("captions.noLanguage")}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
        <FileButton accept={fileKinds} onChange={(file) => file && chosen && send(chosen, file)}>
          {(button) => (
            <Button {...button} variant="default" loading={bring.isPending} disabled={!chosen} leftSection={<Icon name="upload" size={18} />}>
              {t("captions.choose")}
            </Button>
          )}
        </FileButton>
      </Group>
      {error && <Problem>{problem(error)}</Problem>}
    </Stack>
  );
}
