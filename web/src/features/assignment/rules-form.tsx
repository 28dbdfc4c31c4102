// The rules of an assignment, in the order in which one thinks of them.
import { Checkbox, NativeSelect, NumberInput, SimpleGrid, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { AssignmentRules, PeerRules } from "@/api/assignment";
import { useWords } from "@/i18n/use-words";
import { localInput } from "@/lib/time";

type Wrong = Readonly<Record<string, string>>;

interface RulesProps {
  rules: AssignmentRules;
  change: (fields: Partial<AssignmentRules>) => void;
  wrong: Wrong;
}

interface DateFieldProps {
  label: string;
  description?: string;
  value: string | null;
  error?: string | undefined;
  change: (iso: string | null) => void;
}

export function DateField({ label, description, value, error, change }: DateFieldProps): ReactNode {
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description}
      value={value ? localInput(value) : ""}
      error={error}
      onChange={(event) => change(event.currentTarget.value ? new Date(event.currentTarget.value).toISOString() : null)}
    />
  );
}

interface PercentFieldProps {
  label: string;
  description?: string;
  value: number;
  error?: string | undefined;
  change: (share: number) => void;
}

function PercentField({ label, description, value, error, change }: PercentFieldProps): ReactNode {
  return <NumberInput label={label} description={description} suffix=" %" min={0} max={100} value={Math.round(value * 1000) / 10} error={error} onChange={(percent) => change((Number(percent) || 0) / 100)} />;
}

const columns = { base: 1, sm: 2 };
const megabyte = 1_000_000;

export function WorkRules({ rules, change, wrong }: RulesProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack component="section" aria-labelledby="work">
      <Title order={2} id="work">
        {t("assignmentEdit.work")}
      </Title>
      <Checkbox label={t("assignmentEdit.text")} checked={rules.text} error={wrong.text} onChange={(event) => change({ text: event.currentTarget.checked })} />
      <SimpleGrid cols={columns}>
        <NumberInput label={t("assignmentEdit.mostFiles")} description={t("assignmentEdit.mostFilesHelp")} min={0} max={50} value={rules.most_files} error={wrong.most_files} onChange={(count) => change({ most_files: Number(count) || 0 })} />
        <NumberInput label={t("assignmentEdit.largestFile")} suffix=" MB" min={1} max={2000} disabled={rules.most_files === 0} value={Math.round(rules.largest_file / megabyte)} error={wrong.largest_file} onChange={(size) => change({ largest_file: Math.max(1, Number(size) || 1) * megabyte })} />
      </SimpleGrid>
      <TagsInput label={t("assignmentEdit.kinds")} description={t("assignmentEdit.kindsHelp")} placeholder="pdf" disabled={rules.most_files === 0} value={rules.kinds} error={wrong.kinds} onChange={(kinds) => change({ kinds })} />
      <Checkbox label={t("assignmentEdit.groups")} description={t("assignmentEdit.groupsHelp")} checked={rules.groups} onChange={(event) => change({ groups: event.currentTarget.checked })} />
    </Stack>
  );
}

export function DateRules({ rules, change, wrong }: RulesProps): ReactNode {
  const { t } = useWords();
  return (
    <Stack component="section" aria-labelledby="dates">
      <Title order={2} id="dates">
        {t("assignmentEdit.dates")}
      </Title>
      <SimpleGrid cols={columns}>
        <DateField label={t("assignmentEdit.opens")} value={rules.opens_at} error={wrong.opens_at} change={(opens_at) => change({ opens_at })} />
        <DateField label={t("assignmentEdit.due")} value={rules.due_at} error={wrong.due_at} change={(due_at) => change({ due_at })} />
        <NativeSelect
          label={t("assignmentEdit.late")}
          value={rules.late}
          onChange={(event) => change({ late: event.currentTarget.value as AssignmentRules["late"] })}
          data={[
            { value: "refused", label: t("assignmentEdit.lateRefused") },
            { value: "accepted", label: t("assignmentEdit.lateAccepted") },
            { value: "deducted", label: t("assignmentEdit.lateDeducted") },
          ]}
        />
        {rules.late !== "refused" && <DateField label={t("assignmentEdit.cutOff")} value={rules.cut_off_at} error={wrong.cut_off_at} change={(cut_off_at) => change({ cut_off_at })} />}
        {rules.late === "deducted" && <PercentField label={t("assignmentEdit.latePerDay")} value={rules.late_per_day} error={wrong.late_per_day} change={(late_per_day) => change({ late_per_day })} />}
        {rules.late === "deducted" && <PercentField label={t("assignmentEdit.lateFloor")} description={t("assignmentEdit.lateFloorHelp")} value={rules.late_floor} error={wrong.late_floor} change={(late_floor) => change({ late_floor })} />}
        <NativeSelect
          label={t("assignmentEdit.again")}
          value={rules.again}
          onChange={(event) => change({ again: event.currentTarget.value as AssignmentRules["again"] })}
          data={[
            { value: "until_due", label: t("assignmentEdit.againUntilDue") },
            { value: "attempts", label: t("assignmentEdit.againAttempts") },
            { value: "when_returned", label: t("assignmentEdit.againReturned") },
          ]}
        />
        {rules.again === "attempts" && <NumberInput label={t("assignmentEdit.attempts")} description={t("assignmentEdit.attemptsHelp")} min={0} max={1000} value={rules.attempts} error={wrong.attempts} onChange={(count) => change({ attempts: Number(count) || 0 })} />}
      </SimpleGrid>
    </Stack>
  );
}

