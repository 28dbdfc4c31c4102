// Certificates, deadlines and reports as the server would answer them.
import type { CalendarEntry } from "@/api/calendar";
import type { Certificate, CertificateDesign, CertificateProof } from "@/api/certificates";
import type { CompletionReport, LearnerReport, LearnerStanding, RiskReport } from "@/api/reports";

export const certificateDesign: CertificateDesign = {
  issuing: "on_completion",
  orientation: "landscape",
  accent: "#24417f",
  language: "en",
  title: "Certificate of completion",
  opening: "This is to certify that",
  statement: "has completed the course “{course}”.",
  institution: "",
  signer: "Prof. Tess Teacher",
  signer_role: "Head of Department",
  valid_days: 730,
};

export function proof(fields: Partial<CertificateProof>): CertificateProof {
  return {
    name: "Sam Okafor",
    course_title: "Algorithms and Data Structures",
    issued_at: "2026-01-05T10:00:00Z",
    valid_until: "2028-01-05T10:00:00Z",
    revoked_at: null,
    state: "valid",
    ...fields,
  };
}

export function certificate(fields: Partial<Certificate>): Certificate {
  return {
    ...proof({}),
    id: "k1",
    code: "K7M2P-9QRST-ABCDE-FGHJK",
    check_url: "https://lectures.example.org/verify/K7M2P-9QRST-ABCDE-FGHJK",
    course_id: "c1",
    user_id: "u1",
    number: 1,
    grade: 92.5,
    programme_id: null,
    by_hand: false,
    renewable: false,
    revoked_reason: "",
    ...fields,
  };
}

const entry = (uid: string, kind: CalendarEntry["kind"], at: string, title: string, done = false): CalendarEntry => ({
  uid,
  kind,
  at,
  title,
  course_id: "c1",
  course_title: "Algorithms and Data Structures",
  lesson_id: kind === "quiz_closes" || kind === "lesson_opens" ? "l1" : null,
  done,
});

export const calendarEntries: CalendarEntry[] = [
  entry("a", "course_starts", "2026-03-02T08:00:00Z", "Algorithms and Data Structures"),
  entry("b", "lesson_opens", "2026-03-09T08:00:00Z", "Merge sort, by hand and in code"),
  entry("c", "quiz_closes", "2026-03-13T17:00:00Z", "Midterm on sorting"),
  entry("d", "grade_due", "2026-03-13T22:59:00Z", "Essay on the history of sorting", true),
  entry("e", "assignment_due", "2026-03-13T22:59:00Z", "Hand in your sorting machine"),
  entry("f", "certificate_ends", "2026-03-27T10:00:00Z", "Fire safety"),
];

export const completionReport: CompletionReport = {
  learners: 40,
  completed: 6,
  lessons: [
    { lesson_id: "l1", section: "Week 1: Sorting", title: "What sorting costs", completed: 36, started: 39 },
    { lesson_id: "l2", section: "Week 1: Sorting", title: "Merge sort, by hand and in code", completed: 21, started: 33 },
    { lesson_id: "l3", section: "Week 2: Searching", title: "Binary search", completed: 6, started: 9 },
  ],
};

const standing = (name: string, completed: number): LearnerStanding => ({
  enrolment_id: `e-${name}`,
  user: { id: `u-${name}`, name, email: "somebody@example.org" },
  completed_lessons: completed,
  needed_lessons: 3,
  completed: completed === 3,
  total: completed * 30,
  last_active_at: "2026-02-01T10:00:00Z",
});

export const learnerReports: LearnerReport[] = [
  { ...standing("Sam Okafor", 3), lessons: ["completed", "completed", "completed"] },
  { ...standing("Ada Nowak", 1), lessons: ["completed", "started", "nothing"] },
];

export const atRisk: RiskReport[] = [
  {
    ...standing("Ada Nowak", 1),
    risks: [
      { reason: "inactive", value: 21, expected: 14, sentence: "No activity for 21 days." },
      { reason: "behind", value: 33, expected: 70, sentence: "33 % of the lessons are completed; 70 % would be on time." },
      { reason: "failing", value: 30, expected: 50, sentence: "The grade is 30 %, and 50 % are needed." },
    ],
  },
  { ...standing("Olu Adeyemi", 0), last_active_at: null, total: null, risks: [{ reason: "never_active", value: 15, expected: 14, sentence: "Not begun for 15 days." }] },
];
