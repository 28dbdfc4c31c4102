// What can be done with a post. Answers of the server stand in for the post at once; the rest of the thread follows.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { forumKeys, type Post } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { toast } from "@/ui/toast";

export function usePostActs(post: Post) {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: forumKeys.posts(post.thread_id) });
    await client.invalidateQueries({ queryKey: forumKeys.thread(post.thread_id) });
  };
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: refresh,
    onError: (error) => toast(words(error)),
  });
  const path = `/posts/${post.id}`;
  const mark = (name: string, isSet: boolean) => act.mutate(() => (isSet ? api.delete(`${path}/${name}`) : api.put(`${path}/${name}`, undefined)));
  const restore = () => act.mutate(() => api.post(`${path}/restore`));
  return {
    isBusy: act.isPending,
    refresh,
    vote: () => mark("vote", post.voted),
    accept: () => mark("accepted", post.accepted),
    endorse: () => mark("endorsement", post.endorsed_by !== null),
    restore,
    remove: () =>
      act.mutate(async () => {
        await api.delete(path);
        toast(t("post.deletedDone"), { words: t("post.undo"), run: restore });
      }),
    hide: () =>
      act.mutate(async () => {
        await api.post(`${path}/judge`, { verdict: "hide" });
        toast(t("post.hiddenDone"), { words: t("post.undo"), run: restore });
      }),
    report: async (reason: string) => {
      await api.post(`${path}/report`, { reason });
      toast(t("post.reported"));
    },
    copyLink: async () => {
      await navigator.clipboard.writeText(`${location.origin}/threads/${post.thread_id}#post-${post.id}`);
      toast(t("post.copied"));
    },
  };
}
