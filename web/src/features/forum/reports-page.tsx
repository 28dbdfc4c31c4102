// What people of a course reported: hidden or left standing, by those who teach it.
import "@/features/forum/forum.css";
import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { api } from "@/api/client";
import { forumKeys, postReportsQuery, type ReportedPost } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { toTyped } from "@/lib/mentions";
import { EmptyState } from "@/ui/empty-state";
import { Markdown } from "@/ui/markdown";
import { MoreButton } from "@/ui/more-button";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

type Verdict = "hide" | "keep";

function Reported({ one, judge, isBusy }: { one: ReportedPost; judge: (verdict: Verdict) => void; isBusy: boolean }): ReactNode {
  const { t, language } = useWords();
  const { name } = useForumWords();
  const { post } = one;
  return (
    <article className="lectern-card" aria-label={t("post.by", { name: name(post.author) })}>
      <Group gap={8}>
        <Text component="span" fw={600} dir="auto">
          {name(post.author)}
        </Text>
        <Text component="span" size="sm" c="dimmed" title={moment(post.created_at, language)}>
          {ago(post.created_at, language)}
        </Text>
        <Anchor component={Link} href={`/threads/${post.thread_id}#post-${post.id}`} size="sm" dir="auto">
          {t("reportedPosts.in", { title: one.thread_title })}
        </Anchor>
      </Group>
      <Markdown text={toTyped(post.text ?? "", post.mentions)} />
      <ul style={{ margin: "12px 0", paddingInlineStart: 20 }}>
        {one.reports.map((report) => (
          <li key={report.reporter.id} title={moment(report.reported_at, language)} dir="auto">
            {t("reportedPosts.reason", { name: report.reporter.name, reason: report.reason })}
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button disabled={isBusy} onClick={() => judge("hide")}>
          {t("reportedPosts.hide")}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={() => judge("keep")}>
          {t("reportedPosts.keep")}
        </Button>
      </Group>
    </article>
  );
}

export default function ReportsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { course = "" } = useParams<{ course: string }>();
  const pages = useInfiniteQuery(postReportsQuery(course));
  const { data, error } = pages;
  const judge = useMutation({
    mutationFn: ({ id, verdict }: { id: string; verdict: Verdict }) => api.post(`/posts/${id}/judge`, { verdict }),
    onSuccess: async (_, { id, verdict }) => {
      await client.invalidateQueries({ queryKey: forumKeys.all });
      toast(t(verdict === "hide" ? "reportedPosts.hidden" : "reportedPosts.kept"), {
        words: t("post.undo"),
        run: () => judge.mutate({ id, verdict: verdict === "hide" ? "keep" : "hide" }),
      });
    },
    onError: (problem) => toast(words(problem)),
  });
  const reported = data?.pages.flatMap((page) => page.items);
  return (
    <Page
      title={t("reportedPosts.title")}
      lead={
        <Group gap={8}>
          <Anchor component={Link} href={`/courses/${course}/forum`}>
            {t("forum.title")}
          </Anchor>
          <span>{t("reportedPosts.lead")}</span>
        </Group>
      }
    >
      <Stack>
        {error && <Problem>{words(error)}</Problem>}
        {!reported && !error && <RowsSkeleton rows={3} height={140} />}
        {reported?.length === 0 && <EmptyState icon="check" title={t("reportedPosts.none")} text={t("reportedPosts.noneText")} />}
        {reported?.map((one) => (
          <Reported key={one.post.id} one={one} isBusy={judge.isPending} judge={(verdict) => judge.mutate({ id: one.post.id, verdict })} />
        ))}
        <MoreButton pages={pages} />
      </Stack>
    </Page>
  );
}
