import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { searchQuery } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { toTyped } from "@/lib/mentions";
import { plainText } from "@/lib/plain-text";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** Around the first word that was searched for. */
function excerpt(text: string, q: string): string {
  const first = q.trim().split(/\s+/)[0]?.toLocaleLowerCase() ?? "";
  const at = Math.max(0, text.toLocaleLowerCase().indexOf(first) - 60);
  return `${at > 0 ? "… " : ""}${text.slice(at, at + 240)}${text.length > at + 240 ? " …" : ""}`;
}

export function FoundPosts({ course, q }: { course: string; q: string }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { name } = useForumWords();
  const pages = useInfiniteQuery(searchQuery(course, q));
  const { data, error } = pages;
  const found = data?.pages.flatMap((page) => page.items);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!found) return <RowsSkeleton rows={4} height={80} />;
  if (found.length === 0) return <EmptyState icon="search" title={t("forum.foundNone")} text={t("forum.foundNoneText")} />;
  return (
    <Stack gap="xs">
      <Title order={2}>{t("forum.found", { q })}</Title>
      <ul className="lectern-threads">
        {found.map((one) => (
          <li key={one.post_id} style={{ paddingBlock: 12 }}>
            <Anchor component={Link} href={`/threads/${one.thread_id}#post-${one.post_id}`} fw={600} dir="auto">
              {one.title}
            </Anchor>
            <Text style={{ overflowWrap: "anywhere" }} dir="auto">
              {excerpt(plainText(toTyped(one.text, one.mentions)), q)}
            </Text>
            <Text size="sm" c="dimmed" title={moment(one.created_at, language)}>
              {`${name(one.author)} · ${ago(one.created_at, language)}`}
            </Text>
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </Stack>
  );
}
