// The posts of a thread, page by page: from the first one on, or around the one that the address names, wherever it stands.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { createContext, useEffect, useMemo, useState } from "react";
import { postQuery, postsQuery, type Thread } from "@/api/forum";
import type { PostOrder } from "@/features/forum/tree";

/** Takes the id of a post that was just written. */
export const Written = createContext<(post: string) => void>(() => undefined);

/** A thread that fits on one page is read from its beginning. */
const onePage = 100;

const named = () => (location.hash.startsWith("#post-") ? location.hash.slice("#post-".length) : "");

export function useThreadPosts(thread: Thread, order: PostOrder) {
  const isLong = thread.replies >= onePage;
  const [address, setAddress] = useState(named);
  const [written, setWritten] = useState("");
  const [around, setAround] = useState(isLong ? address : "");
  const { data, error, isPlaceholderData, hasNextPage, hasPreviousPage, isFetching, isFetchingNextPage, isFetchingPreviousPage, fetchNextPage, fetchPreviousPage } = useInfiniteQuery(postsQuery(thread.id, around));
  const pages = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  const isThere = (id: string) => id === "" || Boolean(pages?.some((post) => post.id === id));
  // What was asked stands at the head, wherever one begins to read.
  const { data: opening } = useQuery({ ...postQuery(thread.id, thread.opening_post_id), enabled: pages !== undefined && !isThere(thread.opening_post_id) });
  const posts = useMemo(() => pages && (opening && !pages.some((post) => post.id === opening.id) ? [opening, ...pages] : pages), [pages, opening]);
  useEffect(() => {
    const follow = () => setAddress(named());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const missing = [address, written].find((id) => !isThere(id)) ?? "";
  const mustMove = pages !== undefined && !isFetching && missing !== "" && missing !== around;
  useEffect(() => {
    if (!mustMove) return;
    if (isLong) setAround(missing);
    else void fetchNextPage();
  }, [mustMove, isLong, missing, fetchNextPage]);
  // What is worth most may stand anywhere: all of it takes part.
  const wantsAll = order === "worth" && !isFetching && !isPlaceholderData;
  useEffect(() => {
    if (wantsAll && hasNextPage) void fetchNextPage();
    else if (wantsAll && hasPreviousPage) void fetchPreviousPage();
  }, [wantsAll, hasNextPage, hasPreviousPage, fetchNextPage, fetchPreviousPage]);
  const isNamedThere = address !== "" && isThere(address);
  useEffect(() => {
    if (isNamedThere) document.getElementById(`post-${address}`)?.scrollIntoView({ block: "start" });
  }, [isNamedThere, address]);
  return {
    posts,
    error,
    setWritten,
    earlier: { is: hasPreviousPage, isComing: isFetchingPreviousPage, show: () => void fetchPreviousPage() },
    later: { is: hasNextPage, isComing: isFetchingNextPage, show: () => void fetchNextPage() },
  };
}
