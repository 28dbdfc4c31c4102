// Reviews: shapes of the API, and what is read of them.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Person, Rating } from "@/api/courses";
import type { Page } from "@/api/types";

export interface Review {
  id: string;
  course_id: string;
  user: Person;
  rating: number;
  text: string;
  reply: { text: string; by: string; at: string } | null;
  created_at: string;
  updated_at: string;
}

export interface ReviewList extends Page<Review> {
  rating: Rating;
  /** One star first. */
  histogram: number[];
  mine: Review | null;
  can_review: boolean;
  can_reply: boolean;
}

export interface ReviewReport {
  review: Review;
  course_title: string;
  reason: string;
  reported_by: string;
  reported_at: string;
}

export const reportsKey = ["review-reports"] as const;

export const reportsQuery = infiniteQueryOptions({
  queryKey: reportsKey,
  queryFn: ({ pageParam }) => api.get<Page<ReviewReport>>("/review-reports", { limit: 50, after: pageParam }),
  initialPageParam: "",
  getNextPageParam: (last) => last.next ?? undefined,
});

export const reviewsKey = (course: string) => ["reviews", course] as const;

export const reviewsQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: reviewsKey(course),
    queryFn: ({ pageParam }) => api.get<ReviewList>(`/courses/${course}/reviews`, { limit: 10, after: pageParam }),
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? undefined,
  });
