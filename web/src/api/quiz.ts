// Quizzes: shapes of the API, and what is read of them.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { RubricCriterion, RubricMark } from "@/api/assignment";
import { api } from "@/api/client";
import type { Page } from "@/api/types";

export type Response = Record<string, unknown>;
export type ShownFrom = "submitted" | "closed" | "never";

export interface QuizRules {
  opens_at: string | null;
  closes_at: string | null;
  time_limit_seconds: number | null;
  attempts: number;
  delay_seconds: number;
  password: string;
  networks?: string;
  shuffle_questions: boolean;
  certainty: boolean;
  /** One page after the other, and no way back. */
  sequential?: boolean;
  method: "best" | "last" | "first" | "average";
  pass_fraction: number;
  show_points: ShownFrom;
  show_feedback: ShownFrom;
  show_solutions: ShownFrom;
}

export interface AttemptSummary {
  id: string;
  lesson_id: string;
  user_id: string;
  number: number;
  preview: boolean;
  state: "open" | "submitted" | "marking" | "graded";
  started_at: string;
  due_at: string | null;
  submitted_at: string | null;
  points: number | null;
  most_points: number;
  fraction: number | null;
}

export interface QuizEntrance {
  lesson_id: string;
  course_id: string;
  title: string;
  rules: QuizRules;
  questions: number;
  most_points: number;
  attempts: AttemptSummary[];
  refusal: string | null;
  refusal_sentence: string;
  fraction: number | null;
  passed: boolean;
  teaching: boolean;
}

/** What is shown of a question; which fields there are depends on the type. */
export interface ShownQuestion {
  type: string;
  stem: string;
  kind?: string;
  options?: string[];
  units?: string[];
  prompts?: string[];
  answers?: string[];
  items?: string[];
  words?: string[];
  gaps?: number | ShownQuestion[];
  picture?: string;
  picture_text?: string;
  variables?: string[];
  least_words?: number;
  most_words?: number;
  most_files?: number;
  /** In bytes. */
  largest_file?: number;
  template?: string;
  /** By which whoever marks an essay says what it earns. */
  rubric?: RubricCriterion[];
}

export interface Verdict {
  part: string;
  response: string;
  fraction: number;
  feedback: string;
}

export interface Outcome {
  fraction: number | null;
  points: number | null;
  comment: string | null;
  feedback: string | null;
  verdicts: Verdict[] | null;
  solution: Response | null;
  /** Of an essay: the level of each criterion. */
  rubric?: RubricMark[] | null;
}

/** Handed in with an essay. */
export interface EssayFile {
  id: string;
  filename: string;
  size: number;
}

export interface AttemptQuestion {
  slot: number;
  page: number;
  section: string;
  points: number;
  shown: ShownQuestion;
  sequence: number;
  response: Response | null;
  certainty: number | null;
  flagged: boolean;
  hints: { taken: string[]; next_cost: number | null };
  files: EssayFile[];
  /** Names of what arrived too late to be handed in. */
  late_files: string[];
  outcome?: Outcome;
}

export interface Attempt extends AttemptSummary {
  course_id: string;
  title: string;
  person: string;
  now: string;
  certainty: boolean;
  /** Only the questions of `page` are given. */
  sequential: boolean;
  page: number;
  pages: number;
  pass_fraction: number;
  teaching: boolean;
  shows: { points: boolean; feedback: boolean; solutions: boolean };
  questions: AttemptQuestion[];
}

export type Definition = Record<string, unknown> & { stem: string };

export interface Question {
  id: string;
  course_id: string;
  category_id: string | null;
  name: string;
  type: string;
  version: number;
  tags: string[];
  used_in: number;
  archived: boolean;
  updated_at: string;
  definition?: Definition;
}

export interface QuestionDetails extends Question {
  definition: Definition;
  versions: { version: number; author: string; created_at: string }[];
  uses: { lesson_id: string; course_id: string; title: string }[];
}

export interface QuestionCategory {
  id: string;
  name: string;
  shared: boolean;
  foreign: boolean;
  questions: number;
}

export interface QuizSlot {
  page: number;
  section: string;
  question_id: string | null;
  category_id: string | null;
  tag: string;
  points: number;
}

export interface Quiz {
  lesson_id: string;
  course_id: string;
  title: string;
  rules: QuizRules;
  slots: QuizSlot[];
  attempts: number;
}

