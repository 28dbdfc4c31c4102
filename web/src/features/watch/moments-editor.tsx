import "@/features/watch/moments.css";
import { Button, Grid, Group, NativeSelect, NumberInput, Stack, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/api/client";
import type { Lesson } from "@/api/types";
import { type TryMethod, useVideoQuizEdit, type VideoQuiz } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { LessonStage } from "@/features/watch/lesson-stage";
import { MomentRow } from "@/features/watch/moment-row";
import { isWhole, momentOf, type Placing, placingOf, timeOf } from "@/features/watch/placing";
import type { WatchSession } from "@/features/watch/session";
import { useWords } from "@/i18n/use-words";
import { clock } from "@/lib/time";
import { PickQuestion } from "@/questions/pick-question";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

const methods: readonly TryMethod[] = ["best", "last", "first", "average"];

/** In the order of the video; what is no time yet stays last. */
const inOrder = (rows: readonly Placing[]) => [...rows].sort((one, other) => (timeOf(one) ?? Infinity) - (timeOf(other) ?? Infinity));

function useDraft(lesson: string, quiz: VideoQuiz) {
  const { t } = useWords();
  const [rows, setRows] = useState(() => quiz.moments.map(placingOf));
  const [rules, setRules] = useState({ method: quiz.method, pass_fraction: quiz.pass_fraction });
  const [isSaved, setSaved] = useState(true);
  const save = useVideoQuizEdit(lesson);
  const edit = <Value,>(set: (value: Value) => void) => (value: Value) => {
    set(value);
    setSaved(false);
  };
  return {
    rows,
    rules,
    isSaved,
    save,
    setRows: edit(setRows),
    setRules: edit(setRules),
    store: () => {
      const sent = inOrder(rows);
      setRows(sent);
      save.mutate(
        { ...rules, moments: sent.map(momentOf) },
        {
          onSuccess: (stored) => {
            setRows(stored.moments.map(placingOf));
            setSaved(true);
            toast(t("quizEdit.savedNow"));
          },
        },
      );
    },
  };
}

/** The player at one side, what it asks at the other. */
export function MomentsEditor({ lesson, quiz }: { lesson: Lesson; quiz: VideoQuiz }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [time, setTime] = useState(0);
  const [session, setSession] = useState<WatchSession | null>(null);
  const [picksAt, setPicksAt] = useState<number | null>(null);
  const [removing, setRemoving] = useState<Placing | null>(null);
  const { rows, rules, isSaved, save, setRows, setRules, store } = useDraft(lesson.id, quiz);
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const place = (question: { id: string; name: string; type: string }) => {
    const key = `new ${Date.now()}`;
    setRows(inOrder([...rows, { key, question: question.id, name: question.name, type: question.type, time: clock(picksAt ?? 0), back: "", required: true, tries: 1, points: 1 }]));
    setPicksAt(null);
  };
  const drop = (row: Placing) => setRows(rows.filter((one) => one !== row));
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <div className="lectern-stage">
            <LessonStage lesson={lesson} isSignedIn={false} autoplay={false} onTime={setTime} onSession={setSession} />
          </div>
          {lesson.video?.playable_generation ? (
            <Button
              style={{ alignSelf: "start" }}
              leftSection={<Icon name="plus" size={18} />}
              onClick={() => {
                session?.video?.pause();
                setPicksAt(time);
              }}
            >
              {t("moments.place", { time: clock(time) })}
            </Button>
          ) : (
            <Text c="dimmed">{t("moments.noVideo")}</Text>
          )}
          <Group align="flex-end">
            <NativeSelect label={t("moments.counts")} value={rules.method} onChange={(event) => setRules({ ...rules, method: methods.find((one) => one === event.currentTarget.value) ?? "best" })} data={methods.map((value) => ({ value, label: t(`quizEdit.${value}`) }))} />
            <NumberInput w={180} label={t("quizEdit.pass")} min={0} max={100} value={Math.round(rules.pass_fraction * 100)} onChange={(percent) => setRules({ ...rules, pass_fraction: Number(percent) / 100 })} />
          </Group>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          {rows.length === 0 && <EmptyState icon="quiz" title={t("moments.none")} text={t("moments.noneText")} />}
          <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
            {rows.map((row, index) => (
              <MomentRow
                key={row.key}
                row={row}
                time={time}
                change={(fields) => setRows(rows.map((one) => (one === row ? { ...one, ...fields } : one)))}
                remove={() => (row.id ? setRemoving(row) : drop(row))}
                show={() => session?.seek(timeOf(row) ?? 0)}
                wrong={(field) => wrong[`moments.${index}.${field}`]}
              />
            ))}
          </Stack>
          {save.error && Object.keys(wrong).length === 0 && <Problem>{words(save.error)}</Problem>}
          <Group>
            <Button loading={save.isPending} disabled={isSaved || !rows.every(isWhole)} onClick={store}>
              {t("moments.save")}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {t(isSaved ? "quizEdit.savedNow" : "moments.unsaved")}
            </Text>
          </Group>
        </Stack>
      </Grid.Col>
      <PickQuestion course={lesson.course_id} opened={picksAt !== null} onClose={() => setPicksAt(null)} pick={place} />
      {removing && (
        <Confirm
          title={t("moments.remove", { name: removing.name })}
          text={t("moments.removeText")}
          act={t("moments.removeAct")}
          keep={t("editor.keep")}
          opened
          onConfirm={() => {
            drop(removing);
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </Grid>
  );
}
