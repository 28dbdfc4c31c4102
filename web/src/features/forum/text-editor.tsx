// Writing Markdown: marks at a click, pictures, mentions, and how it will look.
import { ActionIcon, Group, SegmentedControl, Skeleton, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ClipboardEvent, type KeyboardEvent, lazy, type ReactNode, Suspense, useId, useRef, useState } from "react";
import { findPeople, type ForumPerson, type Mention } from "@/api/forum";
import { sendPicture } from "@/api/pictures";
import { useErrorWords } from "@/api/words";
import { MentionList } from "@/features/forum/mention-list";
import { useWords } from "@/i18n/use-words";
import { namingAt, toStored } from "@/lib/mentions";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

const RichText = lazy(() => import("@/ui/rich-text").then((found) => ({ default: found.RichText })));

interface TextEditorProps {
  course: string;
  label: string;
  text: string;
  people: readonly Mention[];
  change: (text: string, people: readonly Mention[]) => void;
  submit: () => void;
  cancel?: (() => void) | undefined;
  error?: string | undefined;
  autoFocus?: boolean;
}

const marks = [
  { words: "post.bold", sign: "B", before: "**", after: "**" },
  { words: "post.code", sign: "</>", before: "`", after: "`" },
  { words: "post.quote", sign: "❝", before: "\n> ", after: "" },
  { words: "post.list", sign: "•", before: "\n- ", after: "" },
] as const;

function useNaming(course: string, text: string, cursor: number) {
  const naming = namingAt(text, cursor);
  const name = naming?.name ?? "";
  const { data } = useQuery({
    queryKey: ["forum", "people", course, name],
    queryFn: () => findPeople(course, name),
    enabled: naming !== null,
    staleTime: 60_000,
  });
  return { naming, people: naming ? (data?.items ?? []) : [] };
}

export function TextEditor({ course, label, text, people, change, submit, cancel, error, autoFocus }: TextEditorProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const list = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [view, setView] = useState("write");
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState(-1);
  const { naming, people: candidates } = useNaming(course, text, cursor);
  const isNaming = naming !== null && candidates.length > 0 && dismissed !== naming.from;

  const put = (from: number, to: number, words: string, at: number, more: readonly Mention[] = people) => {
    change(text.slice(0, from) + words + text.slice(to), more);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at, at);
      setCursor(at);
    });
  };
  const wrap = (before: string, after: string) => {
    const from = area.current?.selectionStart ?? text.length;
    const to = area.current?.selectionEnd ?? text.length;
    const lead = from === 0 ? before.replace(/^\n/, "") : before;
    put(from, to, lead + text.slice(from, to) + after, to + lead.length);
  };
  const choose = (person: ForumPerson) => {
    if (!naming) return;
    const typed = `@${person.name} `;
    put(naming.from, cursor, typed, naming.from + typed.length, [...people.filter((one) => one.id !== person.id), { id: person.id, name: person.name }]);
  };
  const picture = useMutation({
    mutationFn: (chosenFile: File) => sendPicture("POST", "/pictures", chosenFile, chosenFile.name.replace(/\.[^.]*$/, "").slice(0, 300)),
    onSuccess: (kept) => {
      const at = area.current?.selectionStart ?? text.length;
      const mark = `![${kept.alt.replace(/[[\]]/g, "")}](${kept.urls["1600"] ?? ""})`;
      put(at, at, mark, at + mark.length);
    },
  });
  const paste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files].find((one) => one.type.startsWith("image/"));
    if (!pasted) return;
    event.preventDefault();
    picture.mutate(pasted);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return submit();
    if (isNaming && naming) {
      const person = candidates[Math.min(chosen, candidates.length - 1)];
      if (event.key === "ArrowDown") setChosen((chosen + 1) % candidates.length);
      else if (event.key === "ArrowUp") setChosen((chosen + candidates.length - 1) % candidates.length);
      else if ((event.key === "Enter" || event.key === "Tab") && person) choose(person);
      else if (event.key === "Escape") setDismissed(naming.from);
      else return setChosen(0);
      return event.preventDefault();
    }
    if (event.key === "Escape" && cancel) cancel();
  };

  return (
    <div className="lectern-editor">
      <Group justify="space-between" gap="xs" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={view}
          onChange={setView}
          data={[
            { value: "write", label: t("post.write") },
            { value: "preview", label: t("post.preview") },
          ]}
        />
        {view === "write" && (
          <Group gap={2}>
            {marks.map((mark) => (
              <ActionIcon key={mark.words} variant="subtle" color="gray" aria-label={t(mark.words)} title={t(mark.words)} onClick={() => wrap(mark.before, mark.after)}>
                <span aria-hidden="true" className="lectern-mark-sign">
                  {mark.sign}
                </span>
              </ActionIcon>
            ))}
            <ActionIcon variant="subtle" color="gray" aria-label={t("post.mention")} title={t("post.mention")} onClick={() => wrap(text === "" || /\s$/.test(text) ? "@" : " @", "")}>
              <span aria-hidden="true" className="lectern-mark-sign">
                @
              </span>
            </ActionIcon>
            <ActionIcon variant="subtle" color="gray" loading={picture.isPending} aria-label={t(picture.isPending ? "post.pictureBusy" : "post.picture")} title={t("post.picture")} onClick={() => file.current?.click()}>
              <Icon name="picture" size={18} />
            </ActionIcon>
            <input
              ref={file}
              type="file"
              accept="image/*"
              hidden
              onChange={(event) => {
                const [first] = event.currentTarget.files ?? [];
                if (first) picture.mutate(first);
                event.currentTarget.value = "";
              }}
            />
          </Group>
        )}
      </Group>
      {view === "write" ? (
        <div style={{ position: "relative" }}>
          <Textarea
            ref={area}
            label={label}
            description={t("post.help")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            autosize
            minRows={4}
            maxRows={24}
            maxLength={30_000}
            dir="auto"
            value={text}
            error={error}
            {...(autoFocus ? { autoFocus: true } : {})}
            aria-autocomplete={isNaming ? "list" : undefined}
            aria-controls={isNaming ? list : undefined}
            aria-activedescendant={isNaming ? `${list}-${Math.min(chosen, candidates.length - 1)}` : undefined}
            onChange={(event) => {
              change(event.currentTarget.value, people);
              setCursor(event.currentTarget.selectionStart);
            }}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
            onKeyDown={press}
            onPaste={paste}
          />
          {isNaming && <MentionList id={list} people={candidates} chosen={Math.min(chosen, candidates.length - 1)} choose={choose} />}
        </div>
      ) : (
        <div className="lectern-card" style={{ padding: 14, minHeight: 110 }}>
          <Suspense fallback={<Skeleton height={80} />}>
            {text.trim() ? <RichText text={toStored(text, people)} mentions={people} /> : <Text c="dimmed">{t("post.nothing")}</Text>}
          </Suspense>
        </div>
      )}
      {picture.error && <Problem>{words(picture.error)}</Problem>}
    </div>
  );
}
