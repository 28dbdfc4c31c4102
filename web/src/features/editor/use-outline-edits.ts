import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { LessonKind } from "@/api/lessons";
import { keys } from "@/api/queries";
import type { Course, Lesson, Outline, OutlineSection } from "@/api/types";
import { type LessonPlace, placeOf, withLessonAt, withSectionAt } from "@/features/editor/moves";
import type { Changes } from "@/features/editor/use-changes";

type LessonFields = Partial<Pick<Lesson, "title" | "access" | "allow_download" | "text" | "link" | "opens_at" | "opens_after_days" | "opens_after_lesson_id" | "target_id">>;
type CourseFields = Partial<Omit<Course, "id" | "category" | "prerequisites" | "rating" | "owner" | "instructors" | "role">> & {
  /** Their ids. */
  prerequisites?: string[];
};

/** The edits that the outline and the forms offer, each with its way back. */
export function useOutlineEdits(outline: Outline, { change }: Changes) {
  const client = useQueryClient();
  const id = outline.course.id;
  const show = (sections: OutlineSection[]) => client.setQueryData<Outline>(keys.outline(id), { ...outline, sections });
  const putLesson = (lesson: string, { section, position }: LessonPlace) =>
    api.patch(`/lessons/${lesson}`, { section_id: section, position });

  const patchLesson = async (lesson: string, fields: object) => {
    client.setQueryData(keys.lesson(lesson), await api.patch<Lesson>(`/lessons/${lesson}`, fields));
  };

  return {
    editCourse(fields: CourseFields) {
      const known = { ...outline.course, prerequisites: outline.course.prerequisites.map((one) => one.id) };
      const before = Object.fromEntries(Object.keys(fields).map((key) => [key, known[key as keyof CourseFields] ?? null]));
      return change({
        make: () => api.patch(`/courses/${id}`, fields),
        undo: () => api.patch(`/courses/${id}`, before),
      });
    },
    renameSection(section: OutlineSection, title: string) {
      return change({
        make: () => api.patch(`/sections/${section.id}`, { title }),
        undo: () => api.patch(`/sections/${section.id}`, { title: section.title }),
      });
    },
    editLesson(lesson: Lesson, fields: LessonFields) {
      const before = Object.fromEntries(Object.keys(fields).map((key) => [key, lesson[key as keyof LessonFields] ?? (key.startsWith("opens") ? null : "")]));
      return change({ make: () => patchLesson(lesson.id, fields), undo: () => patchLesson(lesson.id, before) });
    },
    async addSection(title: string): Promise<string> {
      const made = { id: "" };
      await change({
        make: async () => {
          made.id = (await api.post<OutlineSection>(`/courses/${id}/sections`, { title })).id;
        },
        undo: () => api.delete(`/sections/${made.id}`),
      });
      return made.id;
    },
    async addLesson(section: string, title: string, kind: LessonKind): Promise<string> {
      const made = { id: "" };
      await change({
        make: async () => {
          made.id = (await api.post<Lesson>(`/sections/${section}/lessons`, { title, kind })).id;
        },
        undo: () => api.delete(`/lessons/${made.id}`),
      });
      return made.id;
    },
    deleteSection: (section: string) => change({ make: () => api.delete(`/sections/${section}`) }),
    deleteLesson: (lesson: string) => change({ make: () => api.delete(`/lessons/${lesson}`) }),
    deleteCourse: () => change({ make: () => api.delete(`/courses/${id}`) }),
    moveLesson(lesson: string, to: LessonPlace) {
      const from = placeOf(outline.sections, lesson);
      if (!from) return Promise.resolve();
      show(withLessonAt(outline.sections, lesson, to));
      return change({ make: () => putLesson(lesson, to), undo: () => putLesson(lesson, from) });
    },
    moveSection(section: string, position: number) {
      const from = outline.sections.findIndex((one) => one.id === section);
      show(withSectionAt(outline.sections, section, position));
      return change({
        make: () => api.patch(`/sections/${section}`, { position }),
        undo: () => api.patch(`/sections/${section}`, { position: from }),
      });
    },
    publish: () =>
      change({
        make: () => api.post(`/courses/${id}/publish`),
        undo: () => api.patch(`/courses/${id}`, { visibility: "draft" }),
      }),
  };
}

export type OutlineEdits = ReturnType<typeof useOutlineEdits>;
