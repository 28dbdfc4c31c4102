import "@/features/watch/moments.css";
import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Fragment, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Response } from "@/api/quiz";
import { type AskedMoment, type MomentOutcome, useMomentAnswer } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { QuestionBody } from "@/questions/inputs";
import { QuestionText } from "@/questions/question-text";
import { Problem } from "@/ui/problem";
import "@/questions/quiz.css";

interface PanelProps {
  lesson: string;
  moment: AskedMoment;
  /** Goes on from where it stopped. */
  goOn: () => void;
  rewind: (seconds: number) => void;
}

/** In words as well as in colour; read out as soon as it is there. */
function Outcome({ outcome }: { outcome: MomentOutcome }): ReactNode {
  const { t } = useWords();
  const word = outcome.right ? "quiz.right" : outcome.fraction > 0 ? "quiz.partly" : "quiz.wrong";
  const color = { "quiz.right": "green.9", "quiz.partly": "yellow.9", "quiz.wrong": "red.9" }[word];
  return (
    <Stack gap="sm" role="status">
      <Badge tt="none" size="lg" variant="outline" color={color} c="var(--mantine-color-text)">
        {t(word)}
      </Badge>
      {outcome.verdicts
        .filter((verdict) => verdict.feedback)
        .map((verdict, at) => (
          <Alert key={at} variant="outline" c="var(--mantine-color-text)" title={verdict.part ? `${verdict.part}: ${verdict.response}` : undefined}>
            <QuestionText text={verdict.feedback} />
          </Alert>
        ))}
      {outcome.feedback && <QuestionText text={outcome.feedback} />}
      {outcome.rewind_seconds !== null && <Text>{t("moments.lookAgain", { time: clock(outcome.rewind_seconds) })}</Text>}
    </Stack>
  );
}

function Solution({ moment, solution }: { moment: AskedMoment; solution: Response }): ReactNode {
  const { t } = useWords();
  const fillsStem = moment.shown.type === "cloze" || moment.shown.type === "drag_words";
  return (
    <section aria-label={t("quiz.solution")}>
      <Text fw={650} mb="xs">
        {t("quiz.solution")}
      </Text>
      <QuestionBody shown={{ ...moment.shown, stem: fillsStem ? moment.shown.stem : "" }} response={solution} label={t("quiz.solution")} />
    </section>
  );
}

function Tries({ moment }: { moment: AskedMoment }): ReactNode {
  const { t } = useWords();
  const left = moment.tries_left;
  return (
    <Text size="sm" c="dimmed">
      {[t(moment.required ? "moments.required" : "moments.mayBeSkipped"), left !== null && left > 1 ? t("moments.triesLeft", { count: left }) : ""].filter(Boolean).join(" ")}
    </Text>
  );
}

/** What can be done once an answer was given. */
function After({ moment, goOn, rewind, again }: Omit<PanelProps, "lesson"> & { again: () => void }): ReactNode {
  const { t } = useWords();
  const back = moment.last?.rewind_seconds ?? null;
  const mayGoOn = moment.settled || !moment.required;
  return (
    <Group>
      {back !== null && <Button onClick={() => rewind(back)}>{t("moments.rewind", { time: clock(back) })}</Button>}
      {mayGoOn && (
        <Button variant={back === null ? "filled" : "default"} onClick={goOn}>
          {t("moments.goOn")}
        </Button>
      )}
      {moment.may_try && back === null && (
        <Button variant="default" onClick={again}>
          {t("moments.again")}
        </Button>
      )}
    </Group>
  );
}

/** One question over the picture, or below it where the screen is narrow. */
export function MomentPanel({ lesson, moment, goOn, rewind }: PanelProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const title = useId();
  const panel = useRef<HTMLDivElement>(null);
  const answer = useMomentAnswer(lesson);
  // The next try shuffles anew; what was answered is read as it was shown.
  const [shown, setShown] = useState(moment);
  const [isOver, setOver] = useState(!moment.may_try);
  const [response, setResponse] = useState<Response | null>(moment.may_try ? null : (moment.last?.response ?? null));
  useEffect(() => {
    panel.current?.focus();
  }, []);
  const isRead = shown.shown.type === "information";
  const send = () => answer.mutate({ moment: shown, response: response ?? {} }, { onSuccess: () => (isRead ? goOn() : setOver(true)) });
  const again = () => {
    setShown(moment);
    setResponse(null);
    setOver(false);
    answer.reset();
  };
  const label = t("moments.questionAt", { time: clock(moment.at_seconds) });
  return (
    <div className="lectern-moment">
      <Paper ref={panel} className="lectern-moment-panel" role="dialog" aria-labelledby={title} tabIndex={-1} data-keys="own" data-testid="moment">
        <Stack>
          <div>
            <Title order={2} size="h3" id={title}>
              {label}
            </Title>
            {!isOver && <Tries moment={moment} />}
          </div>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (!isOver) send();
            }}
          >
            <Stack className={isOver ? "lectern-quiz-over" : undefined}>
              <QuestionBody shown={shown.shown} response={response} answer={isOver ? undefined : setResponse} label={label} />
              {isOver && moment.last && <Outcome outcome={moment.last} />}
              {isOver && moment.last?.solution && !moment.last.right && <Solution moment={shown} solution={moment.last.solution} />}
              {answer.error && (
                <Fragment>
                  <Problem>{words(answer.error)}</Problem>
                  {shown.number !== moment.number || shown.version !== moment.version ? (
                    <Button variant="default" onClick={again} style={{ alignSelf: "start" }}>
                      {t("moments.asItIsNow")}
                    </Button>
                  ) : null}
                </Fragment>
              )}
              {isOver ? (
                <After moment={moment} goOn={goOn} rewind={rewind} again={again} />
              ) : (
                <Group>
                  <Button type="submit" loading={answer.isPending} disabled={!isRead && !response}>
                    {t(isRead ? "moments.goOn" : "moments.answer")}
                  </Button>
                  {!moment.required && !isRead && (
                    <Button variant="default" onClick={goOn}>
                      {t("moments.skip")}
                    </Button>
                  )}
                </Group>
              )}
            </Stack>
          </form>
        </Stack>
      </Paper>
    </div>
  );
}
