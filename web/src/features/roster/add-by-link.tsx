import { Button, CopyButton, Group, NativeSelect, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { enrolmentKeys, type Invitation, invitationsQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { RoleSelect } from "@/features/roster/add-by-email";
import { useWords } from "@/i18n/use-words";
import { day } from "@/lib/dates";
import { Dialog } from "@/ui/dialog";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { QrCode } from "@/ui/qr-code";

const lengths = [7, 30, 180] as const;
const dayMilliseconds = 86_400_000;

function One({ invitation, onRevoke }: { invitation: Invitation; onRevoke: () => void }): ReactNode {
  const { t, language } = useWords();
  const link = `${location.origin}/join/${invitation.code}`;
  const [isShown, setShown] = useState(false);
  const facts = [
    t(`roster.${invitation.role}`),
    invitation.email ? t("adding.sentTo", { email: invitation.email }) : t("adding.code", { code: invitation.code }),
    invitation.most_uses === null
      ? t("adding.uses", { count: invitation.uses })
      : t("adding.usesOf", { count: invitation.uses, most: invitation.most_uses }),
    ...(invitation.expires_at ? [t("adding.expires", { date: day(invitation.expires_at, language) })] : []),
  ];
  return (
    <li>
      <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }}>
        {facts.join(" · ")}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => setShown(true)} aria-label={t("adding.qrOf", { code: invitation.code })}>
        {t("adding.qr")}
      </Button>
      <Dialog opened={isShown} onClose={() => setShown(false)} title={t("adding.qrTitle")}>
        <Stack align="center">
          <QrCode text={link} label={t("adding.qrOf", { code: invitation.code })} />
          <Text size="sm" ta="center" style={{ overflowWrap: "anywhere" }} dir="ltr">
            {link}
          </Text>
        </Stack>
      </Dialog>
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy}>
            {copied ? t("adding.copied") : t("adding.copy")}
          </Button>
        )}
      </CopyButton>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onRevoke} aria-label={t("adding.revokeOne", { code: invitation.code })}>
        {t("adding.revoke")}
      </Button>
    </li>
  );
}

export function AddByLink({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [role, setRole] = useState("student");
  const [lasts, setLasts] = useState("30");
  const [uses, setUses] = useState<number | string>("");
  const { data: invitations } = useQuery(invitationsQuery(course));
  const refresh = () => client.invalidateQueries({ queryKey: enrolmentKeys.invitations(course) });
  const make = useMutation({
    mutationFn: () =>
      api.post(`/courses/${course}/invitations`, {
        role,
        ...(typeof uses === "number" ? { most_uses: uses } : {}),
        ...(lasts ? { expires_at: new Date(Date.now() + Number(lasts) * dayMilliseconds).toISOString() } : {}),
      }),
    onSuccess: refresh,
  });
  const revoke = useMutation({ mutationFn: (id: string) => api.delete(`/course-invitations/${id}`), onSuccess: refresh });
  const open = invitations?.items.filter((invitation) => invitation.is_open);
  return (
    <Stack>
      <Text size="sm">{t("adding.linkHelp")}</Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <RoleSelect value={role} onChange={setRole} />
        <NativeSelect
          label={t("adding.lasts")}
          value={lasts}
          onChange={(event) => setLasts(event.currentTarget.value)}
          data={[
            ...lengths.map((count) => ({ value: String(count), label: t("adding.days", { count }) })),
            { value: "", label: t("adding.forever") },
          ]}
        />
        <NumberInput label={t("adding.mostUses")} description={t("adding.mostUsesHelp")} min={1} max={100_000} hideControls value={uses} onChange={setUses} inputWrapperOrder={["label", "input", "description"]} />
      </SimpleGrid>
      {(make.error ?? revoke.error) && <Problem>{words(make.error ?? revoke.error)}</Problem>}
      <Group justify="flex-end">
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {t("adding.makeLink")}
        </Button>
      </Group>
      {!open && <RowsSkeleton rows={2} height={44} />}
      {open?.length === 0 && (
        <Text c="dimmed" size="sm">
          {t("adding.noLinks")}
        </Text>
      )}
      {open && open.length > 0 && (
        <ul className="lectern-people">
          {open.map((invitation) => (
            <One key={invitation.id} invitation={invitation} onRevoke={() => revoke.mutate(invitation.id)} />
          ))}
        </ul>
      )}
    </Stack>
  );
}
