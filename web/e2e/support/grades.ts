// A gradebook as large as asked for.
import type { Gradebook, GradeReport, GradeRow } from "@/api/gradebook";

const names = ["Ada Nowak", "Sam Okafor", "Lin Wei", "Maria García", "Jürgen Müller", "Aisha Khan"];

export function gradebook(items: number): Gradebook {
  return {
    weighting: "weights",
    scale: "A 90 B 80 C 70 F 0",
    categories: [
      { id: "c1", name: "Homework", weight: 40, drop_lowest: 1 },
      { id: "c2", name: "Exams", weight: 60, drop_lowest: 0 },
    ],
    items: Array.from({ length: items }, (_, index) => ({
      id: `i${index}`,
      category_id: index % 4 === 3 ? "c2" : "c1",
      lesson_id: index % 2 === 0 ? `l${index}` : null,
      name: index % 4 === 3 ? `Exam ${index}` : `Homework ${index + 1}`,
      most: 10,
      extra_credit: false,
      hidden_until: null,
      due_at: null,
    })),
  };
}

export function gradeRows(people: number, items: number, from = 0): GradeRow[] {
  return Array.from({ length: people }, (_, index) => ({
    user: { id: `u${from + index}`, name: `${names[(from + index) % names.length] ?? ""} ${from + index + 1}`, email: `u${from + index}@example.org` },
    grades: Array.from({ length: items }, (__, item) => ((from + index + item) % 11 === 10 ? null : (from + index + item) % 11)),
    overridden: [1],
    excused: index === 2 ? [2] : [],
    total: 61.25,
    letter: "F",
  }));
}

export const gradeReport: GradeReport = {
  ...gradebook(0),
  items: gradebook(4).items.map((item, index) => ({
    ...item,
    value: index < 2 ? 7.5 : null,
    excused: false,
    hidden: index === 2,
    due_at: index === 3 ? "2026-12-01T10:00:00Z" : null,
  })),
  total: 75,
  letter: "C",
  goals: [
    { letter: "A", least: 90, needed: null },
    { letter: "B", least: 80, needed: 86.25 },
    { letter: "C", least: 70, needed: 0 },
  ],
};
