import { Button, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { calendarFeedQuery, useCalendarFeed } from "@/api/calendar";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { ago } from "@/lib/dates";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

/** The private address for other calendars: made, made anew, ended. */
export function Subscribe({ onDone }: { onDone: () => void }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { data: feed } = useQuery(calendarFeedQuery);
  const { make, end } = useCalendarFeed();
  const error = make.error ?? end.error;
  const stop = () =>
    end.mutate(undefined, {
      onSuccess: () => {
        toast(t("calendar.ended"));
        onDone();
      },
    });
  return (
    <Stack>
      <Text>{t("calendar.subscribeText")}</Text>
      {make.data && (
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput style={{ flex: 1 }} dir="ltr" readOnly label={t("calendar.address")} description={t("calendar.addressHelp")} value={make.data.url} onFocus={(event) => event.currentTarget.select()} />
          <CopyButton value={make.data.url}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? "calendar.copied" : "calendar.copy")}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      {!make.data && feed?.created_at && (
        <Text c="dimmed" size="sm">
          {t("calendar.made", { when: ago(feed.created_at, language) })} {feed.fetched_at ? t("calendar.fetched", { when: ago(feed.fetched_at, language) }) : t("calendar.neverFetched")}
        </Text>
      )}
      {error && <Problem>{words(error)}</Problem>}
      <Group justify="flex-end" gap="xs">
        {feed?.created_at && (
          <Button variant="subtle" color="gray" loading={end.isPending} onClick={stop}>
            {t("calendar.end")}
          </Button>
        )}
        <Button variant={make.data ? "default" : "filled"} loading={make.isPending} onClick={() => make.mutate()}>
          {t(feed?.created_at ? "calendar.makeAgain" : "calendar.make")}
        </Button>
      </Group>
    </Stack>
  );
}
