import { Button, Group, Stack, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { Outline } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { AutosavedText } from "@/features/editor/autosaved-text";
import { CourseCompletion } from "@/features/editor/completion-form";
import { CourseCopies } from "@/features/editor/course-copies";
import { CourseCover } from "@/features/editor/course-cover";
import { CourseDetails } from "@/features/editor/course-details";
import { History } from "@/features/editor/history";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { toast } from "@/ui/toast";

export function CourseForm({ outline, edits }: { outline: Outline; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const course = outline.course;
  const client = useQueryClient();
  const [, go] = useLocation();
  const [asks, setAsks] = useState(false);
  const restore = () => {
    api.post(`/courses/${course.id}/restore`).then(
      async () => {
        await client.invalidateQueries({ queryKey: keys.home });
        await client.invalidateQueries({ queryKey: keys.courses });
        toast(t("trash.restored", { title: course.title }));
      },
      (error: unknown) => toast(words(error)),
    );
  };
  const remove = () => {
    edits.deleteCourse().then(
      () => {
        client.removeQueries({ queryKey: keys.outline(course.id) });
        void client.invalidateQueries({ queryKey: keys.courses });
        void client.invalidateQueries({ queryKey: keys.home });
        go("/");
        toast(t("trash.moved", { title: course.title }), { words: t("trash.undo"), run: restore });
      },
      () => setAsks(false),
    );
  };
  return (
    <Fragment>
      <Stack maw={640}>
        <Group justify="space-between">
          <Title order={2}>{t("editor.details")}</Title>
          <History subject="courses" id={course.id} course={course.id} title={course.title} />
        </Group>
        <AutosavedText
          label={t("course.titleLabel")}
          field="title"
          required
          value={course.title}
          save={(title) => edits.editCourse({ title })}
        />
        <AutosavedText
          label={t("course.summaryLabel")}
          description={t("course.summaryHelp")}
          field="summary"
          lines={3}
          value={course.summary}
          save={(summary) => edits.editCourse({ summary })}
        />
        <AutosavedText
          label={t("course.about")}
          field="description"
          lines={5}
          value={course.description}
          save={(description) => edits.editCourse({ description })}
        />
        <CourseCover course={course.id} />
        <CourseDetails course={course} edits={edits} />
        <CourseCompletion course={course.id} lessons={outline.sections.reduce((sum, section) => sum + section.lessons.length, 0)} />
        <CourseCopies course={course} />
        <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" leftSection={<Icon name="trash" size={18} />} style={{ alignSelf: "start" }} onClick={() => setAsks(true)}>
          {t("editor.deleteCourse")}
        </Button>
      </Stack>
      <Confirm
        title={t("editor.deleteAsk", { title: course.title })}
        text={t("trash.deleteText")}
        act={t("editor.deleteConfirm")}
        keep={t("editor.keep")}
        typed={course.title}
        opened={asks}
        onConfirm={remove}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}
