// What instructors write to chosen people of a course: shapes of the API, and what is read of them.
import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/api/client";
import { keys } from "@/api/queries";
import type { Page } from "@/api/types";
import { randomKey } from "@/lib/random-key";

interface Letter {
  id: string;
  course_id: string;
  course_title: string;
  author: { id: string; name: string };
  subject: string;
  /** Markdown. */
  body: string;
  sent_at: string;
}

export interface Message extends Letter {
  read: boolean;
}

export interface SentMessage extends Letter {
  people: number;
  read_by: number;
}

export interface NewMessage {
  enrolment_ids: string[];
  subject: string;
  body: string;
}

export const messageKeys = {
  mine: ["messages"] as const,
  sent: (course: string) => ["messages", "sent", course] as const,
};

const paged = { initialPageParam: "", getNextPageParam: (last: Page<unknown>) => last.next ?? undefined };

export const messagesQuery = infiniteQueryOptions({
  queryKey: messageKeys.mine,
  queryFn: ({ pageParam }) => api.get<Page<Message>>("/me/messages", { limit: 20, after: pageParam }),
  ...paged,
});

export const sentMessagesQuery = (course: string) =>
  infiniteQueryOptions({
    queryKey: messageKeys.sent(course),
    queryFn: ({ pageParam }) => api.get<Page<SentMessage>>(`/courses/${course}/messages`, { limit: 20, after: pageParam }),
    ...paged,
  });

export function useReadMessage(): (message: Message) => void {
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: ({ id }: Message) => api.post(`/messages/${id}/read`),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: messageKeys.mine, exact: true });
      await client.invalidateQueries({ queryKey: keys.home });
    },
  });
  return read.mutate;
}

/** One form sends one message, however often it has to be tried. */
export function useSendMessage(course: string) {
  const client = useQueryClient();
  const [key] = useState(randomKey);
  return useMutation({
    mutationFn: (message: NewMessage) => api.postOnce<SentMessage>(`/courses/${course}/messages`, message, key),
    onSuccess: () => client.invalidateQueries({ queryKey: messageKeys.sent(course) }),
  });
}
