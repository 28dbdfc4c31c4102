// An example course as the API tells it.
import type { Course, Lesson, Me, Outline, Playback, Upload, Video } from "@/api/types";

export const instructor: Me = {
  id: "u1",
  name: "Ada Lovelace",
  email: "ada@example.org",
  role: "admin",
  csrf_token: "token",
};

export const student: Me = { ...instructor, id: "u2", name: "Sam Okafor", email: "sam@example.org", role: "student" };

export const course = (fields: Partial<Course> = {}): Course => ({
  id: "c1",
  title: "Algorithms and Data Structures",
  summary: "How to **think** about programs that work on a lot of data: sorting, searching, trees, graphs and what they cost.",
  description: "",
  category: "Computer science",
  category_id: "k1",
  language: "en",
  level: "beginner",
  type: "self_paced",
  tags: ["algorithms", "graphs"],
  visibility: "public",
  estimated_duration_seconds: 36_000,
  price: null,
  capacity: null,
  starts_at: null,
  ends_at: null,
  enrolment_opens_at: null,
  enrolment_closes_at: null,
  prerequisites: [],
  rating: { count: 12, average: 4.5 },
  owner: { id: "u1", name: "Ada Lovelace" },
  instructors: [{ id: "u1", name: "Ada Lovelace" }],
  cover: null,
  created_at: "2026-03-01T10:00:00Z",
  updated_at: "2026-03-01T10:00:00Z",
  published_at: "2026-03-01T10:00:00Z",
  can_edit: false,
  can_delete: false,
  role: null,
  ...fields,
});

export const video = (fields: Partial<Video> = {}): Video => ({
  id: "v1",
  state: "ready",
  progress: 1,
  speed: null,
  seconds_left: null,
  error: null,
  notes: [],
  duration_seconds: 2832,
  filename: "sorting.mp4",
  size: 482_000_000,
  generation: 1,
  playable_generation: 1,
  ...fields,
});

export const lesson = (id: string, title: string, fields: Partial<Lesson> = {}): Lesson => ({
  id,
  title,
  kind: "video",
  course_id: "c1",
  course_title: "Algorithms and Data Structures",
  section_id: "s1",
  position: 0,
  access: "course",
  allow_download: false,
  can_edit: false,
  can_watch: true,
  lock: null,
  opens_at: null,
  opens_after_days: null,
  opens_after_lesson_id: null,
  link: null,
  link_host: null,
  target_id: null,
  document: null,
  text: "",
  attachments: [],
  video: video(),
  ...fields,
});

export const outline = (fields: Partial<Course> = {}): Outline => ({
  course: course(fields),
  sections: [
    {
      id: "s1",
      title: "Week 1: Sorting",
      position: 0,
      lessons: [
        lesson("l1", "What sorting costs", { access: "anyone" }),
        lesson("l2", "Merge sort, by hand and in code"),
        lesson("l3", "Quick sort", { video: video({ state: "playable", progress: 0.4, seconds_left: 95, playable_generation: 1 }) }),
      ],
    },
    {
      id: "s2",
      title: "Week 2: Searching",
      position: 1,
      lessons: [
        lesson("l4", "Binary search and why it is hard to get right", { video: video({ state: "failed", error: "The file ends in the middle of its index.", playable_generation: null }) }),
        lesson("l5", "Hash tables", { video: null }),
      ],
    },
  ],
});

export const playback = (fields: Partial<Playback> = {}): Playback => ({
  master_url: "/v/t/v1/1/master.m3u8",
  early: false,
  state: "ready",
  poster_url: null,
  storyboard_url: null,
  captions: [],
  chapters: [
    { start_seconds: 0, end_seconds: 300, title: "Welcome" },
    { start_seconds: 300, end_seconds: 1500, title: "What a comparison is worth" },
    { start_seconds: 1500, end_seconds: 2832, title: "The lower bound" },
  ],
  duration_seconds: 2832,
  resume_seconds: 0,
  reach_seconds: null,
  expires_at: "2026-12-01T00:00:00Z",
  views: [],
  download_url: "/v/t/v1/1/download.mp4",
  original_url: null,
  ...fields,
});

export const unfinished: Upload = {
  id: "up1",
  filename: "hash-tables.mov",
  lesson_id: "l5",
  size: 2_400_000_000,
  offset: 910_000_000,
  expires_at: "2026-12-01T00:00:00Z",
  url: "/api/v1/uploads/up1",
};
