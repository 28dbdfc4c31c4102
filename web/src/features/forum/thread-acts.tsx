// What those who teach do with a thread, and whoever began it with its title.
import { ActionIcon, Button, Group, Menu, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { api } from "@/api/client";
import { forumKeys, forumsQuery, searchQuery, type Thread, type ThreadKind } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface ThreadPatch {
  title?: string;
  kind?: ThreadKind;
  pinned?: boolean;
  locked?: boolean;
  removed?: boolean;
  forum_id?: string;
}

function useThreadChange(thread: Thread) {
  const words = useErrorWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: ThreadPatch) => api.patch<Thread>(`/threads/${thread.id}`, patch),
    onSuccess: () => client.invalidateQueries({ queryKey: forumKeys.all }),
    onError: (error) => toast(words(error)),
  });
}

function Rename({ thread, close }: { thread: Thread; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const change = useThreadChange(thread);
  const [title, setTitle] = useState(thread.title);
  const [kind, setKind] = useState<ThreadKind>(thread.kind);
  return (
    <Stack>
      <TextInput data-autofocus label={t("thread.title")} maxLength={200} dir="auto" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
      <SegmentedControl
        aria-label={t("thread.kind")}
        style={{ alignSelf: "start" }}
        value={kind}
        onChange={(next) => setKind(next as ThreadKind)}
        data={[
          { value: "question", label: t("thread.question") },
          { value: "discussion", label: t("thread.discussion") },
        ]}
      />
      {change.error && <Problem>{words(change.error)}</Problem>}
      <Group justify="flex-end">
        <Button disabled={title.trim() === ""} loading={change.isPending} onClick={() => change.mutate({ title, kind }, { onSuccess: close })}>
          {t("post.save")}
        </Button>
      </Group>
    </Stack>
  );
}

function Move({ thread, close }: { thread: Thread; close: () => void }): ReactNode {
  const { t } = useWords();
  const { title } = useForumWords();
  const change = useThreadChange(thread);
  const { data } = useQuery(forumsQuery(thread.course_id));
  const [forum, setForum] = useState<string | null>(null);
  const choices = data?.items.filter((one) => one.id !== thread.forum_id).map((one) => ({ value: one.id, label: title(one) })) ?? [];
  return (
    <Stack>
      <Select data-autofocus label={t("thread.moveTo")} data={choices} value={forum} onChange={setForum} allowDeselect={false} />
      <Group justify="flex-end">
        <Button
          disabled={!forum}
          loading={change.isPending}
          onClick={() => forum && change.mutate({ forum_id: forum }, { onSuccess: () => (close(), toast(t("thread.movedDone"))) })}
        >
          {t("thread.move")}
        </Button>
      </Group>
    </Stack>
  );
}

function Merge({ thread, close }: { thread: Thread; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [q, setQ] = useState("");
  const [into, setInto] = useState<{ id: string; title: string } | null>(null);
  const { data } = useInfiniteQuery(searchQuery(thread.course_id, q));
  const found = new Map((data?.pages.flatMap((page) => page.items) ?? []).filter((one) => one.thread_id !== thread.id).map((one) => [one.thread_id, one.title]));
  const merge = useMutation({
    mutationFn: (id: string) => api.post<Thread>(`/threads/${thread.id}/merge`, { into: id }),
    onSuccess: async (merged) => {
      await client.invalidateQueries({ queryKey: forumKeys.all });
      close();
      toast(t("thread.mergedDone"));
      go(`/threads/${merged.id}`);
    },
  });
  return (
    <Stack>
      <Text>{t("thread.mergeText")}</Text>
      <TextInput data-autofocus label={t("thread.mergeSearch")} value={q} onChange={(event) => (setQ(event.currentTarget.value), setInto(null))} />
      <Stack gap={4} role="radiogroup" aria-label={t("thread.mergeInto")}>
        {[...found].slice(0, 8).map(([id, title]) => (
          <Button key={id} role="radio" aria-checked={into?.id === id} variant={into?.id === id ? "light" : "default"} justify="flex-start" onClick={() => setInto({ id, title })}>
            {title}
          </Button>
        ))}
      </Stack>
      {merge.error && <Problem>{words(merge.error)}</Problem>}
      <Group justify="flex-end">
        <Button disabled={!into} loading={merge.isPending} onClick={() => into && merge.mutate(into.id)}>
          {t("thread.mergeAct")}
        </Button>
      </Group>
    </Stack>
  );
}

export function ThreadActs({ thread }: { thread: Thread }): ReactNode {
  const { t } = useWords();
  const change = useThreadChange(thread);
  const [dialog, setDialog] = useState<"rename" | "move" | "merge" | null>(null);
  const close = () => setDialog(null);
  const remove = () => {
    const isGone = thread.state === "removed";
    change.mutate(
      { removed: !isGone },
      { onSuccess: () => !isGone && toast(t("thread.removedDone"), { words: t("post.undo"), run: () => change.mutate({ removed: false }) }) },
    );
  };
  if (!thread.can_name && !thread.can_moderate) return null;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t("thread.acts")}>
            <Icon name="more" size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {thread.can_name && <Menu.Item onClick={() => setDialog("rename")}>{t("thread.rename")}</Menu.Item>}
          {thread.can_moderate && (
            <>
              <Menu.Item onClick={() => change.mutate({ pinned: !thread.pinned })}>{t(thread.pinned ? "thread.unpin" : "thread.pin")}</Menu.Item>
              <Menu.Item onClick={() => change.mutate({ locked: !thread.locked })}>{t(thread.locked ? "thread.unlock" : "thread.lock")}</Menu.Item>
              <Menu.Item onClick={() => setDialog("move")}>{t("thread.move")}</Menu.Item>
              <Menu.Item onClick={() => setDialog("merge")}>{t("thread.merge")}</Menu.Item>
              <Menu.Item onClick={remove}>{t(thread.state === "removed" ? "thread.restore" : "thread.remove")}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={dialog === "rename"} onClose={close} title={t("thread.rename")}>
        {dialog === "rename" && <Rename thread={thread} close={close} />}
      </Dialog>
      <Dialog opened={dialog === "move"} onClose={close} title={t("thread.move")}>
        {dialog === "move" && <Move thread={thread} close={close} />}
      </Dialog>
      <Dialog opened={dialog === "merge"} onClose={close} title={t("thread.merge")}>
        {dialog === "merge" && <Merge thread={thread} close={close} />}
      </Dialog>
    </>
  );
}
