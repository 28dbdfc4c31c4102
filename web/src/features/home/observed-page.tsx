import { Accordion, Anchor, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { courseQuery } from "@/api/courses";
import { type Enrolment, learnerQuery, observedQuery } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { ago, day, moment } from "@/lib/dates";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Lessons({ enrolment }: { enrolment: Enrolment }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const { data, error } = useQuery(learnerQuery(enrolment.id));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!data) return <RowsSkeleton rows={3} height={24} />;
  if (data.lessons.length === 0) return <Text c="dimmed">{t("course.emptySection")}</Text>;
  return (
    <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: "none" }}>
      {data.lessons.map((lesson) => (
        <Group component="li" key={lesson.lesson_id} gap="sm" wrap="nowrap">
          <Text component="span" lh={0} c={lesson.completed_at ? "var(--mantine-color-anchor)" : "dimmed"} aria-hidden>
            <Icon name={lesson.completed_at ? "check" : "clock"} size={16} />
          </Text>
          <Text style={{ flex: 1, minWidth: 0 }} dir="auto">
            {lesson.title}
          </Text>
          <Text size="sm" c="dimmed" {...(lesson.completed_at ? { title: moment(lesson.completed_at, language) } : {})}>
            {lesson.completed_at ? day(lesson.completed_at, language) : t("observed.open")}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function Row({ enrolment }: { enrolment: Enrolment }): ReactNode {
  const { t, language } = useWords();
  const { data: course } = useQuery(courseQuery(enrolment.course_id));
  return (
    <Group gap="xs" justify="space-between">
      <div>
        <Text fw={600} dir="auto">
          {enrolment.user.name}
        </Text>
        <Text size="sm" c="dimmed" dir="auto">
          {course?.title ?? "…"}
        </Text>
      </div>
      <Text size="sm" c="dimmed" {...(enrolment.last_active_at ? { title: moment(enrolment.last_active_at, language) } : {})}>
        {enrolment.last_active_at ? t("observed.active", { when: ago(enrolment.last_active_at, language) }) : t("observed.never")}
      </Text>
    </Group>
  );
}

/** What an observer sees: how those entrusted to them get on, and nothing else. */
export default function ObservedPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: all, error, refetch } = useQuery(observedQuery);
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Page title={t("observed.title")} lead={t("observed.lead")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {!all && !error && <RowsSkeleton rows={4} height={56} />}
      {all?.length === 0 && <EmptyState icon="people" title={t("observed.none")} text={t("observed.noneText")} />}
      {all && all.length > 0 && (
        <Accordion value={open} onChange={setOpen} variant="separated" transitionDuration={0}>
          {all.map((enrolment) => (
            <Accordion.Item key={enrolment.id} value={enrolment.id}>
              <Accordion.Control>
                <Row enrolment={enrolment} />
              </Accordion.Control>
              <Accordion.Panel>
                {open === enrolment.id && (
                  <Stack gap="sm">
                    <Lessons enrolment={enrolment} />
                    <Anchor component={Link} href={`/courses/${enrolment.course_id}`} size="sm">
                      {t("observed.toCourse")}
                    </Anchor>
                  </Stack>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </Page>
  );
}
