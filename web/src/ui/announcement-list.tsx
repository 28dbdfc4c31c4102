import { Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Markdown } from "@/ui/markdown";

interface Item {
  id: string;
  title: string;
  body: string;
  author: { name: string };
  course_title: string | null;
  cohort_name: string | null;
  pinned: boolean;
  publish_at: string;
  edited_at: string | null;
  read: boolean;
  can_edit: boolean;
}

interface AnnouncementListProps<T extends Item> {
  items: readonly T[];
  /** The course need not be named on its own page. */
  namesCourses?: true;
  read: (item: T) => void;
  edit?: (item: T) => void;
  /** Of the titles, where the list has no heading of its own. */
  level?: 2;
}

function One<T extends Item>({ item, namesCourses, read, edit, level }: { item: T } & Omit<AnnouncementListProps<T>, "items">): ReactNode {
  const { t, language } = useWords();
  const at = new Date(item.publish_at);
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(at);
  const isToCome = at > new Date();
  return (
    <article className="lectern-announcement" aria-label={item.title}>
      <Group gap="xs">
        <Title order={level ?? 3} fz="1.0625rem" dir="auto">
          {item.title}
        </Title>
        {isToCome && (
          <Badge variant="default" tt="none">
            {t("announcement.scheduled", { date })}
          </Badge>
        )}
        {item.pinned && (
          <Badge variant="light" tt="none">
            {t("announcement.pinnedMark")}
          </Badge>
        )}
        {!item.read && !isToCome && (
          <Badge tt="none">{t("announcement.unread")}</Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {[
          t("announcement.by", { name: item.author.name, date }),
          ...(item.edited_at ? [t("announcement.edited")] : []),
          ...(namesCourses ? [item.course_title ?? item.cohort_name ?? t("announcement.toEveryone")] : []),
        ].join(" · ")}
      </Text>
      <div style={{ marginBlockStart: 8 }}>
        <Markdown text={item.body} />
      </div>
      <Group gap="xs" mt="xs">
        {!item.read && !isToCome && (
          <Button size="compact-sm" variant="default" leftSection={<Icon name="check" size={16} />} onClick={() => read(item)}>
            {t("announcement.markRead")}
          </Button>
        )}
        {item.can_edit && edit && (
          <Button size="compact-sm" variant="subtle" leftSection={<Icon name="edit" size={16} />} onClick={() => edit(item)}>
            {t("announcement.edit")}
          </Button>
        )}
      </Group>
    </article>
  );
}

export function AnnouncementList<T extends Item>({ items, ...acts }: AnnouncementListProps<T>): ReactNode {
  return (
    <Stack gap="md">
      {items.map((item) => (
        <One key={item.id} item={item} {...acts} />
      ))}
    </Stack>
  );
}
