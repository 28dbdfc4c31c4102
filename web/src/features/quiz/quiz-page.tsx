// Before and after: what a quiz asks for, one's attempts, and the way in.
import { Anchor, Badge, Button, Group, List, PasswordInput, Skeleton, Stack, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type Attempt, type AttemptSummary, entranceQuery, type QuizEntrance, quizKeys } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { stateWords } from "@/questions/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { clock } from "@/lib/time";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

const methodWords = { best: "quiz.methodBest", last: "quiz.methodLast", first: "quiz.methodFirst", average: "quiz.methodAverage" } as const;

function Facts({ quiz }: { quiz: QuizEntrance }): ReactNode {
  const { t, language, percent } = useWords();
  const { rules } = quiz;
  return (
    <List spacing={6}>
      <List.Item>
        {t("quiz.questions", { count: quiz.questions })} · {t("quiz.points", { count: quiz.most_points })}
      </List.Item>
      {rules.opens_at && <List.Item>{t("quiz.opens", { date: moment(rules.opens_at, language) })}</List.Item>}
      {rules.closes_at && <List.Item>{t("quiz.closes", { date: moment(rules.closes_at, language) })}</List.Item>}
      {rules.time_limit_seconds && (
        <List.Item>
          {t("quiz.limit", { time: clock(rules.time_limit_seconds) })}
          <Text size="sm" c="dimmed">
            {t("quiz.limitHelp")}
          </Text>
        </List.Item>
      )}
      <List.Item>{rules.attempts > 0 ? t("quiz.attemptsAllowed", { count: rules.attempts }) : t("quiz.anyAttempts")}</List.Item>
      {rules.attempts !== 1 && <List.Item>{t(methodWords[rules.method])}</List.Item>}
      <List.Item>{t("quiz.passAt", { percent: percent(rules.pass_fraction) })}</List.Item>
    </List>
  );
}

function Attempts({ attempts }: { attempts: readonly AttemptSummary[] }): ReactNode {
  const { t, language, percent } = useWords();
  return (
    <Table>
      <Table.Tbody>
        {[...attempts].reverse().map((attempt) => (
          <Table.Tr key={attempt.id}>
            <Table.Td>
              {t("quiz.attempt", { number: attempt.number })}
              <Text size="sm" c="dimmed">
                {moment(attempt.submitted_at ?? attempt.started_at, language)}
              </Text>
            </Table.Td>
            <Table.Td>{t(attempt.preview ? "quiz.preview" : stateWords[attempt.state])}</Table.Td>
            <Table.Td ta="end" style={{ fontVariantNumeric: "tabular-nums" }}>
              {attempt.fraction !== null && attempt.state === "graded" && percent(attempt.fraction)}
            </Table.Td>
            <Table.Td ta="end">
              {attempt.state !== "open" && (
                <Anchor component={Link} href={`/attempts/${attempt.id}`}>
                  {t("quiz.see")}
                </Anchor>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Why one cannot begin; a reason that this page does not know yet comes in the server's words. */
function Refused({ quiz }: { quiz: QuizEntrance }): ReactNode {
  const { t, language } = useWords();
  const last = Math.max(0, ...quiz.attempts.map((attempt) => Date.parse(attempt.submitted_at ?? "") || 0));
  const date = moment(new Date(last + quiz.rules.delay_seconds * 1000).toISOString(), language);
  return <Problem>{t(`quiz.refusal_${quiz.refusal}` as "quiz.refusal_too_soon", { date, defaultValue: quiz.refusal_sentence })}</Problem>;
}

function Begin({ quiz }: { quiz: QuizEntrance }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [password, setPassword] = useState("");
  const start = useMutation({
    mutationFn: () => api.post<Attempt>(`/lessons/${quiz.lesson_id}/quiz/attempts`, { password }),
    onSuccess: (attempt) => {
      client.setQueryData(quizKeys.attempt(attempt.id), attempt);
      void client.invalidateQueries({ queryKey: quizKeys.entrance(quiz.lesson_id) });
      go(`/attempts/${attempt.id}`);
    },
  });
  const open = quiz.attempts.some((attempt) => attempt.state === "open");
  const asks = quiz.rules.password !== "" && !quiz.teaching;
  const wrong = start.error instanceof ApiError ? start.error.fields.password : undefined;
  if (quiz.refusal) return <Refused quiz={quiz} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start.mutate();
      }}
    >
      <Stack align="flex-start">
        {asks && (
          <PasswordInput w={280} label={t("quiz.password")} value={password} error={wrong} onChange={(event) => setPassword(event.currentTarget.value)} />
        )}
        {start.error && !wrong && <Problem>{words(start.error)}</Problem>}
        <Button type="submit" size="md" loading={start.isPending}>
          {t(open ? "quiz.goOn" : quiz.teaching ? "quiz.tryOut" : quiz.attempts.length > 0 ? "quiz.again" : "quiz.begin")}
        </Button>
      </Stack>
    </form>
  );
}

function Result({ quiz }: { quiz: QuizEntrance }): ReactNode {
  const { t, percent } = useWords();
  if (quiz.fraction === null) return null;
  return (
    <Group>
      <Text fz="xl" fw={650}>
        {t("quiz.result", { percent: percent(quiz.fraction) })}
      </Text>
      <Badge tt="none" size="lg" variant="outline" color={quiz.passed ? "green.9" : "gray.8"} c="var(--mantine-color-text)">
        {t(quiz.passed ? "quiz.passed" : "quiz.notPassed")}
      </Badge>
    </Group>
  );
}

export default function QuizPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: quiz, error } = useQuery(entranceQuery(lesson));
  const acts = quiz?.teaching && (
    <Fragment>
      <Button component={Link} href={`/lessons/${lesson}/quiz/results`} variant="default">
        {t("quizEdit.results")}
      </Button>
      <Button component={Link} href={`/lessons/${lesson}/quiz/edit`} variant="default">
        {t("quizEdit.edit")}
      </Button>
    </Fragment>
  );
  return (
    <Page
      title={quiz?.title ?? ""}
      actions={acts}
      lead={
        <Anchor component={Link} href={`/lessons/${lesson}`}>
          {t("quiz.toLesson")}
        </Anchor>
      }
    >
      {error && <Problem>{words(error)}</Problem>}
      {!quiz && !error && <Skeleton height={240} />}
      {quiz?.questions === 0 && <EmptyState icon="quiz" title={t("quiz.empty")} text={t("quiz.emptyText")} />}
      {quiz && quiz.questions > 0 && (
        <Stack gap="xl">
          <Result quiz={quiz} />
          <Facts quiz={quiz} />
          <Begin quiz={quiz} />
          {quiz.attempts.length > 0 && (
            <section aria-labelledby="attempts">
              <Title order={2} id="attempts" mb="sm">
                {t("quiz.mine")}
              </Title>
              <Attempts attempts={quiz.attempts} />
            </section>
          )}
        </Stack>
      )}
    </Page>
  );
}
