import type { Outline } from "@/api/types";
import { isFilled } from "@/features/editor/contents";

export interface Check {
  words: "editor.checkTitle" | "editor.checkSummary" | "editor.checkLesson" | "content.checkContents";
  isDone: boolean;
}

/** What a course should have before people see it. Advice: the instructor may publish all the same. */
export function checklist({ course, sections }: Outline): Check[] {
  const lessons = sections.flatMap((section) => section.lessons);
  return [
    { words: "editor.checkTitle", isDone: course.title.trim() !== "" },
    { words: "editor.checkSummary", isDone: course.summary.trim() !== "" },
    { words: "editor.checkLesson", isDone: lessons.length > 0 },
    {
      words: "content.checkContents",
      isDone: lessons.length > 0 && lessons.every(isFilled),
    },
  ];
}
