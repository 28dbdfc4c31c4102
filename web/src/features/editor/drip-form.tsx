import { Group, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Lesson, Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { ApiError } from "@/api/client";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { localInput } from "@/lib/time";
import { Problem } from "@/ui/problem";

interface DripFormProps {
  lesson: Lesson;
  outline: Outline;
  edits: OutlineEdits;
}

/** Each rule is saved as it is set; an empty field is no rule. */
export function DripForm({ lesson, outline, edits }: DripFormProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [error, setError] = useState<unknown>(null);
  const save = (fields: Parameters<OutlineEdits["editLesson"]>[1]) => {
    edits.editLesson(lesson, fields).then(() => setError(null), setError);
  };
  const others = outline.sections.map((section) => ({
    group: section.title,
    items: section.lessons.filter((one) => one.id !== lesson.id).map((one) => ({ value: one.id, label: one.title })),
  }));
  const saveDate = (text: string) => {
    const at = text === "" ? null : new Date(text);
    if (at === null || !Number.isNaN(at.getTime())) save({ opens_at: at ? at.toISOString() : null });
  };
  return (
    <Stack gap="sm" component="fieldset" style={{ border: 0, margin: 0, padding: 0 }}>
      <Text component="legend" fw={500}>
        {t("drip.title")}
      </Text>
      <Text size="sm" c="dimmed">
        {t("drip.help")}
      </Text>
      <Group align="flex-end" grow preventGrowOverflow={false} wrap="wrap">
        <TextInput
          key={`at-${lesson.opens_at ?? ""}`}
          type="datetime-local"
          label={t("drip.at")}
          description={t("drip.atHelp")}
          defaultValue={lesson.opens_at ? localInput(lesson.opens_at) : ""}
          onBlur={(event) => {
            if (event.currentTarget.value !== (lesson.opens_at ? localInput(lesson.opens_at) : "")) saveDate(event.currentTarget.value);
          }}
        />
        <NumberInput
          key={`days-${lesson.opens_after_days ?? ""}`}
          label={t("drip.days")}
          min={0}
          max={3650}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          defaultValue={lesson.opens_after_days ?? ""}
          onBlur={(event) => {
            const text = event.currentTarget.value;
            const days = text === "" ? null : Number(text);
            if (days !== lesson.opens_after_days) save({ opens_after_days: days });
          }}
        />
      </Group>
      <NativeSelect
        label={t("drip.after")}
        value={lesson.opens_after_lesson_id ?? ""}
        onChange={(event) => save({ opens_after_lesson_id: event.currentTarget.value || null })}
        data={[{ value: "", label: t("drip.whenever") }, ...others]}
      />
      {error !== null && <Problem>{(error instanceof ApiError && Object.values(error.fields)[0]) || words(error)}</Problem>}
    </Stack>
  );
}
