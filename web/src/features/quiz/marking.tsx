import { Alert, Button, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api } from "@/api/client";
import type { RubricMark } from "@/api/assignment";
import { type ToMark, toMarkQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { EssayFileList } from "@/questions/essay-files";
import { QuestionBody } from "@/questions/inputs";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { RichText } from "@/ui/rich-text";
import { mostRubricPoints, rubricPoints, RubricTable } from "@/ui/rubric";

function One({ lesson, next }: { lesson: string; next: ToMark }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [points, setPoints] = useState<number | string>("");
  const [comment, setComment] = useState("");
  const [marks, setMarks] = useState<readonly RubricMark[]>([]);
  const rubric = next.shown.rubric ?? [];
  const isByRubric = rubric.length > 0;
  const earned = isByRubric ? rubricPoints(rubric, marks) : null;
  const isWhole = isByRubric ? earned !== null : points !== "";
  const save = useMutation({
    mutationFn: () => api.put(`/quiz-attempts/${next.attempt_id}/marks/${next.slot}`, isByRubric ? { rubric: marks, comment } : { points: Number(points), comment }),
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
        <EssayFileList files={next.files} />
        {isByRubric ? (
          <>
            <RubricTable criteria={rubric} marks={marks} change={setMarks} />
            {earned !== null && (
              <Text role="status" fw={600}>
                {t("quiz.pointsOf", { points: Math.round((earned / Math.max(1e-9, mostRubricPoints(rubric))) * next.points * 100) / 100, most: next.points })}
              </Text>
            )}
          </>
        ) : (
          <NumberInput required withAsterisk={false} w={200} data-autofocus label={t("quizResults.pointsOf", { most: next.points })} min={0} max={next.points} value={points} onChange={setPoints} />
        )}
        <Textarea autosize minRows={3} label={t("quizResults.comment")} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
        {save.error && <Problem>{words(save.error)}</Problem>}
        <Button type="submit" loading={save.isPending} disabled={!isWhole} style={{ alignSelf: "start" }}>
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
