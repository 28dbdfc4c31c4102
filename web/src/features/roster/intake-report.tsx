import { Badge, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { type Intake, outcomes } from "@/api/enrolment";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

/** What became of many addresses, or would. */
export function IntakeReport({ report }: { report: Intake }): ReactNode {
  const { t } = useWords();
  const problems = report.lines.filter((line) => line.outcome === "problem");
  return (
    <Stack gap="xs" role="status">
      <Group gap="xs">
        {outcomes
          .filter((outcome) => report.counts[outcome] > 0)
          .map((outcome) => (
            <Badge key={outcome} variant={outcome === "problem" ? "outline" : "light"} tt="none" size="lg">
              {t(`adding.${outcome}`, { count: report.counts[outcome] })}
            </Badge>
          ))}
      </Group>
      {problems.length > 0 && (
        <ul className="lectern-people">
          {problems.map((line) => (
            <li key={line.line}>
              <Icon name="warning" />
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                <strong>{`${t("adding.line", { line: line.line })}: ${line.email}`}</strong>
                <br />
                {line.message}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
