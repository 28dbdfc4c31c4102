// One thread: what was asked, what was answered, and a place to answer.
import "@/features/forum/forum.css";
import { Alert, Anchor, Badge, Button, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { Link, Redirect, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { forumKeys, type Post, type Thread, threadQuery, useLiveThread } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { Composer } from "@/features/forum/composer";
import { FollowMenu } from "@/features/forum/follow-menu";
import { Answers, PostItem } from "@/features/forum/post-item";
import { ThreadActs } from "@/features/forum/thread-acts";
import { isNew, type PostOrder, treeOf } from "@/features/forum/tree";
import { useForumNews } from "@/features/forum/use-forum-news";
import { useThreadPosts, Written } from "@/features/forum/use-thread-posts";
import { goodColor, useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** What is new stays marked while the page is open, and is read from then on. */
function useReading(thread: Thread, posts: readonly Post[] | undefined): string | null {
  const client = useQueryClient();
  const [since] = useState(thread.read_at);
  const hasPosts = posts !== undefined;
  useEffect(() => {
    if (!hasPosts || (thread.read_at !== null && thread.read_at >= thread.active_at)) return;
    void api
      .put(`/threads/${thread.id}/read`, { until: thread.active_at })
      .then(() => client.invalidateQueries({ queryKey: forumKeys.course(thread.course_id) }), () => undefined);
  }, [client, hasPosts, thread.id, thread.course_id, thread.active_at, thread.read_at]);
  return since;
}

function Where({ thread }: { thread: Thread }): ReactNode {
  const { t } = useWords();
  const { title } = useForumWords();
  return (
    <Group gap={8} component="nav" aria-label={t("forum.title")}>
      <Anchor component={Link} href={`/courses/${thread.course_id}`}>
        {thread.course_title}
      </Anchor>
      <span aria-hidden="true">›</span>
      <Anchor component={Link} href={`/courses/${thread.course_id}/forum?forum=${thread.forum_id}`}>
        {title(thread.forum)}
      </Anchor>
      {thread.lesson_id && thread.lesson_title && (
        <>
          <span aria-hidden="true">·</span>
          <Anchor component={Link} href={`/lessons/${thread.lesson_id}`}>
            {t("thread.lesson", { title: thread.lesson_title })}
          </Anchor>
        </>
      )}
    </Group>
  );
}

function Standing({ thread }: { thread: Thread }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap={6}>
      {thread.kind === "question" && (
        <Badge variant={thread.accepted_post_id ? "filled" : "default"} color={thread.accepted_post_id ? goodColor : "gray"} tt="none">
          {t(thread.accepted_post_id ? "forum.answered" : "forum.question")}
        </Badge>
      )}
      {thread.pinned && (
        <Badge variant="light" tt="none" leftSection={<Icon name="pin" size={12} />}>
          {t("forum.pinned")}
        </Badge>
      )}
      {thread.locked && (
        <Badge variant="default" tt="none" leftSection={<Icon name="lock" size={12} />}>
          {t("forum.locked")}
        </Badge>
      )}
    </Group>
  );
}

function Found({ thread }: { thread: Thread }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { name } = useForumWords();
  const client = useQueryClient();
  const [order, setOrder] = useState<PostOrder>(thread.kind === "question" ? "worth" : "age");
  const { posts, error, setWritten, earlier, later } = useThreadPosts(thread, order);
  const tree = useMemo(() => posts && treeOf(posts, thread.opening_post_id, order), [posts, thread.opening_post_id, order]);
  const readAt = useReading(thread, posts);
  // As it was found: reading makes them old, and the page goes on marking them.
  const [found] = useState({ first: thread.first_new_post_id, count: thread.new_posts });
  const news = posts?.filter((post) => isNew(post, readAt) && post.id !== thread.opening_post_id) ?? [];
  const firstNew = found.first ?? news[0]?.id;
  useLiveThread(thread);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: forumKeys.posts(thread.id) });
    await client.invalidateQueries({ queryKey: forumKeys.thread(thread.id) });
  };
  if (error) return <Problem>{words(error)}</Problem>;
  if (!tree) return <RowsSkeleton rows={4} height={90} />;
  return (
    <Stack gap="md">
      {thread.state === "removed" && <Alert variant="light">{t("thread.removedText")}</Alert>}
      <PostItem branch={tree} thread={thread} depth={0} answered={null} readAt={readAt} />
      <Group justify="space-between">
        <Title order={2}>{thread.replies === 0 ? t("forum.noReplies") : t("forum.replies", { count: thread.replies })}</Title>
        <Group gap="sm">
          {firstNew && (
            <Anchor href={`#post-${firstNew}`} title={t("thread.toNew")}>
              {t("thread.newPosts", { count: Math.max(found.count, news.length) })}
            </Anchor>
          )}
          {tree.answers.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t("thread.sort")}
              value={order}
              onChange={(next) => setOrder(next as PostOrder)}
              data={[
                { value: "worth", label: t("thread.byWorth") },
                { value: "age", label: t("thread.byAge") },
              ]}
            />
          )}
        </Group>
      </Group>
      {earlier.is && (
        <Button variant="default" loading={earlier.isComing} onClick={earlier.show} style={{ alignSelf: "center" }}>
          {t("thread.earlier")}
        </Button>
      )}
      <Written.Provider value={setWritten}>
        <Answers branches={tree.answers} thread={thread} depth={1} answered={name(tree.post.author)} readAt={readAt} />
      </Written.Provider>
      {later.is && (
        <Button variant="default" loading={later.isComing} onClick={later.show} style={{ alignSelf: "center" }}>
          {t("forum.more")}
        </Button>
      )}
      {thread.locked && <Text c="dimmed">{t("thread.lockedText")}</Text>}
      {thread.can_reply && (
        <Composer
          course={thread.course_id}
          place={`post-${thread.opening_post_id}`}
          label={t("post.replyTo", { name: name(tree.post.author) })}
          act={t("post.send")}
          mayHide={thread.forum.anonymity === "allowed"}
          waitsUntil={thread.waits_until}
          send={async ({ text, anonymous, key }) => setWritten((await api.postOnce<Post>(`/threads/${thread.id}/posts`, { text, anonymous }, key)).id)}
          done={() => void refresh()}
        />
      )}
    </Stack>
  );
}

export default function ThreadPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { thread: id = "" } = useParams<{ thread: string }>();
  const { data: thread, error } = useQuery(threadQuery(id));
  useForumNews(id);
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error && !thread) return <Page title={t("forum.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!thread) return <PageSkeleton />;
  if (thread.merged_into) return <Redirect to={`/threads/${thread.merged_into}`} replace />;
  return (
    <Page
      title={thread.title}
      lead={
        <Stack gap={6}>
          <Where thread={thread} />
          <Standing thread={thread} />
        </Stack>
      }
      actions={
        <>
          <FollowMenu targets={[{ what: "forum.followThread", path: `/threads/${thread.id}/subscription`, level: thread.level }]} />
          <ThreadActs thread={thread} />
        </>
      }
    >
      <Found key={thread.id} thread={thread} />
    </Page>
  );
}
