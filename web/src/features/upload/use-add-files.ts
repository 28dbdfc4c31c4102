import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { Lesson, Outline, OutlineSection } from "@/api/types";
import { type ChosenFile, looksLikeMedia, titleOf } from "@/features/upload/chosen-files";
import { begin } from "@/features/upload/engine";

interface Target {
  outline: Outline;
  /** Where new lessons go; empty means a section still to be made. */
  section: string;
  newSectionTitle: string;
  /** The lesson to fill, where the page was opened for one. */
  lesson: Lesson | null;
}

/** Makes a lesson for each file and begins its upload; names what was left out. */
export function useAddFiles({ outline, section, newSectionTitle, lesson }: Target) {
  const client = useQueryClient();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const course = outline.course.id;

  const add = useCallback(
    async (files: readonly ChosenFile[]) => {
      setError(null);
      setRefused(files.filter(({ file }) => !looksLikeMedia(file)).map(({ file }) => file.name));
      const media = files.filter(({ file }) => looksLikeMedia(file));
      const [only] = media;
      if (!only) return;
      if (lesson) {
        begin({ course, lesson: lesson.id, title: lesson.title, madeLesson: false, chosen: only });
        return;
      }
      try {
        const target = section || (await api.post<OutlineSection>(`/courses/${course}/sections`, { title: newSectionTitle })).id;
        for (const chosen of media) {
          const title = titleOf(chosen.file.name);
          const made = await api.post<Lesson>(`/sections/${target}/lessons`, { title, kind: chosen.file.type.startsWith("audio/") ? "audio" : "video" });
          begin({ course, lesson: made.id, title, madeLesson: true, chosen });
        }
      } catch (failure) {
        setError(failure);
      }
      await client.invalidateQueries({ queryKey: keys.outline(course) });
    },
    [client, course, lesson, newSectionTitle, section],
  );
  return { add, refused, error };
}
