import { ActionIcon, Button, Group, Progress, Stack, Text, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { lessonQuery, useLiveVideo } from "@/api/queries";
import { cancel, pause, resume } from "@/features/upload/engine";
import { secondsLeft, type Transfer } from "@/features/upload/transfer";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Icon, type IconName } from "@/ui/icons";
import { Problem } from "@/ui/problem";

const problemWords = ["fileMissing", "full", "tooLarge"] as const;

function useProblemWords() {
  const { t } = useWords();
  return (problem: string): string => {
    const known = problemWords.find((one) => one === problem);
    if (known) return t(`upload.${known}`);
    return problem === "unreachable" ? t("error.unreachable") : problem;
  };
}

function Act({ icon, words, act }: { icon: IconName; words: string; act: () => void }): ReactNode {
  return (
    <Tooltip label={words}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words} onClick={act}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}

function Acts({ transfer }: { transfer: Transfer }): ReactNode {
  const { t } = useWords();
  if (transfer.state === "received") return null;
  const isRunning = transfer.state === "uploading" || transfer.state === "retrying" || transfer.state === "waiting";
  return (
    <Group gap={0} wrap="nowrap">
      {isRunning && <Act icon="pause" words={t("upload.pause")} act={() => void pause(transfer.key)} />}
      {transfer.state === "paused" && <Act icon="play" words={t("upload.resume")} act={() => resume(transfer.key)} />}
      {transfer.state === "refused" && <Act icon="retry" words={t("upload.again")} act={() => resume(transfer.key)} />}
      <Act icon="close" words={t("upload.cancel")} act={() => void cancel(transfer)} />
    </Group>
  );
}

function Sending({ transfer }: { transfer: Transfer }): ReactNode {
  const { t, language, left } = useWords();
  const facts = [
    t(`upload.${transfer.state}`),
    t("upload.of", { done: bytes(transfer.sent, language), total: bytes(transfer.size, language) }),
    transfer.speed && transfer.state === "uploading" ? t("upload.perSecond", { speed: bytes(transfer.speed, language) }) : "",
    left(secondsLeft(transfer)),
  ];
  return (
    <Stack gap={6}>
      <Progress
        value={transfer.size > 0 ? (transfer.sent / transfer.size) * 100 : 0}
        aria-label={transfer.title}
        color={transfer.state === "paused" ? "gray" : "ink"}
      />
      <Text size="sm" c="dimmed" className="lectern-numbers" data-testid="transfer-facts">
        {facts.filter(Boolean).join(" · ")}
      </Text>
    </Stack>
  );
}

/** After the last byte: what becomes of it, told over the WebSocket. */
function Preparing({ transfer }: { transfer: Transfer }): ReactNode {
  const { t, left, percent } = useWords();
  const { data: lesson } = useQuery(lessonQuery(transfer.lesson));
  useLiveVideo(transfer.lesson);
  const video = lesson?.video;
  if (!video || video.state === "uploading") return <Text size="sm">{t("upload.received")}</Text>;
  if (video.state === "failed") return <Problem title={t("video.failed")}>{video.error ?? t("error.unknown")}</Problem>;
  const facts = [t(`video.${video.state}`), video.state === "ready" ? "" : percent(video.progress), left(video.seconds_left)];
  const plays = video.state === "playable" || video.state === "ready";
  return (
    <Stack gap={6}>
      {video.state !== "ready" && <Progress value={video.progress * 100} color="teal.8" aria-label={t("video.playable")} />}
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed" className="lectern-numbers" data-testid="transfer-facts">
          {(video.state === "ready" ? facts.slice(0, 1) : facts).filter(Boolean).join(" · ")}
        </Text>
        {plays && (
          <Button component={Link} href={`/lessons/${transfer.lesson}`} size="compact-md" leftSection={<Icon name="play" size={16} />}>
            {t(video.state === "ready" ? "upload.watch" : "upload.watchEarly")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

export function TransferRow({ transfer }: { transfer: Transfer }): ReactNode {
  const problem = useProblemWords();
  return (
    <li className="lectern-transfer" data-testid="transfer" data-state={transfer.state}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {transfer.title}
          </Text>
          <Text size="xs" c="dimmed" mb={8} style={{ overflowWrap: "anywhere" }}>
            {transfer.filename}
          </Text>
        </div>
        <Acts transfer={transfer} />
      </Group>
      <Fragment>
        {transfer.state === "received" ? <Preparing transfer={transfer} /> : <Sending transfer={transfer} />}
        {transfer.problem && <Problem>{problem(transfer.problem)}</Problem>}
      </Fragment>
    </li>
  );
}
