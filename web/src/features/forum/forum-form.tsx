// Making a forum, and changing what one is for and who writes there.
import { Button, Group, Radio, Select, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { groupsQuery } from "@/api/enrolment";
import { type Forum, forumKeys, type Posting } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const slowModes = [0, 30, 60, 300, 900, 3600] as const;

interface ForumFormProps {
  course: string;
  /** null: a new one. */
  forum: Forum | null;
  close: (saved?: Forum) => void;
}

function useSlowWords() {
  const { t } = useWords();
  return (seconds: number): string => {
    if (seconds === 0) return t("forum.slowOff");
    if (seconds === 3600) return t("forum.slowHour");
    return seconds < 120 ? t("forum.slowSeconds", { count: seconds }) : t("forum.slowMinutes", { count: Math.round(seconds / 60) });
  };
}

function Remove({ forum, close }: { forum: Forum; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { title } = useForumWords();
  const client = useQueryClient();
  const [asks, setAsks] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/forums/${forum.id}`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: forumKeys.all });
      toast(t("forum.removedDone"));
      close();
    },
    onSettled: () => setAsks(false),
  });
  return (
    <>
      {remove.error && <Problem>{words(remove.error)}</Problem>}
      <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
        {t("forum.remove")}
      </Button>
      <Confirm
        opened={asks}
        title={t("forum.removeAsk", { title: title(forum) })}
        text={t("forum.removeText")}
        act={t("forum.remove")}
        keep={t("forum.keep")}
        typed={title(forum)}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsks(false)}
      />
    </>
  );
}

export function ForumForm({ course, forum, close }: ForumFormProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const slow = useSlowWords();
  const client = useQueryClient();
  const { data: groups } = useQuery(groupsQuery(course));
  const [title, setTitle] = useState(forum?.title ?? "");
  const [description, setDescription] = useState(forum?.description ?? "");
  const [audience, setAudience] = useState<"course" | "group">(forum?.audience ?? "course");
  const [group, setGroup] = useState<string | null>(forum?.group_id ?? null);
  const [posting, setPosting] = useState<Posting>(forum?.posting ?? "everyone");
  const [isAnonymous, setAnonymous] = useState(forum?.anonymity === "allowed");
  const [slowMode, setSlowMode] = useState(forum?.slow_mode_seconds ?? 0);
  const save = useMutation({
    mutationFn: () => {
      const wish = {
        title,
        description,
        posting,
        anonymity: isAnonymous ? "allowed" : "off",
        slow_mode_seconds: slowMode,
        ...(forum?.is_first ? {} : { audience, ...(audience === "group" && group ? { group_id: group } : {}) }),
      };
      return forum ? api.patch<Forum>(`/forums/${forum.id}`, wish) : api.post<Forum>(`/courses/${course}/forums`, wish);
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: forumKeys.all });
      close(saved);
    },
  });
  const problems = save.error instanceof ApiError ? save.error.fields : {};
  const choices = [...new Set([...slowModes, slowMode])].sort((one, other) => one - other);
  return (
    <Stack>
      <TextInput
        data-autofocus
        label={t("forum.name")}
        {...(forum?.is_first ? { description: t("forum.nameFirst") } : {})}
        maxLength={120}
        dir="auto"
        value={title}
        error={problems.title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Textarea label={t("forum.description")} autosize minRows={2} maxLength={2000} dir="auto" value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
      {!forum?.is_first && (groups?.items.length ?? 0) > 0 && (
        <Radio.Group label={t("forum.audience")} value={audience} onChange={(next) => setAudience(next as typeof audience)}>
          <Stack gap={6} mt={6}>
            <Radio value="course" label={t("forum.audienceCourse")} />
            <Radio value="group" label={t("forum.audienceGroup")} />
          </Stack>
        </Radio.Group>
      )}
      {!forum?.is_first && audience === "group" && (
        <Select
          label={t("forum.group")}
          error={problems.group_id}
          data={groups?.items.map((one) => ({ value: one.id, label: one.name })) ?? []}
          value={group}
          onChange={setGroup}
          allowDeselect={false}
        />
      )}
      <Radio.Group label={t("forum.posting")} value={posting} onChange={(next) => setPosting(next as Posting)}>
        <Stack gap={6} mt={6}>
          <Radio value="everyone" label={t("forum.postingEveryone")} />
          <Radio value="replies" label={t("forum.postingReplies")} />
          <Radio value="staff" label={t("forum.postingStaff")} />
        </Stack>
      </Radio.Group>
      <Switch label={t("forum.anonymity")} description={t("forum.anonymityText")} checked={isAnonymous} onChange={(event) => setAnonymous(event.currentTarget.checked)} />
      <Select
        label={t("forum.slow")}
        description={t("forum.slowText")}
        data={choices.map((seconds) => ({ value: String(seconds), label: slow(seconds) }))}
        value={String(slowMode)}
        onChange={(next) => setSlowMode(Number(next ?? 0))}
        allowDeselect={false}
      />
      {save.error && Object.keys(problems).length === 0 && <Problem>{words(save.error)}</Problem>}
      <Group justify="space-between">
        {forum && !forum.is_first ? <Remove forum={forum} close={() => close()} /> : <span />}
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t("forum.save")}
        </Button>
      </Group>
    </Stack>
  );
}
