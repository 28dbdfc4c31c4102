// What pages expect of the API, held against what its description says: a field that is renamed, becomes absent or null, or
// gains a value that a page does not know, does not compile here. `npm run check` writes the other side anew.
import type * as account from "@/api/account";
import type * as admin from "@/api/admin";
import type * as announcements from "@/api/announcements";
import type * as archives from "@/api/archives";
import type * as assignment from "@/api/assignment";
import type * as coursePage from "@/api/course-page";
import type * as calendar from "@/api/calendar";
import type * as certificates from "@/api/certificates";
import type * as courses from "@/api/courses";
import type * as enrolment from "@/api/enrolment";
import type * as forum from "@/api/forum";
import type * as federation from "@/api/federation";
import type * as gradebook from "@/api/gradebook";
import type * as lessons from "@/api/lessons";
import type * as messages from "@/api/messages";
import type * as notes from "@/api/notes";
import type * as pictures from "@/api/pictures";
import type * as programmes from "@/api/programmes";
import type * as progress from "@/api/progress";
import type * as reports from "@/api/reports";
import type * as reviews from "@/api/reviews";
import type * as timed from "@/api/timed";
import type * as types from "@/api/types";
import type * as versions from "@/api/versions";
import type * as api from "api-description";

/** Whether all that the server may answer is what the page expects; else the two, side by side, in the error. */
type Answers<Described, Expected> = [Described] extends [Expected] ? true : { described: Described; expected: Expected };

/** Of parts that are not described field by field. */
type Without<Whole, Parts extends string> = Omit<Whole, Parts>;

