import { Badge, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { Markdown } from "@/ui/markdown";

interface MessageCardProps {
  message: { subject: string; body: string; author: { name: string }; course_title: string; sent_at: string };
  isNew?: boolean;
  /** Of the subject, where the list has no heading of its own. */
  level?: 2;
  /** What can be done with it, or is known of it. */
  children?: ReactNode;
}

/** A message as its readers and its author see it. */
export function MessageCard({ message, isNew = false, level, children }: MessageCardProps): ReactNode {
  const { t, language } = useWords();
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(message.sent_at));
  return (
    <article className="lectern-announcement" aria-label={message.subject}>
      <Group gap="xs">
        <Title order={level ?? 3} fz="1.0625rem" dir="auto">
          {message.subject}
        </Title>
        {isNew && <Badge tt="none">{t("message.unread")}</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        {t("message.from", { name: message.author.name, course: message.course_title, date })}
      </Text>
      <div style={{ marginBlockStart: 8 }}>
        <Markdown text={message.body} />
      </div>
      {children}
    </article>
  );
}
