import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { type AccountDetails, adminKeys } from "@/api/admin";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

/** What an administrator does where somebody asks for their data, or for its end. */
export function PersonData({ person, onGone }: { person: AccountDetails; onGone: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api.delete(`/users/${person.id}`),
    onSuccess: () => {
      onGone();
      toast(t("people.removed", { name: person.name }));
      client.removeQueries({ queryKey: adminKeys.account(person.id) });
      void client.invalidateQueries({ queryKey: adminKeys.accounts });
    },
  });
  return (
    <Fragment>
      <Group gap="xs">
        <Button component="a" href={`/api/v1/users/${person.id}/data`} download variant="default" leftSection={<Icon name="download" size={18} />}>
          {t("people.data")}
        </Button>
        <Button variant="outline" color="red.9" loading={remove.isPending} onClick={() => setAsking(true)}>
          {t("people.remove")}
        </Button>
      </Group>
      {remove.error && <Problem>{words(remove.error)}</Problem>}
      <Confirm
        opened={asking}
        title={t("people.removeTitle", { name: person.name })}
        text={t("people.removeText", { name: person.name })}
        act={t("people.remove")}
        keep={t("people.keep")}
        typed={person.name}
        onConfirm={() => {
          setAsking(false);
          remove.mutate();
        }}
        onClose={() => setAsking(false)}
      />
    </Fragment>
  );
}
