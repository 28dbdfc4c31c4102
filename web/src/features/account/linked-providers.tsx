import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "wouter";
import { api } from "@/api/client";
import { federationKeys, identitiesQuery, linkProvider, type LinkedIdentity, type SignInWay, waysQuery } from "@/api/federation";
import { useErrorWords } from "@/api/words";
import { problemWords } from "@/features/account/way-problem";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

function LinkRow({ way, link, onFailed }: { way: SignInWay; link: LinkedIdentity | undefined; onFailed: (error: unknown) => void }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => (link ? api.delete(`/me/identities/${way.id}`) : linkProvider(way.id)),
    onSuccess: () => client.invalidateQueries({ queryKey: federationKeys.identities }),
    onError: onFailed,
  });
  return (
    <Group justify="space-between" gap="sm">
      <div>
        <Text fw={600}>{way.name}</Text>
        {link && (
          <Text size="sm" c="dimmed">
            {t("ways.linkedAs", { email: link.email })}
          </Text>
        )}
      </div>
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => change.mutate()}
        aria-label={t(link ? "ways.unlinkNamed" : "ways.linkNamed", { name: way.name })}
      >
        {t(link ? "ways.unlink" : "ways.link")}
      </Button>
    </Group>
  );
}

/** A part of the account page; nothing where no provider is set up. */
export function LinkedProviders(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [parameters] = useSearchParams();
  const { data: ways } = useQuery(waysQuery);
  const { data: links, error } = useQuery(identitiesQuery);
  const [failed, setFailed] = useState<unknown>(null);
  const problem = problemWords(parameters.get("problem"));
  if (!ways?.length) return null;
  return (
    <Stack component="section" aria-labelledby="linked-providers">
      <div>
        <Title order={2} id="linked-providers">
          {t("ways.linked")}
        </Title>
        <Text c="dimmed">{t("ways.linkedLead")}</Text>
      </div>
      {problem && <Problem>{t(problem)}</Problem>}
      {error && (
        <Problem retry={{ words: t("error.retry"), act: () => void client.invalidateQueries({ queryKey: federationKeys.identities }) }}>
          {words(error)}
        </Problem>
      )}
      {failed !== null && <Problem>{words(failed)}</Problem>}
      {links &&
        ways.map((way) => (
          <LinkRow key={way.id} way={way} link={links.find((one) => one.provider === way.id)} onFailed={setFailed} />
        ))}
    </Stack>
  );
}
