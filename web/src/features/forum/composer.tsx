// Writing a post: the text, what is to be known of it, and that nothing of it can be lost.
import { Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { ApiError } from "@/api/client";
import type { DraftContent, Mention } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { TextEditor } from "@/features/forum/text-editor";
import { type DraftKeeper, useDraft } from "@/features/forum/use-draft";
import { useWords } from "@/i18n/use-words";
import { toStored } from "@/lib/mentions";
import { requestKey } from "@/lib/request-key";
import { clock } from "@/lib/time";
import { Problem } from "@/ui/problem";

export interface Written {
  text: string;
  title: string;
  kind: "discussion" | "question";
  anonymous: boolean;
  seconds: number | null;
  /** The same for as long as it is the same post: sent again, it is posted once. */
  key: string;
}

interface ComposerProps {
  course: string;
  /** Where its draft is kept: "post-…", "edit-…", "forum-…", "lesson-…". */
  place: string;
  label: string;
  act: string;
  send: (written: Written) => Promise<unknown>;
  done?: () => void;
  cancel?: () => void;
  initial?: DraftContent;
  mayHide?: boolean;
  /** Where the lecture stands: the post can be pinned to it. */
  moment?: number | null;
  waitsUntil?: string | null;
  autoFocus?: boolean;
  /** Above the text. */
  children?: (draft: DraftKeeper, problems: Readonly<Record<string, string>>) => ReactNode;
}

/** Seconds until then; counts down while the page is open. */
function useWait(until: string | null | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  const left = until ? Math.ceil((new Date(until).getTime() - now) / 1000) : 0;
  const isWaiting = left > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return Math.max(0, left);
}

function DraftState({ draft }: { draft: DraftKeeper }): ReactNode {
  const { t } = useWords();
  const words = { no: "", saving: t("post.draftSaving"), saved: t("post.draftSaved"), failed: t("post.draftFailed") }[draft.kept];
  return (
    <Text component="span" size="sm" c="dimmed" role="status" data-testid="draft-state">
      {words}
    </Text>
  );
}

const nothing: DraftContent = { text: "" };

export function Composer({ course, place, label, act, send, done, cancel, initial = nothing, mayHide, moment = null, waitsUntil, autoFocus, children }: ComposerProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const draft = useDraft(course, place, initial);
  const [isPinned, setPinned] = useState(true);
  const [at, setAt] = useState<number | null>(null);
  const wait = useWait(waitsUntil);
  const [key, setKey] = useState(() => requestKey());
  const { content } = draft;
  const pin = at ?? moment;
  const sending = useMutation({
    mutationFn: () =>
      send({
        text: toStored(content.text, content.people ?? []),
        title: content.title ?? "",
        kind: content.kind ?? "discussion",
        anonymous: Boolean(mayHide && content.anonymous),
        seconds: isPinned && pin !== null ? Math.round(pin * 10) / 10 : null,
        key,
      }),
    onSuccess: async () => {
      await draft.forget("posted");
      setAt(null);
      setKey(requestKey());
      done?.();
    },
  });
  const isReady = content.text.trim() !== "" && wait === 0 && !sending.isPending;
  const problems = sending.error instanceof ApiError ? sending.error.fields : {};
  const change = (text: string, people: readonly Mention[]) => {
    // The moment is that of the first letter, however long the writing takes.
    if (moment !== null && at === null && text !== "") setAt(moment);
    if (text === "") setAt(null);
    draft.change({ text, people: people.filter((person) => text.includes(`@${person.name}`)) });
  };
  return (
    <Stack gap="sm" className="lectern-composer">
      {children?.(draft, problems)}
      <TextEditor
        course={course}
        label={label}
        text={content.text}
        people={content.people ?? []}
        change={change}
        submit={() => isReady && sending.mutate()}
        cancel={cancel}
        error={problems.text}
        autoFocus={autoFocus ?? false}
      />
      {moment !== null && pin !== null && (
        <Checkbox checked={isPinned} onChange={(event) => setPinned(event.currentTarget.checked)} label={t("post.pin", { time: clock(pin) })} />
      )}
      {mayHide && (
        <Checkbox checked={content.anonymous ?? false} onChange={(event) => draft.change({ anonymous: event.currentTarget.checked })} label={t("post.anonymous")} />
      )}
      {sending.error && Object.keys(problems).length === 0 && <Problem>{words(sending.error)}</Problem>}
      <Group gap="sm">
        <Button disabled={!isReady} loading={sending.isPending} onClick={() => sending.mutate()}>
          {act}
        </Button>
        {cancel && (
          <Button
            variant="default"
            onClick={() => {
              if (initial.text !== "") void draft.forget("discarded");
              cancel();
            }}
          >
            {t("post.cancel")}
          </Button>
        )}
        {wait > 0 && (
          <Text component="span" size="sm" className="lectern-numbers">
            {t("post.wait", { time: clock(wait) })}
          </Text>
        )}
        <DraftState draft={draft} />
      </Group>
    </Stack>
  );
}
