import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLocation } from "wouter";
import { forumKeys } from "@/api/forum";
import { live } from "@/api/live";
import { keys } from "@/api/queries";
import { useWords } from "@/i18n/use-words";
import { toast } from "@/ui/toast";

interface News {
  type: string;
  course_id: string;
  thread_id: string;
  post_id: string;
}

const words = { "forum.replied": "forum.repliedNews", "forum.mentioned": "forum.mentionedNews" } as const;

/** Says so where somebody answers or mentions one elsewhere in the forum. */
export function useForumNews(here?: string): void {
  const { t } = useWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  useEffect(
    () =>
      live.subscribe(
        "me",
        (payload) => {
          const news = payload as News;
          if (!(news.type in words)) return;
          void client.invalidateQueries({ queryKey: forumKeys.course(news.course_id) });
          void client.invalidateQueries({ queryKey: keys.home });
          if (news.thread_id === here) return;
          toast(t(words[news.type as keyof typeof words]), { words: t("forum.toPost"), run: () => go(`/threads/${news.thread_id}#post-${news.post_id}`) });
        },
        () => undefined,
      ),
    [client, go, here, t],
  );
}
