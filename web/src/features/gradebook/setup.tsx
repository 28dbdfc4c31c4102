import { ActionIcon, Button, Checkbox, Group, NativeSelect, NumberInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/api/client";
import type { GradeCategory, GradeItem, Gradebook } from "@/api/gradebook";
import { useErrorWords } from "@/api/words";
import { useBookChanges } from "@/features/gradebook/use-gradebook";
import { useWords } from "@/i18n/use-words";
import { localInput } from "@/lib/time";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

type Changes = ReturnType<typeof useBookChanges>;
const whole = { allowDecimal: false, clampBehavior: "strict", hideControls: true, w: 120 } as const;

function Remove({ name, onRemove }: { name: string; onRemove: () => void }): ReactNode {
  const { t } = useWords();
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("grades.remove", { name })} onClick={onRemove}>
      <Icon name="trash" size={18} />
    </ActionIcon>
  );
}

function CategoryRow({ category, changes, onRemove }: { category: GradeCategory; changes: Changes; onRemove: () => void }): ReactNode {
  const { t } = useWords();
  const save = (fields: Partial<GradeCategory>) => changes.change.mutate({ of: "category", id: category.id, fields });
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        style={{ flex: "1 1 180px" }}
        label={t("grades.name")}
        defaultValue={category.name}
        onBlur={(event) => event.currentTarget.value.trim() && event.currentTarget.value !== category.name && save({ name: event.currentTarget.value })}
      />
      <NumberInput {...whole} label={t("grades.weight")} min={0} max={10000} defaultValue={category.weight} onBlur={(event) => Number(event.currentTarget.value) !== category.weight && save({ weight: Number(event.currentTarget.value) })} />
      <NumberInput {...whole} label={t("grades.drop")} w={170} min={0} max={100} defaultValue={category.drop_lowest} onBlur={(event) => Number(event.currentTarget.value) !== category.drop_lowest && save({ drop_lowest: Number(event.currentTarget.value) })} />
      <Remove name={category.name} onRemove={onRemove} />
    </Group>
  );
}

function TimeField({ label, value, onChange }: { label: string; value: string | null; onChange: (at: string | null) => void }): ReactNode {
  const known = value ? localInput(value) : "";
  return (
    <TextInput
      type="datetime-local"
      label={label}
      defaultValue={known}
      onBlur={(event) => {
        const text = event.currentTarget.value;
        if (text !== known) onChange(text === "" ? null : new Date(text).toISOString());
      }}
    />
  );
}

function ItemRow({ item, book, changes, onRemove }: { item: GradeItem; book: Gradebook; changes: Changes; onRemove: () => void }): ReactNode {
  const { t } = useWords();
  const save = (fields: Partial<Omit<GradeItem, "id" | "lesson_id">>) => changes.change.mutate({ of: "item", id: item.id, fields });
  return (
    <Group align="flex-end" gap="sm" pb="sm" style={{ borderBlockEnd: "1px solid var(--lectern-line)" }}>
      <TextInput
        style={{ flex: "1 1 180px" }}
        label={t("grades.name")}
        defaultValue={item.name}
        onBlur={(event) => event.currentTarget.value.trim() && event.currentTarget.value !== item.name && save({ name: event.currentTarget.value })}
      />
      <NumberInput label={t("grades.most")} w={100} min={0.001} max={1_000_000} decimalScale={3} hideControls defaultValue={item.most} onBlur={(event) => Number(event.currentTarget.value) > 0 && Number(event.currentTarget.value) !== item.most && save({ most: Number(event.currentTarget.value) })} />
      <NativeSelect
        label={t("grades.category")}
        value={item.category_id ?? ""}
        onChange={(event) => save({ category_id: event.currentTarget.value || null })}
        data={[{ value: "", label: t("grades.noCategory") }, ...book.categories.map((one) => ({ value: one.id, label: one.name }))]}
      />
      <TimeField label={t("grades.due")} value={item.due_at} onChange={(due_at) => save({ due_at })} />
      <TimeField label={t("grades.hiddenUntil")} value={item.hidden_until} onChange={(hidden_until) => save({ hidden_until })} />
      <Checkbox mb={8} label={t("grades.extra")} checked={item.extra_credit} onChange={(event) => save({ extra_credit: event.currentTarget.checked })} />
      <Remove name={item.name} onRemove={onRemove} />
    </Group>
  );
}

/** What is graded and how it adds up. Each field is saved as it is left. */
export function Setup({ course, book }: { course: string; book: Gradebook }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const changes = useBookChanges(course);
  const [asks, setAsks] = useState<{ of: "category" | "item"; id: string; name: string } | null>(null);
  const error = changes.change.error ?? changes.remove.error;
  const remove = () => {
    if (asks) changes.remove.mutate(asks);
    setAsks(null);
  };
  return (
    <Stack gap="xl">
      <Group align="flex-start" gap="lg">
        <NativeSelect
          label={t("grades.weighting")}
          description={book.weighting === "weights" ? t("grades.weightsHelp") : undefined}
          value={book.weighting}
          onChange={(event) => changes.change.mutate({ of: "book", fields: { weighting: event.currentTarget.value as Gradebook["weighting"] } })}
          data={[
            { value: "points", label: t("grades.points") },
            { value: "weights", label: t("grades.weights") },
          ]}
        />
        <TextInput
          style={{ flex: "1 1 280px" }}
          label={t("grades.scale")}
          description={t("grades.scaleHelp")}
          defaultValue={book.scale}
          onBlur={(event) => event.currentTarget.value !== book.scale && changes.change.mutate({ of: "book", fields: { scale: event.currentTarget.value } })}
        />
      </Group>
      {error && <Problem>{(error instanceof ApiError && Object.values(error.fields)[0]) || words(error)}</Problem>}
      <Stack component="section" gap="sm">
        <Title order={2}>{t("grades.categories")}</Title>
        {book.categories.map((category) => (
          <CategoryRow key={category.id} category={category} changes={changes} onRemove={() => setAsks({ of: "category", id: category.id, name: category.name })} />
        ))}
        <Button variant="default" style={{ alignSelf: "start" }} leftSection={<Icon name="plus" size={18} />} onClick={() => changes.change.mutate({ of: "category", id: null, fields: { name: t("grades.category") } })}>
          {t("grades.addCategory")}
        </Button>
      </Stack>
      <Stack component="section" gap="sm">
        <Title order={2}>{t("grades.items")}</Title>
        {book.items.length === 0 && <Text c="dimmed">{t("grades.noneText")}</Text>}
        {book.items.map((item) => (
          <ItemRow key={item.id} item={item} book={book} changes={changes} onRemove={() => setAsks({ of: "item", id: item.id, name: item.name })} />
        ))}
        <Button variant="default" style={{ alignSelf: "start" }} leftSection={<Icon name="plus" size={18} />} onClick={() => changes.change.mutate({ of: "item", id: null, fields: { name: t("grades.grade"), most: 100 } })}>
          {t("grades.addItem")}
        </Button>
      </Stack>
      <Confirm
        title={t("grades.removeAsk", { name: asks?.name ?? "" })}
        text={t(asks?.of === "category" ? "grades.removeCategoryText" : "grades.removeText")}
        act={t("grades.remove", { name: asks?.name ?? "" })}
        keep={t("grades.keep")}
        opened={asks !== null}
        onConfirm={remove}
        onClose={() => setAsks(null)}
      />
    </Stack>
  );
}
