// Lessons that are read rather than watched, and how they are made, from canned answers.
import type { LessonDocument } from "@/api/lessons";
import type { Lesson } from "@/api/types";
import type { Answers } from "./support/canned";
import { instructor, lesson, outline, student } from "./support/example";
import { courseProgress, lessonProgress, lessonRule } from "./support/progress";
import { type Shown, showEach } from "./support/shown";

const text = `## What a lens does

A thin lens of focal length $f$ brings what stands at distance $g$ to a picture at distance $b$:

$$
\\frac{1}{f} = \\frac{1}{g} + \\frac{1}{b}
$$

1. Measure **both** distances.
2. Compare with \`f = 50 mm\`, from $5 to $10 apiece.

| lens | f |
| --- | --- |
| A | 50 mm |

> Light takes the quickest way.`;

const file = (fields: Partial<LessonDocument> = {}): LessonDocument => ({
  id: "d1",
  lesson_id: "l6",
  place: "attachment",
  filename: "measurements-of-the-first-week.csv",
  type: "text/plain",
  shown: "text",
  size: 18_400,
  created_at: "2026-02-01T10:00:00Z",
  ...fields,
});

const access = (fields: object) => ({ filename: "slides.pptx", type: "application/octet-stream", shown: "nowhere", size: 8_200_000, view_url: null, file_url: "/v/t/d1/1/file", expires_at: "2026-12-01T00:00:00Z", ...fields });
const lock = { message: "", opens_at: "2026-03-03T08:00:00Z", after_lesson_id: "l1", after_lesson_title: "What sorting costs" };

const read = (fields: Partial<Lesson>): Lesson => lesson("l6", "Thin lenses", { video: null, ...fields });
const course = (one: Lesson, asEditor: boolean) => {
  const whole = outline({ can_edit: asEditor, role: asEditor ? null : "student" });
  const [first, ...others] = whole.sections;
  return { ...whole, sections: first ? [{ ...first, lessons: [...first.lessons, one] }, ...others] : [] };
};
const reading = (fields: Partial<Lesson>): Answers => {
  const one = read(fields);
  return {
    "/me": student,
    "/uploads": { items: [], next: null },
    "/lessons/l6": one,
    "/courses/c1/outline": course(one, false),
    "/courses/c1/progress": courseProgress,
    "/lessons/l6/progress": lessonProgress("l6", "Thin lenses", { rule: lessonRule({ completes_by: "learner" }), share: null }),
  };
};
const editing = (fields: Partial<Lesson>): Answers => {
  const one = read({ can_edit: true, ...fields });
  return { "/me": instructor, "/uploads": { items: [], next: null }, "/lessons/l6": one, "/courses/c1/outline": course(one, true) };
};

const content = { title: "Thin lenses", summary: "", text: "One line\nand another", link: "", document_id: "", document_name: "", video_generation: 0, video_name: "", captions: [] };
const version = (id: string, fields: object) => ({
  id,
  subject: "lesson",
  subject_id: "l6",
  author: { id: "u1", name: "Ada Lovelace" },
  changed: ["text"],
  content: { ...content, ...fields },
  created_at: "2026-02-01T10:00:00Z",
});
const versions = { items: [version("v2", {}), version("v1", { text: "One line\nand some other", title: "Lenses" })], next: null };

const pages: readonly Shown[] = [
  { name: "read-page", path: "/lessons/l6", answers: reading({ kind: "page", text, attachments: [file()] }), sees: "Light takes the quickest way." },
  { name: "read-page-empty", path: "/lessons/l6", answers: reading({ kind: "page" }), sees: "This page is still empty" },
  { name: "read-document", path: "/lessons/l6", answers: { ...reading({ kind: "document", document: file({ place: "main", filename: "slides.pptx", shown: "nowhere" }) }), "/documents/d1/access": access({}) }, sees: "slides.pptx" },
  { name: "read-link", path: "/lessons/l6", answers: reading({ kind: "link", link: "https://example.org/optics", link_host: "example.org" }), sees: "Go to example.org" },
  { name: "read-locked", path: "/lessons/l6", answers: reading({ kind: "page", can_watch: false, lock }), sees: "Not open yet" },
  { name: "read-refused", path: "/lessons/l6", answers: reading({ kind: "page", can_watch: false }), sees: "You may not see this page" },
  { name: "edit-page", path: "/courses/c1/edit?lesson=l6", answers: editing({ kind: "page", text, attachments: [file()], opens_after_days: 7 }), sees: "Attach files" },
  {
    name: "edit-page-preview",
    path: "/courses/c1/edit?lesson=l6",
    answers: editing({ kind: "page", text }),
    sees: "Attach files",
    act: async (page) => {
      await page.getByText("Preview", { exact: true }).click();
      await page.getByText("Light takes the quickest way.").waitFor();
    },
  },
  { name: "edit-document", path: "/courses/c1/edit?lesson=l6", answers: editing({ kind: "document", document: file({ place: "main", filename: "slides.pdf", shown: "pdf" }) }), sees: "Replace the file" },
  { name: "edit-link", path: "/courses/c1/edit?lesson=l6", answers: editing({ kind: "link", link: "https://example.org/optics", link_host: "example.org" }), sees: "Opens example.org" },
  {
    name: "edit-history",
    path: "/courses/c1/edit?lesson=l6",
    answers: { ...editing({ kind: "page", text: content.text }), "/lessons/l6/versions": versions },
    sees: "Attach files",
    act: async (page) => {
      await page.getByRole("button", { name: "History" }).click();
      await page.getByText("Ada Lovelace").last().click();
      await page.getByText("and some other").waitFor();
    },
  },
  { name: "preview", path: "/courses/c1/preview", answers: { ...editing({}), "/courses/c1/outline": course(read({ kind: "page", lock, can_watch: false }), true) }, sees: "You see this as a student" },
];

showEach(pages);
