import { Button, Group, Progress, Rating, Stack, Text, Textarea, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { meQuery } from "@/api/queries";
import { type Review, type ReviewList, reviewsKey, reviewsQuery } from "@/api/reviews";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Avatar } from "@/ui/avatar";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

/** Five stars, read out as one sentence. */
function Stars({ value }: { value: number }): ReactNode {
  const { t } = useWords();
  return (
    <span role="img" aria-label={t("review.stars", { count: value })}>
      <Rating readOnly value={value} size="sm" aria-hidden="true" />
    </span>
  );
}

function Summary({ list }: { list: ReviewList }): ReactNode {
  const { t, language } = useWords();
  const { average, count } = list.rating;
  if (average === null) return <Text c="dimmed">{`${t("review.none")}. ${t("review.noneText")}`}</Text>;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(average);
  return (
    <Group gap="xl" align="center">
      <div>
        <Text fz="1.75rem" fw={650} lh={1.2}>
          {t("review.average", { average: number })}
        </Text>
        <Text size="sm" c="dimmed">
          {t("review.count", { count })}
        </Text>
      </div>
      <div style={{ flex: "1 1 240px", maxWidth: 360 }}>
        {[5, 4, 3, 2, 1].map((stars) => {
          const given = list.histogram[stars - 1] ?? 0;
          return (
            <Group key={stars} gap="sm" wrap="nowrap" className="lectern-numbers">
              <Text component="span" size="sm" w={72} style={{ flex: "none" }}>
                {t("review.stars", { count: stars })}
              </Text>
              <Progress value={(100 * given) / count} style={{ flex: 1 }} aria-label={t("review.stars", { count: stars })} />
              <Text component="span" size="sm" c="dimmed" w={32} ta="end">
                {given}
              </Text>
            </Group>
          );
        })}
      </div>
    </Group>
  );
}

function MineForm({ course, mine, close }: { course: string; mine: Review | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [rating, setRating] = useState(mine?.rating ?? 0);
  const [text, setText] = useState(mine?.text ?? "");
  const done = async () => {
    await client.invalidateQueries({ queryKey: reviewsKey(course) });
    close();
  };
  const save = useMutation({ mutationFn: () => api.put(`/courses/${course}/review`, { rating, text }), onSuccess: done });
  const remove = useMutation({ mutationFn: () => api.delete(`/courses/${course}/review`), onSuccess: done });
  return (
    <Stack>
      <div>
        <Text fw={600} size="sm" id="review-rating">
          {t("review.rating")}
        </Text>
        <Rating
          value={rating}
          onChange={setRating}
          size="lg"
          aria-labelledby="review-rating"
          getSymbolLabel={(stars) => t("review.stars", { count: stars })}
        />
      </div>
      <Textarea autosize minRows={3} label={t("review.text")} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {(save.error ?? remove.error) && <Problem>{words(save.error ?? remove.error)}</Problem>}
      <Group justify="flex-end">
        {mine && (
          <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t("review.delete")}
          </Button>
        )}
        <Button disabled={rating === 0} loading={save.isPending} onClick={() => save.mutate()}>
          {t("review.save")}
        </Button>
      </Group>
    </Stack>
  );
}

interface WordsFormProps {
  label: string;
  act: string;
  send: (text: string) => Promise<unknown>;
  close: () => void;
}

function WordsForm({ label, act, send, close }: WordsFormProps): ReactNode {
  const words = useErrorWords();
  const [text, setText] = useState("");
  const sending = useMutation({ mutationFn: () => send(text), onSuccess: close });
  return (
    <Stack>
      <Textarea data-autofocus autosize minRows={3} label={label} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      {sending.error && <Problem>{words(sending.error)}</Problem>}
      <Group justify="flex-end">
        <Button disabled={text.trim() === ""} loading={sending.isPending} onClick={() => sending.mutate()}>
          {act}
        </Button>
      </Group>
    </Stack>
  );
}

