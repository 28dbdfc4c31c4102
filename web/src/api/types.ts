// The shapes of the API, as /api/v1/openapi.json describes them.
import type { LessonContents } from "@/api/lessons";
import type { Message } from "@/api/messages";

import type { Course, Visibility } from "@/api/courses";

export type { Course, Visibility };

export type Role = "student" | "instructor" | "admin";

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface Me extends User {
  language?: string | null;
  time_zone?: string | null;
  csrf_token: string;
  /** What one's roles allow. */
  permissions?: string[];
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export type Access = "course" | "anyone";
export type VideoState = "uploading" | "probing" | "playable" | "ready" | "failed";

export interface OutlineSection {
  id: string;
  title: string;
  position: number;
  lessons: Lesson[];
}

export interface Outline {
  course: Course;
  sections: OutlineSection[];
}

export interface Video {
  id: string;
  state: VideoState;
  progress: number;
  speed: number | null;
  seconds_left: number | null;
  error: string | null;
  notes: string[];
  duration_seconds: number | null;
  filename: string | null;
  size: number | null;
  generation: number;
  /** The version that plays now: an older one while a newer is made. */
  playable_generation: number | null;
}

export interface Lesson extends LessonContents {
  id: string;
  title: string;
  course_id: string;
  section_id: string;
  access: Access;
  position: number;
  allow_download: boolean;
  can_edit: boolean;
  can_watch: boolean;
  course_title?: string;
  video: Video | null;
}

export interface CaptionTrack {
  language: string;
  label: string;
  url: string;
}

export interface Chapter {
  start_seconds: number;
  end_seconds: number;
  title: string;
}

export interface Playback {
  master_url: string;
  early: boolean;
  state: VideoState;
  poster_url: string | null;
  storyboard_url: string | null;
  captions: CaptionTrack[];
  chapters: Chapter[];
  duration_seconds: number | null;
  resume_seconds: number;
  /** Set where the lecture is watched in order: how far one has come. */
  reach_seconds: number | null;
  expires_at: string | null;
  views: { name: string; master_url: string }[];
  download_url: string | null;
  original_url: string | null;
}

export interface Upload {
  id: string;
  filename: string;
  lesson_id: string | null;
  size: number;
  offset: number;
  expires_at: string | null;
  url: string;
}

export interface HomeCourse {
  course_id: string;
  title: string;
  summary: string;
  visibility: Visibility;
  role: string;
  enrolment_id: string | null;
  completed_lessons: number;
  lessons: number;
  /** Where one stopped last in this course. */
  continue: { lesson_id: string; title: string; seconds: number; at: string } | null;
}

export interface Home {
  /** Parts that cannot be had now; each part is absent then. */
  unavailable: string[];
  courses?: HomeCourse[];
  waiting?: { enrolment_id: string | null; course_id: string | null; category_id: string | null; title: string; queue_place: number | null }[];
  invitations?: { code: string; course_id: string; course_title: string; invited_by: string | null }[];
  due?: { course_id: string; title: string; ends_at: string }[];
  /** Courses where threads are unread; 100 stands for more. */
  forums?: { course_id: string; title: string; unread: number }[];
  messages?: Message[];
}

export interface LoginAnswer {
  user: User;
  csrf_token: string;
}