export function MarkRules({ rules, change, wrong, hasRubric }: RulesProps & { hasRubric: boolean }): ReactNode {
  const { t } = useWords();
  return (
    <Stack component="section" aria-labelledby="marks">
      <Title order={2} id="marks">
        {t("assignmentEdit.marks")}
      </Title>
      <SimpleGrid cols={columns}>
        {!hasRubric && <NumberInput label={t("assignmentEdit.mostPoints")} min={1} max={100000} value={rules.most_points} error={wrong.most_points} onChange={(most) => change({ most_points: Number(most) || 1 })} />}
        <PercentField label={t("assignmentEdit.passAt")} value={rules.pass_fraction} error={wrong.pass_fraction} change={(pass_fraction) => change({ pass_fraction })} />
        <NativeSelect
          label={t("assignmentEdit.release")}
          value={rules.release}
          onChange={(event) => change({ release: event.currentTarget.value as AssignmentRules["release"] })}
          data={[
            { value: "at_once", label: t("assignmentEdit.releaseAtOnce") },
            { value: "together", label: t("assignmentEdit.releaseTogether") },
          ]}
        />
      </SimpleGrid>
      <Checkbox label={t("assignmentEdit.anonymous")} description={t("assignmentEdit.anonymousHelp")} checked={rules.anonymous} onChange={(event) => change({ anonymous: event.currentTarget.checked })} />
    </Stack>
  );
}

export function PeerRulesForm({ peer, change, wrong }: { peer: PeerRules; change: (fields: Partial<PeerRules>) => void; wrong: Wrong }): ReactNode {
  const { t } = useWords();
  return (
    <Stack component="section" aria-labelledby="peers">
      <Title order={2} id="peers">
        {t("marking.peers")}
      </Title>
      <Text c="dimmed">{t("assignmentEdit.peersHelp")}</Text>
      <NumberInput w={280} label={t("assignmentEdit.reviews")} description={t("assignmentEdit.reviewsHelp")} min={0} max={20} value={peer.reviews} error={wrong["peer.reviews"]} onChange={(count) => change({ reviews: Number(count) || 0 })} />
      {peer.reviews > 0 && (
        <>
          <SimpleGrid cols={columns}>
            <DateField label={t("assignmentEdit.reviewOpens")} description={t("assignmentEdit.byHand")} value={peer.opens_at} error={wrong["peer.opens_at"]} change={(opens_at) => change({ opens_at })} />
            <DateField label={t("assignmentEdit.reviewCloses")} description={t("assignmentEdit.byHand")} value={peer.closes_at} error={wrong["peer.closes_at"]} change={(closes_at) => change({ closes_at })} />
            <NativeSelect
              label={t("assignmentEdit.combine")}
              value={peer.combine}
              onChange={(event) => change({ combine: event.currentTarget.value as PeerRules["combine"] })}
              data={[
                { value: "median", label: t("assignmentEdit.median") },
                { value: "mean", label: t("assignmentEdit.mean") },
              ]}
            />
            <PercentField label={t("assignmentEdit.teacherWeight")} description={t("assignmentEdit.teacherWeightHelp")} value={peer.teacher_weight} error={wrong["peer.teacher_weight"]} change={(teacher_weight) => change({ teacher_weight })} />
            <PercentField label={t("assignmentEdit.reviewingShare")} description={t("assignmentEdit.reviewingShareHelp")} value={peer.reviewing_share} error={wrong["peer.reviewing_share"]} change={(reviewing_share) => change({ reviewing_share })} />
          </SimpleGrid>
          <Checkbox label={t("assignmentEdit.self")} description={t("assignmentEdit.selfHelp")} checked={peer.self} onChange={(event) => change({ self: event.currentTarget.checked })} />
        </>
      )}
    </Stack>
  );
}
