import { Badge, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { forumsQuery } from "@/api/forum";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** To the course's forum, with what is unread there. */
export function ForumButton({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(forumsQuery(course));
  const unread = data?.items.reduce((sum, forum) => sum + forum.unread, 0) ?? 0;
  const words = unread >= 100 ? t("forum.unreadMany") : t("forum.unreadCount", { count: unread });
  return (
    <Button
      component={Link}
      href={`/courses/${course}/forum`}
      variant="default"
      leftSection={<Icon name="forum" size={18} />}
      rightSection={
        unread > 0 && (
          <Badge circle={unread < 10} aria-label={words} title={words}>
            {unread >= 100 ? "99+" : unread}
          </Badge>
        )
      }
    >
      {t("forum.title")}
    </Button>
  );
}
