import { Alert, Button, Group, NumberInput, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { type ToMark, toMarkQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { type ChosenLevels, rubricPoints, withLevels } from "@/features/quiz/rubric-marks";
import { QuestionBody } from "@/questions/inputs";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { RichText } from "@/ui/rich-text";

function One({ lesson, next }: { lesson: string; next: ToMark }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [points, setPoints] = useState<number | string>("");
  const [comment, setComment] = useState("");
  const rubric = next.shown.rubric ?? [];
  const [levels, setLevels] = useState<ChosenLevels>(() => rubric.map(() => null));
  const choose = (criterion: number, level: number) => {
    const chosen = levels.map((one, at) => (at === criterion ? level : one));
    setLevels(chosen);
    const earned = rubricPoints(rubric, chosen, next.points);
    if (earned !== null) setPoints(earned);
  };
  const save = useMutation({
    mutationFn: () => api.put(`/quiz-attempts/${next.attempt_id}/marks/${next.slot}`, { points: Number(points), comment: withLevels(rubric, levels, comment) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["quiz", lesson] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack maw={760}>
        <Text c="dimmed">{t("quizResults.waiting", { count: next.waiting })}</Text>
        <QuestionBody shown={next.shown} response={next.response} label={t("quiz.question", { number: next.slot })} />
        {next.notes && (
          <Alert variant="outline" title={t("quizResults.notes")} c="var(--mantine-color-text)">
            <RichText text={next.notes} />
          </Alert>
        )}
        {rubric.map((criterion, at) => (
          <Radio.Group key={at} label={criterion.name} value={levels[at] === null ? null : String(levels[at])} onChange={(level) => choose(at, Number(level))}>
            <Group mt={6}>
              {criterion.levels.map((level, place) => (
                <Radio key={place} value={String(place)} label={`${level.text} (${level.points})`} />
              ))}
            </Group>
          </Radio.Group>
        ))}
        <NumberInput required withAsterisk={false} w={200} data-autofocus label={t("quizResults.pointsOf", { most: next.points })} min={0} max={next.points} value={points} onChange={setPoints} />
        <Textarea autosize minRows={3} label={t("quizResults.comment")} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        {save.error && <Problem>{words(save.error)}</Problem>}
        <Button type="submit" loading={save.isPending} disabled={points === ""} style={{ alignSelf: "start" }}>
          {t("quizResults.markNext")}
        </Button>
      </Stack>
    </form>
  );
}

/** One answer after the other, without names. */
export function Marking({ lesson }: { lesson: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error } = useQuery(toMarkQuery(lesson));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data) return <RowsSkeleton rows={3} height={80} />;
  if (!data.next) return <EmptyState icon="check" title={t("quizResults.nothingToMark")} text={t("quizResults.nothingToMarkText")} />;
  return <One key={`${data.next.attempt_id} ${data.next.slot}`} lesson={lesson} next={data.next} />;
}
