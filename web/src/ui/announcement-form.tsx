import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { localInput } from "@/lib/time";
import { Confirm } from "@/ui/confirm";
import { Problem } from "@/ui/problem";

export interface AnnouncementFields {
  title: string;
  body: string;
  pinned: boolean;
  publish_at?: string;
}

interface AnnouncementFormProps {
  known: (AnnouncementFields & { publish_at: string }) | null;
  /** Whom a new one is for, where that is to be chosen. */
  addressee?: ReactNode;
  save: (fields: AnnouncementFields) => void;
  isSaving: boolean;
  withdraw: () => void;
  /** By field, and what concerns none. */
  wrong: Readonly<Record<string, string>>;
  problem: string;
}

/** Writing, changing and withdrawing one. */
export function AnnouncementForm({ known, addressee, save, isSaving, withdraw, wrong, problem }: AnnouncementFormProps): ReactNode {
  const { t } = useWords();
  const isOut = known !== null && new Date(known.publish_at) <= new Date();
  const [title, setTitle] = useState(known?.title ?? "");
  const [body, setBody] = useState(known?.body ?? "");
  const [pinned, setPinned] = useState(known?.pinned ?? false);
  const [when, setWhen] = useState(known && !isOut ? localInput(known.publish_at) : "");
  const [asks, setAsks] = useState(false);
  const act = known ? "announcement.save" : when ? "announcement.schedule" : "announcement.publish";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save({ title, body, pinned, ...(when && !isOut ? { publish_at: new Date(when).toISOString() } : {}) });
      }}
    >
      <Stack>
        {addressee}
        <TextInput data-autofocus required withAsterisk={false} label={t("announcement.title")} value={title} error={wrong.title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea required withAsterisk={false} autosize minRows={5} label={t("announcement.body")} description={t("announcement.bodyHelp")} value={body} error={wrong.body} onChange={(event) => setBody(event.currentTarget.value)} />
        <Checkbox label={t("announcement.pinned")} checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
        {!isOut && (
          <TextInput type="datetime-local" label={t("announcement.when")} description={t("announcement.whenHelp")} value={when} error={wrong.publish_at} onChange={(event) => setWhen(event.currentTarget.value)} />
        )}
        {problem && <Problem>{problem}</Problem>}
        <Group justify="flex-end">
          {known && (
            <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
              {t("announcement.withdraw")}
            </Button>
          )}
          <Button type="submit" loading={isSaving}>
            {t(act)}
          </Button>
        </Group>
      </Stack>
      {known && (
        <Confirm
          title={t("announcement.withdrawAsk", { title: known.title })}
          text={t("announcement.withdrawText")}
          act={t("announcement.withdraw")}
          keep={t("editor.keep")}
          opened={asks}
          onConfirm={withdraw}
          onClose={() => setAsks(false)}
        />
      )}
    </form>
  );
}
