// Writing a quiz: its questions in order, and its rules.
import "@/questions/quiz.css";
import { ActionIcon, Alert, Anchor, Button, Checkbox, Group, NativeSelect, NumberInput, SimpleGrid, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type Question, questionCategoriesQuery, questionQuery, type Quiz, quizKeys, quizQuery, type QuizRules, type QuizSlot } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { BankList } from "@/questions/bank-list";
import { useWords } from "@/i18n/use-words";
import { moved } from "@/lib/reorder";
import { localInput } from "@/lib/time";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface SlotsProps {
  quiz: Quiz;
  slots: readonly QuizSlot[];
  change: (slots: QuizSlot[]) => void;
}

/** Pages are counted anew from where each begins. */
function paged(slots: readonly QuizSlot[], begins: readonly boolean[]): QuizSlot[] {
  let page = 0;
  return slots.map((slot, at) => {
    if (at === 0 || begins[at]) page += 1;
    return { ...slot, page };
  });
}

const beginnings = (slots: readonly QuizSlot[]): boolean[] => slots.map((slot, at) => at > 0 && slot.page !== slots[at - 1]?.page);

function Draw({ course, add }: { course: string; add: (slot: QuizSlot) => void }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(questionCategoriesQuery(course));
  const [category, setCategory] = useState("");
  const [tag, setTag] = useState("");
  return (
    <Group align="flex-end">
      <NativeSelect
        label={t("quizEdit.category")}
        value={category}
        onChange={(event) => setCategory(event.currentTarget.value)}
        data={[{ value: "", label: t("quizEdit.anyCategory") }, ...(data?.items ?? []).map((one) => ({ value: one.id, label: one.foreign ? t("quizEdit.shared", { name: one.name }) : one.name }))]}
      />
      <NativeSelect label={t("quizEdit.tags")} value={tag} onChange={(event) => setTag(event.currentTarget.value)} data={["", ...(data?.tags ?? [])]} />
      <Button variant="default" disabled={!category && !tag} onClick={() => add({ page: 1, section: "", question_id: null, category_id: category || null, tag, points: 1 })}>
        {t("quizEdit.draw")}
      </Button>
    </Group>
  );
}