interface Agreement {
  dataExport: Answers<api.DataExport, account.DataExport>;
  passkey: Answers<api.Passkey, account.Passkey>;
  accountDetails: Answers<api.AccountDetails, admin.AccountDetails>;
  auditEntry: Answers<api.AuditEntry, admin.AuditEntry>;
  job: Answers<api.Job, admin.Job>;
  roleTable: Answers<api.RoleTable, admin.RoleTable>;
  site: Answers<api.Site, admin.Site>;
  announcement: Answers<api.Announcement, announcements.Announcement>;
  archive: Answers<api.Archive, archives.CourseArchive>;
  rubric: Answers<api.Rubric, assignment.Rubric>;
  handIn: Answers<api.HandIn, assignment.HandIn>;
  marksImported: Answers<api.MarksImported, assignment.MarksImported>;
  receivedReview: Answers<api.ReceivedReview, assignment.ReceivedReview>;
  extensions: Answers<api.AssignmentExtensions["extensions"], assignment.Extension[]>;
  handInState: Answers<api.HandInFacts["state"], assignment.HandInState>;
  handInRefusal: Answers<api.AssignmentEntrance["refusal"], assignment.HandInRefusal | null>;
  enrolmentOfPage: Answers<api.CoursePage["enrolment"], coursePage.CoursePage["enrolment"]>;
  calendarEntry: Answers<api.CalendarEntry, calendar.CalendarEntry>;
  certificate: Answers<api.Certificate, certificates.Certificate>;
  certificateDesign: Answers<api.CertificateDesign, certificates.CertificateDesign>;
  course: Answers<api.Course, courses.Course>;
  checklist: Answers<api.Checklist, courses.Checklist>;
  deletedCourse: Answers<api.DeletedCourse, courses.DeletedCourse>;
  forum: Answers<api.Forum, forum.Forum>;
  thread: Answers<api.Thread, forum.Thread>;
  post: Answers<api.Post, forum.Post>;
  reportedPost: Answers<api.ReportedPostList["items"][number], forum.ReportedPost>;
  moment: Answers<api.MomentList["items"][number], forum.ForumMoment>;
  myCourse: Answers<api.MyCourse, enrolment.MyCourse>;
  offer: Answers<api.Offer, enrolment.Offer>;
  cohort: Answers<api.Cohort, enrolment.Cohort>;
  cohortMember: Answers<api.CohortMember, enrolment.CohortMember>;
  intake: Answers<api.Intake, enrolment.Intake>;
  courseInvitation: Answers<api.CourseInvitation, enrolment.Invitation>;
  document: Answers<api.Document, lessons.LessonDocument>;
  documentAccess: Answers<api.DocumentAccess, lessons.DocumentAccess>;
  courseProgress: Answers<api.CourseProgress, progress.CourseProgress>;
  picture: Answers<api.Picture, pictures.Picture>;
  programme: Answers<api.Programme, programmes.Programme>;
  completionReport: Answers<api.CompletionReport, reports.CompletionReport>;
  learnerReport: Answers<api.LearnerReport, reports.LearnerReport>;
  riskReport: Answers<api.RiskReport, reports.RiskReport>;
  review: Answers<api.Review, reviews.Review | null>;
  caption: Answers<api.Caption, timed.Caption>;
  chapters: Answers<api.LessonChapters, timed.LessonChapters>;
  lesson: Answers<Without<api.Lesson, "video">, Without<types.Lesson, "video">>;
  video: Answers<api.Video, types.Video | null>;
  playback: Answers<api.Playback, types.Playback>;
  home: Answers<api.Home, types.Home>;
  upload: Answers<api.Upload, types.Upload>;
  version: Answers<api.ContentVersion, versions.ContentVersion>;
  apiToken: Answers<api.ApiToken, account.ApiToken>;
  signUpRules: Answers<api.SignUpRules, account.SignUpRules>;
  invitation: Answers<api.Invitation, account.Invitation>;
  me: Answers<api.Me, account.Account>;
  passkeyOffer: Answers<api.PasskeyOffer, account.PasskeyOffer>;
  session: Answers<api.SessionList["items"][number], account.SessionEntry>;
  mailStanding: Answers<api.MailStanding, account.MailStanding>;
  accountImport: Answers<api.AccountImportResult, admin.ImportResult>;
  setting: Answers<api.Settings["items"][number], admin.Setting>;
  status: Answers<api.SystemStatus, admin.SystemStatus>;
  storage: Answers<api.StorageReport, admin.StorageReport>;
  category: Answers<Required<api.Category>, courses.Category>;
  facetValue: Answers<api.FacetValues[number], courses.FacetValue>;
  enrolment: Answers<api.Enrolment, enrolment.Enrolment>;
  group: Answers<api.Group, enrolment.CourseGroup>;
  learner: Answers<api.Learner, enrolment.Learner>;
  rosterRow: Answers<api.RosterRow, enrolment.RosterRow>;
  identity: Answers<api.IdentityList["items"][number], federation.LinkedIdentity>;
  provider: Answers<Without<api.Provider, "rules">, Without<federation.Provider, "rules">>;
  providerTest: Answers<api.ProviderTest, federation.ProviderTest>;
  directory: Answers<api.DirectoryStanding, federation.DirectoryStanding>;
  directoryTest: Answers<api.DirectoryTest, federation.DirectoryTest>;
  signInWay: Answers<api.SignInWays["items"][number], federation.SignInWay>;
  gradebook: Answers<api.Gradebook, gradebook.Gradebook>;
  gradeRow: Answers<api.GradeRow, gradebook.GradeRow>;
  gradeChange: Answers<api.GradeHistory["items"][number], gradebook.GradeChange>;
  gradeReport: Answers<api.GradeReport, gradebook.GradeReport>;
  gradesImported: Answers<api.GradeImported, gradebook.GradesImported>;
  note: Answers<api.Note, notes.Note>;
  outline: Answers<Without<api.Outline, "sections">, Without<types.Outline, "sections">>;
  message: Answers<api.Message, messages.Message>;
  sentMessage: Answers<api.SentMessage, messages.SentMessage>;
  user: Answers<api.User, types.User>;
}

type Disagreeing = { [Key in keyof Agreement]: Agreement[Key] extends true ? never : Key }[keyof Agreement];

/** The error names every row that does not agree; hovering over it in an editor shows both sides. */
export const nothingDisagrees: Record<Disagreeing, "does not agree"> = {};