function Acts({ review, canReply }: { review: Review; canReply: boolean }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [asks, setAsks] = useState<"reply" | "report" | null>(null);
  const name = review.user.name;
  const reply = async (text: string) => {
    await api.post(`/reviews/${review.id}/reply`, { text });
    await client.invalidateQueries({ queryKey: reviewsKey(review.course_id) });
  };
  const report = async (reason: string) => {
    await api.post(`/reviews/${review.id}/report`, { reason });
    toast(t("review.reported"));
  };
  return (
    <Group gap="xs">
      {canReply && !review.reply && (
        <Button variant="subtle" size="compact-sm" aria-label={t("review.replyTo", { name })} onClick={() => setAsks("reply")}>
          {t("review.reply")}
        </Button>
      )}
      {me && me.id !== review.user.id && (
        <Button variant="subtle" size="compact-sm" color="gray" c="dimmed" aria-label={t("review.reportTo", { name })} onClick={() => setAsks("report")}>
          {t("review.report")}
        </Button>
      )}
      <Dialog opened={asks === "reply"} onClose={() => setAsks(null)} title={t("review.replyTo", { name })}>
        <WordsForm label={t("review.replyText")} act={t("review.reply")} send={reply} close={() => setAsks(null)} />
      </Dialog>
      <Dialog opened={asks === "report"} onClose={() => setAsks(null)} title={t("review.reportTo", { name })}>
        <WordsForm label={t("review.reportText")} act={t("review.reportSend")} send={report} close={() => setAsks(null)} />
      </Dialog>
    </Group>
  );
}

function One({ review, canReply }: { review: Review; canReply: boolean }): ReactNode {
  const { t, language } = useWords();
  const date = new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(review.updated_at));
  return (
    <article className="lectern-review" aria-label={review.user.name}>
      <Group gap="sm">
        <Avatar name={review.user.name} picture={review.user.picture} />
        <Text fw={600}>{review.user.name}</Text>
        <Stars value={review.rating} />
        <Text component="time" dateTime={review.updated_at} size="sm" c="dimmed">
          {date}
        </Text>
      </Group>
      {review.text && (
        <Text mt={4} maw="70ch" dir="auto" style={{ whiteSpace: "pre-line" }}>
          {review.text}
        </Text>
      )}
      {review.reply && (
        <div className="lectern-reply">
          <Text size="sm" fw={600}>
            {t("review.replyBy", { name: review.reply.by })}
          </Text>
          <Text size="sm" dir="auto" style={{ whiteSpace: "pre-line" }}>
            {review.reply.text}
          </Text>
        </div>
      )}
      <Acts review={review} canReply={canReply} />
    </article>
  );
}

export function Reviews({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const query = useInfiniteQuery(reviewsQuery(course));
  const [writes, setWrites] = useState(false);
  const list = query.data?.pages[0];
  const reviews = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="reviews">
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2} id="reviews">
          {t("review.title")}
        </Title>
        {list?.can_review && (
          <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setWrites(true)}>
            {t(list.mine ? "review.edit" : "review.write")}
          </Button>
        )}
      </Group>
      {query.error && <Problem>{words(query.error)}</Problem>}
      {!list && !query.error && <RowsSkeleton rows={2} height={72} />}
      {list && (
        <Fragment>
          <Summary list={list} />
          <Stack mt="lg" gap="lg">
            {reviews.map((review) => (
              <One key={review.id} review={review} canReply={list.can_reply} />
            ))}
          </Stack>
          <MoreButton pages={query} mt="md" label={t("review.more")} />
          <Dialog opened={writes} onClose={() => setWrites(false)} title={t(list.mine ? "review.edit" : "review.write")}>
            <MineForm course={course} mine={list.mine} close={() => setWrites(false)} />
          </Dialog>
        </Fragment>
      )}
    </section>
  );
}
