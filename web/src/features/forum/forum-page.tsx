// The forums of a course: one at a time, with its threads; searching goes through all of them.
import "@/features/forum/forum.css";
import { ActionIcon, Anchor, Badge, Button, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type Forum, forumKeys, type ForumList, forumsQuery } from "@/api/forum";
import { keys } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { FollowMenu } from "@/features/forum/follow-menu";
import { ForumForm } from "@/features/forum/forum-form";
import { FoundPosts } from "@/features/forum/found-posts";
import { NewThread } from "@/features/forum/new-thread";
import { ThreadList } from "@/features/forum/thread-list";
import { useForumNews } from "@/features/forum/use-forum-news";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Markdown } from "@/ui/markdown";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

function Forums({ list, current }: { list: ForumList; current: Forum }): ReactNode {
  const { t } = useWords();
  const { title, unread } = useForumWords();
  return (
    <nav aria-label={t("forum.forums")}>
      <ul className="lectern-forum-list">
        {list.items.map((forum) => (
          <li key={forum.id}>
            <Link href={`/courses/${forum.course_id}/forum?forum=${forum.id}`} className="lectern-row" data-current={forum.id === current.id || undefined} aria-current={forum.id === current.id ? "page" : undefined}>
              <span style={{ flex: 1, minWidth: 0 }} dir="auto">
                {title(forum)}
              </span>
              {forum.audience === "group" && <Icon name="people" size={16} />}
              {forum.unread > 0 && (
                <Badge circle={forum.unread < 10} aria-label={unread(forum.unread)}>
                  {forum.unread >= 100 ? "99+" : forum.unread}
                </Badge>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SearchField({ q, search }: { q: string; search: (q: string) => void }): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(q);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(typed.trim());
  };
  return (
    <form role="search" onSubmit={submit} style={{ flex: "1 1 220px", maxWidth: 380 }}>
      <TextInput
        type="search"
        aria-label={t("forum.search")}
        placeholder={t("forum.search")}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          if (event.currentTarget.value === "") search("");
        }}
      />
    </form>
  );
}

function Head({ forum, list, edit }: { forum: Forum; list: ForumList; edit: () => void }): ReactNode {
  const { t } = useWords();
  const { title } = useForumWords();
  return (
    <div>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Title order={2} dir="auto">
          {title(forum)}
        </Title>
        {list.can_manage && (
          <ActionIcon variant="subtle" color="gray" aria-label={t("forum.edit")} onClick={edit}>
            <Icon name="settings" size={18} />
          </ActionIcon>
        )}
      </Group>
      {forum.audience === "group" && (
        <Text size="sm" c="dimmed">
          {forum.group_name ? t("forum.onlyGroup", { group: forum.group_name }) : t("forum.groupGone")}
        </Text>
      )}
      {forum.description && <Markdown text={forum.description} />}
    </div>
  );
}

function useReadAll(course: string) {
  const { t } = useWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post(`/courses/${course}/forum-read`),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: forumKeys.all });
      await client.invalidateQueries({ queryKey: keys.home });
      toast(t("forum.readDone"));
    },
  });
}

function Actions({ list, course, current }: { list: ForumList; course: string; current: Forum }): ReactNode {
  const { t } = useWords();
  const readAll = useReadAll(course);
  const hasUnread = list.items.some((forum) => forum.unread > 0);
  return (
    <>
      {list.can_moderate && list.open_reports > 0 && (
        <Button component={Link} href={`/courses/${course}/forum/reports`} variant="default" leftSection={<Icon name="warning" size={18} />}>
          {t("forum.waiting", { count: list.open_reports })}
        </Button>
      )}
      {hasUnread && (
        <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
          {t("forum.readAll")}
        </Button>
      )}
      <FollowMenu
        targets={[
          { what: "forum.followForum", path: `/forums/${current.id}/subscription`, level: current.level },
          { what: "forum.followCourse", path: `/courses/${course}/forum-subscription`, level: list.level },
        ]}
      />
    </>
  );
}

function Found({ list, course }: { list: ForumList; course: string }): ReactNode {
  const { t } = useWords();
  const [, go] = useLocation();
  const [search, setSearch] = useSearchParams();
  const [form, setForm] = useState<Forum | "new" | null>(null);
  const q = search.get("q") ?? "";
  const isWriting = search.has("new");
  const current = list.items.find((forum) => forum.id === search.get("forum")) ?? list.items[0];
  if (!current) return null;
  const set = (key: string, value: string | null) =>
    setSearch((known) => {
      const next = new URLSearchParams(known);
      if (value === null) next.delete(key);
      else next.set(key, value);
      return next;
    });
  const hasSide = list.items.length > 1 || list.can_manage;
  return (
    <Page
      title={t("forum.title")}
      lead={
        <Anchor component={Link} href={`/courses/${course}`}>
          {list.course_title}
        </Anchor>
      }
      actions={<Actions list={list} course={course} current={current} />}
      width="normal"
    >
      <div className="lectern-forum" data-single={!hasSide || undefined}>
        {hasSide && (
          <Stack gap="xs">
            <Forums list={list} current={current} />
            {list.can_manage && (
              <Button variant="subtle" justify="flex-start" leftSection={<Icon name="plus" size={16} />} onClick={() => setForm("new")}>
                {t("forum.add")}
              </Button>
            )}
          </Stack>
        )}
        <Stack gap="md" style={{ minWidth: 0 }}>
          <Head forum={current} list={list} edit={() => setForm(current)} />
          <Group justify="space-between" gap="sm">
            <SearchField key={q} q={q} search={(words) => set("q", words || null)} />
            {current.can_begin && !isWriting && (
              <Button leftSection={<Icon name="plus" size={18} />} onClick={() => set("new", "")}>
                {t("forum.newThread")}
              </Button>
            )}
          </Group>
          {isWriting && current.can_begin && (
            <section aria-label={t("forum.newThread")} className="lectern-card">
              <NewThread forum={current} begun={(thread) => go(`/threads/${thread.id}`)} cancel={() => set("new", null)} />
            </section>
          )}
          {q ? (
            <>
              <Anchor component="button" type="button" style={{ alignSelf: "start" }} onClick={() => set("q", null)}>
                {t("forum.back")}
              </Anchor>
              <FoundPosts course={course} q={q} />
            </>
          ) : (
            <ThreadList key={current.id} forum={current} canModerate={list.can_moderate} begin={() => set("new", "")} />
          )}
        </Stack>
      </div>
      <Dialog opened={form !== null} onClose={() => setForm(null)} title={t(form === "new" ? "forum.add" : "forum.edit")}>
        {form !== null && (
          <ForumForm
            course={course}
            forum={form === "new" ? null : form}
            close={(saved) => {
              setForm(null);
              if (saved) set("forum", saved.id);
            }}
          />
        )}
      </Dialog>
    </Page>
  );
}

export default function ForumPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course = "" } = useParams<{ course: string }>();
  const { data: list, error } = useQuery(forumsQuery(course));
  useForumNews();
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error instanceof ApiError && error.status === 403)
    return (
      <EmptyState isPage icon="lock" title={t("error.noAccess")} text={words(error)}>
        <Button component={Link} href={`/courses/${course}`}>
          {t("upload.toCourse")}
        </Button>
      </EmptyState>
    );
  if (error && !list) return <Page title={t("forum.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!list) return <PageSkeleton />;
  return <Found list={list} course={course} />;
}
