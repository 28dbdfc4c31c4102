import { Button, Group, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { type Announcement, announcementsQuery, useAnnouncementEdits, useMarkRead } from "@/api/announcements";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { AnnouncementForm } from "@/ui/announcement-form";
import { AnnouncementList } from "@/ui/announcement-list";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function Form({ course, known, close }: { course: string; known: Announcement | null; close: () => void }): ReactNode {
  return <AnnouncementForm known={known} {...useAnnouncementEdits({ of: "course", course }, known, close)} />;
}

/** Of a course, for those who belong to it. */
export function CourseAnnouncements({ course, canEdit }: { course: string; canEdit: boolean }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const read = useMarkRead();
  const { data, error } = useQuery(announcementsQuery({ of: "course", course }));
  const [edited, setEdited] = useState<Announcement | "new" | null>(null);
  if (!canEdit && !data?.length) return null;
  return (
    <section aria-labelledby="announcements">
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2} id="announcements">
          {t("announcement.many")}
        </Title>
        {canEdit && (
          <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited("new")}>
            {t("announcement.new")}
          </Button>
        )}
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      <Fragment>
        {data?.length === 0 && <Text c="dimmed">{t("announcement.none")}</Text>}
        {data && data.length > 0 && <AnnouncementList items={data} read={read} edit={setEdited} />}
      </Fragment>
      <Dialog opened={edited !== null} onClose={() => setEdited(null)} title={t(edited === "new" ? "announcement.new" : "announcement.edit")}>
        {edited && <Form course={course} known={edited === "new" ? null : edited} close={() => setEdited(null)} />}
      </Dialog>
    </section>
  );
}
