import "@/features/gradebook/gradebook.css";
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Link, useParams } from "wouter";
import { address } from "@/api/client";
import { type Gradebook, gradebookQuery, gradeRowsQuery } from "@/api/gradebook";
import { outlineQuery } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { GradeBar } from "@/features/gradebook/grade-bar";
import { GradeGrid } from "@/features/gradebook/grade-grid";
import { ImportGrades } from "@/features/gradebook/import-grades";
import { MyGrades } from "@/features/gradebook/my-grades";
import { Setup } from "@/features/gradebook/setup";
import { useRowSaved } from "@/features/gradebook/use-gradebook";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

/** Everyone's rows: the first are shown at once, the others follow by themselves. */
function useRows(course: string) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(gradeRowsQuery(course));
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return { rows, error, hasMore: hasNextPage };
}

function Everyone({ course, book }: { course: string; book: Gradebook }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { rows, error, hasMore } = useRows(course);
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const saved = useRowSaved(course);
  if (error) return <Problem>{words(error)}</Problem>;
  if (!rows) return <RowsSkeleton rows={10} height={40} />;
  if (rows.length === 0) return <EmptyState icon="people" title={t("grades.nobodyYet")} text={t("grades.noneText")} />;
  if (book.items.length === 0) return <EmptyState icon="book" title={t("grades.none")} text={t("grades.noneText")} />;
  const row = rows[place.row];
  const item = book.items[place.column];
  const back = () => area.current?.querySelector<HTMLElement>("[role=grid]")?.focus();
  const edit = (key: string) => {
    setTyped(key);
    // The field may be a new one: it is there after the next paint.
    requestAnimationFrame(() => input.current?.focus());
  };
  return (
    <div ref={area}>
      {row && item ? (
        <GradeBar
          key={`${row.user.id}-${item.id}-${typed}-${row.grades[place.column] ?? ""}`}
          item={item}
          column={place.column}
          row={row}
          typed={typed}
          input={input}
          onSaved={(one) => {
            saved(one);
            setTyped("");
            toast(t("grades.saved"));
            setPlace({ row: Math.min(place.row + 1, rows.length - 1), column: place.column });
            back();
          }}
          onLeave={() => {
            setTyped("");
            back();
          }}
        />
      ) : null}
      <GradeGrid
        book={book}
        rows={rows}
        place={place}
        onPlace={(next) => {
          setTyped("");
          setPlace(next);
        }}
        onEdit={edit}
      />
      <Group justify="space-between" mt="xs">
        <Text size="sm" c="dimmed">
          {t("grades.help")}
        </Text>
        {hasMore && (
          <Text size="sm" c="dimmed" role="status">
            {t("grades.loading", { count: rows.length })}
          </Text>
        )}
      </Group>
    </div>
  );
}

function Teaching({ course, title }: { course: string; title: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: book, error } = useQuery(gradebookQuery(course));
  const [part, setPart] = useState("grid");
  const [imports, setImports] = useState(false);
  const acts = (
    <Group gap="xs">
      <Button variant="default" onClick={() => setImports(true)} leftSection={<Icon name="upload" size={18} />}>
        {t("grades.import")}
      </Button>
      <Button component="a" href={address(`/courses/${course}/gradebook.csv`)} download variant="default" leftSection={<Icon name="download" size={18} />}>
        {t("grades.export")}
      </Button>
    </Group>
  );
  return (
    <Page
      title={t("grades.title")}
      width="wide"
      actions={acts}
      lead={
        <Anchor component={Link} href={`/courses/${course}`}>
          {title}
        </Anchor>
      }
    >
      <Stack>
        <SegmentedControl
          style={{ alignSelf: "start" }}
          value={part}
          onChange={setPart}
          data={[
            { value: "grid", label: t("grades.grid") },
            { value: "setup", label: t("grades.setup") },
          ]}
        />
        {error && <Problem>{words(error)}</Problem>}
        {book && (part === "grid" ? <Everyone course={course} book={book} /> : <Setup course={course} book={book} />)}
      </Stack>
      <Dialog title={t("grades.import")} opened={imports} onClose={() => setImports(false)}>
        <ImportGrades course={course} onDone={() => setImports(false)} />
      </Dialog>
    </Page>
  );
}

/** Those who teach see everyone's grades, those who take the course their own. */
export default function GradesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course = "" } = useParams<{ course: string }>();
  const { data: outline, error } = useQuery(outlineQuery(course));
  if (error) return <Page title={t("grades.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!outline) return <PageSkeleton />;
  if (outline.course.can_edit || outline.course.role === "assistant") return <Teaching course={course} title={outline.course.title} />;
  return (
    <Page
      title={t("grades.mine")}
      lead={
        <Anchor component={Link} href={`/courses/${course}`}>
          {outline.course.title}
        </Anchor>
      }
    >
      <MyGrades course={course} />
    </Page>
  );
}
