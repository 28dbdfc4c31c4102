import { Button, Stack, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Outline } from "@/api/types";
import { type LessonPlace, stepOf, withLessonAt } from "@/features/editor/moves";
import { OutlineRow } from "@/features/editor/outline-row";
import type { Selection } from "@/features/editor/selection";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

interface OutlineEditorProps {
  outline: Outline;
  edits: OutlineEdits;
  selection: Selection;
  select: (selection: Selection) => void;
}

type Dragged = { kind: "section" | "lesson"; id: string } | null;

export function OutlineEditor({ outline, edits, selection, select }: OutlineEditorProps): ReactNode {
  const { t } = useWords();
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
  const addLesson = (section: string) => {
    edits.addLesson(section, t("editor.newLesson")).then((id) => select({ kind: "lesson", id }), () => undefined);
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
              note={lesson.video ? (lesson.video.state === "ready" ? "" : t(`video.${lesson.video.state}`)) : t("video.none")}
              isCurrent={selection.kind === "lesson" && selection.id === lesson.id}
              onSelect={() => select({ kind: "lesson", id: lesson.id })}
              onStep={(step) => moveLesson(lesson.id, lesson.title, stepOf(sections, lesson.id, step))}
              onDrag={() => setDragged({ kind: "lesson", id: lesson.id })}
              onDrop={() => dropOnLesson(section.id, position)}
            />
          ))}
          <Button variant="subtle" size="compact-sm" ms={28} mt={4} leftSection={<Icon name="plus" size={16} />} onClick={() => addLesson(section.id)}>
            {t("editor.addLesson")}
          </Button>
        </div>
      ))}
      <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={addSection}>
        {t("editor.addSection")}
      </Button>
    </Stack>
  );
}
