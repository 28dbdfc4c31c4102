// A peer review: somebody's work, without their name, and what one says of it.
import "@/features/assignment/assignment.css";
import { Anchor, Button, Group, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { assignmentKeys, type PeerReview, peerReviewQuery, type RubricMark } from "@/api/assignment";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FileList } from "@/features/assignment/file-list";
import { round } from "@/features/assignment/hand-in-view";
import { useWords } from "@/i18n/use-words";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { RichText } from "@/ui/rich-text";
import { RubricTable, rubricPoints } from "@/ui/rubric";
import { toast } from "@/ui/toast";

function ReviewForm({ review }: { review: PeerReview }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { assignment } = review;
  const { criteria } = assignment.rubric;
  const [marks, setMarks] = useState<RubricMark[]>(review.marks);
  const [points, setPoints] = useState<number | null>(review.points);
  const [feedback, setFeedback] = useState(review.feedback);
  const earned = criteria.length > 0 ? rubricPoints(criteria, marks) : points;
  const save = useMutation({
    mutationFn: (done: boolean) =>
      api.put<PeerReview>(`/peer-reviews/${review.id}`, { ...(criteria.length > 0 ? { marks: criteria.map((_, at) => marks[at] ?? {}) } : { points }), feedback, done }),
    onSuccess: (saved, done) => {
      client.setQueryData(assignmentKeys.review(review.id), saved);
      void client.invalidateQueries({ queryKey: assignmentKeys.all(assignment.lesson_id) });
      toast(t(done ? "assignment.reviewGiven" : "assignment.reviewKept"));
      if (done) go(`/lessons/${assignment.lesson_id}/assignment`);
    },
  });
  const field = save.error instanceof ApiError ? Object.values(save.error.fields)[0] : undefined;
  return (
    <form
      className="lectern-marking-side"
      aria-label={t("assignment.yourReview")}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(true);
      }}
    >
      <Stack>
        {!review.open && <Text role="status">{t("assignment.reviewingOver")}</Text>}
        {criteria.length > 0 ? (
          <RubricTable criteria={criteria} marks={marks} {...(review.open ? { change: setMarks } : {})} />
        ) : (
          <NumberInput w={220} disabled={!review.open} label={t("marking.points", { most: round(assignment.most_points) })} min={0} max={assignment.most_points} value={points ?? ""} onChange={(value) => setPoints(value === "" ? null : Number(value))} />
        )}
        {criteria.length > 0 && earned !== null && (
          <Text fw={650} role="status">
            {t("assignment.pointsOf", { points: round(earned), most: round(assignment.most_points) })}
          </Text>
        )}
        <Textarea autosize minRows={5} readOnly={!review.open} label={t("assignment.yourWords")} description={t("assignment.yourWordsHelp")} value={feedback} onChange={(event) => setFeedback(event.currentTarget.value)} />
        {save.error && <Problem>{field ?? words(save.error)}</Problem>}
        {review.open && (
          <Group gap="xs">
            <Button type="submit" loading={save.isPending} disabled={earned === null}>
              {t(review.done ? "assignment.changeReview" : "assignment.giveReview")}
            </Button>
            {!review.done && (
              <Button variant="default" onClick={() => save.mutate(false)}>
                {t("marking.keep")}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}

export default function ReviewPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { review: id = "" } = useParams<{ review: string }>();
  const { data: review, error } = useQuery(peerReviewQuery(id));
  if (error) return <Page title={t("assignment.yourReview")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!review) return <PageSkeleton />;
  return (
    <Page
      title={t(review.self ? "assignment.ownReview" : "assignment.yourReview")}
      width="wide"
      lead={
        <Anchor component={Link} href={`/lessons/${review.assignment.lesson_id}/assignment`}>
          {review.assignment.title}
        </Anchor>
      }
    >
      <div className="lectern-marking">
        <Stack component="section" aria-label={t("marking.work")} gap="lg">
          {review.text && <RichText text={review.text} />}
          {review.files.length > 0 && <FileList files={review.files} opened={!review.text} />}
        </Stack>
        <ReviewForm key={review.id} review={review} />
      </div>
    </Page>
  );
}