function Slots({ quiz, slots, change }: SlotsProps): ReactNode {
  const { t } = useWords();
  const { data: categories } = useQuery(questionCategoriesQuery(quiz.course_id));
  const [adds, setAdds] = useState(false);
  const named = useQueries({ queries: slots.map((slot) => ({ ...questionQuery(slot.question_id ?? ""), enabled: slot.question_id !== null })) });
  const fixed = quiz.attempts > 0;
  const nameOf = (slot: QuizSlot, at: number): string => {
    if (slot.question_id) return named[at]?.data?.name ?? "…";
    const category = categories?.items.find((one) => one.id === slot.category_id)?.name ?? t("quizEdit.anyCategory");
    return t("quizEdit.drawn", { category }) + (slot.tag ? ` ${t("quizEdit.withTag", { tag: slot.tag })}` : "");
  };
  const add = (slot: QuizSlot) => change([...slots, { ...slot, page: slots.at(-1)?.page ?? 1 }]);
  const set = (at: number, fields: Partial<QuizSlot>) => change(slots.map((slot, index) => (index === at ? { ...slot, ...fields } : slot)));
  const move = (from: number, to: number) => change(paged(moved(slots, from, to), beginnings(slots)));
  const breaks = beginnings(slots);
  return (
    <Stack component="section" aria-labelledby="quiz-questions">
      <Group justify="space-between">
        <Title order={2} id="quiz-questions">
          {t("quizEdit.questions")}
        </Title>
        <Anchor component={Link} href={`/courses/${quiz.course_id}/questions`}>
          {t("quizEdit.bank")}
        </Anchor>
      </Group>
      {fixed && (
        <Alert variant="outline" c="var(--mantine-color-text)" icon={<Icon name="lock" />}>
          {t("quizEdit.fixed")}
        </Alert>
      )}
      {slots.length === 0 && <EmptyState icon="quiz" title={t("quizEdit.noSlots")} text={t("quizEdit.noSlotsText")} />}
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
        {slots.map((slot, at) => (
          <Stack component="li" key={at} gap={4}>
            {(at === 0 || breaks[at]) && (
              <Text size="sm" c="dimmed" mt={at > 0 ? "sm" : 0}>
                {t("quizEdit.page", { number: slot.page })}
              </Text>
            )}
            <Group className="lectern-quiz-item" gap="sm">
              <Text fw={600} style={{ flex: "1 1 220px" }}>
                {at + 1}. {nameOf(slot, at)}
              </Text>
              {at > 0 && <Checkbox size="sm" disabled={fixed} label={t("quizEdit.newPage")} checked={breaks[at] ?? false} onChange={(event) => change(paged(slots, breaks.map((one, index) => (index === at ? event.currentTarget.checked : one))))} />}
              <NumberInput w={90} aria-label={`${t("quizEdit.points")}: ${nameOf(slot, at)}`} min={0} max={1000} disabled={fixed} value={slot.points} onChange={(points) => set(at, { points: Number(points) })} />
              <Group gap={4} wrap="nowrap">
                <ActionIcon variant="default" disabled={fixed || at === 0} aria-label={t("quiz.moveUp", { item: nameOf(slot, at) })} onClick={() => move(at, at - 1)}>
                  <Icon name="up" size={18} />
                </ActionIcon>
                <ActionIcon variant="default" disabled={fixed || at === slots.length - 1} aria-label={t("quiz.moveDown", { item: nameOf(slot, at) })} onClick={() => move(at, at + 1)}>
                  <Icon name="down" size={18} />
                </ActionIcon>
                <ActionIcon variant="default" disabled={fixed} aria-label={t("quizEdit.remove", { name: nameOf(slot, at) })} onClick={() => change(paged(slots.filter((_, index) => index !== at), breaks.filter((_, index) => index !== at)))}>
                  <Icon name="trash" size={18} />
                </ActionIcon>
              </Group>
            </Group>
          </Stack>
        ))}
      </Stack>
      {!fixed && (
        <Group align="flex-end" justify="space-between">
          <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdds(true)}>
            {t("quizEdit.add")}
          </Button>
          <Draw course={quiz.course_id} add={add} />
        </Group>
      )}
      <Dialog opened={adds} onClose={() => setAdds(false)} title={t("quizEdit.add")}>
        <BankList
          course={quiz.course_id}
          open={(question: Question) => add({ page: 1, section: "", question_id: question.id, category_id: null, tag: "", points: question.type === "information" ? 0 : 1 })}
          end={(question) => slots.some((slot) => slot.question_id === question.id) && <Icon name="check" size={18} />}
          empty={<Text c="dimmed">{t("quizEdit.none")}</Text>}
        />
      </Dialog>
    </Stack>
  );
}

interface RulesProps {
  rules: QuizRules;
  change: (rules: Partial<QuizRules>) => void;
  wrong: Readonly<Record<string, string>>;
}

