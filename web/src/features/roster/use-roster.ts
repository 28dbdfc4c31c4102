// The roster's state: the filter in the address, what is selected, and acts that can be undone.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "wouter";
import { api } from "@/api/client";
import { type BulkAct, type CourseRole, enrolmentKeys, type RosterFilter, type RosterRow } from "@/api/enrolment";

const names = ["q", "role", "state", "group", "sort"] as const;

export function useFilter() {
  const [parameters, setParameters] = useSearchParams();
  const filter = Object.fromEntries(names.map((name) => [name, parameters.get(name) ?? ""])) as unknown as RosterFilter;
  const set = (change: Partial<RosterFilter>) =>
    setParameters(
      (known) => {
        for (const [name, value] of Object.entries(change)) {
          if (value) known.set(name, value);
          else known.delete(name);
        }
        return known;
      },
      { replace: true },
    );
  const isFiltered = Boolean(filter.q || filter.role || filter.state || filter.group);
  return { filter, set, isFiltered, clear: () => set({ q: "", role: "", state: "", group: "" }) };
}

/** What takes an act back, for those whom it changed. */
function inverse(act: BulkAct, before: readonly RosterRow[], changed: readonly string[]): BulkAct[] {
  const same = { enrolment_ids: [...changed], ...(act.group_id ? { group_id: act.group_id } : {}) };
  if (act.act === "suspend") return [{ ...same, act: "resume" }];
  if (act.act === "resume") return [{ ...same, act: "suspend" }];
  if (act.act === "end") return [{ ...same, act: "restore" }];
  if (act.act === "restore") return [{ ...same, act: "end" }];
  if (act.act === "add_to_group") return [{ ...same, act: "remove_from_group" }];
  if (act.act === "remove_from_group") return [{ ...same, act: "add_to_group" }];
  const roles = new Map<CourseRole, string[]>();
  for (const row of before)
    if (changed.includes(row.id)) roles.set(row.role, [...(roles.get(row.role) ?? []), row.id]);
  return [...roles].map(([role, ids]) => ({ act: "set_role", role, enrolment_ids: ids }));
}

export function useBulk(course: string, rows: readonly RosterRow[]) {
  const client = useQueryClient();
  const [undo, setUndo] = useState<{ count: number; acts: BulkAct[] } | null>(null);
  const send = (act: BulkAct) => api.post<{ changed: string[] }>(`/courses/${course}/roster/act`, act);
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: enrolmentKeys.roster(course) });
    await client.invalidateQueries({ queryKey: enrolmentKeys.groups(course) });
  };
  const act = useMutation({
    mutationFn: send,
    onSuccess: async ({ changed }, sent) => {
      setUndo({ count: changed.length, acts: changed.length > 0 ? inverse(sent, rows, changed) : [] });
      await refresh();
    },
  });
  const takeBack = useMutation({
    mutationFn: async () => {
      for (const one of undo?.acts ?? []) await send(one);
    },
    onSuccess: async () => {
      setUndo(null);
      await refresh();
    },
  });
  return { act, undo, takeBack, forget: () => setUndo(null) };
}
