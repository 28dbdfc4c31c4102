import { Button, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, type RefObject, useState } from "react";
import { api, ApiError } from "@/api/client";
import { type GradeEntry, gradeHistoryQuery, type GradeItem, type GradeRow } from "@/api/gradebook";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { Problem } from "@/ui/problem";

interface GradeBarProps {
  item: GradeItem;
  column: number;
  row: GradeRow;
  typed: string;
  input: RefObject<HTMLInputElement | null>;
  onSaved: (row: GradeRow) => void;
  onLeave: () => void;
}

function History({ item, user }: { item: string; user: string }): ReactNode {
  const { t, language } = useWords();
  const { data } = useQuery(gradeHistoryQuery(item, user));
  if (!data || data.items.length === 0) return null;
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  return (
    <details>
      <summary>{t("grades.history")}</summary>
      <Stack gap={4} component="ul" pl={20} m={0}>
        {data.items.map((change) => (
          <Text key={change.at} component="li" size="sm" c="dimmed">
            {`${moment(change.at, language)} · ${change.by ?? t("grades.nobody")} · ${change.excused ? t("grades.excused") : change.value === null ? t("grades.takenBack") : format.format(change.value)}${change.reason ? ` · ${change.reason}` : ""}`}
          </Text>
        ))}
      </Stack>
    </details>
  );
}

/** The grade that is chosen in the grid: what it is, who changed it, and changing it. */
export function GradeBar({ item, column, row, typed, input, onSaved, onLeave }: GradeBarProps): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const known = row.grades[column];
  const [value, setValue] = useState(typed || (known === null || known === undefined ? "" : String(known)));
  const [excused, setExcused] = useState(row.excused.includes(column));
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: (entry: GradeEntry) => api.put<GradeRow>(`/grade-items/${item.id}/grades/${row.user.id}`, entry),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: gradeHistoryQuery(item.id, row.user.id).queryKey });
      onSaved(saved);
    },
  });
  const number = Number(value.replace(",", "."));
  const isNumber = value === "" || (/^\d+([.,]\d{1,3})?$/.test(value) && Number.isFinite(number));
  const submit = () => isNumber && save.mutate({ value: value === "" ? null : number, excused, reason });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => event.key === "Escape" && onLeave()}
    >
      <Stack gap={6} mb="md">
        <Group align="flex-end" gap="sm">
          <TextInput
            ref={input}
            style={{ flex: "1 1 220px" }}
            label={`${row.user.name} · ${item.name}`}
            description={t("grades.outOf", { most: new Intl.NumberFormat(language).format(item.most) })}
            inputMode="decimal"
            autoComplete="off"
            value={value}
            error={!isNumber && t("grades.noNumber")}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <TextInput style={{ flex: "2 1 220px" }} label={t("grades.reason")} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
          <Checkbox mb={8} label={t("grades.excused")} checked={excused} onChange={(event) => setExcused(event.currentTarget.checked)} />
          <Button type="submit" loading={save.isPending}>
            {t("grades.save")}
          </Button>
        </Group>
        {item.lesson_id && (
          <Text size="sm" c="dimmed">
            {t("grades.fromQuiz")}
          </Text>
        )}
        {save.error && <Problem>{(save.error instanceof ApiError && Object.values(save.error.fields)[0]) || words(save.error)}</Problem>}
        <History item={item.id} user={row.user.id} />
      </Stack>
    </form>
  );
}
