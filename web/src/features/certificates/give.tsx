import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useIssuing } from "@/api/certificates";
import { rosterQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const most = 8;

/** Somebody who takes the course is found by name, and given a certificate. */
export function Give({ course, onDone }: { course: string; onDone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [typed, setTyped] = useState("");
  const [q] = useDebouncedValue(typed, 250);
  const { data } = useInfiniteQuery(rosterQuery(course, { q, role: "student", state: "", group: "", sort: "" }));
  const { give } = useIssuing(course);
  const people = data?.pages[0]?.items.slice(0, most);
  return (
    <Stack>
      <TextInput
        data-autofocus
        type="search"
        label={t("certificate.giveTo")}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {give.error && <Problem>{words(give.error)}</Problem>}
      {people?.length === 0 && <Text c="dimmed">{t("certificate.giveNobody")}</Text>}
      <Stack gap={4}>
        {people?.map(({ user }) => (
          <Button
            key={user.id}
            variant="default"
            justify="space-between"
            aria-label={t("certificate.giveAct", { name: user.name })}
            rightSection={<Icon name="plus" size={18} />}
            loading={give.isPending && give.variables === user.id}
            onClick={() =>
              give.mutate(user.id, {
                onSuccess: () => {
                  toast(t("certificate.given", { name: user.name }));
                  onDone();
                },
              })
            }
          >
            {user.name}
          </Button>
        ))}
      </Stack>
    </Stack>
  );
}
