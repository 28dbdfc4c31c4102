// The posts of a thread, page by page. What the address names, what was accepted and what was just written is fetched
// however far down it stands.
import { useInfiniteQuery } from "@tanstack/react-query";
import { createContext, useEffect, useMemo, useState } from "react";
import { postsQuery, type Thread } from "@/api/forum";

/** Takes the id of a post that was just written. */
export const Written = createContext<(post: string) => void>(() => undefined);

const named = () => (location.hash.startsWith("#post-") ? location.hash.slice("#post-".length) : null);

export function useThreadPosts(thread: Thread) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(postsQuery(thread.id));
  const posts = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const [address, setAddress] = useState(named);
  const [written, setWritten] = useState<string | null>(null);
  useEffect(() => {
    const follow = () => setAddress(named());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const isThere = (id: string | null) => id === null || Boolean(posts?.some((post) => post.id === id));
  const isComplete = [address, written, thread.accepted_post_id].every(isThere);
  const mustGoOn = posts !== undefined && !isComplete && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (mustGoOn) void fetchNextPage();
  }, [mustGoOn, fetchNextPage]);
  const isNamedThere = address !== null && isThere(address);
  useEffect(() => {
    if (isNamedThere) document.getElementById(`post-${address}`)?.scrollIntoView({ block: "start" });
  }, [isNamedThere, address]);
  return { posts, error, setWritten, hasMore: hasNextPage, isMoreComing: isFetchingNextPage, more: () => void fetchNextPage() };
}
