import { Alert, Badge, Button, Group, Progress, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { type Programme, type ProgrammeEnrolment, programmeKeys, programmeQuery } from "@/api/programmes";
import { keys, meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { ProgrammeForm } from "@/features/programme/programme-form";
import { useWords } from "@/i18n/use-words";
import { moneyText } from "@/lib/money";
import { plainText } from "@/lib/plain-text";
import { About } from "@/ui/about";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function Enrol({ programme }: { programme: Programme }): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const enrol = useMutation({
    mutationFn: () => api.post<ProgrammeEnrolment>(`/programmes/${programme.id}/enrol`),
    onSuccess: async (answer) => {
      client.setQueryData(programmeKeys.one(programme.id), answer.programme);
      await client.invalidateQueries({ queryKey: keys.home });
    },
  });
  const refused = enrol.data?.refused ?? [];
  const titleOf = (id: string) => programme.courses.find((course) => course.id === id)?.title ?? "";
  return (
    <Stack gap="sm">
      {!programme.enrolled && programme.visibility === "public" && (
        <Group>
          {programme.price && <Text>{t("joining.price", { price: moneyText(programme.price, language) })}</Text>}
          {!programme.price && !me && (
            <Button component={Link} href={`/sign-in?to=/programmes/${programme.id}`}>
              {t("programme.signIn")}
            </Button>
          )}
          {!programme.price && me && (
            <Button loading={enrol.isPending} disabled={programme.courses.length === 0} onClick={() => enrol.mutate()}>
              {t("programme.enrol")}
            </Button>
          )}
        </Group>
      )}
      {enrol.error && <Problem>{words(enrol.error)}</Problem>}
      {refused.length > 0 && (
        <Alert role="status" variant="outline" title={t("programme.refused")}>
          <ul>
            {refused.map(({ course_id, message }) => (
              <li key={course_id}>{`${titleOf(course_id)}: ${message}`}</li>
            ))}
          </ul>
        </Alert>
      )}
    </Stack>
  );
}

function Standing({ programme }: { programme: Programme }): ReactNode {
  const { t } = useWords();
  if (!programme.enrolled || programme.courses.length === 0) return null;
  const done = programme.courses.filter((course) => course.completed).length;
  const label = t("programme.progress", { done, all: programme.courses.length });
  return (
    <div style={{ maxWidth: 420 }}>
      <Progress value={(100 * done) / programme.courses.length} aria-label={label} />
      <Text size="sm" c="dimmed" mt={4}>
        {label}
      </Text>
    </div>
  );
}

function Courses({ programme }: { programme: Programme }): ReactNode {
  const { t } = useWords();
  const List = programme.order === "ordered" ? "ol" : "ul";
  if (programme.courses.length === 0) return <Text c="dimmed">{t("programme.noCourses")}</Text>;
  return (
    <Fragment>
      <Text c="dimmed" mb="sm">
        {t(`programme.${programme.order}`)}
      </Text>
      {programme.certificate_course_id && (
        <Group gap="xs" mb="md" wrap="nowrap">
          <Icon name="certificate" size={20} />
          <Text>{t("programme.earns")}</Text>
        </Group>
      )}
      <List className="lectern-programme">
        {programme.courses.map((course) => (
          <li key={course.id}>
            <Link href={`/courses/${course.id}`} className="lectern-card">
              <Group justify="space-between" wrap="nowrap" gap="xs">
                <Title order={2} fz="1.0625rem" miw={0} dir="auto">
                  {course.title}
                </Title>
                {course.completed && (
                  <Badge variant="light" tt="none" leftSection={<Icon name="check" size={14} />}>
                    {t("programme.completed")}
                  </Badge>
                )}
              </Group>
              <Text size="sm" mt={4} className="lectern-clamp" dir="auto">
                {plainText(course.summary)}
              </Text>
            </Link>
          </li>
        ))}
      </List>
    </Fragment>
  );
}

function Publish({ programme }: { programme: Programme }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const isDraft = programme.visibility === "draft";
  const toggle = useMutation({
    mutationFn: () => api.patch<Programme>(`/programmes/${programme.id}`, { visibility: isDraft ? "public" : "draft" }),
    onSuccess: () => client.invalidateQueries({ queryKey: programmeKeys.all }),
  });
  return (
    <Button variant={isDraft ? "filled" : "default"} loading={toggle.isPending} onClick={() => toggle.mutate()}>
      {t(isDraft ? "programme.publish" : "programme.unpublish")}
    </Button>
  );
}

function Found({ programme }: { programme: Programme }): ReactNode {
  const { t } = useWords();
  const [edits, setEdits] = useState(false);
  const actions = programme.can_edit && !edits && (
    <Fragment>
      <Publish programme={programme} />
      <Button variant="default" leftSection={<Icon name="edit" size={18} />} onClick={() => setEdits(true)}>
        {t("programme.edit")}
      </Button>
    </Fragment>
  );
  const lead = `${t("course.by", { name: programme.owner.name })} · ${t("programme.courses", { count: programme.courses.length })}`;
  return (
    <Page title={programme.title} lead={lead} actions={actions}>
      {edits ? (
        <ProgrammeForm programme={programme} close={() => setEdits(false)} />
      ) : (
        <Stack gap="lg">
          <About summary={programme.summary} description={programme.description} />
          <Enrol programme={programme} />
          <Standing programme={programme} />
          <section aria-label={t("app.courses")}>
            <Courses programme={programme} />
          </section>
        </Stack>
      )}
    </Page>
  );
}

export default function ProgrammePage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { programme: id = "" } = useParams<{ programme: string }>();
  const { data: programme, error } = useQuery(programmeQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error) return <Page title={t("programme.one")}>{<Problem>{words(error)}</Problem>}</Page>;
  return programme ? <Found key={programme.id} programme={programme} /> : <PageSkeleton />;
}
