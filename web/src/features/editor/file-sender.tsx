import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { keys } from "@/api/queries";
import type { Lesson } from "@/api/types";
import { useSendFiles } from "@/api/use-send-files";
import { useErrorWords } from "@/api/words";
import { FileDrop } from "@/ui/file-drop";

interface FileSenderProps {
  lesson: Lesson;
  place: "main" | "attachment";
  words: string;
  isFirst?: boolean;
}

/** Sends what a lesson shows, or what is attached to it. */
export function FileSender({ lesson, place, words, isFirst }: FileSenderProps): ReactNode {
  const errorWords = useErrorWords();
  const client = useQueryClient();
  const { files, send, stop } = useSendFiles({ purpose: "document", lesson_id: lesson.id, place }, () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.lesson(lesson.id) }),
      client.invalidateQueries({ queryKey: keys.outline(lesson.course_id) }),
    ]),
  );
  return (
    <FileDrop
      words={words}
      isFirst={isFirst ?? false}
      isMany={place === "attachment"}
      files={files.map((file) => ({ ...file, problem: file.error ? errorWords(file.error) : "" }))}
      choose={(chosen) => void send(chosen)}
      stop={stop}
    />
  );
}
