import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "wouter";
import { atRiskCsv, atRiskQuery, type Risk } from "@/api/reports";
import { useErrorWords } from "@/api/words";
import { LearnerTable } from "@/features/reports/learner-table";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const choices = ["3", "7", "14", "30"];

function Reason({ risk }: { risk: Risk }): ReactNode {
  const { t, percent } = useWords();
  if (risk.reason === "behind" || risk.reason === "failing") return t(`reports.${risk.reason}`, { value: percent(risk.value / 100), expected: percent(risk.expected / 100) });
  return t(`reports.${risk.reason}`, { count: risk.value });
}

/** Who may not make it, and why, in a sentence each. */
export function AtRisk({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [search, setSearch] = useSearchParams();
  const days = choices.includes(search.get("days") ?? "") ? Number(search.get("days")) : 14;
  const pages = useInfiniteQuery(atRiskQuery(course, days));
  const { data, error } = pages;
  const rows = data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t("reports.days")}
          value={String(days)}
          data={choices}
          onChange={(event) => setSearch({ part: "risk", days: event.currentTarget.value })}
        />
        <Button component="a" href={atRiskCsv(course, days)} download variant="default" leftSection={<Icon name="download" size={18} />}>
          {t("reports.csv")}
        </Button>
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      {!rows && !error && <RowsSkeleton rows={6} height={48} />}
      {rows?.length === 0 && <EmptyState icon="check" title={t("reports.nobody")} text={t("reports.nobodyText")} />}
      {rows && rows.length > 0 && (
        <LearnerTable
          label={t("reports.risk")}
          rows={rows}
          head={t("reports.why")}
          cell={(row) =>
            row.risks.map((risk) => (
              <div key={risk.reason}>
                <Reason risk={risk} />
              </div>
            ))
          }
          pages={pages}
        />
      )}
    </Stack>
  );
}
