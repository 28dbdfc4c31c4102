import { ActionIcon, Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Placing } from "@/features/watch/placing";
import { backOf, timeOf } from "@/features/watch/placing";
import { useWords } from "@/i18n/use-words";
import { clock, parseClock } from "@/lib/time";
import { useTypeWord } from "@/questions/bank-list";
import { Icon } from "@/ui/icons";

interface RowProps {
  row: Placing;
  /** Where the player is. */
  time: number;
  change: (fields: Partial<Placing>) => void;
  remove: () => void;
  show: () => void;
  wrong: (field: string) => string | undefined;
}

const tries = ["1", "2", "3", "5", "0"];

/** One question on its moment. */
export function MomentRow({ row, time, change, remove, show, wrong }: RowProps): ReactNode {
  const { t } = useWords();
  const typeWord = useTypeWord();
  const at = timeOf(row);
  const back = backOf(row);
  return (
    <Stack component="li" gap="sm" className="lectern-quiz-item">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <UnstyledButton onClick={show} title={t("moments.show", { name: row.name })}>
          <Text fw={600} style={{ overflowWrap: "anywhere" }}>
            {row.name}
          </Text>
          <Text size="sm" c="dimmed">
            {typeWord(row.type)}
          </Text>
        </UnstyledButton>
        <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("moments.remove", { name: row.name })} onClick={remove}>
          <Icon name="trash" size={18} />
        </ActionIcon>
      </Group>
      <Group align="flex-end">
        <TextInput
          w={110}
          label={t("moments.time")}
          aria-label={t("moments.timeOf", { name: row.name })}
          value={row.time}
          error={at === null ? t("moments.noTime") : wrong("at_seconds")}
          onChange={(event) => change({ time: event.currentTarget.value })}
        />
        <Button variant="default" title={t("moments.nowOf", { name: row.name, time: clock(time) })} onClick={() => change({ time: clock(time) })}>
          {t("moments.now")}
        </Button>
        <NativeSelect
          label={t("moments.tries")}
          value={String(row.tries)}
          onChange={(event) => change({ tries: Number(event.currentTarget.value) })}
          data={[...new Set([...tries, String(row.tries)])].map((value) => ({ value, label: value === "0" ? t("moments.anyTries") : value }))}
        />
        {row.type !== "information" && <NumberInput w={90} label={t("moments.points")} min={0} max={1000} value={row.points} onChange={(points) => change({ points: Number(points) })} />}
      </Group>
      <TextInput
        maw={320}
        label={t("moments.back")}
        description={t("moments.backHelp")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        placeholder="12:00"
        value={row.back}
        error={row.back.trim() !== "" && parseClock(row.back) === null ? t("moments.noTime") : back !== null && at !== null && back >= at ? t("moments.backLater") : wrong("rewind_seconds")}
        onChange={(event) => change({ back: event.currentTarget.value })}
      />
      <Checkbox label={t("moments.mustAnswer")} checked={row.required} onChange={(event) => change({ required: event.currentTarget.checked })} />
      {wrong("question_id") && <Text c="var(--mantine-color-error)">{wrong("question_id")}</Text>}
    </Stack>
  );
}
