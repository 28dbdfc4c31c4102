import { Button, Checkbox, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { type Announcement, announcementsKey, announcementsQuery, useMarkRead } from "@/api/announcements";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { AnnouncementList } from "@/ui/announcement-list";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

/** What a field of local time shows, and back. */
function localTime(at: string): string {
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function AnnouncementForm({ course, known, close }: { course: string; known: Announcement | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const isOut = known !== null && new Date(known.publish_at) <= new Date();
  const [title, setTitle] = useState(known?.title ?? "");
  const [body, setBody] = useState(known?.body ?? "");
  const [pinned, setPinned] = useState(known?.pinned ?? false);
  const [when, setWhen] = useState(known && !isOut ? localTime(known.publish_at) : "");
  const [asks, setAsks] = useState(false);
  const done = async () => {
    await client.invalidateQueries({ queryKey: announcementsKey });
    close();
  };
  const fields = { title, body, pinned, ...(when && !isOut ? { publish_at: new Date(when).toISOString() } : {}) };
  const save = useMutation({
    mutationFn: () => (known ? api.patch(`/announcements/${known.id}`, fields) : api.post(`/courses/${course}/announcements`, fields)),
    onSuccess: done,
  });
  const withdraw = useMutation({ mutationFn: () => api.delete(`/announcements/${known?.id ?? ""}`), onSuccess: done });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const act = known ? "announcement.save" : when ? "announcement.schedule" : "announcement.publish";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput data-autofocus required withAsterisk={false} label={t("announcement.title")} value={title} error={wrong.title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea required withAsterisk={false} autosize minRows={5} label={t("announcement.body")} description={t("announcement.bodyHelp")} value={body} error={wrong.body} onChange={(event) => setBody(event.currentTarget.value)} />
        <Checkbox label={t("announcement.pinned")} checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
        {!isOut && (
          <TextInput type="datetime-local" label={t("announcement.when")} description={t("announcement.whenHelp")} value={when} error={wrong.publish_at} onChange={(event) => setWhen(event.currentTarget.value)} />
        )}
        {save.error && Object.keys(wrong).length === 0 && <Problem>{words(save.error)}</Problem>}
        {withdraw.error && <Problem>{words(withdraw.error)}</Problem>}
        <Group justify="flex-end">
          {known && (
            <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
              {t("announcement.withdraw")}
            </Button>
          )}
          <Button type="submit" loading={save.isPending}>
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
          onConfirm={() => withdraw.mutate()}
          onClose={() => setAsks(false)}
        />
      )}
    </form>
  );
}

/** Of a course, for those who belong to it. */
export function CourseAnnouncements({ course, canEdit }: { course: string; canEdit: boolean }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const read = useMarkRead();
  const { data, error } = useQuery(announcementsQuery({ of: "course", course }));
  const [edited, setEdited] = useState<Announcement | "new" | null>(null);
  if (!canEdit && !data?.length) return null;
  return (
    <section aria-labelledby="announcements">
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2} id="announcements">
          {t("announcement.many")}
        </Title>
        {canEdit && (
          <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited("new")}>
            {t("announcement.new")}
          </Button>
        )}
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      <Fragment>
        {data?.length === 0 && <Text c="dimmed">{t("announcement.none")}</Text>}
        {data && data.length > 0 && <AnnouncementList items={data} read={read} edit={setEdited} />}
      </Fragment>
      <Dialog opened={edited !== null} onClose={() => setEdited(null)} title={t(edited === "new" ? "announcement.new" : "announcement.edit")}>
        {edited && <AnnouncementForm course={course} known={edited === "new" ? null : edited} close={() => setEdited(null)} />}
      </Dialog>
    </section>
  );
}
