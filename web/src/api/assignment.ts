// Assignments, what is handed in to them, and peer review.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export interface RubricLevel {
  title: string;
  description?: string;
  points: number;
}

export interface RubricCriterion {
  title: string;
  description?: string;
  levels: RubricLevel[];
}

export interface Rubric {
  criteria: RubricCriterion[];
}

export interface RubricMark {
  level?: number | null;
  comment?: string;
}

export interface PinnedComment {
  file_id?: string | null;
  from?: number;
  to?: number;
  page?: number | null;
  x?: number | null;
  y?: number | null;
  comment: string;
}

export interface PeerRules {
  reviews: number;
  opens_at: string | null;
  closes_at: string | null;
  self: boolean;
  combine: "median" | "mean";
  teacher_weight: number;
  reviewing_share: number;
}

export interface AssignmentRules {
  text: boolean;
  most_files: number;
  largest_file: number;
  kinds: string[];
  opens_at: string | null;
  due_at: string | null;
  cut_off_at: string | null;
  late: "refused" | "accepted" | "deducted";
  late_per_day: number;
  late_floor: number;
  again: "until_due" | "attempts" | "when_returned";
  attempts: number;
  groups: boolean;
  anonymous: boolean;
  release: "at_once" | "together";
  most_points: number;
  pass_fraction: number;
  peer: PeerRules;
}

export type Phase = "handing_in" | "reviewing" | "marked";

export interface Assignment {
  lesson_id: string;
  course_id: string;
  title: string;
  rules: AssignmentRules;
  rubric: Rubric;
  most_points: number;
  phase: Phase;
}

export interface HandInFile {
  id: string;
  filename: string;
  type: string;
  shown: "nowhere" | "pdf" | "picture" | "text";
  size: number;
  created_at: string;
}

export interface HandInPerson {
  id: string | null;
  name: string | null;
  email: string | null;
}

export type HandInState = "draft" | "handed_in" | "marked" | "released" | "returned" | "superseded";

export interface HandInFacts {
  id: string;
  lesson_id: string;
  number: number;
  state: HandInState;
  group: boolean;
  people: HandInPerson[];
  sequence: number;
  saved_at: string;
  files: HandInFile[];
  handed_in_at: string | null;
  digest: string | null;
  late_seconds: number;
  points: number | null;
  most_points: number;
  fraction: number | null;
  marked_by: string | null;
  marked_at: string | null;
  released_at: string | null;
}

export interface HandIn extends HandInFacts {
  text: string;
  marks: RubricMark[];
  feedback: string;
  pins: PinnedComment[];
}

export type HandInRefusal = "not_open" | "too_late" | "closed" | "handed_in" | "marked" | "no_attempts_left";

export interface AssignmentEntrance extends Assignment {
  defined: boolean;
  teaching: boolean;
  extended: boolean;
  group: string | null;
  refusal: HandInRefusal | null;
  refusal_sentence: string;
  draft: HandIn | null;
  hand_ins: HandIn[];
  fraction: number | null;
  passed: boolean;
  reviews: { id: string; self: boolean; done: boolean }[];
}

export interface MarkingState extends Assignment {
  counts: { to_mark: number; marked: number; released: number; returned: number; missing: number };
}

export interface MarkView {
  assignment: Assignment;
  hand_in: HandIn;
  names_hidden: boolean;
  earlier: { id: string; number: number; state: string; handed_in_at: string | null; points: number | null }[];
  peer_fractions: number[];
}

export interface Extension {
  user_id: string;
  name?: string;
  due_at?: string | null;
  cut_off_at?: string | null;
}

export interface ReceivedReview {
  id: string;
  self: boolean;
  done: boolean;
  marks: RubricMark[];
  points: number | null;
  fraction: number | null;
  feedback: string;
}

export interface PeerReview extends ReceivedReview {
  assignment: Assignment;
  open: boolean;
  text: string;
  files: HandInFile[];
}

