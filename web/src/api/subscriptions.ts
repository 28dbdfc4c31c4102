// Places by category: the next open free course of one, or its queue.
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { enrolmentKeys } from "@/api/enrolment";
import type { Page } from "@/api/types";
import { useErrorWords } from "@/api/words";

export interface Subscription {
  status: "enrolled" | "queued";
  course_id: string | null;
  course_title?: string | null;
  category_id: string;
  category?: string;
  message: string;
}

export const subscriptionsQuery = queryOptions({
  queryKey: ["subscriptions"],
  queryFn: async () => (await api.get<Page<Subscription>>("/me/subscriptions")).items,
});

/** Where one stands in a category, and the two acts; null until that is known. */
export function useCategoryPlace(category: string) {
  const client = useQueryClient();
  const words = useErrorWords();
  const { data } = useQuery(subscriptionsQuery);
  const settled = () => {
    void client.invalidateQueries({ queryKey: enrolmentKeys.mine });
    return client.invalidateQueries({ queryKey: subscriptionsQuery.queryKey });
  };
  const path = `/categories/${category}/subscribe`;
  const join = useMutation({ mutationFn: () => api.post<Subscription>(path), onSuccess: settled });
  const leave = useMutation({ mutationFn: () => api.delete(path), onSuccess: settled });
  if (!data) return null;
  const known = data.find((one) => one.category_id === category);
  const error = join.error ?? leave.error;
  return {
    standing: known ? (known.status === "queued" ? ("queued" as const) : ("placed" as const)) : ("none" as const),
    course: known?.course_id ? { id: known.course_id, title: known.course_title ?? "" } : null,
    busy: join.isPending || leave.isPending,
    problem: error ? words(error) : "",
    join: () => join.mutate(),
    leave: () => leave.mutate(),
  };
}
