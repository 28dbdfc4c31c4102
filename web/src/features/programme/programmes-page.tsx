import { Badge, Button, Group, SimpleGrid, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { api } from "@/api/client";
import { type Programme, programmeKeys, programmesQuery } from "@/api/programmes";
import { meQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { plainText } from "@/lib/plain-text";
import { CourseCardSkeleton } from "@/ui/course-card";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

const columns = { base: 1, sm: 2, md: 3 };

function NewProgramme(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [opened, setOpened] = useState(false);
  const [title, setTitle] = useState("");
  const create = useMutation({
    mutationFn: () => api.post<Programme>("/programmes", { title }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: programmeKeys.all });
      go(`/programmes/${id}`);
    },
  });
  return (
    <Fragment>
      <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpened(true)}>
        {t("programme.new")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("programme.new")}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <TextInput data-autofocus required withAsterisk={false} label={t("course.titleLabel")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          {create.error && <Problem>{words(create.error)}</Problem>}
          <Group justify="flex-end" mt="md">
            <Button type="submit" loading={create.isPending}>
              {t("programme.new")}
            </Button>
          </Group>
        </form>
      </Dialog>
    </Fragment>
  );
}

function ProgrammeCard({ programme }: { programme: Programme }): ReactNode {
  const { t } = useWords();
  const done = programme.courses.filter((course) => course.completed).length;
  return (
    <Link href={`/programmes/${programme.id}`} className="lectern-card">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={2} fz="1.0625rem" miw={0} dir="auto">
          {programme.title}
        </Title>
        {programme.visibility === "draft" && (
          <Badge variant="default" tt="none" style={{ flex: "none" }}>
            {t("course.draft")}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {programme.enrolled
          ? t("programme.progress", { done, all: programme.courses.length })
          : t("programme.courses", { count: programme.courses.length })}
      </Text>
      <Text size="sm" mt="xs" className="lectern-clamp" dir="auto">
        {plainText(programme.summary)}
      </Text>
    </Link>
  );
}

export default function ProgrammesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: me } = useQuery(meQuery);
  const query = useInfiniteQuery(programmesQuery);
  const programmes = query.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={t("programme.many")} actions={me && me.role !== "student" ? <NewProgramme /> : null}>
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!programmes && !query.error && (
        <SimpleGrid cols={columns} aria-busy="true">
          <CourseCardSkeleton />
          <CourseCardSkeleton />
          <CourseCardSkeleton />
        </SimpleGrid>
      )}
      {programmes?.length === 0 && <EmptyState icon="book" title={t("programme.none")} text={t("programme.noneText")} />}
      {programmes && programmes.length > 0 && (
        <SimpleGrid cols={columns}>
          {programmes.map((programme) => (
            <ProgrammeCard key={programme.id} programme={programme} />
          ))}
        </SimpleGrid>
      )}
      <MoreButton pages={query} mt="lg" />
    </Page>
  );
}
