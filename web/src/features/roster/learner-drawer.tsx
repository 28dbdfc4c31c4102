import { Button, Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { type Learner, learnerQuery, type Origin, type RosterRow } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { day, moment } from "@/lib/dates";
import { clock } from "@/lib/time";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";
import { ObservedStudents } from "@/features/roster/observed-students";
import { Done, LastActive } from "@/features/roster/roster-table";

const origins = {
  self: "roster.originSelf",
  instructor: "roster.originInstructor",
  invitation: "roster.originInvitation",
  cohort: "roster.originCohort",
  category: "roster.originCategory",
  import: "roster.originImport",
} as const satisfies Record<Origin, string>;

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  );
}

function Facts({ row, lessons }: { row: RosterRow; lessons: number }): ReactNode {
  const { t } = useWords();
  return (
    <Group component="dl" gap="xl" m={0} align="flex-start">
      <Fact name={t("roster.role")}>{t(`roster.${row.role}`)}</Fact>
      <Fact name={t("roster.state")}>{t(`roster.${row.state}`)}</Fact>
      <Fact name={t("roster.origin")}>{t(origins[row.origin])}</Fact>
      <Fact name={t("roster.activity")}>
        <LastActive at={row.last_active_at} />
      </Fact>
      {row.role === "student" && (
        <Fact name={t("roster.progress")}>
          <Done done={row.completed_lessons} lessons={lessons} />
        </Fact>
      )}
      {row.groups.length > 0 && <Fact name={t("roster.groups")}>{row.groups.map((group) => group.name).join(", ")}</Fact>}
    </Group>
  );
}

function Since({ row }: { row: RosterRow }): ReactNode {
  const { t, language } = useWords();
  return (
    <div>
      {row.enrolled_at && (
        <Text size="sm" c="dimmed" title={moment(row.enrolled_at, language)}>
          {t("roster.enrolledOn", { date: day(row.enrolled_at, language) })}
        </Text>
      )}
      {row.completed_at && (
        <Text size="sm" c="dimmed" title={moment(row.completed_at, language)}>
          {t("roster.courseDone", { date: day(row.completed_at, language) })}
        </Text>
      )}
    </div>
  );
}

/** Somebody who teaches may complete a lesson for a learner, and take that back. */
function Mark({ row, lesson }: { row: RosterRow; lesson: Learner["lessons"][number] }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const path = `/lessons/${lesson.lesson_id}/completions/${row.user.id}`;
  const mark = useMutation({
    mutationFn: () => (lesson.completed_at ? api.delete(path) : api.put<void>(path, undefined)),
    onSuccess: () => client.invalidateQueries({ queryKey: learnerQuery(row.id).queryKey }),
    onError: (error) => toast(words(error)),
  });
  return (
    <Button variant="subtle" size="compact-sm" loading={mark.isPending} onClick={() => mark.mutate()} aria-label={`${t(lesson.completed_at ? "progress.unmark" : "progress.mark")}: ${lesson.title}`}>
      {t(lesson.completed_at ? "progress.unmark" : "progress.mark")}
    </Button>
  );
}

function Lessons({ learner, row }: { learner: Learner; row: RosterRow }): ReactNode {
  const { t, language } = useWords();
  return (
    <ul className="lectern-people">
      {learner.lessons.map((lesson) => (
        <li key={lesson.lesson_id}>
          <Text component="span" c={lesson.completed_at ? "var(--mantine-color-anchor)" : "dimmed"} lh={0} pt={2}>
            <Icon name={lesson.completed_at ? "check" : lesson.watched_seconds > 0 ? "play" : "clock"} />
          </Text>
          <div style={{ minWidth: 0 }}>
            <Text dir="auto">{lesson.title}</Text>
            <Text size="sm" c="dimmed" className="lectern-numbers">
              {lesson.completed_at
                ? t("roster.lessonDone", { date: day(lesson.completed_at, language) })
                : lesson.watched_seconds > 0
                  ? t("roster.lessonWatched", { time: clock(lesson.watched_seconds) })
                  : t("roster.lessonNone")}
            </Text>
            {row.role === "student" && <Mark row={row} lesson={lesson} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface LearnerDrawerProps {
  row: RosterRow | null;
  lessons: number;
  mayEdit: boolean;
  onClose: () => void;
}

/** One person, lesson by lesson; of an observer, whom they see. */
export function LearnerDrawer({ row, lessons, mayEdit, onClose }: LearnerDrawerProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: learner, error, refetch } = useQuery({ ...learnerQuery(row?.id ?? ""), enabled: row !== null });
  return (
    <Drawer.Root opened={row !== null} onClose={onClose} position="right" size="md" transitionProps={{ duration: 150 }}>
      <Drawer.Overlay />
      <Drawer.Content>
        <div className="lectern-dialog-head">
          <Drawer.Title fw={650} fz="lg">
            {row?.user.name}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("player.close")} />
        </div>
        <Drawer.Body>
          {row && (
            <Stack gap="lg">
              <Text c="dimmed">{row.user.email}</Text>
              <Facts row={row} lessons={lessons} />
              <Since row={row} />
              {row.role === "observer" && mayEdit && <ObservedStudents row={row} />}
              <section hidden={row.role === "observer"}>
                <Title order={3} fz="1.0625rem" mb="xs">
                  {t("roster.lessons")}
                </Title>
                {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
                {!learner && !error && <RowsSkeleton rows={4} height={44} />}
                {learner && <Lessons learner={learner} row={row} />}
              </section>
            </Stack>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
