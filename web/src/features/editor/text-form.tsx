import { SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Lesson } from "@/api/types";
import { AutosavedText } from "@/features/editor/autosaved-text";
import type { OutlineEdits } from "@/features/editor/use-outline-edits";
import { useWords } from "@/i18n/use-words";

const RichText = lazy(() => import("@/ui/rich-text").then((found) => ({ default: found.RichText })));

/** Markdown, written or looked at as readers will see it. */
export function TextForm({ lesson, edits }: { lesson: Lesson; edits: OutlineEdits }): ReactNode {
  const { t } = useWords();
  const [view, setView] = useState("write");
  const text = lesson.text ?? "";
  const label = t(lesson.kind === "page" ? "content.text" : "content.textBelow");
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={label}
        value={view}
        onChange={setView}
        style={{ alignSelf: "start" }}
        data={[
          { value: "write", label: t("content.write") },
          { value: "preview", label: t("content.preview") },
        ]}
      />
      {view === "write" ? (
        <AutosavedText
          label={label}
          description={t("content.textHelp")}
          field="text"
          lines={lesson.kind === "page" ? 16 : 4}
          value={text}
          save={(changed) => edits.editLesson(lesson, { text: changed })}
        />
      ) : (
        <div className="lectern-card">
          <Suspense fallback={<Skeleton height={120} />}>
            {text ? <RichText text={text} /> : <Text c="dimmed">{t("content.nothingToPreview")}</Text>}
          </Suspense>
        </div>
      )}
    </Stack>
  );
}
