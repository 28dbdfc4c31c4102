import { ActionIcon, Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { type QuestionCategory, questionCategoriesQuery, quizKeys } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { branchesOf, joined, leafOf, parentOf, targetsFor } from "@/features/quiz/category-tree";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function useCategoryEdits(course: string) {
  const client = useQueryClient();
  const onSuccess = async () => {
    await client.invalidateQueries({ queryKey: quizKeys.categories(course) });
    await client.invalidateQueries({ queryKey: quizKeys.bank(course) });
  };
  return {
    add: useMutation({ mutationFn: (name: string) => api.post(`/courses/${course}/question-categories`, { name }), onSuccess }),
    change: useMutation({ mutationFn: ({ id, ...fields }: { id: string; name?: string; shared?: boolean }) => api.patch(`/question-categories/${id}`, fields), onSuccess }),
    remove: useMutation({ mutationFn: ({ id, into }: { id: string; into: string }) => api.delete(`/question-categories/${id}${into ? `?into=${into}` : ""}`), onSuccess }),
  };
}

type Edits = ReturnType<typeof useCategoryEdits>;

interface OneProps {
  category: QuestionCategory;
  all: readonly QuestionCategory[];
  edits: Edits;
  close: () => void;
}

/** Another name, another place, shared or not. */
function Change({ category, all, edits, close }: OneProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [name, setName] = useState(leafOf(category.name));
  const [parent, setParent] = useState(parentOf(category.name));
  const [shared, setShared] = useState(category.shared);
  const wrong = edits.change.error instanceof ApiError ? edits.change.error.fields : {};
  const places = [...new Set([parentOf(category.name), ...targetsFor(category, all).map((one) => one.name)])].filter(Boolean).sort();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        edits.change.mutate({ id: category.id, name: joined(parent, name), shared }, { onSuccess: close });
      }}
    >
      <Stack>
        <TextInput data-autofocus label={t("quizEdit.name")} value={name} error={wrong.name} onChange={(event) => setName(event.currentTarget.value)} />
        <NativeSelect label={t("quizCategories.below")} value={parent} onChange={(event) => setParent(event.currentTarget.value)} data={[{ value: "", label: t("quizCategories.top") }, ...places]} />
        <Checkbox label={t("quizCategories.share")} description={t("quizCategories.shareHelp")} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        {edits.change.error && !wrong.name && <Problem>{words(edits.change.error)}</Problem>}
        <Button type="submit" loading={edits.change.isPending} disabled={!name.trim()} style={{ alignSelf: "end" }}>
          {t("quizEdit.save")}
        </Button>
      </Stack>
    </form>
  );
}

function Remove({ category, all, edits, close }: OneProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [into, setInto] = useState(() => all.find((one) => one.name === parentOf(category.name))?.id ?? "");
  return (
    <Stack>
      <Text>{t("quizCategories.removeText")}</Text>
      <NativeSelect label={t("quizCategories.into")} value={into} onChange={(event) => setInto(event.currentTarget.value)} data={[{ value: "", label: t("quizEdit.noCategory") }, ...targetsFor(category, all).map((one) => ({ value: one.id, label: one.name }))]} />
      {edits.remove.error && <Problem>{words(edits.remove.error)}</Problem>}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t("editor.keep")}
        </Button>
        <Button color="red.9" loading={edits.remove.isPending} onClick={() => edits.remove.mutate({ id: category.id, into }, { onSuccess: close })}>
          {t("quizCategories.remove")}
        </Button>
      </Group>
    </Stack>
  );
}

function Add({ edits }: { edits: Edits }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [name, setName] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        edits.add.mutate(name, { onSuccess: () => setName("") });
      }}
    >
      <Group align="flex-end">
        <TextInput style={{ flex: 1 }} label={t("quizEdit.newCategory")} description={t("quizEdit.newCategoryHelp")} inputWrapperOrder={["label", "input", "description", "error"]} value={name} error={edits.add.error ? words(edits.add.error) : undefined} onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={edits.add.isPending} disabled={!name.trim()} mb={edits.add.error ? 48 : 24}>
          {t("quizCategories.add")}
        </Button>
      </Group>
    </form>
  );
}

/** The categories of the course as a tree: rename, move, share, remove with what is in it moved. */
export function Categories({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [act, setAct] = useState<{ what: "change" | "remove"; id: string } | null>(null);
  const { data } = useQuery(questionCategoriesQuery(course));
  const edits = useCategoryEdits(course);
  const own = (data?.items ?? []).filter((one) => !one.foreign);
  const chosen = own.find((one) => one.id === act?.id);
  const close = () => {
    setAct(null);
    edits.change.reset();
    edits.remove.reset();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("quizCategories.title")}
      </Button>
      <Modal.Root opened={isOpen && !chosen} onClose={() => setOpen(false)} centered transitionProps={{ duration: 120 }}>
        <Modal.Overlay />
        <Modal.Content>
          <div className="lectern-dialog-head">
            <Modal.Title fw={650} fz="lg">
              {t("quizCategories.title")}
            </Modal.Title>
            <Modal.CloseButton aria-label={t("player.close")} />
          </div>
          <Modal.Body>
            <Stack>
              {own.length === 0 && <Text c="dimmed">{t("quizCategories.none")}</Text>}
              <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: "none" }}>
                {branchesOf(own).map(({ category, name, depth }) => (
                  <Group key={category.id} component="li" justify="space-between" wrap="nowrap" style={{ paddingInlineStart: depth * 20 }}>
                    <Text style={{ overflowWrap: "anywhere" }}>
                      {name}{" "}
                      <Text span size="sm" c="dimmed">
                        {[String(category.questions), category.shared ? t("quizCategories.isShared") : ""].filter(Boolean).join(" · ")}
                      </Text>
                    </Text>
                    <Group gap={4} wrap="nowrap">
                      <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("quizCategories.change", { name: category.name })} onClick={() => setAct({ what: "change", id: category.id })}>
                        <Icon name="edit" size={18} />
                      </ActionIcon>
                      <ActionIcon size="lg" variant="subtle" color="gray" aria-label={t("quizCategories.removeAsk", { name: category.name })} onClick={() => setAct({ what: "remove", id: category.id })}>
                        <Icon name="trash" size={18} />
                      </ActionIcon>
                    </Group>
                  </Group>
                ))}
              </Stack>
              <Add edits={edits} />
            </Stack>
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
      {chosen && (
        <Dialog title={t(act?.what === "remove" ? "quizCategories.removeAsk" : "quizCategories.change", { name: chosen.name })} opened onClose={close}>
          {act?.what === "remove" ? <Remove category={chosen} all={own} edits={edits} close={close} /> : <Change category={chosen} all={own} edits={edits} close={close} />}
        </Dialog>
      )}
    </>
  );
}
