import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { type LessonLock, useLockWords } from "@/ui/lock-words";

/** In the place of what the lesson holds, until it opens. */
export function Locked({ lock, search }: { lock: LessonLock; search: string }): ReactNode {
  const { t } = useWords();
  const words = useLockWords();
  return (
    <EmptyState icon="lock" title={t("drip.locked")} text={words(lock)}>
      {lock.after_lesson_id && (
        <Button component={Link} href={`/lessons/${lock.after_lesson_id}${search}`}>
          {t("drip.goTo", { title: lock.after_lesson_title ?? "" })}
        </Button>
      )}
    </EmptyState>
  );
}
