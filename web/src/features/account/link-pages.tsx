// The pages that links in mails lead to, where opening the link is all there is to do.
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { accountKeys } from "@/api/account";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { LoginAnswer } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { EntryCard } from "@/features/account/entry-card";
import { useEntry } from "@/features/account/use-entry";
import { useWords } from "@/i18n/use-words";
import { PageSkeleton } from "@/ui/page";

/** Sent once, however often the page is drawn: the link works once. */
function useLink<Answer>(path: string) {
  const [secret] = useState(() => location.hash.slice(1));
  return useQuery({
    queryKey: ["link", path, secret],
    queryFn: async () => (await api.post<Answer>(path, { token: secret })) ?? null,
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

function DeadLink({ error }: { error: unknown }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  return (
    <EntryCard title={t("entry.confirmFailed")} lead={words(error)}>
      <Button component={Link} href="/sign-in" size="md" variant="default">
        {t("entry.toSignIn")}
      </Button>
    </EntryCard>
  );
}

export function ConfirmPage(): ReactNode {
  const enter = useEntry();
  const { data, error } = useLink<LoginAnswer>("/auth/confirm");
  useEffect(() => {
    if (data) enter(data);
    // Entering once is enough: `enter` is new with each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data]);
  return error ? <DeadLink error={error} /> : <PageSkeleton />;
}

export function NewAddressPage(): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const { data, error } = useLink<undefined>("/auth/email");
  const isDone = data === null;
  useEffect(() => {
    if (!isDone) return;
    void client.invalidateQueries({ queryKey: keys.me });
    void client.invalidateQueries({ queryKey: accountKeys.account });
  }, [isDone, client]);
  if (error) return <DeadLink error={error} />;
  if (!isDone) return <PageSkeleton />;
  return (
    <EntryCard title={t("entry.newAddressDone")} lead={t("entry.newAddressDoneText")}>
      <Button component={Link} href="/account" size="md">
        {t("account.title")}
      </Button>
    </EntryCard>
  );
}
