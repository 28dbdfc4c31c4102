import { Alert, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import type { Attempt, AttemptQuestion, Outcome } from "@/api/quiz";
import { EssayFileList, LateFiles } from "@/questions/essay-files";
import { QuestionBody } from "@/questions/inputs";
import { QuestionText } from "@/questions/question-text";
import { stateWords } from "@/questions/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { RubricTable } from "@/ui/rubric";

/** In words as well as in colour. */
function MarkBadge({ question, outcome }: { question: AttemptQuestion; outcome: Outcome }): ReactNode {
  const { t } = useWords();
  if (question.points === 0) return null;
  if (outcome.fraction === null)
    return (
      <Badge tt="none" variant="outline" color="gray.8" c="var(--mantine-color-text)">
        {t("quiz.toMark")}
      </Badge>
    );
  const word = outcome.fraction >= 0.9999 ? "quiz.right" : outcome.fraction > 0 ? "quiz.partly" : "quiz.wrong";
  const color = { "quiz.right": "green.9", "quiz.partly": "yellow.9", "quiz.wrong": "red.9" }[word];
  const points = Math.round((outcome.points ?? 0) * 100) / 100;
  return (
    <Group gap="xs">
      <Badge tt="none" variant="outline" color={color} c="var(--mantine-color-text)">
        {t(word)}
      </Badge>
      <Text size="sm" c="dimmed">
        {t("quiz.pointsOf", { points, most: question.points })}
      </Text>
    </Group>
  );
}

function Feedback({ question, outcome }: { question: AttemptQuestion; outcome: Outcome }): ReactNode {
  const { t } = useWords();
  const said = (outcome.verdicts ?? []).filter((verdict) => verdict.feedback);
  return (
    <Fragment>
      {said.map((verdict, at) => (
        <Alert key={at} variant="outline" c="var(--mantine-color-text)" title={verdict.part ? `${verdict.part}: ${verdict.response}` : undefined}>
          <QuestionText text={verdict.feedback} />
        </Alert>
      ))}
      {outcome.feedback && <QuestionText text={outcome.feedback} />}
      {outcome.comment && (
        <Alert variant="outline" title={t("quiz.comment")} c="var(--mantine-color-text)">
          <QuestionText text={outcome.comment} />
        </Alert>
      )}
      {outcome.solution && outcome.fraction !== null && outcome.fraction < 0.9999 && (
        <section aria-label={t("quiz.solution")}>
          <Text fw={650} mb="xs">
            {t("quiz.solution")}
          </Text>
          <QuestionBody shown={{ ...question.shown, stem: question.shown.type === "cloze" || question.shown.type === "drag_words" ? question.shown.stem : "" }} response={outcome.solution} label={t("quiz.solution")} />
        </section>
      )}
    </Fragment>
  );
}

function One({ question }: { question: AttemptQuestion }): ReactNode {
  const { t } = useWords();
  const title = t("quiz.question", { number: question.slot });
  return (
    <section aria-labelledby={`question-${question.slot}`}>
      {question.section && (
        <Title order={2} mb="md">
          {question.section}
        </Title>
      )}
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3" id={`question-${question.slot}`}>
          {title}
        </Title>
        {question.outcome && <MarkBadge question={question} outcome={question.outcome} />}
      </Group>
      <Stack gap="sm">
        <QuestionBody shown={question.shown} response={question.response} label={title} />
        {question.files.length > 0 && <EssayFileList files={question.files} />}
        <LateFiles names={question.late_files} />
        {question.outcome?.rubric && question.shown.rubric && <RubricTable criteria={question.shown.rubric} marks={question.outcome.rubric} />}
        {!question.response && question.files.length === 0 && question.shown.type !== "information" && <Text c="dimmed">{t("quiz.noAnswer")}</Text>}
        {question.outcome && <Feedback question={question} outcome={question.outcome} />}
      </Stack>
    </section>
  );
}

export function AttemptReview({ attempt }: { attempt: Attempt }): ReactNode {
  const { t, percent, language } = useWords();
  const passed = attempt.fraction !== null && attempt.fraction >= attempt.pass_fraction;
  return (
    <Stack gap="xl" className="lectern-quiz-over">
      <Stack gap={4}>
        {attempt.fraction !== null && attempt.state === "graded" ? (
          <Group>
            <Text fz="xl" fw={650}>
              {percent(attempt.fraction)} · {t("quiz.pointsOf", { points: Math.round(Math.max(0, attempt.points ?? 0) * 100) / 100, most: attempt.most_points })}
            </Text>
            <Badge tt="none" size="lg" variant="outline" color={passed ? "green.9" : "gray.8"} c="var(--mantine-color-text)">
              {t(passed ? "quiz.passed" : "quiz.notPassed")}
            </Badge>
          </Group>
        ) : (
          <Text fz="lg">{attempt.shows.points ? t(stateWords[attempt.state]) : t("quiz.notShown")}</Text>
        )}
        {attempt.submitted_at && (
          <Text size="sm" c="dimmed">
            {moment(attempt.submitted_at, language)}
          </Text>
        )}
      </Stack>
      {attempt.questions.map((question) => (
        <One key={question.slot} question={question} />
      ))}
    </Stack>
  );
}
