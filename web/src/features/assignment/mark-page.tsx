// Marking one hand-in: the work at one side, rubric, comments and feedback at the other, then the next.
import "@/features/assignment/assignment.css";
import { ActionIcon, Anchor, Button, Group, Kbd, NumberInput, Stack, Text, Textarea, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { assignmentKeys, type MarkView, markQuery, nextToMark, type PinnedComment, type RubricMark } from "@/api/assignment";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { FileList } from "@/features/assignment/file-list";
import { PinList, PinnedText, round, useLateWords } from "@/features/assignment/hand-in-view";
import { PinForm } from "@/features/assignment/pin-form";
import { stateWords } from "@/features/assignment/words";
import { useWords } from "@/i18n/use-words";
import { moment } from "@/lib/dates";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { RubricTable, rubricPoints } from "@/ui/rubric";
import { toast } from "@/ui/toast";

type Then = "keep" | "finish" | "return";

interface Marked {
  points: number | null;
  marks: RubricMark[];
  feedback: string;
  pins: PinnedComment[];
}

function Work({ view, pins, change }: { view: MarkView; pins: readonly PinnedComment[]; change: (pins: PinnedComment[]) => void }): ReactNode {
  const { t } = useWords();
  const handIn = { ...view.hand_in, pins: [...pins] };
  const remove = (at: number) => (
    <ActionIcon variant="subtle" color="gray" aria-label={t("marking.removePin", { number: at + 1 })} onClick={() => change(pins.filter((_, index) => index !== at))}>
      <Icon name="trash" size={18} />
    </ActionIcon>
  );
  return (
    <Stack component="section" aria-label={t("marking.work")} gap="lg">
      {handIn.text && <PinnedText id="hand-in-text" text={handIn.text} pins={pins} />}
      {handIn.files.length > 0 && <FileList files={handIn.files} opened={!handIn.text} />}
      <Stack component="section" aria-labelledby="pins" gap="sm">
        <Title order={2} size="h3" id="pins">
          {t("marking.pins")}
        </Title>
        <PinForm handIn={handIn} add={(pin) => change([...pins, pin])} />
        <PinList handIn={handIn} remove={remove} />
      </Stack>
    </Stack>
  );
}

function About({ view }: { view: MarkView }): ReactNode {
  const { t, language, percent } = useWords();
  const late = useLateWords();
  const { hand_in: handIn } = view;
  return (
    <Stack gap={4}>
      <Text>
        {t(stateWords[handIn.state])}
        {handIn.handed_in_at && `, ${moment(handIn.handed_in_at, language)}`}
        {handIn.late_seconds > 0 && `, ${late(handIn.late_seconds)}`}
      </Text>
      {view.peer_fractions.length > 0 && (
        <Text size="sm">{t("marking.peersSay", { grades: view.peer_fractions.map((fraction) => percent(fraction)).join(", ") })}</Text>
      )}
      {view.earlier.map((one) => (
        <Anchor key={one.id} component={Link} href={`/hand-ins/${one.id}/mark`} size="sm">
          {t("assignment.attempt", { number: one.number })}
          {one.points !== null && `: ${t("assignment.pointsOf", { points: round(one.points), most: round(handIn.most_points) })}`}
        </Anchor>
      ))}
    </Stack>
  );
}

function MarkForm({ view }: { view: MarkView }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { assignment, hand_in: handIn } = view;
  const { criteria } = assignment.rubric;
  const [marked, setMarked] = useState<Marked>({ points: handIn.points, marks: handIn.marks, feedback: handIn.feedback, pins: handIn.pins });
  const set = (fields: Partial<Marked>) => setMarked((known) => ({ ...known, ...fields }));
  const earned = criteria.length > 0 ? rubricPoints(criteria, marked.marks) : marked.points;
  const save = useMutation({
    mutationFn: (then: Then) =>
      api.put<MarkView>(`/hand-ins/${handIn.id}/mark`, {
        ...(criteria.length > 0 ? { marks: criteria.map((_, at) => marked.marks[at] ?? {}) } : { points: marked.points }),
        feedback: marked.feedback,
        pins: marked.pins,
        then,
      }),
    onSuccess: async (saved, then) => {
      client.setQueryData(assignmentKeys.mark(handIn.id), saved);
      void client.invalidateQueries({ queryKey: assignmentKeys.all(handIn.lesson_id) });
      toast(t(then === "return" ? "marking.returned" : then === "finish" ? "marking.finished" : "marking.kept"));
      if (then === "keep") return;
      const next = await nextToMark(handIn.lesson_id, handIn.id);
      go(next && next !== handIn.id ? `/hand-ins/${next}/mark` : `/lessons/${handIn.lesson_id}/assignment/marking`);
    },
  });
  useHotkeys([["mod+Enter", () => save.mutate("finish")]], []);
  const field = save.error instanceof ApiError ? Object.values(save.error.fields)[0] : undefined;
  return (
    <div className="lectern-marking">
      <Work view={view} pins={marked.pins} change={(pins) => set({ pins })} />
      <form
        className="lectern-marking-side"
        tabIndex={-1}
        aria-label={t("marking.markForm")}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate("finish");
        }}
      >
        <Stack>
          <About view={view} />
          {criteria.length > 0 ? (
            <Fragment>
              <RubricTable criteria={criteria} marks={marked.marks} change={(marks) => set({ marks })} />
              <Text fw={650} fz="lg" role="status" className="lectern-numbers">
                {earned === null ? t("marking.incomplete") : t("assignment.pointsOf", { points: round(earned), most: round(assignment.most_points) })}
              </Text>
            </Fragment>
          ) : (
            <NumberInput w={220} label={t("marking.points", { most: round(assignment.most_points) })} min={0} max={assignment.most_points} value={marked.points ?? ""} onChange={(points) => set({ points: points === "" ? null : Number(points) })} />
          )}
          <Textarea autosize minRows={4} label={t("marking.feedback")} description={t("marking.feedbackHelp")} value={marked.feedback} onChange={(event) => set({ feedback: event.currentTarget.value })} />
          {save.error && <Problem>{field ?? words(save.error)}</Problem>}
          <Group gap="xs">
            <Button type="submit" loading={save.isPending} rightSection={<Kbd size="xs" visibleFrom="sm">⌘ ↵</Kbd>}>
              {t(handIn.state === "released" ? "marking.changeMark" : "marking.finish")}
            </Button>
            <Button variant="default" onClick={() => save.mutate("keep")}>
              {t("marking.keep")}
            </Button>
            <Button variant="default" onClick={() => save.mutate("return")}>
              {t("marking.return")}
            </Button>
          </Group>
          <Text size="sm" c="dimmed">
            {t(assignment.rules.release === "together" ? "marking.shownLater" : "marking.shownAtOnce")}
          </Text>
        </Stack>
      </form>
    </div>
  );
}

/** Whose it is, or a number to speak of it while names are hidden. */
export function useHandInName(): (people: readonly { name: string | null }[], id: string) => string {
  const { t } = useWords();
  return (people, id) => {
    const names = people.flatMap((person) => (person.name ? [person.name] : []));
    return names.length > 0 ? names.join(", ") : t("marking.unnamed", { number: id.slice(-4).toUpperCase() });
  };
}

export default function MarkPage(): ReactNode {
  const words = useErrorWords();
  const nameOf = useHandInName();
  const { handIn = "" } = useParams<{ handIn: string }>();
  const { data: view, error } = useQuery(markQuery(handIn));
  if (error) return <Page title="">{<Problem>{words(error)}</Problem>}</Page>;
  if (!view) return <PageSkeleton />;
  return (
    <Page
      title={nameOf(view.hand_in.people, view.hand_in.id)}
      width="wide"
      lead={
        <Anchor component={Link} href={`/lessons/${view.assignment.lesson_id}/assignment/marking`}>
          {view.assignment.title}
        </Anchor>
      }
    >
      <MarkForm key={view.hand_in.id} view={view} />
    </Page>
  );
}
