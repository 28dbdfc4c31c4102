// Courses, categories and the trash: shapes of the API, and what is read of them.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Picture } from "@/api/pictures";
import type { Page } from "@/api/types";

export const visibilities = ["draft", "unlisted", "internal", "public", "archived"] as const;
export const levels = ["any", "beginner", "intermediate", "advanced"] as const;
export const courseTypes = ["self_paced", "scheduled", "live", "programme_part"] as const;
export const sorts = ["newest", "title", "rating", "price", "start"] as const;

export type Visibility = (typeof visibilities)[number];
export type Level = (typeof levels)[number];
export type CourseType = (typeof courseTypes)[number];
export type Sort = (typeof sorts)[number];

/** In the smallest unit of the currency. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Person {
  id: string;
  name: string;
  picture?: Picture | null;
}

export interface Rating {
  count: number;
  average: number | null;
}

export interface Course {
  id: string;
  title: string;
  summary: string;
  /** Markdown. */
  description: string;
  category: string | null;
  category_id: string | null;
  language: string;
  level: Level;
  type: CourseType;
  tags: string[];
  visibility: Visibility;
  estimated_duration_seconds: number | null;
  price: Money | null;
  capacity: number | null;
  starts_at: string | null;
  ends_at: string | null;
  enrolment_opens_at: string | null;
  enrolment_closes_at: string | null;
  prerequisites: { id: string; title: string; completed: boolean }[];
  rating: Rating;
  owner: Person;
  instructors: Person[];
  cover: Picture | null;
  created_at: string;
  updated_at: string;
  published_at: string | null;
  can_edit: boolean;
  can_delete: boolean;
  /** What the caller is in this course, if anything. */
  role: "student" | "assistant" | "instructor" | "observer" | null;
}

export interface FacetValue {
  value: string;
  label: string;
  parent: string | null;
  count: number;
}

export const facets = ["category", "level", "type", "language", "price", "instructor", "tag"] as const;
export type Facet = (typeof facets)[number];

export interface CourseList extends Page<Course> {
  total: number;
  facets: Record<Facet, FacetValue[]>;
}

export interface Category {
  id: string;
  name: string;
  parent_id: string | null;
  courses: number;
}

export interface DeletedCourse {
  id: string;
  title: string;
  summary: string;
  owner_id: string;
  visibility: Visibility;
  deleted_at: string;
  kept_until: string;
}

export interface Checklist {
  can_publish: boolean;
  items: { key: string; weight: "needed" | "advised"; done: boolean; message: string | null }[];
}

export const courseKeys = {
  courses: ["courses"] as const,
  course: (course: string) => ["course", course] as const,
  categories: ["categories"] as const,
  trash: ["trash"] as const,
  checklist: (course: string) => ["checklist", course] as const,
};

/** What the address of the list says: each facet's values by commas. */
export type Browse = Partial<Record<Facet | "q" | "sort", string>>;

export const browseQuery = (browse: Browse) =>
  infiniteQueryOptions({
    queryKey: [...courseKeys.courses, browse],
    queryFn: ({ pageParam }) => api.get<CourseList>("/courses", { ...browse, limit: 24, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (known) => known,
  });

export const categoriesQuery = queryOptions({
  queryKey: courseKeys.categories,
  queryFn: async () => (await api.get<Page<Category>>("/categories")).items,
});

export const trashQuery = infiniteQueryOptions({
  queryKey: courseKeys.trash,
  queryFn: ({ pageParam }) => api.get<Page<DeletedCourse>>("/courses", { state: "deleted", limit: 50, after: pageParam }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next ?? undefined,
});

export const checklistQuery = (course: string) =>
  queryOptions({ queryKey: courseKeys.checklist(course), queryFn: () => api.get<Checklist>(`/courses/${course}/checklist`) });
