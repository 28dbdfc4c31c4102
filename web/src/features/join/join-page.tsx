import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type Enrolment, enrolmentKeys, type Offer, offerQuery } from "@/api/enrolment";
import { keys, meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

/** For who has a code and no link. */
function EnterCode(): ReactNode {
  const { t } = useWords();
  const [, go] = useLocation();
  const [code, setCode] = useState("");
  return (
    <Page title={t("join.codeTitle")} lead={t("join.codeText")} width="narrow">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go(`/join/${encodeURIComponent(code.trim().toLowerCase())}`);
        }}
      >
        <Stack>
          <TextInput label={t("join.code")} required autoComplete="off" autoCapitalize="none" spellCheck={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
          <Group>
            <Button type="submit" disabled={code.trim() === ""}>
              {t("join.codeGo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

function Accept({ offer }: { offer: Offer }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { data: me } = useQuery(meQuery);
  const accept = useMutation({
    mutationFn: () => api.post<Enrolment>(`/join/${offer.code}`),
    onSuccess: async (enrolment) => {
      await client.invalidateQueries({ queryKey: keys.home });
      await client.invalidateQueries({ queryKey: enrolmentKeys.mine });
      await client.invalidateQueries({ queryKey: keys.outline(offer.course_id) });
      if (enrolment.state !== "waiting") go(`/courses/${offer.course_id}`, { replace: true });
    },
  });
  if (!me)
    return (
      <Group>
        <Button component={Link} href={`/sign-in?to=/join/${offer.code}`}>
          {t("join.signIn")}
        </Button>
      </Group>
    );
  if (accept.data?.state === "waiting") return <Text role="status">{t("join.waiting")}</Text>;
  return (
    <Stack>
      {accept.error && <Problem>{words(accept.error)}</Problem>}
      <Group>
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t("join.accept")}
        </Button>
      </Group>
    </Stack>
  );
}

function Invited({ code }: { code: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: offer, error, refetch } = useQuery(offerQuery(code));
  if (error instanceof ApiError && error.status === 404)
    return (
      <EmptyState isPage icon="search" title={t("join.unknownTitle")} text={t("join.unknownText")}>
        <Button component={Link} href="/join" variant="default">
          {t("join.codeTitle")}
        </Button>
      </EmptyState>
    );
  if (error)
    return (
      <Page title={t("join.codeTitle")} width="narrow">
        <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>
      </Page>
    );
  if (!offer) return <PageSkeleton rows={2} />;
  if (offer.closed) return <EmptyState isPage icon="warning" title={t("join.closedTitle")} text={t("join.closedText", { reason: offer.closed })} />;
  return (
    <Page title={t("join.title", { course: offer.course_title })} width="narrow">
      <Stack gap="lg">
        <Text>{[...(offer.invited_by ? [t("join.by", { name: offer.invited_by })] : []), t("join.as", { role: t(`roster.${offer.role}`) })].join(" ")}</Text>
        <Accept offer={offer} />
      </Stack>
    </Page>
  );
}

export default function JoinPage(): ReactNode {
  const { code } = useParams<{ code?: string }>();
  return code ? <Invited code={code} /> : <EnterCode />;
}
