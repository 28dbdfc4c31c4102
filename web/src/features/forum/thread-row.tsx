import { Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ThreadSummary } from "@/api/forum";
import { goodColor, useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { Avatar } from "@/ui/avatar";
import { Icon } from "@/ui/icons";

function Badges({ thread }: { thread: ThreadSummary }): ReactNode {
  const { t } = useWords();
  const isAnswered = thread.accepted_post_id !== null;
  return (
    <Group gap={6} component="span">
      {thread.pinned && (
        <Badge variant="light" tt="none" leftSection={<Icon name="pin" size={12} />}>
          {t("forum.pinned")}
        </Badge>
      )}
      {thread.kind === "question" && (
        <Badge variant={isAnswered ? "filled" : "default"} color={isAnswered ? goodColor : "gray"} tt="none" leftSection={isAnswered ? <Icon name="check" size={12} /> : null}>
          {t(isAnswered ? "forum.answered" : "forum.question")}
        </Badge>
      )}
      {thread.endorsed && (
        <Badge variant="light" tt="none" leftSection={<Icon name="star" size={12} />}>
          {t("forum.endorsed")}
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

export function ThreadRow({ thread }: { thread: ThreadSummary }): ReactNode {
  const { t, language } = useWords();
  const { name } = useForumWords();
  return (
    <Link href={`/threads/${thread.id}`} className="lectern-thread-row" data-unread={thread.unread || undefined}>
      <Avatar name={name(thread.author)} picture={thread.author?.picture ?? null} size={36} />
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <span className="lectern-thread-title" dir="auto">
            {thread.unread && <span className="lectern-dot" role="img" aria-label={t("forum.isNew")} />}
            {thread.title}
          </span>
          <Badges thread={thread} />
        </Group>
        <Text size="sm" c="dimmed" title={moment(thread.active_at, language)}>
          {`${t("forum.by", { name: name(thread.author) })} · ${t("forum.active", { ago: ago(thread.active_at, language) })}`}
        </Text>
      </div>
      <span className="lectern-thread-counts lectern-numbers">
        {thread.votes > 0 && <span>{t("forum.votesCount", { count: thread.votes })}</span>}
        <span>{thread.replies === 0 ? t("forum.noReplies") : t("forum.replies", { count: thread.replies })}</span>
      </span>
    </Link>
  );
}
