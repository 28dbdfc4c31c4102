import { ActionIcon, Anchor, Button, Group, NativeSelect, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link } from "wouter";
import { api } from "@/api/client";
import { categoriesQuery, type Category, courseKeys } from "@/api/courses";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

function useReload(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: courseKeys.categories });
    await client.invalidateQueries({ queryKey: courseKeys.courses });
  };
}

/** Makes one, or names and places one that is there. */
function CategoryForm({ all, known, close }: { all: readonly Category[]; known: Category | null; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const reload = useReload();
  const [name, setName] = useState(known?.name ?? "");
  const [parent, setParent] = useState(known?.parent_id ?? "");
  const save = useMutation({
    mutationFn: () => {
      const fields = { name, parent_id: parent || null };
      return known ? api.patch(`/categories/${known.id}`, fields) : api.post("/categories", fields);
    },
    onSuccess: async () => {
      await reload();
      close();
    },
  });
  const tops = all.filter((one) => one.parent_id === null && one.id !== known?.id);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput data-autofocus required withAsterisk={false} label={t("categories.name")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect
          label={t("categories.parent")}
          value={parent}
          onChange={(event) => setParent(event.currentTarget.value)}
          data={[{ value: "", label: t("categories.top") }, ...tops.map((one) => ({ value: one.id, label: one.name }))]}
        />
        {save.error && <Problem>{words(save.error)}</Problem>}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t("categories.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Row({ category, all, edit, remove }: { category: Category; all: readonly Category[]; edit: () => void; remove: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const reload = useReload();
  const sisters = all.filter((one) => one.parent_id === category.parent_id);
  const at = sisters.findIndex((one) => one.id === category.id);
  const move = (position: number) => {
    api.patch(`/categories/${category.id}`, { position }).then(reload, (error: unknown) => toast(words(error)));
  };
  const name = category.name;
  return (
    <Table.Tr>
      <Table.Td ps={category.parent_id ? 40 : 12}>
        <Anchor component={Link} href={`/courses?category=${category.id}`}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td className="lectern-numbers">{category.courses}</Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" disabled={at === 0} aria-label={t("categories.up", { name })} onClick={() => move(at - 1)}>
            <Icon name="up" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" disabled={at === sisters.length - 1} aria-label={t("categories.down", { name })} onClick={() => move(at + 1)}>
            <Icon name="down" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("categories.rename", { name })} onClick={edit}>
            <Icon name="edit" size={18} />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("categories.delete", { name })} onClick={remove}>
            <Icon name="trash" size={18} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function CategoryTable({ all, edit }: { all: readonly Category[]; edit: (category: Category) => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const reload = useReload();
  const [doomed, setDoomed] = useState<Category | null>(null);
  const remove = () => {
    if (doomed) api.delete(`/categories/${doomed.id}`).then(reload, (error: unknown) => toast(words(error)));
    setDoomed(null);
  };
  return (
    <Fragment>
      <Table verticalSpacing="xs" maw={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("categories.name")}</Table.Th>
            <Table.Th>{t("categories.courses")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {all.map((category) => (
            <Row key={category.id} category={category} all={all} edit={() => edit(category)} remove={() => setDoomed(category)} />
          ))}
        </Table.Tbody>
      </Table>
      <Confirm
        title={t("categories.deleteAsk", { name: doomed?.name ?? "" })}
        text={t("categories.deleteText")}
        act={t("editor.deleteConfirm")}
        keep={t("editor.keep")}
        opened={doomed !== null}
        onConfirm={remove}
        onClose={() => setDoomed(null)}
      />
    </Fragment>
  );
}

export default function CategoriesPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: all, error, refetch } = useQuery(categoriesQuery);
  const [edited, setEdited] = useState<Category | "new" | null>(null);
  const add = (
    <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited("new")}>
      {t("categories.add")}
    </Button>
  );
  return (
    <Console title={t("categories.title")} lead={<Text>{t("categories.lead")}</Text>} actions={add}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {!all && !error && <RowsSkeleton rows={4} height={40} />}
      {all?.length === 0 && <EmptyState icon="book" title={t("categories.none")} text={t("categories.noneText")} />}
      {all && all.length > 0 && <CategoryTable all={all} edit={setEdited} />}
      <Dialog opened={edited !== null} onClose={() => setEdited(null)} title={edited && edited !== "new" ? t("categories.rename", { name: edited.name }) : t("categories.add")}>
        {edited && <CategoryForm all={all ?? []} known={edited === "new" ? null : edited} close={() => setEdited(null)} />}
      </Dialog>
    </Console>
  );
}
