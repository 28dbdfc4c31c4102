// Pages in Arabic: they run from right to left, nothing is wider than the screen, and nothing stands there in English that
// the API did not say. All that students see, and a page of each kind of those who teach and administer.
import type { Answers } from "./support/canned";
import { asAdmin, roleTable, settingList, systemStatus } from "./support/console";
import { coursePage, instructor, lesson, outline, student } from "./support/example";
import { gradeReport } from "./support/grades";
import { courseProgress } from "./support/progress";
import { type Shown, showEach } from "./support/shown";

const nothing = { items: [], next: null };
const nobody: Answers = {
  "/me": { status: 401, body: { error: { code: "unauthenticated", message: "Sign in.", fields: {} } } },
  "/auth/rules": { sign_up: "open", instructors: "approved", confirm_email: true },
};
const at = "2026-03-02T10:00:00Z";
const account = { ...student, username: "sam", requested_role: null, notify: { digest: "off" }, language: "ar", time_zone: "Africa/Cairo" };
const asStudent: Answers = { "/me": account, "/uploads": nothing, "/me/announcements": nothing };
const taking = outline({ role: "student" });
const page = { kind: "page", text: "يسلك الضوء **أسرع** طريق.", video: null } as const;
const letter = { course_id: "c1", course_title: "البصريات", author: { id: "u1", name: "آدا لوفليس" }, sent_at: at };
const messages = [
  { ...letter, id: "m1", subject: "الامتحان", body: "يبدأ في **التاسعة**.", read: false },
  { ...letter, id: "m2", subject: "Office hours", body: "On Monday at ten.", read: true },
];
const mine = (fields: object) => ({ enrolment_id: "e1", course_id: "c1", title: "البصريات", summary: "الضوء وما يفعله.", role: "student", state: "active", completed_lessons: 3, lessons: 11, completed_at: null, ends_at: at, queue_place: null, hidden: false, ...fields });
const home = {
  courses: [{ course_id: "c1", title: "البصريات", summary: "الضوء وما يفعله.", visibility: "public", role: "student", enrolment_id: "e1", continue: { lesson_id: "l2", title: "العدسات", seconds: 900, at }, lessons: 11, completed_lessons: 3 }],
  messages: messages.slice(0, 1),
  waiting: [{ enrolment_id: "e2", course_id: "c2", category_id: null, title: "الجبر", queue_place: 2 }],
  invitations: [],
  due: [{ course_id: "c1", title: "البصريات", ends_at: at }],
  unavailable: [],
};
const facets = {
  category: [{ value: "k1", label: "الفيزياء", parent: null, count: 3 }],
  level: [{ value: "beginner", label: "beginner", parent: null, count: 11 }],
  type: [{ value: "self_paced", label: "self_paced", parent: null, count: 2 }],
  language: [],
  price: [{ value: "free", label: "free", parent: null, count: 3 }],
  instructor: [],
  tag: [],
};
const review = { id: "r1", course_id: "c1", user: { id: "u3", name: "مريم" }, rating: 4, text: "واضحة.", reply: null, created_at: at, updated_at: at };
const reviews = { items: [review], next: null, rating: { average: 4, count: 3 }, histogram: [0, 0, 0, 3, 0], mine: null, can_review: true, can_reply: false };
const session = { id: "s1", address: "192.0.2.7", user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", created_at: at, last_used_at: at, is_this_one: true };
const rules = { opens_at: null, closes_at: "2030-03-01T12:00:00Z", time_limit_seconds: 1800, attempts: 3, delay_seconds: 0, password: "", shuffle_questions: false, certainty: false, method: "best", pass_fraction: 0.5, show_points: "submitted", show_feedback: "submitted", show_solutions: "closed" };
const entrance = { lesson_id: "l9", course_id: "c1", title: "اختبار نصف الفصل", rules, questions: 11, most_points: 5, attempts: [], refusal: null, refusal_sentence: "", fraction: null, passed: false, teaching: false };

const pages: readonly Shown[] = [
  { name: "ar-sign-in", path: "/sign-in", answers: nobody, sees: "هل نسيت كلمة المرور؟" },
  { name: "ar-sign-up", path: "/sign-up", answers: nobody, sees: "أريد أن أتعلم" },
  { name: "ar-forgot", path: "/forgot", answers: nobody, sees: "أرسل الرابط" },
  { name: "ar-reset", path: "/reset#secret", answers: nobody, sees: "عيّن كلمة المرور" },
  { name: "ar-home", path: "/", answers: { ...asStudent, "/me/home": home }, sees: "متابعة المشاهدة" },
  { name: "ar-home-empty", path: "/", answers: { ...asStudent, "/me/home": { courses: [], unavailable: [] } }, sees: "لست في أي دورة بعد" },
  { name: "ar-courses", path: "/courses", answers: { ...asStudent, "/courses": { items: [taking.course], next: "more", total: 11, facets } }, sees: "11 دورة" },
  { name: "ar-course", path: "/courses/c1", answers: { ...asStudent, "/courses/c1": { ...coursePage(taking), reviews }, "/courses/c1/progress": courseProgress }, sees: "التقييمات" },
  { name: "ar-lesson", path: "/lessons/l6", answers: { ...asStudent, "/lessons/l6": lesson("l6", "الضوء", page), "/courses/c1/outline": taking }, sees: "يسلك الضوء" },
  { name: "ar-lesson-waits", path: "/lessons/l1", answers: { ...asStudent, "/lessons/l1": lesson("l1", "العدسات", { video: null }), "/courses/c1/outline": taking }, sees: "لا فيديو" },
  { name: "ar-quiz", path: "/lessons/l9/quiz", answers: { ...asStudent, "/lessons/l9/quiz": entrance }, sees: "11 سؤالًا" },
  { name: "ar-grades", path: "/courses/c1/grades", answers: { ...asStudent, "/courses/c1/outline": taking, "/courses/c1/grades": gradeReport }, sees: "ماذا أحتاج؟" },
  { name: "ar-my-courses", path: "/my-courses", answers: { ...asStudent, "/me/enrolments": { items: [mine({}), mine({ enrolment_id: "e2", course_id: "c2", title: "Linear Algebra", ends_at: null })], next: null } }, sees: "البصريات" },
  { name: "ar-messages", path: "/messages", answers: { ...asStudent, "/me/messages": { items: messages, next: null } }, sees: "علّمها مقروءة" },
  { name: "ar-programmes", path: "/programmes", answers: { ...asStudent, "/programmes": nothing }, sees: "لا برامج بعد" },
  { name: "ar-join", path: "/join", answers: asStudent, sees: "انضم برمز" },
  { name: "ar-observed", path: "/observed", answers: { ...asStudent, "/me/observed": nothing }, sees: "لا تتابع أحدًا" },
  { name: "ar-account", path: "/account", answers: { ...asStudent, "/me/picture": { picture: null } }, sees: "المنطقة الزمنية" },
  { name: "ar-account-security", path: "/account/security", answers: { ...asStudent, "/me/second-factor": { enabled: true, recovery_codes_left: 3 }, "/me/passkeys": nothing, "/auth/providers": { items: [] }, "/me/identities": nothing }, sees: "مفاتيح المرور" },
  { name: "ar-account-access", path: "/account/access", answers: { ...asStudent, "/me/sessions": { items: [session], next: null }, "/me/tokens": nothing }, sees: "هذا الجهاز" },
  { name: "ar-account-data", path: "/account/data", answers: { ...asStudent, "/me/export": { state: "none" } }, sees: "احذف حسابك" },
  { name: "ar-editor", path: "/courses/c1/edit", answers: { "/me": instructor, "/uploads": nothing, "/courses/c1/outline": outline({ can_edit: true, visibility: "draft" }) }, sees: "أضف قسمًا" },
  { name: "ar-roles", path: "/admin/roles", answers: { ...asAdmin, "/roles": roleTable }, sees: "إنشاء دورات خاصة به" },
  { name: "ar-settings", path: "/admin/settings", answers: { ...asAdmin, "/admin/settings": { items: settingList } }, sees: "لون المؤسسة" },
  { name: "ar-overview", path: "/admin", answers: { ...asAdmin, "/admin/status": systemStatus }, sees: "خوادم أخرى" },
  { name: "ar-not-found", path: "/nowhere", answers: asStudent, sees: "غير موجودة" },
];

showEach(pages, "ar");
