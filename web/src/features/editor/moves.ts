// Where things go in the outline: pure, so that dragging and the keyboard do exactly the same.
import { moved } from "@/lib/reorder";

interface Named {
  id: string;
}

export interface SectionLike extends Named {
  lessons: readonly Named[];
}

export interface LessonPlace {
  section: string;
  position: number;
}

export function placeOf(sections: readonly SectionLike[], lesson: string): LessonPlace | null {
  for (const section of sections) {
    const position = section.lessons.findIndex((one) => one.id === lesson);
    if (position >= 0) return { section: section.id, position };
  }
  return null;
}

/** One step up or down; at the edge of a section into its neighbour. Null where there is nowhere to go. */
export function stepOf(sections: readonly SectionLike[], lesson: string, step: -1 | 1): LessonPlace | null {
  const from = placeOf(sections, lesson);
  if (!from) return null;
  const index = sections.findIndex((section) => section.id === from.section);
  const here = sections[index];
  const position = from.position + step;
  if (here && position >= 0 && position < here.lessons.length) return { section: here.id, position };
  const neighbour = sections[index + step];
  if (!neighbour) return null;
  return { section: neighbour.id, position: step < 0 ? neighbour.lessons.length : 0 };
}

export function withLessonAt<Section extends SectionLike>(sections: readonly Section[], lesson: string, to: LessonPlace): Section[] {
  const item = sections.flatMap((section) => [...section.lessons]).find((one) => one.id === lesson);
  if (!item) return [...sections];
  return sections.map((section) => {
    const lessons = section.lessons.filter((one) => one.id !== lesson);
    if (section.id === to.section) lessons.splice(to.position, 0, item);
    return { ...section, lessons };
  });
}

export function withSectionAt<Section extends Named>(sections: readonly Section[], section: string, position: number): Section[] {
  const from = sections.findIndex((one) => one.id === section);
  return from < 0 ? [...sections] : moved(sections, from, position);
}
