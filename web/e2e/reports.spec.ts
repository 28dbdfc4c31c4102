// Reports from canned answers.
import { atRisk, completionReport, learnerReports } from "./support/awards";
import { instructor, outline } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const teaching = {
  "/uploads": { items: [], next: null },
  "/me": instructor,
  "/courses/c1/outline": outline({ can_edit: true }),
  "/courses/c1/reports/completion": completionReport,
  "/courses/c1/reports/learners": { items: learnerReports, next: "e2" },
  "/courses/c1/reports/at-risk": { items: atRisk, next: null },
};

const pages: readonly Shown[] = [
  { name: "reports-lessons", path: "/courses/c1/reports", answers: teaching, sees: "Merge sort, by hand and in code" },
  { name: "reports-none", path: "/courses/c1/reports", answers: { ...teaching, "/courses/c1/reports/completion": { learners: 0, completed: 0, lessons: [] } }, sees: "Nobody takes this course yet" },
  { name: "reports-learners", path: "/courses/c1/reports?part=learners", answers: teaching, sees: "Sam Okafor" },
  { name: "reports-risk", path: "/courses/c1/reports?part=risk", answers: teaching, sees: "would be on time" },
  { name: "reports-risk-none", path: "/courses/c1/reports?part=risk", answers: { ...teaching, "/courses/c1/reports/at-risk": { items: [], next: null } }, sees: "Nobody is at risk" },
];

showEach(pages);
