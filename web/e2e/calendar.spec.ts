// The calendar from canned answers.
import { calendarEntries } from "./support/awards";
import { student } from "./support/example";
import { type Shown, showEach } from "./support/shown";

const asStudent = { "/uploads": { items: [], next: null }, "/me": student };
const full = { ...asStudent, "/me/calendar": { items: calendarEntries, next: null } };
const empty = { ...asStudent, "/me/calendar": { items: [], next: null } };

const pages: readonly Shown[] = [
  { name: "calendar-month", path: "/calendar?month=2026-03", answers: full, sees: "Quiz closes" },
  { name: "calendar-month-empty", path: "/calendar?month=2026-03", answers: empty, sees: "Nothing this month." },
  { name: "calendar-list", path: "/calendar?view=list", answers: full, sees: "Quiz closes" },
  { name: "calendar-list-empty", path: "/calendar?view=list", answers: empty, sees: "Nothing is due" },
  {
    name: "calendar-subscribe",
    path: "/calendar?view=list",
    answers: {
      ...empty,
      "/me/calendar-feed": { created_at: "2026-01-01T10:00:00Z", fetched_at: null },
      "POST /me/calendar-feed": { url: "https://lectures.example.org/api/v1/calendar/secret/lectern.ics" },
    },
    sees: "Nothing is due",
    act: async (page) => {
      await page.getByRole("button", { name: "Subscribe" }).click();
      await page.getByRole("button", { name: "Make another address" }).click();
      await page.getByLabel("Your private address").waitFor();
    },
  },
];

showEach(pages);
