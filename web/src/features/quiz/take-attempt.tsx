import { Alert, Badge, Button, Group, Radio, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect, useRef, useState } from "react";
import { api, ApiError, unreachable } from "@/api/client";
import { type Attempt, type AttemptQuestion, quizKeys } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import type { Draft, KeeperState } from "@/features/quiz/answer-keeper";
import { Countdown, useSecondsLeft } from "@/features/quiz/countdown";
import { EssayFiles, type EssaySending, useEssaySending } from "@/questions/essay-files";
import { QuestionText } from "@/questions/question-text";
import { QuestionBody } from "@/questions/inputs";
import { useAnswers } from "@/features/quiz/use-answers";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

type Drafts = Readonly<Record<number, Draft>>;

const stateWords = { saved: "quiz.saved", saving: "quiz.saving", waiting: "quiz.waiting", elsewhere: "quiz.elsewhere", over: "quiz.over" } as const;

function SaveState({ state }: { state: KeeperState }): ReactNode {
  const { t } = useWords();
  const calm = state === "saved" || state === "saving";
  if (calm)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t(stateWords[state])}
      </Text>
    );
  return (
    <Alert role="alert" color="yellow" variant="outline" c="var(--mantine-color-text)" icon={<Icon name="warning" />} py={6}>
      <Group gap="sm">
        <Text size="sm">{t(stateWords[state])}</Text>
        {state === "elsewhere" && (
          <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
            {t("quiz.reload")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

interface NavigatorProps {
  questions: readonly AttemptQuestion[];
  drafts: Drafts;
  page: number;
  go: (question: AttemptQuestion) => void;
}

/** Every question with what became of it; information between them has nothing to answer. */
function Navigator({ questions, drafts, page, go }: NavigatorProps): ReactNode {
  const { t } = useWords();
  return (
    <nav aria-label={t("quiz.navigator")} className="lectern-quiz-numbers">
      {questions.map((question) => {
        const draft = drafts[question.slot];
        const answered = Boolean(draft?.response);
        const states = [t(answered ? "quiz.answered" : "quiz.unanswered"), ...(draft?.flagged ? [t("quiz.flagged")] : [])];
        return (
          <button
            key={question.slot}
            type="button"
            className="lectern-quiz-number"
            data-answered={answered || undefined}
            data-flagged={draft?.flagged || undefined}
            aria-current={question.page === page ? "true" : undefined}
            aria-label={t("quiz.questionState", { number: question.slot, state: states.join(", ") })}
            onClick={() => go(question)}
          >
            {question.slot}
          </button>
        );
      })}
    </nav>
  );
}

function Certainty({ value, choose }: { value: number | null; choose: (certainty: number) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Radio.Group label={t("quiz.certainty")} value={value === null ? null : String(value)} onChange={(certainty) => choose(Number(certainty))}>
      <Group mt={6}>
        <Radio value="1" label={t("quiz.certainty1")} />
        <Radio value="2" label={t("quiz.certainty2")} />
        <Radio value="3" label={t("quiz.certainty3")} />
      </Group>
    </Radio.Group>
  );
}

interface OneProps {
  attempt: Attempt;
  question: AttemptQuestion;
  draft: Draft;
  give: (change: Partial<Draft>) => void;
  flush: () => Promise<boolean>;
}

function Hints({ attempt, question, flush }: Omit<OneProps, "draft" | "give">): ReactNode {
  const { t, percent } = useWords();
  const words = useErrorWords();
  const [taken, setTaken] = useState(question.hints);
  const take = useMutation({
    mutationFn: async () => {
      await flush();
      return api.post<Attempt>(`/quiz-attempts/${attempt.id}/answers/${question.slot}/hint`);
    },
    onSuccess: (news) => {
      const own = news.questions.find((one) => one.slot === question.slot);
      if (own) setTaken(own.hints);
    },
  });
  return (
    <Stack gap="xs" align="flex-start">
      {taken.taken.map((hint, at) => (
        <Alert key={at} title={t("quiz.hintTitle")} variant="outline" c="var(--mantine-color-text)" w="100%">
          <QuestionText text={hint} />
        </Alert>
      ))}
      {take.error && <Problem>{words(take.error)}</Problem>}
      {taken.next_cost !== null && (
        <Button variant="subtle" size="compact-md" loading={take.isPending} onClick={() => take.mutate()}>
          {t("quiz.hint", { percent: percent(taken.next_cost) })}
        </Button>
      )}
    </Stack>
  );
}

function One({ attempt, question, draft, give, flush, sending }: OneProps & { sending: EssaySending }): ReactNode {
  const { t } = useWords();
  const title = t("quiz.question", { number: question.slot });
  const isAnswerable = question.shown.type !== "information";
  return (
    <section aria-labelledby={`question-${question.slot}`}>
      {question.section && (
        <Title order={2} mb="md">
          {question.section}
        </Title>
      )}
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id={`question-${question.slot}`} tabIndex={-1}>
          {title}
        </Title>
        {isAnswerable && (
          <Group gap="xs">
            <Badge tt="none" variant="outline" color="gray.8" c="var(--mantine-color-dimmed)">
              {t("quiz.points", { count: question.points })}
            </Badge>
            <Button size="compact-sm" variant={draft.flagged ? "light" : "subtle"} aria-pressed={draft.flagged} onClick={() => give({ flagged: !draft.flagged })}>
              {t(draft.flagged ? "quiz.unflag" : "quiz.flag")}
            </Button>
          </Group>
        )}
      </Group>
      <Stack gap="md">
        <QuestionBody shown={question.shown} response={draft.response} answer={(response) => give({ response })} label={title} />
        {(question.shown.most_files ?? 0) > 0 && <EssayFiles attempt={attempt.id} sending={sending} slot={question.slot} most={question.shown.most_files ?? 0} first={question.files} />}
        {attempt.certainty && isAnswerable && <Certainty value={draft.certainty} choose={(certainty) => give({ certainty })} />}
        <Hints attempt={attempt} question={question} flush={flush} />
      </Stack>
    </section>
  );
}

function LookOver({ questions, drafts, go, submit }: { questions: readonly AttemptQuestion[]; drafts: Drafts; go: (question: AttemptQuestion) => void; submit: ReactNode }): ReactNode {
  const { t } = useWords();
  const open = questions.filter((question) => !drafts[question.slot]?.response);
  return (
    <Stack>
      <Title order={2}>{t("quiz.reviewTitle")}</Title>
      <Text>{open.length === 0 ? t("quiz.allAnswered") : t("quiz.openOnes", { count: open.length })}</Text>
      <Navigator questions={questions} drafts={drafts} page={0} go={go} />
      {submit}
    </Stack>
  );
}

export function TakeAttempt({ attempt }: { attempt: Attempt }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { drafts, give, state, flush } = useAnswers(attempt);
  const sending = useEssaySending(attempt);
  const pages = [...new Set(attempt.questions.map((question) => question.page))];
  const [place, setPlace] = useState(0);
  const [asks, setAsks] = useState(false);
  const focus = useRef<number | null>(null);
  const answerable = attempt.questions.filter((question) => question.shown.type !== "information");
  const page = pages[place];
  const submit = useMutation({
    mutationFn: async () => {
      await flush();
      return api.post<Attempt>(`/quiz-attempts/${attempt.id}/submit`);
    },
    onSuccess: (over) => {
      client.setQueryData(quizKeys.attempt(attempt.id), over);
      void client.invalidateQueries({ queryKey: quizKeys.entrance(attempt.lesson_id) });
      window.scrollTo({ top: 0 });
    },
  });
  const leave = useMutation({
    mutationFn: async () => {
      if (!(await flush())) throw new ApiError(0, unreachable, "");
      return api.post<Attempt>(`/quiz-attempts/${attempt.id}/leave-page`, { page: attempt.page });
    },
    onSuccess: (next) => {
      client.setQueryData(quizKeys.attempt(attempt.id), next);
      window.scrollTo({ top: 0 });
    },
  });
  const ended = () => {
    // The server ends it a moment later, after what was on its way.
    void flush();
    setTimeout(() => void client.invalidateQueries({ queryKey: quizKeys.attempt(attempt.id) }), 4500);
  };
  const seconds = useSecondsLeft(attempt, ended);
  useEffect(() => {
    if (state === "over") void client.invalidateQueries({ queryKey: quizKeys.attempt(attempt.id) });
  }, [state, client, attempt.id]);
  useEffect(() => {
    if (focus.current === null) return;
    document.getElementById(`question-${focus.current}`)?.focus();
    focus.current = null;
  }, [place]);
  const turn = (to: number, slot?: number) => {
    focus.current = slot ?? attempt.questions.find((question) => question.page === pages[to])?.slot ?? null;
    setPlace(to);
    void flush();
    if (slot === undefined) window.scrollTo({ top: 0 });
  };
  const go = (question: AttemptQuestion) => {
    if (pages[place] === question.page) document.getElementById(`question-${question.slot}`)?.focus();
    turn(pages.indexOf(question.page), question.slot);
  };
  const isOver = state === "over" || seconds === 0;
  return (
    <Fragment>
      <div className="lectern-quiz-bar">
        <Group justify="space-between" gap="sm">
          <SaveState state={seconds === 0 ? "over" : state} />
          {seconds !== null && <Countdown seconds={seconds} />}
        </Group>
      </div>
      <Stack gap="xl">
        {page === undefined ? (
          <LookOver
            questions={answerable}
            drafts={drafts}
            go={go}
            submit={
              <Group>
                <Button variant="default" onClick={() => turn(pages.length - 1)}>
                  {t("quiz.back")}
                </Button>
                <Button disabled={isOver} loading={submit.isPending} onClick={() => setAsks(true)}>
                  {t("quiz.submit")}
                </Button>
              </Group>
            }
          />
        ) : (
          <Fragment>
            {attempt.sequential && <Text c="dimmed">{t("quiz.pageOf", { page: attempt.page, pages: attempt.pages })}</Text>}
            <Navigator questions={answerable} drafts={drafts} page={page} go={go} />
            {attempt.questions
              .filter((question) => question.page === page)
              .map((question) => (
                <One
                  key={question.slot}
                  attempt={attempt}
                  question={question}
                  draft={drafts[question.slot] ?? { response: null, certainty: null, flagged: false }}
                  give={(change) => give(question.slot, change)}
                  flush={flush}
                  sending={sending}
                />
              ))}
            {attempt.sequential && attempt.page < attempt.pages ? (
              <Group justify="space-between">
                <Text c="dimmed">{t("quiz.noWayBack")}</Text>
                <Button disabled={isOver} loading={leave.isPending} onClick={() => leave.mutate()}>
                  {t("quiz.next")}
                </Button>
              </Group>
            ) : (
              <Group justify="space-between">
                <Button variant="default" disabled={place === 0} onClick={() => turn(place - 1)}>
                  {t("quiz.previous")}
                </Button>
                <Button onClick={() => turn(place + 1)}>{t(place + 1 === pages.length ? "quiz.review" : "quiz.next")}</Button>
              </Group>
            )}
            {leave.error && <Problem>{words(leave.error)}</Problem>}
          </Fragment>
        )}
        {submit.error && <Problem>{words(submit.error)}</Problem>}
      </Stack>
      <Confirm
        title={t("quiz.submitAsk")}
        text={sending.isBusy ? t("quiz.submitSending") : t("quiz.submitText")}
        act={t("quiz.submit")}
        keep={t("quiz.keep")}
        opened={asks}
        onConfirm={() => {
          setAsks(false);
          submit.mutate();
        }}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}
