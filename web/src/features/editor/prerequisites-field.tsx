import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/api/client";
import { type Course, courseChoicesQuery } from "@/api/courses";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";

interface PrerequisitesFieldProps {
  course: Course;
  save: (ids: string[]) => Promise<unknown>;
}

/** The courses that must be completed before this one, found by typing. */
export function PrerequisitesField({ course, save }: PrerequisitesFieldProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [typed, setTyped] = useState("");
  const [asked] = useDebouncedValue(typed, 200);
  const [problem, setProblem] = useState("");
  const { data: found } = useQuery(courseChoicesQuery(asked));
  const titles = new Map([...course.prerequisites, ...(found ?? [])].map(({ id, title }) => [id, title]));
  titles.delete(course.id);
  const choose = (ids: string[]) => {
    save(ids).then(
      () => setProblem(""),
      (error: unknown) => setProblem((error instanceof ApiError && error.fields.prerequisites) || words(error)),
    );
  };
  return (
    <MultiSelect
      label={t("details.prerequisites")}
      description={t("details.prerequisitesHelp")}
      data={[...titles].map(([value, label]) => ({ value, label }))}
      value={course.prerequisites.map(({ id }) => id)}
      onChange={choose}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t("details.prerequisitesNone")}
      maxValues={20}
      error={problem || undefined}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
