import { Anchor, Button, NativeSelect, Progress, Table, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { adminKeys, type Job, jobsQuery, type JobState } from "@/api/admin";
import { useLiveJobs } from "@/api/admin-live";
import { api } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { DataList } from "@/features/admin/data-list";
import { Moment } from "@/features/admin/moment";
import { auditWords } from "@/i18n/audit";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { EmptyState } from "@/ui/empty-state";
import { Problem } from "@/ui/problem";

const states: readonly JobState[] = ["queued", "running", "failed", "done", "cancelled"];

function State({ job }: { job: Job }): ReactNode {
  const { t, percent } = useWords();
  const label = t(`jobList.${job.state}`);
  if (job.state === "running")
    return (
      <>
        {label} <span className="lectern-numbers">{percent(job.progress)}</span>
        <Progress value={job.progress * 100} aria-label={label} mt={4} />
      </>
    );
  return (
    <>
      {label}
      {job.last_error && job.state !== "done" && (
        <Text size="sm" c="dimmed">
          {job.last_error}
        </Text>
      )}
      {job.attempts > 1 && (
        <Text size="xs" c="dimmed">
          {t("jobList.attempts", { count: job.attempts })}
        </Text>
      )}
    </>
  );
}

interface RowProps {
  job: Job;
  retry: () => void;
  cancel: () => void;
}

function Row({ job, retry, cancel }: RowProps): ReactNode {
  const { t, spoken } = useWords();
  const isOpen = job.state === "queued" || job.state === "running";
  const isEnded = job.state === "failed" || job.state === "cancelled";
  return (
    <Table.Tr>
      <Table.Td>{auditWords(spoken).work[job.kind] ?? job.kind}</Table.Td>
      <Table.Td>
        {job.about && (
          <Anchor component={Link} href={`/lessons/${job.about.lesson_id}`}>
            {job.about.lesson_title}
          </Anchor>
        )}
        {job.about && (
          <Text size="xs" c="dimmed">
            {job.about.course_title}
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={200} maw={380}>
        <State job={job} />
      </Table.Td>
      <Table.Td>
        <Moment at={job.created_at} />
      </Table.Td>
      <Table.Td>
        {isOpen && (
          <Button size="compact-sm" variant="default" onClick={cancel}>
            {t("jobList.cancel")}
          </Button>
        )}
        {isEnded && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t("jobList.retry")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export default function JobsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [state, setState] = useState("");
  const [doomed, setDoomed] = useState<Job | null>(null);
  const query = useInfiniteQuery(jobsQuery(state));
  useLiveJobs();
  const act = useMutation({
    mutationFn: ({ job, verb }: { job: Job; verb: "retry" | "cancel" }) => api.post(`/admin/jobs/${job.id}/${verb}`),
    onSettled: () => client.invalidateQueries({ queryKey: adminKeys.jobs }),
  });
  return (
    <Console title={t("console.jobs")} lead={t("jobList.lead")}>
      <div className="lectern-console-filters" role="search">
        <NativeSelect
          label={t("jobList.state")}
          value={state}
          style={{ flex: "0 1 220px" }}
          data={[{ value: "", label: t("console.all") }, ...states.map((one) => ({ value: one, label: t(`jobList.${one}`) }))]}
          onChange={(event) => setState(event.currentTarget.value)}
        />
      </div>
      {act.error && <Problem>{words(act.error)}</Problem>}
      <DataList
        query={query}
        label={t("console.jobs")}
        heads={[t("jobList.kind"), t("jobList.about"), t("jobList.state"), t("jobList.created"), ""]}
        row={(job) => <Row key={job.id} job={job} retry={() => act.mutate({ job, verb: "retry" })} cancel={() => setDoomed(job)} />}
        empty={<EmptyState icon="check" title={t("jobList.none")} text={t("jobList.noneHint")} />}
      />
      <Confirm
        opened={doomed !== null}
        title={t("jobList.cancelTitle")}
        text={t("jobList.cancelText")}
        act={t("jobList.cancel")}
        keep={t("jobList.keep")}
        onConfirm={() => {
          if (doomed) act.mutate({ job: doomed, verb: "cancel" });
          setDoomed(null);
        }}
        onClose={() => setDoomed(null)}
      />
    </Console>
  );
}