function Rules({ rules, change, wrong }: RulesProps): ReactNode {
  const { t } = useWords();
  const time = (field: "opens_at" | "closes_at", label: string) => (
    <TextInput type="datetime-local" label={label} value={rules[field] ? localInput(rules[field]) : ""} error={wrong[field]} onChange={(event) => change({ [field]: event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null })} />
  );
  const shown = (field: "show_points" | "show_feedback" | "show_solutions", label: string) => (
    <NativeSelect
      label={label}
      value={rules[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
      data={[
        { value: "submitted", label: t("quizEdit.submitted") },
        { value: "closed", label: t("quizEdit.closed") },
        { value: "never", label: t("quizEdit.never") },
      ]}
    />
  );
  return (
    <Stack component="section" aria-labelledby="quiz-rules" maw={720}>
      <Title order={2} id="quiz-rules">
        {t("quizEdit.rules")}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {time("opens_at", t("quizEdit.opensAt"))}
        {time("closes_at", t("quizEdit.closesAt"))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput label={t("quizEdit.limitMinutes")} min={0} value={rules.time_limit_seconds ? rules.time_limit_seconds / 60 : ""} error={wrong.time_limit_seconds} onChange={(minutes) => change({ time_limit_seconds: Number(minutes) > 0 ? Math.round(Number(minutes) * 60) : null })} />
        <NumberInput label={t("quizEdit.attempts")} description={t("quizEdit.attemptsHelp")} inputWrapperOrder={["label", "input", "description", "error"]} min={0} value={rules.attempts} error={wrong.attempts} onChange={(attempts) => change({ attempts: Number(attempts) })} />
        <NumberInput label={t("quizEdit.delayMinutes")} min={0} value={rules.delay_seconds / 60} error={wrong.delay_seconds} onChange={(minutes) => change({ delay_seconds: Math.round(Number(minutes) * 60) })} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput label={t("quizEdit.password")} description={t("quizEdit.passwordHelp")} inputWrapperOrder={["label", "input", "description", "error"]} autoComplete="off" value={rules.password} error={wrong.password} onChange={(event) => change({ password: event.currentTarget.value })} />
        <TextInput label={t("quizEdit.networks")} description={t("quizEdit.networksHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={rules.networks ?? ""} error={wrong.networks} onChange={(event) => change({ networks: event.currentTarget.value })} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NativeSelect
          label={t("quizEdit.method")}
          value={rules.method}
          onChange={(event) => change({ method: event.currentTarget.value as QuizRules["method"] })}
          data={[
            { value: "best", label: t("quizEdit.best") },
            { value: "last", label: t("quizEdit.last") },
            { value: "first", label: t("quizEdit.first") },
            { value: "average", label: t("quizEdit.average") },
          ]}
        />
        <NumberInput label={t("quizEdit.pass")} min={0} max={100} value={Math.round(rules.pass_fraction * 100)} onChange={(percent) => change({ pass_fraction: Number(percent) / 100 })} />
      </SimpleGrid>
      <Checkbox label={t("quizEdit.shuffle")} checked={rules.shuffle_questions} onChange={(event) => change({ shuffle_questions: event.currentTarget.checked })} />
      <Checkbox label={t("quizEdit.sequential")} description={t("quizEdit.sequentialHelp")} checked={rules.sequential ?? false} onChange={(event) => change({ sequential: event.currentTarget.checked })} />
      <Checkbox label={t("quizEdit.certainty")} description={t("quizEdit.certaintyHelp")} checked={rules.certainty} onChange={(event) => change({ certainty: event.currentTarget.checked })} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {shown("show_points", t("quizEdit.showPoints"))}
        {shown("show_feedback", t("quizEdit.showFeedback"))}
        {shown("show_solutions", t("quizEdit.showSolutions"))}
      </SimpleGrid>
    </Stack>
  );
}

function Editor({ quiz }: { quiz: Quiz }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [slots, setSlots] = useState<QuizSlot[]>(quiz.slots);
  const [rules, setRules] = useState<QuizRules>(quiz.rules);
  const save = useMutation({
    mutationFn: () => api.put<Quiz>(`/lessons/${quiz.lesson_id}/quiz/definition`, { rules, slots }),
    onSuccess: (saved) => {
      client.setQueryData(quizKeys.definition(quiz.lesson_id), saved);
      void client.invalidateQueries({ queryKey: quizKeys.entrance(quiz.lesson_id), exact: true });
      toast(t("quizEdit.savedNow"));
    },
  });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const others = Object.entries(wrong).filter(([field]) => field.startsWith("slots"));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xl">
        <Slots quiz={quiz} slots={slots} change={setSlots} />
        <Rules rules={rules} change={(fields) => setRules((before) => ({ ...before, ...fields }))} wrong={wrong} />
        {save.error && (Object.keys(wrong).length === 0 || others.length > 0) && <Problem>{others.length > 0 ? others.map(([, message]) => message).join(" ") : words(save.error)}</Problem>}
        <Button type="submit" size="md" loading={save.isPending} style={{ alignSelf: "start" }}>
          {t("quizEdit.save")}
        </Button>
      </Stack>
    </form>
  );
}

export default function QuizEditorPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: quiz, error } = useQuery(quizQuery(lesson));
  if (!quiz) return error ? <Page title="">{<Problem>{words(error)}</Problem>}</Page> : <PageSkeleton />;
  return (
    <Page
      title={t("quizEdit.title", { title: quiz.title })}
      actions={
        <>
          <Button component={Link} variant="default" href={`/lessons/${lesson}/quiz/overrides`}>
            {t("quizOverrides.title")}
          </Button>
          <Button component={Link} variant="default" href={`/lessons/${lesson}/quiz/results`}>
            {t("quizEdit.results")}
          </Button>
          <Button component={Link} variant="default" href={`/lessons/${lesson}/quiz`}>
            {t("quiz.tryOut")}
          </Button>
        </>
      }
    >
      <Editor key={quiz.lesson_id} quiz={quiz} />
    </Page>
  );
}
