import { Button, Divider, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { waysQuery } from "@/api/federation";
import { problemWords } from "@/features/account/way-problem";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

/** The providers to sign in with, and why the last way through one did not lead in. */
export function SignInWays({ next, problem }: { next: string; problem: string | null }): ReactNode {
  const { t } = useWords();
  const { data: ways } = useQuery(waysQuery);
  const words = problemWords(problem);
  if (!words && !ways?.length) return null;
  return (
    <Stack gap="sm">
      {words && <Problem>{t(words)}</Problem>}
      {ways && ways.length > 0 && <Divider />}
      {ways?.map((way) => (
        <Button key={way.id} component="a" href={`${way.start_url}?next=${encodeURIComponent(next)}`} variant="default" size="md">
          {t("ways.with", { name: way.name })}
        </Button>
      ))}
    </Stack>
  );
}
