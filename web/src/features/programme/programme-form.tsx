import { ActionIcon, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { api, ApiError } from "@/api/client";
import { browseQuery } from "@/api/courses";
import { type Programme, programmeKeys } from "@/api/programmes";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

type Part = { id: string; title: string };

function swapped(parts: readonly Part[], at: number, with_: number): Part[] {
  const next = [...parts];
  const [one, other] = [next[at], next[with_]];
  if (one && other) [next[at], next[with_]] = [other, one];
  return next;
}

/** The courses of the programme in their order, and those that may still come in. */
function Parts({ parts, set }: { parts: readonly Part[]; set: (parts: Part[]) => void }): ReactNode {
  const { t } = useWords();
  const query = useInfiniteQuery(browseQuery({ sort: "title" }));
  const others = query.data?.pages.flatMap((page) => page.items).filter((course) => !parts.some((part) => part.id === course.id)) ?? [];
  const add = (id: string) => {
    const found = others.find((course) => course.id === id);
    if (found) set([...parts, { id, title: found.title }]);
  };
  return (
    <Stack gap="xs">
      {parts.length === 0 && <Text c="dimmed">{t("programme.noCourses")}</Text>}
      {parts.map(({ id, title }, at) => (
        <Group key={id} gap={4} wrap="nowrap">
          <Text style={{ flex: 1, minWidth: 0 }} dir="auto">
            {`${String(at + 1)}. ${title}`}
          </Text>
          <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={t("programme.up", { title })} onClick={() => set(swapped(parts, at, at - 1))}>
            <Icon name="up" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" disabled={at === parts.length - 1} aria-label={t("programme.down", { title })} onClick={() => set(swapped(parts, at, at + 1))}>
            <Icon name="down" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("programme.removeCourse", { title })} onClick={() => set(parts.filter((part) => part.id !== id))}>
            <Icon name="close" size={18} />
          </ActionIcon>
        </Group>
      ))}
      {others.length > 0 && (
        <NativeSelect
          aria-label={t("programme.addCourse")}
          value=""
          onChange={(event) => add(event.currentTarget.value)}
          data={[{ value: "", label: t("programme.addCourse") }, ...others.map(({ id, title }) => ({ value: id, label: title }))]}
        />
      )}
    </Stack>
  );
}

export function ProgrammeForm({ programme, close }: { programme: Programme; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [, go] = useLocation();
  const [title, setTitle] = useState(programme.title);
  const [summary, setSummary] = useState(programme.summary);
  const [description, setDescription] = useState(programme.description);
  const [isOrdered, setIsOrdered] = useState(programme.order === "ordered");
  const [parts, setParts] = useState<readonly Part[]>(programme.courses);
  const [design, setDesign] = useState(programme.certificate_course_id ?? "");
  const [asks, setAsks] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      api.patch(`/programmes/${programme.id}`, { title, summary, description, order: isOrdered ? "ordered" : "free", courses: parts.map((part) => part.id), certificate_course_id: parts.some((part) => part.id === design) ? design : null }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: programmeKeys.all });
      close();
    },
  });
  const remove = useMutation({
    mutationFn: () => api.delete(`/programmes/${programme.id}`),
    onSuccess: async () => {
      go("/programmes");
      await client.invalidateQueries({ queryKey: programmeKeys.all });
    },
  });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  return (
    <Fragment>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack maw={640}>
          <TextInput required withAsterisk={false} label={t("course.titleLabel")} value={title} error={wrong.title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Textarea autosize minRows={2} label={t("course.summaryLabel")} value={summary} error={wrong.summary} onChange={(event) => setSummary(event.currentTarget.value)} />
          <Textarea autosize minRows={4} label={t("programme.about")} description={t("announcement.bodyHelp")} value={description} error={wrong.description} onChange={(event) => setDescription(event.currentTarget.value)} />
          <Checkbox label={t("programme.isOrdered")} checked={isOrdered} onChange={(event) => setIsOrdered(event.currentTarget.checked)} />
          <Parts parts={parts} set={setParts} />
          {parts.length > 0 && (
            <NativeSelect
              label={t("programme.certificate")}
              description={t("programme.certificateHelp")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              value={design}
              error={wrong.certificate_course_id}
              onChange={(event) => setDesign(event.currentTarget.value)}
              data={[{ value: "", label: t("programme.noCertificate") }, ...parts.map((part) => ({ value: part.id, label: t("programme.certificateOf", { title: part.title }) }))]}
            />
          )}
          {save.error && Object.keys(wrong).length === 0 && <Problem>{words(save.error)}</Problem>}
          {remove.error && <Problem>{words(remove.error)}</Problem>}
          <Group>
            <Button type="submit" loading={save.isPending}>
              {t("programme.save")}
            </Button>
            <Button variant="default" onClick={close}>
              {t("course.cancel")}
            </Button>
            <Button variant="subtle" color="red.9" c="var(--mantine-color-error)" onClick={() => setAsks(true)}>
              {t("programme.delete")}
            </Button>
          </Group>
        </Stack>
      </form>
      <Confirm
        title={t("programme.deleteAsk", { title: programme.title })}
        text={t("programme.deleteText")}
        act={t("programme.delete")}
        keep={t("editor.keep")}
        typed={programme.title}
        opened={asks}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsks(false)}
      />
    </Fragment>
  );
}
