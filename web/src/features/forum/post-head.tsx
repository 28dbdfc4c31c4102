import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { type Post, versionsQuery } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { goodColor, useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { toTyped } from "@/lib/mentions";
import { clock } from "@/lib/time";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Markdown } from "@/ui/markdown";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Versions({ post }: { post: Post }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { data, error } = useQuery(versionsQuery(post.id));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data) return <RowsSkeleton rows={2} height={60} />;
  return (
    <Stack gap="lg">
      {[...data.items].reverse().map((version, at) => (
        <section key={version.number}>
          <Text size="sm" c="dimmed">
            {`${at === 0 ? t("post.current") : t("post.version", { number: version.number })} · ${moment(version.written_at, language)}`}
          </Text>
          <Markdown text={toTyped(version.text, post.mentions)} />
        </section>
      ))}
    </Stack>
  );
}

interface PostHeadProps {
  post: Post;
  /** Whom it answers, where its place does not show it. */
  answers: string | null;
  isNew: boolean;
}

export function PostHead({ post, answers, isNew }: PostHeadProps): ReactNode {
  const { t, language } = useWords();
  const { name } = useForumWords();
  const [hasVersions, setVersions] = useState(false);
  const role = post.author?.role;
  return (
    <Group gap="4px 8px">
      <Text component="span" fw={600} dir="auto">
        {name(post.author)}
      </Text>
      {post.mine && (
        <Text component="span" size="sm" c="dimmed">
          {t("post.you")}
        </Text>
      )}
      {(role === "instructor" || role === "assistant") && (
        <Badge variant="light" tt="none">
          {t(`post.${role}`)}
        </Badge>
      )}
      {post.anonymous && post.author && (
        <Badge variant="default" tt="none">
          {t("post.anonymousTo")}
        </Badge>
      )}
      <Text component="a" href={`#post-${post.id}`} size="sm" c="dimmed" title={moment(post.created_at, language)} style={{ textDecoration: "none" }}>
        {ago(post.created_at, language)}
      </Text>
      {answers && (
        <Text component="span" size="sm" c="dimmed">
          {t("post.inReply", { name: answers })}
        </Text>
      )}
      {post.edited_at && post.version > 1 && (
        <Button variant="subtle" size="compact-xs" color="gray" c="dimmed" title={moment(post.edited_at, language)} onClick={() => setVersions(true)}>
          {t("post.edited", { ago: ago(post.edited_at, language) })}
        </Button>
      )}
      {post.seconds !== null && post.lesson_id && (
        <Anchor component={Link} href={`/lessons/${post.lesson_id}?t=${Math.floor(post.seconds)}`} size="sm" className="lectern-numbers" aria-label={t("post.goTo", { time: clock(post.seconds) })}>
          <Icon name="play" size={12} /> {clock(post.seconds)}
        </Anchor>
      )}
      {isNew && <Badge tt="none">{t("post.isNew")}</Badge>}
      {post.accepted && (
        <Badge color={goodColor} tt="none" leftSection={<Icon name="check" size={12} />}>
          {t("post.accepted")}
        </Badge>
      )}
      {post.endorsed_by && (
        <Badge variant="light" tt="none" leftSection={<Icon name="star" size={12} />}>
          {t("post.endorsedBy", { name: post.endorsed_by.name })}
        </Badge>
      )}
      <Dialog opened={hasVersions} onClose={() => setVersions(false)} title={t("post.versions")}>
        {hasVersions && <Versions post={post} />}
      </Dialog>
    </Group>
  );
}
