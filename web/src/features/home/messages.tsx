import { Anchor, Button, Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type Message, useReadMessage } from "@/api/messages";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { MessageCard } from "@/ui/message-card";

interface ReceivedMessageProps {
  message: Message;
  read: (message: Message) => void;
  level?: 2;
}

export function ReceivedMessage({ message, read, level }: ReceivedMessageProps): ReactNode {
  const { t } = useWords();
  return (
    <MessageCard message={message} isNew={!message.read} {...(level ? { level } : {})}>
      {!message.read && (
        <Button mt="xs" size="compact-sm" variant="default" leftSection={<Icon name="check" size={16} />} onClick={() => read(message)}>
          {t("message.markRead")}
        </Button>
      )}
    </MessageCard>
  );
}

/** What was written to oneself and not read yet. */
export function UnreadMessages({ messages }: { messages: readonly Message[] }): ReactNode {
  const { t } = useWords();
  const read = useReadMessage();
  if (messages.length === 0) return null;
  return (
    <section aria-label={t("message.title")}>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t("message.title")}</Title>
        <Anchor component={Link} href="/messages">
          {t("message.all")}
        </Anchor>
      </Group>
      <Stack gap="md">
        {messages.map((message) => (
          <ReceivedMessage key={message.id} message={message} read={read} />
        ))}
      </Stack>
    </section>
  );
}
