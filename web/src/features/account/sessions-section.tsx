import { Badge, Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { accountKeys, type SessionEntry, sessionsQuery } from "@/api/account";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { deviceOf } from "@/features/account/device";
import { FormNews, FormProblem } from "@/features/account/entry-card";
import { Entry, Section, useTimes } from "@/features/account/parts";
import { useSubmit } from "@/features/account/use-submit";
import { useWords } from "@/i18n/use-words";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export function SessionsSection(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { minute } = useTimes();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery);
  const { run, busy, problem } = useSubmit();
  const [ended, setEnded] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: accountKeys.sessions });
  const nameOf = (session: SessionEntry): string => {
    const device = deviceOf(session.user_agent);
    return device ? t("security.device", device) : session.user_agent.split(" ")[0] || t("security.unknownDevice");
  };
  const end = (path: string) =>
    run(async () => {
      await api.delete(path);
      await refresh();
    });
  return (
    <Section title={t("security.sessions")} text={t("security.sessionsText")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {!data && !error && <RowsSkeleton rows={3} height={56} />}
      <div>
        {data?.items.map((session) => (
          <Entry
            key={session.id}
            name={nameOf(session)}
            about={t("security.lastSeen", { address: session.address, at: minute(session.last_used_at) })}
          >
            {session.is_this_one ? (
              <Badge variant="light">{t("security.thisOne")}</Badge>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t("security.endSessionFor", { device: nameOf(session) })}
                onClick={() => void end(`/me/sessions/${session.id}`)}
              >
                {t("security.endSession")}
              </Button>
            )}
          </Entry>
        ))}
      </div>
      <FormProblem>{problem}</FormProblem>
      {data && data.items.length > 1 && (
        <Group>
          <Button variant="default" loading={busy} onClick={() => void end("/me/sessions").then(setEnded)}>
            {t("security.endOthers")}
          </Button>
        </Group>
      )}
      <FormNews>{ended && t("security.endedOthers")}</FormNews>
    </Section>
  );
}
