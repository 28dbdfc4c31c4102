import { Drawer, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { sentMessagesQuery } from "@/api/messages";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { MessageCard } from "@/ui/message-card";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** What was written to people of the course, and how many have read it here. */
export function SentMessages({ course, onClose }: { course: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(sentMessagesQuery(course));
  const messages = query.data?.pages.flatMap((page) => page.items);
  return (
    <Drawer.Root opened onClose={onClose} position="right" size="md" transitionProps={{ duration: 150 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        <div className="lectern-dialog-head">
          <Drawer.Title fw={650} fz="lg">
            {t("message.history")}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("player.close")} />
        </div>
        <Drawer.Body>
          {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
          {query.isPending && <RowsSkeleton rows={3} height={96} />}
          {messages?.length === 0 && <EmptyState icon="mail" title={t("message.noneSent")} text={t("message.noneSentText")} />}
          <Stack gap="md">
            {messages?.map((message) => (
              <MessageCard key={message.id} message={message}>
                <Text size="sm" c="dimmed" className="lectern-numbers">
                  {t("message.readBy", { count: message.people, read: message.read_by })}
                </Text>
              </MessageCard>
            ))}
          </Stack>
          <MoreButton pages={query} mt="lg" />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
