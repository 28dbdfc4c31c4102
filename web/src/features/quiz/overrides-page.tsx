// Other rules for some: more time, more attempts, another day, for a person or a cohort.
import "@/questions/quiz.css";
import { ActionIcon, Anchor, Button, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { cohortLinksQuery, rosterQuery } from "@/api/enrolment";
import { overridesQuery, type Quiz, type QuizOverride, quizQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { localInput } from "@/lib/time";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

type Whom = Pick<QuizOverride, "whom" | "id" | "name">;

/** Those who are found by name, and the cohorts of the course. */
function Choose({ course, taken, add }: { course: string; taken: readonly string[]; add: (whom: Whom) => void }): ReactNode {
  const { t } = useWords();
  const [search, setSearch] = useState("");
  const [q] = useDebouncedValue(search, 250);
  const { data: roster } = useInfiniteQuery({ ...rosterQuery(course, { q, role: "student", state: "active", group: "", sort: "" }), enabled: q.trim().length > 1 });
  const { data: cohorts } = useQuery(cohortLinksQuery(course));
  const people = q.trim().length > 1 ? (roster?.pages[0]?.items ?? []).slice(0, 8) : [];
  const open = (cohorts?.items ?? []).filter(({ cohort }) => !taken.includes(cohort.id));
  return (
    <Stack component="section" aria-label={t("quizOverrides.add")}>
      <Group align="flex-end">
        <TextInput style={{ flex: "1 1 240px" }} label={t("quizOverrides.person")} placeholder={t("quizOverrides.personHint")} value={search} leftSection={<Icon name="search" size={18} />} onChange={(event) => setSearch(event.currentTarget.value)} />
        {open.length > 0 && (
          <NativeSelect
            label={t("quizOverrides.cohort")}
            value=""
            onChange={(event) => {
              const found = open.find(({ cohort }) => cohort.id === event.currentTarget.value)?.cohort;
              if (found) add({ whom: "cohort", id: found.id, name: found.name });
            }}
            data={[{ value: "", label: t("quiz.pick") }, ...open.map(({ cohort }) => ({ value: cohort.id, label: cohort.name }))]}
          />
        )}
      </Group>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }} role="list">
        {people.map(({ user }) => (
          <Group key={user.id} component="li" justify="space-between" wrap="nowrap" className="lectern-quiz-item">
            <div>
              <Text fw={600}>{user.name}</Text>
              <Text size="sm" c="dimmed">
                {user.email}
              </Text>
            </div>
            <Button
              variant="default"
              size="compact-md"
              disabled={taken.includes(user.id)}
              onClick={() => {
                add({ whom: "person", id: user.id, name: user.name });
                setSearch("");
              }}
            >
              {t("quizOverrides.choose")}
            </Button>
          </Group>
        ))}
      </Stack>
      {q.trim().length > 1 && roster && people.length === 0 && <Text c="dimmed">{t("quizOverrides.nobody")}</Text>}
    </Stack>
  );
}

interface RowProps {
  row: QuizOverride;
  quiz: Quiz;
  change: (fields: Partial<QuizOverride>) => void;
  remove: () => void;
  wrong: (field: string) => string | undefined;
}

