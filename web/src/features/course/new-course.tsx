import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, Fragment, type ReactNode, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { api, ApiError } from "@/api/client";
import { keys } from "@/api/queries";
import type { Course } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function NewCourseForm({ cancel }: { cancel: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [title, setTitle] = useState("");
  const [summary, setSummary] = useState("");
  const create = useMutation({
    mutationFn: () => api.post<Course>("/courses", { title: title.trim(), summary: summary.trim() }),
    onSuccess: async (course) => {
      await client.invalidateQueries({ queryKey: keys.courses });
      await client.invalidateQueries({ queryKey: keys.home });
      go(`/courses/${course.id}/edit`);
    },
  });
  const fields = create.error instanceof ApiError ? create.error.fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          required
          withAsterisk={false}
          label={t("course.titleLabel")}
          value={title}
          error={fields.title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          size="md"
          autosize
          minRows={3}
          label={t("course.summaryLabel")}
          description={t("course.summaryHelp")}
          value={summary}
          error={fields.summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        {create.error && Object.keys(fields).length === 0 && <Problem>{words(create.error)}</Problem>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={cancel}>
            {t("course.cancel")}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t("course.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function NewCourse(): ReactNode {
  const { t } = useWords();
  const [parameters] = useSearchParams();
  const [opened, setOpened] = useState(parameters.has("new"));
  return (
    <Fragment>
      <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpened(true)}>
        {t("course.newCourse")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("course.newCourse")}>
        <NewCourseForm cancel={() => setOpened(false)} />
      </Dialog>
    </Fragment>
  );
}
