// How far one is and what completes what, from canned answers.
import { coursePage, instructor, lesson, outline, playback, student } from "./support/example";
import { courseProgress, lessonProgress, lessonRule } from "./support/progress";
import { type Shown, showEach } from "./support/shown";

const taking = { "/me": student, "/uploads": { items: [], next: null }, "/courses/c1": coursePage(outline({ role: "student" })), "/courses/c1/outline": outline({ role: "student" }), "/courses/c1/progress": courseProgress };
const editing = { "/me": instructor, "/uploads": { items: [], next: null }, "/courses/c1/outline": outline({ can_edit: true }) };
const watching = (fields: object) => ({
  ...taking,
  "/lessons/l1": lesson("l1", "What sorting costs"),
  "/lessons/l1/playback": playback(),
  "/lessons/l1/progress": lessonProgress("l1", "What sorting costs", fields),
});

const pages: readonly Shown[] = [
  { name: "progress-course", path: "/courses/c1", answers: taking, sees: "Next to do" },
  {
    name: "progress-lesson",
    path: "/lessons/l1",
    answers: watching({ share: 0.683, rule: lessonRule({ in_order: true }) }),
    sees: "You have watched 68%",
    act: async (page) => {
      await page.getByText("What counts?").click();
      await page.getByText("Every second counts once").waitFor();
    },
  },
  {
    name: "lesson-notes",
    path: "/lessons/l1",
    answers: {
      ...watching({ share: 0.2 }),
      "/lessons/l1/notes": { items: [{ id: "n1", lesson_id: "l1", seconds: 83, text: "Why is the bound **tight**?", created_at: "2026-02-01T10:00:00Z", updated_at: "2026-02-01T10:00:00Z" }], next: null },
    },
    sees: "Write it down",
    act: async (page) => {
      await page.getByText("tight").waitFor();
    },
  },
  { name: "progress-lesson-done", path: "/lessons/l1", answers: watching({ share: 0.95, how: "watched", completed_at: "2026-02-01T10:00:00Z" }), sees: "Completed on" },
  {
    name: "progress-rule",
    path: "/courses/c1/edit?lesson=l1",
    answers: { ...editing, "/lessons/l1": lesson("l1", "What sorting costs", { can_edit: true }), "/lessons/l1/completion-rule": lessonRule() },
    sees: "What completes it",
  },
  { name: "progress-course-rule", path: "/courses/c1/edit", answers: { ...editing, "/courses/c1/completion-rule": { lessons_needed: 3, grade_needed: null } }, sees: "What completes the course" },
];

showEach(pages);
