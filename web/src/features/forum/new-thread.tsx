import { SegmentedControl, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api } from "@/api/client";
import { type DraftContent, type Forum, forumKeys, type Thread, type ThreadKind } from "@/api/forum";
import { Composer } from "@/features/forum/composer";
import { useWords } from "@/i18n/use-words";

interface NewThreadProps {
  forum: Forum;
  lesson?: string;
  moment?: number | null;
  begun: (thread: Thread) => void;
  cancel: () => void;
}

const question: DraftContent = { text: "", kind: "question" };

/** A title, what it is, and the first post. */
export function NewThread({ forum, lesson, moment, begun, cancel }: NewThreadProps): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  return (
    <Composer
      course={forum.course_id}
      place={lesson ? `lesson-${lesson}` : `forum-${forum.id}`}
      label={t("thread.text")}
      act={t("thread.begin")}
      initial={question}
      mayHide={forum.anonymity === "allowed"}
      moment={moment ?? null}
      waitsUntil={forum.waits_until}
      cancel={cancel}
      send={async ({ seconds, key, ...written }) => {
        const wish = { ...written, ...(lesson ? { lesson_id: lesson } : {}), ...(seconds === null ? {} : { seconds }) };
        const thread = await api.postOnce<Thread>(`/forums/${forum.id}/threads`, wish, key);
        await client.invalidateQueries({ queryKey: forumKeys.all });
        begun(thread);
      }}
    >
      {(draft, problems) => (
        <>
          <SegmentedControl
            aria-label={t("thread.kind")}
            style={{ alignSelf: "start" }}
            value={draft.content.kind ?? "question"}
            onChange={(kind) => draft.change({ kind: kind as ThreadKind })}
            data={[
              { value: "question", label: t("thread.question") },
              { value: "discussion", label: t("thread.discussion") },
            ]}
          />
          <TextInput
            label={t("thread.title")}
            placeholder={t("thread.titleHint")}
            maxLength={200}
            dir="auto"
            autoFocus
            value={draft.content.title ?? ""}
            error={problems.title}
            onChange={(event) => draft.change({ title: event.currentTarget.value })}
          />
        </>
      )}
    </Composer>
  );
}