export interface QuizOverride {
  whom: "person" | "cohort";
  id: string;
  name: string;
  opens_at: string | null;
  closes_at: string | null;
  time_limit_seconds: number | null;
  attempts: number | null;
}

export interface ResultRow extends AttemptSummary {
  person: { id: string; name: string; email: string };
  points_by_slot: (number | null)[];
}

export interface ItemReport {
  slot: number;
  name: string;
  type: string;
  points: number;
  facility: number;
  standard_deviation: number | null;
  random_guess: number | null;
  intended_weight: number;
  effective_weight: number | null;
  discrimination_index: number | null;
  discrimination_efficiency: number | null;
  responses: Record<string, Record<string, number>>;
}

export interface QuizReport {
  people: number;
  most_points: number;
  mean: number;
  median: number;
  standard_deviation: number | null;
  internal_consistency: number | null;
  histogram: number[];
  items: ItemReport[];
}

export interface ToMark {
  attempt_id: string;
  slot: number;
  person: string | null;
  points: number;
  shown: ShownQuestion;
  notes: string;
  response: Response | null;
  files: EssayFile[];
  waiting: number;
}

export interface Trial {
  shown: ShownQuestion;
  solution: Response | null;
  fraction: number | null;
  verdicts: Verdict[];
}

export const quizKeys = {
  entrance: (lesson: string) => ["quiz", lesson] as const,
  definition: (lesson: string) => ["quiz", lesson, "definition"] as const,
  attempt: (attempt: string) => ["attempt", attempt] as const,
  bank: (course: string) => ["questions", course] as const,
  categories: (course: string) => ["question-categories", course] as const,
  question: (question: string) => ["question", question] as const,
};

export const entranceQuery = (lesson: string) =>
  queryOptions({ queryKey: quizKeys.entrance(lesson), queryFn: () => api.get<QuizEntrance>(`/lessons/${lesson}/quiz`) });

export const quizQuery = (lesson: string) =>
  queryOptions({ queryKey: quizKeys.definition(lesson), queryFn: () => api.get<Quiz>(`/lessons/${lesson}/quiz/definition`) });

export const overridesQuery = (lesson: string) =>
  queryOptions({
    queryKey: ["quiz", lesson, "overrides"] as const,
    queryFn: async () => (await api.get<{ overrides: QuizOverride[] }>(`/lessons/${lesson}/quiz/overrides`)).overrides,
  });

export const attemptQuery = (attempt: string) =>
  queryOptions({
    queryKey: quizKeys.attempt(attempt),
    queryFn: () => api.get<Attempt>(`/quiz-attempts/${attempt}`),
    // What is typed here is newer than what a refetch would bring.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const essayFilesQuery = (attempt: string, slot: number) =>
  queryOptions({
    queryKey: ["essay-files", attempt, slot] as const,
    queryFn: async () => (await api.get<{ items: EssayFile[] }>(`/quiz-attempts/${attempt}/answers/${slot}/files`)).items,
  });

export interface BankFilter {
  q: string;
  type: string;
  category: string;
}

export const bankQuery = (course: string, filter: BankFilter) =>
  infiniteQueryOptions({
    queryKey: [...quizKeys.bank(course), filter],
    queryFn: ({ pageParam }) => api.get<Page<Question>>(`/courses/${course}/questions`, { ...filter, limit: 50, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const questionQuery = (question: string) =>
  queryOptions({ queryKey: quizKeys.question(question), queryFn: () => api.get<QuestionDetails>(`/questions/${question}`) });

export const questionCategoriesQuery = (course: string) =>
  queryOptions({
    queryKey: quizKeys.categories(course),
    queryFn: () => api.get<{ items: QuestionCategory[]; tags: string[] }>(`/courses/${course}/question-categories`),
  });

export const resultsQuery = (lesson: string) =>
  infiniteQueryOptions({
    queryKey: ["quiz", lesson, "results"],
    queryFn: ({ pageParam }) => api.get<Page<ResultRow>>(`/lessons/${lesson}/quiz/results`, { limit: 100, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const reportQuery = (lesson: string) =>
  queryOptions({ queryKey: ["quiz", lesson, "report"], queryFn: () => api.get<QuizReport>(`/lessons/${lesson}/quiz/report`) });

export const toMarkQuery = (lesson: string) =>
  queryOptions({
    queryKey: ["quiz", lesson, "to-mark"],
    queryFn: () => api.get<{ next: ToMark | null }>(`/lessons/${lesson}/quiz/to-mark`, { anonymous: "true" }),
    staleTime: 0,
  });
