import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { forumsQuery } from "@/api/forum";
import type { Lesson } from "@/api/types";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";

/** Where the threads of a forum lesson begin: the course's first forum, unless another is chosen. */
export function ForumChoice({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  const { data } = useQuery(forumsQuery(lesson.course_id));
  const first = data?.items.find((forum) => forum.is_first)?.id ?? null;
  return (
    <Select
      label={t("talk.where")}
      description={t("talk.whereText")}
      data={data?.items.map((forum) => ({ value: forum.id, label: forum.title || t("forum.first") })) ?? []}
      value={lesson.target_id ?? first}
      allowDeselect={false}
      onChange={(forum) => void edits.editLesson(lesson, { target_id: forum })}
    />
  );
}
