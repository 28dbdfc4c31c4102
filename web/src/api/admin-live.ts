// What the console hears while it is open: how the server is, and each change of a job. Nothing is asked again and again.
import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { adminKeys, type Job, type SystemStatus } from "@/api/admin";
import { live } from "@/api/live";
import type { Page } from "@/api/types";

type JobNews = { type: "job"; job: Job } | { type: "jobs"; jobs: Job[] };
type Pages = InfiniteData<Page<Job>>;

/** The pages with these jobs as they are now: in their place, at the top where they are new, gone where they no longer fit. */
export function withJobs(known: Pages, news: readonly Job[], state: string): Pages {
  const fresh = new Map(news.map((job) => [job.id, job]));
  const fits = (job: Job) => state === "" || job.state === state;
  const shown = new Set(known.pages.flatMap((page) => page.items.map((job) => job.id)));
  const last = known.pages[known.pages.length - 1];
  const oldest = last?.next ? last.items[last.items.length - 1]?.id : undefined;
  const added = news
    .filter((job) => !shown.has(job.id) && fits(job) && (oldest === undefined || job.id > oldest))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  const pages = known.pages.map((page) => ({ ...page, items: page.items.map((job) => fresh.get(job.id) ?? job).filter(fits) }));
  const [first, ...others] = pages;
  if (!first) return known;
  const items = [...added, ...first.items].sort((one, other) => (one.id < other.id ? 1 : -1));
  return { ...known, pages: [{ ...first, items }, ...others] };
}

function take(client: QueryClient, news: JobNews): void {
  const jobs = news.type === "jobs" ? news.jobs : [news.job];
  for (const [key, known] of client.getQueriesData<Pages>({ queryKey: adminKeys.jobs }))
    if (known) client.setQueryData<Pages>(key, withJobs(known, jobs, String(key[adminKeys.jobs.length] ?? "")));
}

/** Keeps every list of jobs current while the component is on the page. */
export function useLiveJobs(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      live.subscribe(
        "admin/jobs",
        (payload) => take(client, payload as JobNews),
        () => void client.invalidateQueries({ queryKey: adminKeys.jobs }),
      ),
    [client],
  );
}

/** Keeps the server's state current while the component is on the page. */
export function useLiveStatus(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      live.subscribe(
        "admin/status",
        (payload) => client.setQueryData<SystemStatus>(adminKeys.status, payload as SystemStatus),
        () => void client.invalidateQueries({ queryKey: adminKeys.status }),
      ),
    [client],
  );
}
