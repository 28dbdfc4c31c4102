// What was handed in: the receipt, the work itself, and what was said of it.
import { Badge, Divider, Group, Stack, Text, Title, Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { type Assignment, type HandIn, type PinnedComment, receivedQuery } from "@/api/assignment";
import { FileList } from "@/features/assignment/file-list";
import { stateWords } from "@/features/assignment/words";
import { useWords } from "@/i18n/use-words";
import { ago, moment } from "@/lib/dates";
import { timeLeft } from "@/lib/time";
import { RichText } from "@/ui/rich-text";
import { RubricTable } from "@/ui/rubric";

export function useLateWords(): (seconds: number) => string {
  const { t } = useWords();
  return (seconds) => {
    const late = timeLeft(seconds);
    if (!late || seconds <= 0) return "";
    const days = Math.ceil(seconds / 86_400);
    return seconds > 86_400 ? t("assignment.lateDays", { count: days }) : t("assignment.late");
  };
}

function Receipt({ handIn }: { handIn: HandIn }): ReactNode {
  const { t, language } = useWords();
  const late = useLateWords();
  if (!handIn.handed_in_at) return null;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Badge tt="none" variant="outline" color="gray.8" c="var(--mantine-color-text)">
          {t(stateWords[handIn.state])}
        </Badge>
        {handIn.late_seconds > 0 && (
          <Badge tt="none" variant="outline" color="red.9" c="var(--mantine-color-text)">
            {late(handIn.late_seconds)}
          </Badge>
        )}
      </Group>
      <Text>{t("assignment.receivedAt", { date: moment(handIn.handed_in_at, language) })}</Text>
      {handIn.group && <Text size="sm">{t("assignment.together", { names: handIn.people.map((person) => person.name).join(", ") })}</Text>}
      {handIn.digest && (
        <Tooltip label={t("assignment.receiptHelp")} multiline w={300}>
          <Text size="sm" c="dimmed" tabIndex={0} style={{ overflowWrap: "anywhere", fontFamily: "monospace" }}>
            {t("assignment.receipt", { digest: handIn.digest.slice(0, 16) })}
          </Text>
        </Tooltip>
      )}
    </Stack>
  );
}

const places = (pins: readonly PinnedComment[]) => pins.map((pin, at) => ({ ...pin, number: at + 1 })).filter((pin) => !pin.file_id).sort((a, b) => (a.from ?? 0) - (b.from ?? 0));

/** The text as it was typed, with the commented places marked. */
export function PinnedText({ text, pins, id }: { text: string; pins: readonly PinnedComment[]; id?: string }): ReactNode {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const pin of places(pins)) {
    const from = Math.max(end, pin.from ?? 0);
    const to = Math.min(text.length, pin.to ?? 0);
    if (to <= from) continue;
    parts.push(text.slice(end, from));
    parts.push(
      <mark key={pin.number} data-pin={pin.number}>
        {text.slice(from, to)}
      </mark>,
    );
    end = to;
  }
  parts.push(text.slice(end));
  return (
    <div id={id} className="lectern-hand-in-text" dir="auto">
      {parts}
    </div>
  );
}

export function PinList({ handIn, remove }: { handIn: HandIn; remove?: (at: number) => ReactNode }): ReactNode {
  const { t } = useWords();
  if (handIn.pins.length === 0) return null;
  const placeOf = (pin: PinnedComment): string => {
    if (!pin.file_id) return `“${handIn.text.slice(pin.from ?? 0, pin.to ?? 0).slice(0, 80)}”`;
    const name = handIn.files.find((file) => file.id === pin.file_id)?.filename ?? "";
    return pin.page ? t("assignment.pinPage", { name, page: pin.page }) : name;
  };
  return (
    <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
      {handIn.pins.map((pin, at) => (
        <Group component="li" key={at} gap="sm" align="flex-start" wrap="nowrap">
          <Badge circle size="lg" variant="filled" aria-hidden>
            {at + 1}
          </Badge>
          <Stack gap={0} style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {placeOf(pin)}
            </Text>
            <Text style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{pin.comment}</Text>
          </Stack>
          {remove?.(at)}
        </Group>
      ))}
    </Stack>
  );
}

function Received({ assignment, handIn }: { assignment: Assignment; handIn: HandIn }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(receivedQuery(handIn.id));
  return (
    <Fragment>
      {data?.items.map((review, at) => (
        <Stack key={review.id} gap="sm" component="section" aria-label={review.self ? t("assignment.ownReview") : t("assignment.reviewOf", { number: at + 1 })}>
          <Group justify="space-between">
            <Text fw={600}>{review.self ? t("assignment.ownReview") : t("assignment.reviewOf", { number: at + 1 })}</Text>
            {review.points !== null && <Text className="lectern-numbers">{t("assignment.pointsOf", { points: round(review.points), most: round(assignment.most_points) })}</Text>}
          </Group>
          {assignment.rubric.criteria.length > 0 && <RubricTable criteria={assignment.rubric.criteria} marks={review.marks} />}
          {review.feedback && <RichText text={review.feedback} />}
        </Stack>
      ))}
    </Fragment>
  );
}

export const round = (points: number): number => Math.round(points * 100) / 100;

function Mark({ assignment, handIn }: { assignment: Assignment; handIn: HandIn }): ReactNode {
  const { t, language } = useWords();
  const isMarked = handIn.marks.some((mark) => mark.level !== null && mark.level !== undefined) || handIn.marks.some((mark) => mark.comment);
  return (
    <Stack component="section" aria-label={t("assignment.mark")} gap="md">
      <Group justify="space-between" align="baseline">
        <Title order={3}>{t(handIn.state === "returned" ? "assignment.returnedTitle" : "assignment.mark")}</Title>
        {handIn.marked_at && (
          <Text size="sm" c="dimmed" title={moment(handIn.marked_at, language)}>
            {[handIn.marked_by, ago(handIn.marked_at, language)].filter(Boolean).join(", ")}
          </Text>
        )}
      </Group>
      {handIn.points !== null && (
        <Text fz="lg" fw={650} className="lectern-numbers">
          {t("assignment.pointsOf", { points: round(handIn.points), most: round(handIn.most_points) })}
        </Text>
      )}
      {handIn.feedback && <RichText text={handIn.feedback} />}
      {isMarked && <RubricTable criteria={assignment.rubric.criteria} marks={handIn.marks} />}
      <PinList handIn={handIn} />
      {assignment.rules.peer.reviews > 0 && <Received assignment={assignment} handIn={handIn} />}
    </Stack>
  );
}

export function HandInView({ assignment, handIn }: { assignment: Assignment; handIn: HandIn }): ReactNode {
  const { t } = useWords();
  const isShown = handIn.state === "released" || handIn.state === "returned";
  return (
    <Stack gap="lg">
      <Receipt handIn={handIn} />
      {isShown && <Mark assignment={assignment} handIn={handIn} />}
      {isShown && <Divider />}
      {handIn.text && (handIn.pins.some((pin) => !pin.file_id) ? <PinnedText text={handIn.text} pins={handIn.pins} /> : <RichText text={handIn.text} />)}
      {handIn.files.length > 0 && (
        <section aria-label={t("assignment.files")}>
          <FileList files={handIn.files} pins={isShown ? handIn.pins : []} />
        </section>
      )}
    </Stack>
  );
}
