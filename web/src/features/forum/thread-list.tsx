import { Button, Group, Select, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { type Forum, threadOrders, threadShows, threadsQuery, useLiveForum } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { ThreadRow } from "@/features/forum/thread-row";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function chosen<Choice extends string>(choices: readonly Choice[], value: string | null): Choice {
  return choices.find((choice) => choice === value) ?? (choices[0] as Choice);
}

interface ThreadListProps {
  forum: Forum;
  canModerate: boolean;
  begin: () => void;
}

/** The threads of a forum; what is shown of them stands in the address. */
export function ThreadList({ forum, canModerate, begin }: ThreadListProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [search, setSearch] = useSearchParams();
  const order = chosen(threadOrders, search.get("order"));
  const show = chosen(threadShows, search.get("show"));
  const pages = useInfiniteQuery(threadsQuery(forum.id, order, show));
  const { data, error, isPlaceholderData } = pages;
  useLiveForum(forum);
  const set = (key: string, value: string | null) =>
    setSearch((known) => {
      const next = new URLSearchParams(known);
      if (value) next.set(key, value);
      else next.delete(key);
      return next;
    });
  const threads = data?.pages.flatMap((page) => page.items);
  const isFiltered = show !== "all";
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Select
          aria-label={t("forum.show")}
          data={threadShows.filter((one) => one !== "removed" || canModerate).map((one) => ({ value: one, label: t(`forum.${one}`) }))}
          value={show}
          allowDeselect={false}
          onChange={(next) => set("show", next === "all" ? null : next)}
          w={180}
        />
        <Select
          aria-label={t("forum.order")}
          data={threadOrders.map((one) => ({ value: one, label: t(`forum.${one}`) }))}
          value={order}
          allowDeselect={false}
          onChange={(next) => set("order", next === "activity" ? null : next)}
          w={200}
        />
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      {!threads && !error && <RowsSkeleton rows={5} height={60} />}
      {threads?.length === 0 && isFiltered && (
        <EmptyState icon="forum" title={t("forum.nothing")} text={t("forum.nothingText")}>
          <Button variant="default" onClick={() => set("show", null)}>
            {t("forum.showAll")}
          </Button>
        </EmptyState>
      )}
      {threads?.length === 0 && !isFiltered && (
        <EmptyState icon="forum" title={t("forum.none")} text={t(forum.can_begin ? "forum.noneText" : "forum.noneClosed")}>
          {forum.can_begin && <Button onClick={begin}>{t("forum.ask")}</Button>}
        </EmptyState>
      )}
      {threads && threads.length > 0 && (
        <ul className="lectern-threads" style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
          {threads.map((thread) => (
            <li key={thread.id}>
              <ThreadRow thread={thread} />
            </li>
          ))}
        </ul>
      )}
      <MoreButton pages={pages} />
    </Stack>
  );
}
