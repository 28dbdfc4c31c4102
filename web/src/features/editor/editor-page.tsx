import "@/features/editor/editor.css";
import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useEffect } from "react";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { ApiError } from "@/api/client";
import { outlineQuery } from "@/api/queries";
import type { Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { CourseForm } from "@/features/editor/course-form";
import { LessonForm } from "@/features/editor/lesson-form";
import { OutlineEditor } from "@/features/editor/outline-editor";
import { Publish } from "@/features/editor/publish";
import { SectionForm } from "@/features/editor/section-form";
import { addressOf, type Selection, selectionOf } from "@/features/editor/selection";
import { type Changes, useChanges } from "@/features/editor/use-changes";
import { type OutlineEdits, useOutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

const saveWords = { saved: "editor.saved", saving: "editor.saving", failed: "editor.unsaved" } as const;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Ctrl+Z in a text field is the field's own. */
function useUndoKey({ undo }: Changes): void {
  useEffect(() => {
    const keyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isTyping(event.target)) return;
      event.preventDefault();
      void undo();
    };
    window.addEventListener("keydown", keyDown);
    return () => window.removeEventListener("keydown", keyDown);
  }, [undo]);
}

function SaveState({ changes }: { changes: Changes }): ReactNode {
  const { t } = useWords();
  return (
    <Group gap="sm">
      <Text role="status" size="sm" c={changes.state === "failed" ? "var(--mantine-color-error)" : "dimmed"}>
        {t(saveWords[changes.state])}
      </Text>
      <Button variant="subtle" size="compact-sm" bg="transparent" disabled={!changes.canUndo} onClick={() => void changes.undo()}>
        {t("editor.undo")}
      </Button>
    </Group>
  );
}

interface FormProps {
  outline: Outline;
  edits: OutlineEdits;
  selection: Selection;
  select: (selection: Selection) => void;
}

function Form({ outline, edits, selection, select }: FormProps): ReactNode {
  const back = () => select({ kind: "course" });
  if (selection.kind === "section") {
    const section = outline.sections.find((one) => one.id === selection.id);
    if (section) return <SectionForm key={section.id} section={section} edits={edits} onDeleted={back} />;
  }
  if (selection.kind === "lesson") {
    const lesson = outline.sections.flatMap((one) => one.lessons).find((one) => one.id === selection.id);
    if (lesson) return <LessonForm key={lesson.id} lesson={lesson} outline={outline} edits={edits} onDeleted={back} />;
  }
  return <CourseForm outline={outline} edits={edits} />;
}

function Editor({ outline }: { outline: Outline }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const changes = useChanges(outline.course.id);
  const edits = useOutlineEdits(outline, changes);
  const [parameters] = useSearchParams();
  const [here, go] = useLocation();
  const selection = selectionOf(parameters);
  const select = (next: Selection) => go(`${here}${addressOf(next)}`, { replace: true });
  useUndoKey(changes);
  return (
    <Page
      width="wide"
      title={outline.course.title}
      lead={<SaveState changes={changes} />}
      actions={
        <Fragment>
          <Button component={Link} href={`/courses/${outline.course.id}`} variant="subtle">
            {t("editor.back")}
          </Button>
          <Button component={Link} href={`/courses/${outline.course.id}/preview`} variant="default" leftSection={<Icon name="people" size={18} />}>
            {t("preview.open")}
          </Button>
          <Button component={Link} href={`/courses/${outline.course.id}/upload`} variant="default" leftSection={<Icon name="upload" size={18} />}>
            {t("course.upload")}
          </Button>
          <Publish outline={outline} edits={edits} />
        </Fragment>
      }
    >
      {changes.state === "failed" && <Problem title={t("editor.unsaved")}>{words(changes.error)}</Problem>}
      <div className="lectern-editor">
        <OutlineEditor outline={outline} edits={edits} selection={selection} select={select} />
        <Form outline={outline} edits={edits} selection={selection} select={select} />
      </div>
    </Page>
  );
}

export default function EditorPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { course: id = "" } = useParams<{ course: string }>();
  const { data: outline, error } = useQuery(outlineQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error && !outline) return <Page title={t("editor.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!outline) return <PageSkeleton rows={6} />;
  if (!outline.course.can_edit)
    return <EmptyState isPage icon="warning" title={t("error.noAccess")} text={t("error.noAccessText")} />;
  return <Editor outline={outline} />;
}
