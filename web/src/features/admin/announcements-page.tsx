import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Announcement, announcementsQuery, useAnnouncementEdits, useMarkRead } from "@/api/announcements";
import { cohortsQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { useWords } from "@/i18n/use-words";
import { AnnouncementForm } from "@/ui/announcement-form";
import { AnnouncementList } from "@/ui/announcement-list";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Form({ known, close }: { known: Announcement | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const { data: cohorts } = useQuery(cohortsQuery);
  const [cohort, setCohort] = useState("");
  const choices = [
    { value: "", label: t("announcement.toEveryone") },
    ...(cohorts?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const { save, ...edits } = useAnnouncementEdits({ of: "everyone" }, known, close);
  const addressee = !known && (
    <NativeSelect label={t("announcement.to")} data={choices} value={cohort} onChange={(event) => setCohort(event.currentTarget.value)} />
  );
  return <AnnouncementForm known={known} addressee={addressee} {...edits} save={(fields) => save(cohort ? { ...fields, cohort_id: cohort } : fields)} />;
}

/** Words to everyone or to a cohort: out, and to come. */
export default function AnnouncementsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const read = useMarkRead();
  const { data, error, refetch } = useQuery(announcementsQuery({ of: "everyone" }));
  const [edited, setEdited] = useState<Announcement | "new" | null>(null);
  const add = (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited("new")}>
      {t("announcement.new")}
    </Button>
  );
  return (
    <Console title={t("announcement.many")} lead={t("announcement.manageLead")} actions={add}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {!data && !error && <RowsSkeleton rows={3} height={96} />}
      {data?.length === 0 && <EmptyState icon="book" title={t("announcement.none")} text={t("announcement.manageNone")} />}
      {data && data.length > 0 && <AnnouncementList items={data} level={2} namesCourses read={read} edit={setEdited} />}
      <Dialog opened={edited !== null} onClose={() => setEdited(null)} title={t(edited === "new" ? "announcement.new" : "announcement.edit")}>
        {edited && <Form known={edited === "new" ? null : edited} close={() => setEdited(null)} />}
      </Dialog>
    </Console>
  );
}