export interface ReviewRow {
  hand_in_id: string;
  state: string;
  people: HandInPerson[];
  asked_for: number;
  got: ReceivedReview[];
  of_self: number | null;
  to_give: number;
  given: number;
  combined: number | null;
  points: number | null;
  fraction: number | null;
}

export interface MarksImported {
  applied: boolean;
  lines: { line: number; hand_in_id: string; name: string | null; before: string; after: string; problem: string | null }[];
}

export interface MissingPerson {
  id: string;
  name: string;
  email: string;
  draft: boolean;
}

export const assignmentKeys = {
  all: (lesson: string) => ["assignment", lesson] as const,
  entrance: (lesson: string) => ["assignment", lesson, "entrance"] as const,
  definition: (lesson: string) => ["assignment", lesson, "definition"] as const,
  extensions: (lesson: string) => ["assignment", lesson, "extensions"] as const,
  mark: (handIn: string) => ["hand-in", handIn, "mark"] as const,
  received: (handIn: string) => ["hand-in", handIn, "reviews"] as const,
  review: (review: string) => ["peer-review", review] as const,
};

export const assignmentQuery = (lesson: string) =>
  queryOptions({ queryKey: assignmentKeys.entrance(lesson), queryFn: () => api.get<AssignmentEntrance>(`/lessons/${lesson}/assignment`) });

export const definitionQuery = (lesson: string) =>
  queryOptions({ queryKey: assignmentKeys.definition(lesson), queryFn: () => api.get<Assignment>(`/lessons/${lesson}/assignment/definition`) });

export const extensionsQuery = (lesson: string) =>
  queryOptions({
    queryKey: assignmentKeys.extensions(lesson),
    queryFn: () => api.get<{ extensions: Extension[] }>(`/lessons/${lesson}/assignment/extensions`),
  });

export const markingQuery = (lesson: string) =>
  queryOptions({ queryKey: [...assignmentKeys.all(lesson), "marking"], queryFn: () => api.get<MarkingState>(`/lessons/${lesson}/assignment/marking`) });

export const handInsQuery = (lesson: string, state: string) =>
  infiniteQueryOptions({
    queryKey: [...assignmentKeys.all(lesson), "hand-ins", state],
    queryFn: ({ pageParam }) => api.get<Page<HandInFacts>>(`/lessons/${lesson}/assignment/hand-ins`, { state, limit: 50, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const missingQuery = (lesson: string) =>
  infiniteQueryOptions({
    queryKey: [...assignmentKeys.all(lesson), "missing"],
    queryFn: ({ pageParam }) => api.get<Page<MissingPerson>>(`/lessons/${lesson}/assignment/missing`, { limit: 50, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const reviewOverviewQuery = (lesson: string) =>
  infiniteQueryOptions({
    queryKey: [...assignmentKeys.all(lesson), "reviews"],
    queryFn: ({ pageParam }) => api.get<Page<ReviewRow>>(`/lessons/${lesson}/assignment/review-overview`, { limit: 50, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const markQuery = (handIn: string) =>
  queryOptions({
    queryKey: assignmentKeys.mark(handIn),
    queryFn: () => api.get<MarkView>(`/hand-ins/${handIn}/mark`),
    // What is being written here is newer than what a refetch would bring.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const receivedQuery = (handIn: string) =>
  queryOptions({ queryKey: assignmentKeys.received(handIn), queryFn: () => api.get<Page<ReceivedReview>>(`/hand-ins/${handIn}/reviews`) });

export const peerReviewQuery = (review: string) =>
  queryOptions({
    queryKey: assignmentKeys.review(review),
    queryFn: () => api.get<PeerReview>(`/peer-reviews/${review}`),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** The id of the next hand-in that waits, or null. */
export const nextToMark = (lesson: string, after: string) =>
  api.get<{ next: string | null }>(`/lessons/${lesson}/assignment/next`, { after }).then((answer) => answer.next);