function Row({ row, quiz, change, remove, wrong }: RowProps): ReactNode {
  const { t } = useWords();
  const usual = quiz.rules.time_limit_seconds;
  const time = (field: "opens_at" | "closes_at", label: string) => (
    <TextInput type="datetime-local" label={label} value={row[field] ? localInput(row[field]) : ""} error={wrong(field)} onChange={(event) => change({ [field]: event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null })} />
  );
  return (
    <Stack component="li" gap="sm" className="lectern-quiz-item">
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs">
          <Icon name="people" size={18} />
          <Text fw={600}>{row.name}</Text>
          {row.whom === "cohort" && (
            <Text size="sm" c="dimmed">
              {t("quizOverrides.cohort")}
            </Text>
          )}
        </Group>
        <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("quizOverrides.remove", { name: row.name })} onClick={remove}>
          <Icon name="trash" size={18} />
        </ActionIcon>
      </Group>
      <Group align="flex-end">
        {time("opens_at", t("quizEdit.opensAt"))}
        {time("closes_at", t("quizEdit.closesAt"))}
        <NumberInput w={150} label={t("quizEdit.limitMinutes")} min={0} placeholder={usual ? String(usual / 60) : "–"} value={row.time_limit_seconds === null ? "" : row.time_limit_seconds / 60} error={wrong("time_limit_seconds")} onChange={(minutes) => change({ time_limit_seconds: Number(minutes) > 0 ? Math.round(Number(minutes) * 60) : null })} />
        {usual !== null && (
          <Group gap={4} wrap="nowrap">
            {[1.25, 1.5, 2].map((factor) => (
              <Button key={factor} variant="default" px="xs" aria-label={t("quizOverrides.times", { factor })} onClick={() => change({ time_limit_seconds: Math.round(usual * factor) })}>
                × {factor}
              </Button>
            ))}
          </Group>
        )}
        <NumberInput w={120} label={t("quizEdit.attempts")} min={0} placeholder={String(quiz.rules.attempts)} value={row.attempts ?? ""} error={wrong("attempts")} onChange={(attempts) => change({ attempts: attempts === "" ? null : Number(attempts) })} />
      </Group>
    </Stack>
  );
}

function Editor({ quiz, known }: { quiz: Quiz; known: readonly QuizOverride[] }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [rows, setRows] = useState(known);
  const save = useMutation({
    mutationFn: () =>
      api.put<{ overrides: QuizOverride[] }>(`/lessons/${quiz.lesson_id}/quiz/overrides`, { overrides: rows.map((row) => ({ whom: row.whom, id: row.id, opens_at: row.opens_at, closes_at: row.closes_at, time_limit_seconds: row.time_limit_seconds, attempts: row.attempts })) }),
    onSuccess: ({ overrides }) => {
      client.setQueryData(overridesQuery(quiz.lesson_id).queryKey, overrides);
      toast(t("quizEdit.savedNow"));
    },
  });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  return (
    <Stack gap="xl" maw={960}>
      <Text c="dimmed">{t("quizOverrides.help")}</Text>
      <Choose course={quiz.course_id} taken={rows.map((row) => row.id)} add={(whom) => setRows([...rows, { ...whom, opens_at: null, closes_at: null, time_limit_seconds: null, attempts: null }])} />
      {rows.length === 0 && <EmptyState icon="people" title={t("quizOverrides.none")} text={t("quizOverrides.noneText")} />}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {rows.map((row, at) => (
          <Row key={row.id} row={row} quiz={quiz} change={(fields) => setRows(rows.map((one) => (one === row ? { ...one, ...fields } : one)))} remove={() => setRows(rows.filter((one) => one !== row))} wrong={(field) => wrong[`overrides.${at}.${field}`]} />
        ))}
      </Stack>
      {save.error && Object.keys(wrong).length === 0 && <Problem>{words(save.error)}</Problem>}
      <Button style={{ alignSelf: "start" }} disabled={rows === known} loading={save.isPending} onClick={() => save.mutate()}>
        {t("quizEdit.save")}
      </Button>
    </Stack>
  );
}

export default function OverridesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: quiz, error } = useQuery(quizQuery(lesson));
  const { data: known, error: unread } = useQuery(overridesQuery(lesson));
  const problem = error ?? unread;
  if (problem) return <Page title={t("quizOverrides.title")}>{<Problem>{words(problem)}</Problem>}</Page>;
  if (!quiz || !known) return <PageSkeleton />;
  return (
    <Page
      title={t("quizOverrides.title")}
      lead={
        <Anchor component={Link} href={`/lessons/${lesson}/quiz/edit`}>
          {quiz.title}
        </Anchor>
      }
    >
      <Editor quiz={quiz} known={known} />
    </Page>
  );
}
