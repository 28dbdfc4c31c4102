import { describe, expect, it } from "vitest";
import type { Job } from "@/api/admin";
import { withJobs } from "@/api/admin-live";

const job = (id: string, state: Job["state"] = "running"): Job => ({
  id,
  kind: "transcode",
  state,
  progress: 0.5,
  attempts: 1,
  last_error: null,
  about: null,
  created_at: "2026-01-01T00:00:00Z",
  run_at: "2026-01-01T00:00:00Z",
  finished_at: null,
});

const list = (...items: Job[]) => ({ pages: [{ items, next: null }], pageParams: [""] });
const ids = (pages: ReturnType<typeof withJobs>) => pages.pages.flatMap((page) => page.items.map((one) => `${one.id} ${one.state}`));

describe("jobs that are told", () => {
  it("change in their place", () => {
    expect(ids(withJobs(list(job("3"), job("2"), job("1")), [job("2", "done")], ""))).toEqual(["3 running", "2 done", "1 running"]);
  });

  it("come to the top when they are new", () => {
    expect(ids(withJobs(list(job("2")), [job("4"), job("3", "queued")], ""))).toEqual(["4 running", "3 queued", "2 running"]);
  });

  it("leave a list that they no longer fit, and enter the one they do", () => {
    expect(ids(withJobs(list(job("2"), job("1")), [job("2", "failed")], "running"))).toEqual(["1 running"]);
    expect(ids(withJobs(list(job("1", "failed")), [job("2", "failed")], "failed"))).toEqual(["2 failed", "1 failed"]);
  });

  it("wait for their page where they are older than what is shown", () => {
    const first = { pages: [{ items: [job("9"), job("8")], next: "8" }], pageParams: [""] };
    expect(ids(withJobs(first, [job("3", "done")], ""))).toEqual(["9 running", "8 running"]);
  });
});
