import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { type AccountDetails, type AccountPatch, adminKeys } from "@/api/admin";
import { api } from "@/api/client";
import { meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface ActsProps {
  person: AccountDetails;
  change: { isPending: boolean; mutate: (patch: AccountPatch) => void };
}

/** What helps somebody who cannot get in. */
function Help({ person }: { person: AccountDetails }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: me } = useQuery(meQuery);
  const [asking, setAsking] = useState(false);
  const sendLink = useMutation({
    mutationFn: () => api.post(`/users/${person.id}/reset-link`),
    onSuccess: () => toast(t("people.linkSent", { email: person.email })),
  });
  const resetStep = useMutation({
    mutationFn: () => api.delete(`/users/${person.id}/second-factor`),
    onSuccess: () => toast(t("people.stepReset", { name: person.name })),
  });
  const error = sendLink.error ?? resetStep.error;
  return (
    <Fragment>
      <Group gap="xs">
        <Button variant="default" loading={sendLink.isPending} disabled={person.state === "disabled"} onClick={() => sendLink.mutate()}>
          {t("people.sendLink")}
        </Button>
        {me?.role === "admin" && (
          <Button variant="default" loading={resetStep.isPending} onClick={() => setAsking(true)}>
            {t("people.resetStep")}
          </Button>
        )}
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      <Confirm
        opened={asking}
        title={t("people.resetStepTitle", { name: person.name })}
        text={t("people.resetStepText")}
        act={t("people.resetStep")}
        keep={t("people.keep")}
        onConfirm={() => {
          setAsking(false);
          resetStep.mutate();
        }}
        onClose={() => setAsking(false)}
      />
    </Fragment>
  );
}

export function PersonActs({ person, change }: ActsProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const signOut = useMutation({
    mutationFn: () => api.post(`/users/${person.id}/sign-out`),
    onSuccess: () => client.invalidateQueries({ queryKey: adminKeys.account(person.id) }),
  });
  return (
    <Fragment>
      <Help person={person} />
      <Group gap="xs">
        <Button variant="default" loading={signOut.isPending} disabled={person.sessions === 0} onClick={() => signOut.mutate()}>
          {t("people.signOut")}
        </Button>
        {person.state === "disabled" ? (
          <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ disabled: false })}>
            {t("people.enable")}
          </Button>
        ) : (
          <Button variant="outline" color="red.9" onClick={() => setAsking(true)}>
            {t("people.disable")}
          </Button>
        )}
      </Group>
      <Confirm
        opened={asking}
        title={t("people.disableTitle", { name: person.name })}
        text={t("people.disableText")}
        act={t("people.disable")}
        keep={t("people.keep")}
        onConfirm={() => {
          setAsking(false);
          change.mutate({ disabled: true });
        }}
        onClose={() => setAsking(false)}
      />
    </Fragment>
  );
}
