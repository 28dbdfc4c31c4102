import { Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { announcementsQuery, useMarkRead } from "@/api/announcements";
import { useWords } from "@/i18n/use-words";
import { AnnouncementList } from "@/ui/announcement-list";

/** What was announced and not read yet. Once read, it is on the page of its course. */
export function Announcements(): ReactNode {
  const { t } = useWords();
  const read = useMarkRead();
  const { data } = useQuery(announcementsQuery({ of: "me" }));
  const unread = data?.filter((one) => !one.read) ?? [];
  if (unread.length === 0) return null;
  return (
    <section aria-label={t("announcement.many")} style={{ marginBlockEnd: 32 }}>
      <Title order={2} mb="sm">
        {t("announcement.many")}
      </Title>
      <AnnouncementList items={unread.slice(0, 5)} namesCourses read={read} />
    </section>
  );
}
