import { Badge, Button, Drawer, Group, NativeSelect, SimpleGrid, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useDisclosure } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import { browseQuery, type Course, type CourseList, facets, sorts } from "@/api/courses";
import { meQuery } from "@/api/queries";
import { useCategoryPlace } from "@/api/subscriptions";
import { useErrorWords } from "@/api/words";
import { CategoryPlace } from "@/ui/category-place";
import { CourseCard, CourseCardSkeleton } from "@/ui/course-card";
import { Filters, useFacetLabel } from "@/features/course/filters";
import { NewCourse } from "@/features/course/new-course";
import { type BrowseState, useBrowse } from "@/features/course/use-browse";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { MoreButton } from "@/ui/more-button";
import { Page } from "@/ui/page";
import { Problem } from "@/ui/problem";

const columns = { base: 1, sm: 2, md: 2, lg: 3 };

function CourseCards({ courses }: { courses: readonly Course[] }): ReactNode {
  return (
    <SimpleGrid cols={columns}>
      {courses.map((course) => (
        <CourseCard key={course.id} href={`/courses/${course.id}`} course={course} />
      ))}
    </SimpleGrid>
  );
}

function Waiting(): ReactNode {
  return (
    <SimpleGrid cols={columns} aria-busy="true">
      {Array.from({ length: 6 }, (_, index) => (
        <CourseCardSkeleton key={index} />
      ))}
    </SimpleGrid>
  );
}

function Nothing({ state }: { state: BrowseState }): ReactNode {
  const { t } = useWords();
  const words = state.browse.q;
  if (!words && state.count === 0) return <EmptyState icon="book" title={t("course.noneTitle")} text={t("course.noneText")} />;
  return (
    <EmptyState
      icon="search"
      title={words ? t("course.noMatch", { words }) : t("browse.noFilterMatch")}
      text={t(words ? "course.noMatchText" : "browse.noFilterMatchText")}
    >
      <Button variant="default" onClick={state.clear}>
        {t(words ? "course.clear" : "browse.clearAll")}
      </Button>
    </EmptyState>
  );
}

/** Where one category alone is chosen: whichever of its courses has a place next. */
function NextPlace({ list, state }: { list: CourseList; state: BrowseState }): ReactNode {
  const [chosen, ...more] = state.chosen("category");
  const known = list.facets.category?.find(({ value, label }) => value === chosen || label === chosen);
  if (!known || more.length > 0) return null;
  return <NextPlaceIn key={known.value} id={known.value} name={known.label} />;
}

function NextPlaceIn({ id, name }: { id: string; name: string }): ReactNode {
  const place = useCategoryPlace(id);
  return place && <CategoryPlace name={name} {...place} />;
}

/** What is chosen, each with a way to take it away. */
function Chosen({ list, state }: { list: CourseList; state: BrowseState }): ReactNode {
  const { t } = useWords();
  const label = useFacetLabel();
  if (state.count === 0) return null;
  return (
    <Group gap="xs" mb="sm">
      {facets.flatMap((facet) =>
        state.chosen(facet).map((value) => {
          const known = list.facets[facet]?.find((one) => one.value === value || one.label === value);
          const name = label(facet, known ?? { value, label: value, parent: null, count: 0 });
          return (
            <Button
              key={`${facet} ${value}`}
              size="compact-sm"
              variant="light"
              rightSection={<Icon name="close" size={14} />}
              aria-label={t("browse.remove", { name })}
              onClick={() => state.toggle(facet, value)}
            >
              {name}
            </Button>
          );
        }),
      )}
      <Button size="compact-sm" variant="subtle" onClick={state.clear}>
        {t("browse.clearAll")}
      </Button>
    </Group>
  );
}

function FilterSheet({ list, state }: { list: CourseList; state: BrowseState }): ReactNode {
  const { t } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <Fragment>
      <Button
        hiddenFrom="md"
        variant="default"
        leftSection={<Icon name="settings" size={18} />}
        rightSection={state.count > 0 ? <Badge circle>{state.count}</Badge> : null}
        onClick={open}
      >
        {t("browse.filters")}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="85%"
        title={t("browse.filters")}
        closeButtonProps={{ "aria-label": t("player.close") }}
        transitionProps={{ duration: 120 }}
      >
        <Filters list={list} state={state} />
        <Button fullWidth mt="lg" onClick={close}>
          {t("browse.showResults", { count: list.total })}
        </Button>
      </Drawer>
    </Fragment>
  );
}

function Tools({ list, state }: { list: CourseList | undefined; state: BrowseState }): ReactNode {
  const { t } = useWords();
  const [typed, setTyped] = useState(state.browse.q ?? "");
  const [settled] = useDebouncedValue(typed.trim(), 250);
  const { setWords } = state;
  const asked = state.browse.q ?? "";
  useEffect(() => {
    if (settled !== asked) setWords(settled);
    // Only what is typed sets the words; what the address says else was set by going back.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  return (
    <Group mb="md" gap="sm" align="flex-end">
      <TextInput
        type="search"
        aria-label={t("course.search")}
        placeholder={t("course.search")}
        leftSection={<Icon name="search" size={18} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        style={{ flex: "1 1 240px" }}
      />
      <NativeSelect
        aria-label={t("browse.sort")}
        value={state.sort}
        onChange={(event) => state.setSort(event.currentTarget.value)}
        data={sorts.map((sort) => ({ value: sort, label: t(`browse.sort_${sort}`) }))}
      />
      {list && <FilterSheet list={list} state={state} />}
    </Group>
  );
}

function Making(): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      <Button component={Link} href="/courses/import" variant="default" leftSection={<Icon name="upload" size={18} />}>
        {t("archive.import")}
      </Button>
      <NewCourse />
    </Fragment>
  );
}

export default function CourseListPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: me } = useQuery(meQuery);
  const state = useBrowse();
  const query = useInfiniteQuery(browseQuery(state.browse));
  const list = query.data?.pages[0];
  const courses = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("app.courses")} width="wide" actions={me && me.role !== "student" ? <Making /> : null}>
      <div className="lectern-browse">
        <aside aria-label={t("browse.filters")} className="lectern-filters">
          {list && <Filters list={list} state={state} />}
        </aside>
        <div>
          <Tools list={list} state={state} />
          {query.error && (
            <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>
          )}
          {!query.data && !query.error && <Waiting />}
          {list && <Chosen list={list} state={state} />}
          {list && me && <NextPlace list={list} state={state} />}
          {list && courses.length === 0 && <Nothing state={state} />}
          {list && courses.length > 0 && (
            <Fragment>
              <Text role="status" size="sm" c="dimmed" mb="sm">
                {t("course.count", { count: list.total })}
              </Text>
              <CourseCards courses={courses} />
            </Fragment>
          )}
          <MoreButton pages={query} mt="lg" />
        </div>
      </div>
    </Page>
  );
}
