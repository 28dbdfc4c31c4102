import { Button, Stack, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Outline } from "@/api/types";
import { type LessonPlace, stepOf, withLessonAt } from "@/features/editor/moves";
import { AddLesson, type NewKind, newTitles } from "@/features/editor/add-lesson";
import { noteOf } from "@/features/editor/contents";
import { OutlineRow } from "@/features/editor/outline-row";
import type { Selection } from "@/features/editor/selection";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { kindIcons } from "@/ui/outline-list";

interface OutlineEditorProps {
  outline: Outline;
  edits: OutlineEdits;
  selection: Selection;
  select: (selection: Selection) => void;
}

type Dragged = { kind: "section" | "lesson"; id: string } | null;

export function OutlineEditor({ outline, edits, selection, select }: OutlineEditorProps): ReactNode {
  const { t, language } = useWords();
  const [dragged, setDragged] = useState<Dragged>(null);
  const [said, setSaid] = useState("");
  const sections = outline.sections;

  const moveLesson = (id: string, title: string, to: LessonPlace | null) => {
    if (!to) return;
    const after = withLessonAt(sections, id, to).find((section) => section.id === to.section);
    setSaid(t("editor.moved", { title, position: to.position + 1, count: after?.lessons.length ?? 0 }));
    edits.moveLesson(id, to).catch(() => undefined);
  };
  const moveSection = (id: string, title: string, position: number) => {
    if (position < 0 || position >= sections.length) return;
    setSaid(t("editor.moved", { title, position: position + 1, count: sections.length }));
    edits.moveSection(id, position).catch(() => undefined);
  };
  const dropOnLesson = (section: string, position: number) => {
    if (dragged?.kind === "lesson") moveLesson(dragged.id, "", { section, position });
    setDragged(null);
  };
  const dropOnSection = (section: string, index: number) => {
    if (dragged?.kind === "section") moveSection(dragged.id, "", index);
    if (dragged?.kind === "lesson") moveLesson(dragged.id, "", { section, position: 0 });
    setDragged(null);
  };
  const addLesson = (section: string, kind: NewKind) => {
    edits.addLesson(section, t(newTitles[kind]), kind).then((id) => select({ kind: "lesson", id }), () => undefined);
  };
  const addSection = () => {
    edits.addSection(t("editor.newSection")).then((id) => select({ kind: "section", id }), () => undefined);
  };

  return (
    <Stack component="nav" aria-label={t("editor.structure")} gap="md">
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <UnstyledButton
        className="lectern-row"
        data-current={selection.kind === "course" || undefined}
        aria-current={selection.kind === "course" ? "true" : undefined}
        onClick={() => select({ kind: "course" })}
      >
        <Icon name="book" size={18} />
        {t("editor.details")}
      </UnstyledButton>
      {sections.map((section, index) => (
        <div key={section.id}>
          <OutlineRow
            title={section.title}
            isHeading
            isCurrent={selection.kind === "section" && selection.id === section.id}
            onSelect={() => select({ kind: "section", id: section.id })}
            onStep={(step) => moveSection(section.id, section.title, index + step)}
            onDrag={() => setDragged({ kind: "section", id: section.id })}
            onDrop={() => dropOnSection(section.id, index)}
          />
          {section.lessons.map((lesson, position) => (
            <OutlineRow
              key={lesson.id}
              title={lesson.title}
              icon={kindIcons[lesson.kind]}
              note={noteOf(lesson, t, language)}
              isCurrent={selection.kind === "lesson" && selection.id === lesson.id}
              onSelect={() => select({ kind: "lesson", id: lesson.id })}
              onStep={(step) => moveLesson(lesson.id, lesson.title, stepOf(sections, lesson.id, step))}
              onDrag={() => setDragged({ kind: "lesson", id: lesson.id })}
              onDrop={() => dropOnLesson(section.id, position)}
            />
          ))}
          <AddLesson section={section.title} add={(kind) => addLesson(section.id, kind)} />
        </div>
      ))}
      <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={addSection}>
        {t("editor.addSection")}
      </Button>
    </Stack>
  );
}
