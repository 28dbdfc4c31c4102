// An assignment as those meet it who hand in: what is asked, until when, their work, and what came of it.
import "@/features/assignment/assignment.css";
import { Accordion, Anchor, Badge, Button, Group, List, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useLocation, useParams } from "wouter";
import { type AssignmentEntrance, assignmentKeys, assignmentQuery, type PeerReview } from "@/api/assignment";
import { api } from "@/api/client";
import { lessonQuery, meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { HandInForm } from "@/features/assignment/hand-in-form";
import { HandInView } from "@/features/assignment/hand-in-view";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { EmptyState } from "@/ui/empty-state";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { RichText } from "@/ui/rich-text";
import { RubricTable } from "@/ui/rubric";

const againWords = { until_due: "assignment.againUntilDue", attempts: "assignment.againAttempts", when_returned: "assignment.againReturned" } as const;

function Facts({ assignment }: { assignment: AssignmentEntrance }): ReactNode {
  const { t, language, percent } = useWords();
  const { rules } = assignment;
  const date = (key: "assignment.opens" | "assignment.due" | "assignment.cutOff", iso: string) => (
    <List.Item>
      {t(key, { date: moment(iso, language) })}
      <Text size="sm" c="dimmed" component="span">
        {` (${ago(iso, language)})`}
      </Text>
    </List.Item>
  );
  return (
    <List spacing={6}>
      {rules.opens_at && new Date(rules.opens_at) > new Date() && date("assignment.opens", rules.opens_at)}
      {rules.due_at && date("assignment.due", rules.due_at)}
      {rules.late !== "refused" && rules.cut_off_at && date("assignment.cutOff", rules.cut_off_at)}
      {assignment.extended && <List.Item>{t("assignment.extended")}</List.Item>}
      {rules.due_at && rules.late === "refused" && <List.Item>{t("assignment.lateRefused")}</List.Item>}
      {rules.due_at && rules.late === "deducted" && <List.Item>{t("assignment.lateDeducted", { percent: percent(rules.late_per_day) })}</List.Item>}
      <List.Item>{t("assignment.points", { count: assignment.most_points })}</List.Item>
      <List.Item>{t(againWords[rules.again], { count: rules.attempts })}</List.Item>
      {assignment.group && <List.Item>{t("assignment.inGroup", { group: assignment.group })}</List.Item>}
      {rules.groups && !assignment.group && !assignment.teaching && <List.Item>{t("assignment.noGroup")}</List.Item>}
      {rules.peer.reviews > 0 && <List.Item>{t("assignment.peerAsks", { count: rules.peer.reviews })}</List.Item>}
      {rules.peer.reviews > 0 && rules.peer.closes_at && <List.Item>{t("assignment.reviewsDue", { date: moment(rules.peer.closes_at, language) })}</List.Item>}
    </List>
  );
}

function Result({ assignment }: { assignment: AssignmentEntrance }): ReactNode {
  const { t, percent } = useWords();
  if (assignment.fraction === null) return null;
  return (
    <Group>
      <Text fz="xl" fw={650}>
        {t("assignment.result", { percent: percent(assignment.fraction) })}
      </Text>
      <Badge tt="none" size="lg" variant="outline" color={assignment.passed ? "green.9" : "gray.8"} c="var(--mantine-color-text)">
        {t(assignment.passed ? "quiz.passed" : "quiz.notPassed")}
      </Badge>
    </Group>
  );
}

function Reviews({ assignment }: { assignment: AssignmentEntrance }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const another = useMutation({
    mutationFn: () => api.post<PeerReview>(`/lessons/${assignment.lesson_id}/assignment/reviews`),
    onSuccess: (review) => {
      void client.invalidateQueries({ queryKey: assignmentKeys.entrance(assignment.lesson_id) });
      go(`/peer-reviews/${review.id}`);
    },
  });
  if (assignment.rules.peer.reviews === 0 || assignment.phase === "handing_in" || assignment.reviews.length === 0) return null;
  const done = assignment.reviews.filter((review) => review.done).length;
  const isAll = done === assignment.reviews.length;
  return (
    <Stack component="section" aria-labelledby="reviews" gap="sm">
      <Title order={2} id="reviews">
        {t("assignment.toReview")}
      </Title>
      <Text>{t(assignment.phase === "marked" ? "assignment.reviewingOver" : "assignment.reviewsGiven", { done, count: assignment.reviews.length })}</Text>
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
        {assignment.reviews.map((review, at) => (
          <Group component="li" key={review.id} justify="space-between" className="lectern-hand-in-row">
            <Anchor component={Link} href={`/peer-reviews/${review.id}`}>
              {review.self ? t("assignment.ownWork") : t("assignment.workNumber", { number: at + 1 })}
            </Anchor>
            <Text size="sm" c="dimmed">
              {t(review.done ? "assignment.reviewDone" : "assignment.reviewOpen")}
            </Text>
          </Group>
        ))}
      </Stack>
      {another.error && <Problem>{words(another.error)}</Problem>}
      {isAll && assignment.phase === "reviewing" && (
        <Button variant="default" loading={another.isPending} onClick={() => another.mutate()} style={{ alignSelf: "start" }}>
          {t("assignment.anotherReview")}
        </Button>
      )}
    </Stack>
  );
}

function Work({ assignment }: { assignment: AssignmentEntrance }): ReactNode {
  const { t, language } = useWords();
  const { data: me } = useQuery(meQuery);
  const last = assignment.hand_ins.at(-1);
  const earlier = assignment.hand_ins.slice(0, -1).reverse();
  const form = !assignment.refusal && me && <HandInForm key={assignment.hand_ins.length} assignment={assignment} person={me.id} />;
  return (
    <Fragment>
      {assignment.refusal && (!last || assignment.draft) && <Problem>{assignment.refusal_sentence}</Problem>}
      {last && (
        <Stack component="section" aria-labelledby="handed-in" gap="md">
          <Title order={2} id="handed-in">
            {t("assignment.yourHandIn")}
          </Title>
          <HandInView assignment={assignment} handIn={last} />
        </Stack>
      )}
      {form && !last && form}
      {form && last && last.state === "returned" && form}
      {form && last && last.state !== "returned" && (
        <Accordion variant="contained" defaultValue={assignment.draft ? "again" : null}>
          <Accordion.Item value="again">
            <Accordion.Control>{t("assignment.handInAnother")}</Accordion.Control>
            <Accordion.Panel>{form}</Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      )}
      {earlier.length > 0 && (
        <Stack component="section" aria-label={t("assignment.earlier")} gap="sm">
          <Title order={2}>{t("assignment.earlier")}</Title>
          <Accordion variant="contained">
            {earlier.map((one) => (
              <Accordion.Item key={one.id} value={one.id}>
                <Accordion.Control>
                  {t("assignment.attempt", { number: one.number })}
                  {one.handed_in_at && `, ${moment(one.handed_in_at, language)}`}
                </Accordion.Control>
                <Accordion.Panel>
                  <HandInView assignment={assignment} handIn={one} />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        </Stack>
      )}
    </Fragment>
  );
}

export default function AssignmentPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: assignment, error } = useQuery(assignmentQuery(lesson));
  const { data: whole } = useQuery(lessonQuery(lesson));
  const acts = assignment?.teaching && (
    <Fragment>
      <Button component={Link} href={`/lessons/${lesson}/assignment/marking`}>
        {t("marking.title")}
      </Button>
      <Button component={Link} href={`/lessons/${lesson}/assignment/edit`} variant="default">
        {t("assignmentEdit.edit")}
      </Button>
    </Fragment>
  );
  return (
    <Page
      title={assignment?.title ?? ""}
      actions={acts}
      lead={
        <Anchor component={Link} href={`/lessons/${lesson}`}>
          {t("quiz.toLesson")}
        </Anchor>
      }
    >
      {error && <Problem>{words(error)}</Problem>}
      {!assignment && !error && <Skeleton height={240} />}
      {assignment && !assignment.defined && <EmptyState icon="assignment" title={t("assignment.empty")} text={t("assignment.emptyText")} />}
      {assignment?.defined && (
        <Stack gap="xl" maw={860}>
          <Result assignment={assignment} />
          <Facts assignment={assignment} />
          {whole?.text && <RichText text={whole.text} />}
          {assignment.rubric.criteria.length > 0 && (
            <Accordion variant="contained">
              <Accordion.Item value="rubric">
                <Accordion.Control>{t("assignment.howMarked")}</Accordion.Control>
                <Accordion.Panel>
                  <RubricTable criteria={assignment.rubric.criteria} marks={[]} />
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          )}
          <Reviews assignment={assignment} />
          {!assignment.teaching && <Work assignment={assignment} />}
        </Stack>
      )}
    </Page>
  );
}
