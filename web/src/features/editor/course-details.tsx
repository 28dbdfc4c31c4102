import { Group, NativeSelect, Stack, TagsInput, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { categoriesQuery, type Course, courseTypes, levels, visibilities } from "@/api/courses";
import { PrerequisitesField } from "@/features/editor/prerequisites-field";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { amountOf, digitsOf } from "@/lib/money";

interface DetailsProps {
  course: Course;
  edits: OutlineEdits;
}

type Times = "starts_at" | "ends_at" | "enrolment_opens_at" | "enrolment_closes_at";

/** What a field of local time shows. */
function localTime(at: string | null): string {
  if (!at) return "";
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface OnLeaveProps {
  label: string;
  description?: string;
  type?: "datetime-local" | "number";
  value: string;
  save: (typed: string) => Promise<unknown>;
}

/** Saved when it is left, since half a date or half an amount is none. */
function SavedOnLeave({ label, description, type, value, save }: OnLeaveProps): ReactNode {
  const words = useErrorWords();
  const [typed, setTyped] = useState(value);
  const [problem, setProblem] = useState("");
  const leave = () => {
    if (typed === value) return;
    save(typed).then(
      () => setProblem(""),
      (error: unknown) => setProblem(words(error)),
    );
  };
  return (
    <TextInput
      label={label}
      description={description}
      type={type ?? "text"}
      value={typed}
      error={problem || undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      style={{ flex: "1 1 200px" }}
    />
  );
}

function Found({ course, edits }: DetailsProps): ReactNode {
  const { t } = useWords();
  const { data: categories } = useQuery(categoriesQuery);
  const edit = (fields: Parameters<OutlineEdits["editCourse"]>[0]) => void edits.editCourse(fields).catch(() => undefined);
  const options = (categories ?? []).map(({ id, name, parent_id }) => ({ value: id, label: parent_id ? `– ${name}` : name }));
  return (
    <Fragment>
      <NativeSelect
        label={t("details.visibility")}
        value={course.visibility}
        onChange={(event) => edit({ visibility: event.currentTarget.value as Course["visibility"] })}
        data={visibilities.map((value) => ({ value, label: t(`details.visibility_${value}`) }))}
      />
      <NativeSelect
        label={t("details.category")}
        value={course.category_id ?? ""}
        onChange={(event) => edit({ category_id: event.currentTarget.value || null })}
        data={[{ value: "", label: t("details.categoryNone") }, ...options]}
      />
      <Group align="flex-end">
        <NativeSelect
          label={t("details.level")}
          value={course.level}
          onChange={(event) => edit({ level: event.currentTarget.value as Course["level"] })}
          data={levels.map((value) => ({ value, label: t(`browse.levels_${value}`) }))}
        />
        <NativeSelect
          label={t("details.type")}
          value={course.type}
          onChange={(event) => edit({ type: event.currentTarget.value as Course["type"] })}
          data={courseTypes.map((value) => ({ value, label: t(`browse.types_${value}`) }))}
        />
      </Group>
      <TagsInput label={t("details.tags")} description={t("details.tagsHelp")} value={course.tags} onChange={(tags) => edit({ tags })} maxTags={20} />
    </Fragment>
  );
}

function Price({ course, edits }: DetailsProps): ReactNode {
  const { t } = useWords();
  const currency = course.price?.currency ?? "EUR";
  const value = course.price ? String(course.price.amount / 10 ** digitsOf(currency)) : "";
  const save = (typed: string) => {
    if (typed.trim() === "") return edits.editCourse({ price: null });
    const amount = amountOf(typed, currency);
    return amount === null ? Promise.reject(new Error()) : edits.editCourse({ price: { amount, currency } });
  };
  return <SavedOnLeave key={value} label={`${t("details.price")} (${currency})`} description={t("details.priceHelp")} value={value} save={save} />;
}

/** How a course is found, when it is held, and what it takes. */
export function CourseDetails({ course, edits }: DetailsProps): ReactNode {
  const { t } = useWords();
  const time = (field: Times, label: string) => (
    <SavedOnLeave
      key={`${field} ${course[field] ?? ""}`}
      type="datetime-local"
      label={label}
      value={localTime(course[field])}
      save={(typed) => edits.editCourse({ [field]: typed ? new Date(typed).toISOString() : null })}
    />
  );
  const capacity = course.capacity === null ? "" : String(course.capacity);
  const hours = course.estimated_duration_seconds === null ? "" : String(course.estimated_duration_seconds / 3600);
  return (
    <Stack mt="md">
      <Title order={3}>{t("details.found")}</Title>
      <Found course={course} edits={edits} />
      <PrerequisitesField course={course} save={(prerequisites) => edits.editCourse({ prerequisites })} />
      <Title order={3}>{t("details.dates")}</Title>
      <Group align="flex-start">
        {time("starts_at", t("details.starts"))}
        {time("ends_at", t("details.ends"))}
      </Group>
      <Group align="flex-start">
        {time("enrolment_opens_at", t("details.enrolFrom"))}
        {time("enrolment_closes_at", t("details.enrolUntil"))}
      </Group>
      <Group align="flex-start">
        <SavedOnLeave
          key={`hours ${hours}`}
          type="number"
          label={t("details.hours")}
          value={hours}
          save={(typed) => edits.editCourse({ estimated_duration_seconds: typed ? Math.round(Number(typed) * 3600) : null })}
        />
        <SavedOnLeave
          key={`capacity ${capacity}`}
          type="number"
          label={t("details.capacity")}
          description={t("details.capacityHelp")}
          value={capacity}
          save={(typed) => edits.editCourse({ capacity: typed ? Number(typed) : null })}
        />
        <Price course={course} edits={edits} />
      </Group>
    </Stack>
  );
}
