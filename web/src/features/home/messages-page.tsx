import { Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useLivePlaces } from "@/api/enrolment";
import { messagesQuery, useReadMessage } from "@/api/messages";
import { useErrorWords } from "@/api/words";
import { ReceivedMessage } from "@/features/home/messages";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { MoreButton } from "@/ui/more-button";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export default function MessagesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const read = useReadMessage();
  useLivePlaces();
  const query = useInfiniteQuery(messagesQuery);
  const messages = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t("message.title")} lead={t("message.lead")}>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {query.isPending && <RowsSkeleton rows={4} height={96} />}
      {messages?.length === 0 && <EmptyState icon="mail" title={t("message.none")} text={t("message.noneText")} />}
      <Stack gap="md">
        {messages?.map((message) => (
          <ReceivedMessage key={message.id} message={message} read={read} level={2} />
        ))}
      </Stack>
      <MoreButton pages={query} mt="lg" />
    </Page>
  );
}
