import { Tabs } from "@mantine/core";
import type { ReactNode } from "react";
import { AddByCohort } from "@/features/roster/add-by-cohort";
import { AddByCsv } from "@/features/roster/add-by-csv";
import { AddByEmail } from "@/features/roster/add-by-email";
import { AddByLink } from "@/features/roster/add-by-link";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";

const ways = [
  { value: "email", words: "adding.byEmail", panel: AddByEmail },
  { value: "link", words: "adding.byLink", panel: AddByLink },
  { value: "cohort", words: "adding.byCohort", panel: AddByCohort },
  { value: "csv", words: "adding.byCsv", panel: AddByCsv },
] as const;

export function AddPeople({ course, title, onClose }: { course: string; title: string; onClose: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <Dialog title={t("adding.title", { course: title })} opened onClose={onClose}>
      <Tabs defaultValue="email" keepMounted={false}>
        <Tabs.List mb="md">
          {ways.map((way) => (
            <Tabs.Tab key={way.value} value={way.value}>
              {t(way.words)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ways.map(({ value, panel: Panel }) => (
          <Tabs.Panel key={value} value={value}>
            <Panel course={course} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Dialog>
  );
}
