// Beside a lesson: what is said about it, and what at which of its moments.
import "@/features/forum/forum.css";
import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { type ForumMoment, lessonThreadsQuery, momentsQuery, useLiveForum } from "@/api/forum";
import { NewThread } from "@/features/forum/new-thread";
import { ThreadRow } from "@/features/forum/thread-row";
import { useForumNews } from "@/features/forum/use-forum-news";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { toTyped } from "@/lib/mentions";
import { plainText } from "@/lib/plain-text";
import { clock } from "@/lib/time";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";

/** While the lecture is this close behind a moment, the moment is now. */
const lasts = 15;

export interface Lecture {
  time: number;
  seek: (seconds: number) => void;
}

function Moment({ moment, lecture }: { moment: ForumMoment; lecture: Lecture }): ReactNode {
  const { t } = useWords();
  const { name } = useForumWords();
  const time = clock(moment.seconds);
  const isNow = lecture.time >= moment.seconds - 1 && lecture.time < moment.seconds + lasts;
  return (
    <li data-now={isNow || undefined}>
      <Group gap={8} wrap="nowrap" align="baseline">
        <Anchor component="button" type="button" className="lectern-numbers" aria-label={t("notes.goTo", { time })} onClick={() => lecture.seek(moment.seconds)}>
          {time}
        </Anchor>
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} href={`/threads/${moment.thread_id}#post-${moment.post_id}`} fw={600} dir="auto">
            {moment.title}
          </Anchor>
          <Text size="sm" lineClamp={2} dir="auto">
            {plainText(toTyped(moment.text, moment.mentions))}
          </Text>
          <Text size="sm" c="dimmed">
            {`${name(moment.author)} · ${moment.replies === 0 ? t("forum.noReplies") : t("forum.replies", { count: moment.replies })}`}
          </Text>
        </div>
      </Group>
    </li>
  );
}

interface LessonTalkProps {
  lesson: string;
  /** Where there is something to watch. */
  lecture?: Lecture;
}

export function LessonTalk({ lesson, lecture }: LessonTalkProps): ReactNode {
  const { t } = useWords();
  const [isWriting, setWriting] = useState(false);
  const pages = useInfiniteQuery(lessonThreadsQuery(lesson));
  const { data } = pages;
  const { data: moments } = useQuery({ ...momentsQuery(lesson), enabled: lecture !== undefined });
  const forum = data?.pages[0]?.forum;
  useLiveForum(forum, lesson);
  useForumNews();
  const pinned = new Set(moments?.items.map((moment) => moment.thread_id));
  const threads = data?.pages.flatMap((page) => page.items).filter((thread) => !lecture || !pinned.has(thread.id));
  // Whoever only looks in from outside has no part in the forum.
  if (!forum || !threads) return null;
  const isEmpty = threads.length === 0 && (moments?.items.length ?? 0) === 0;
  return (
    <section aria-label={t("talk.title")} className="lectern-lesson-talk">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t("talk.title")}</Title>
        <Anchor component={Link} href={`/courses/${forum.course_id}/forum`}>
          {t("forum.title")}
        </Anchor>
      </Group>
      <Stack gap="sm">
        {forum.can_begin && !isWriting && (
          <Button variant="default" style={{ alignSelf: "start" }} leftSection={<Icon name="forum" size={18} />} onClick={() => setWriting(true)}>
            {t("talk.begin")}
          </Button>
        )}
        {isWriting && <NewThread forum={forum} lesson={lesson} moment={lecture ? lecture.time : null} begun={() => setWriting(false)} cancel={() => setWriting(false)} />}
        {isEmpty && (
          <Text size="sm" c="dimmed">
            {t("talk.none")}
          </Text>
        )}
        {lecture && moments && moments.items.length > 0 && (
          <ul className="lectern-moments">
            {moments.items.map((moment) => (
              <Moment key={moment.post_id} moment={moment} lecture={lecture} />
            ))}
          </ul>
        )}
        {threads.length > 0 && (
          <ul className="lectern-threads">
            {threads.map((thread) => (
              <li key={thread.id}>
                <ThreadRow thread={thread} />
              </li>
            ))}
          </ul>
        )}
        <MoreButton pages={pages} />
      </Stack>
    </section>
  );
}
