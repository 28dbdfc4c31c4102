import "@/features/watch/lesson.css";
import "@/features/watch/embed.css";
import { VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback } from "react";
import { useSearchParams } from "wouter";
import { ApiError } from "@/api/client";
import { lessonQuery, useLiveVideo } from "@/api/queries";
import { useErrorWords } from "@/api/words";
import { LessonStage } from "@/features/watch/lesson-stage";
import type { WatchSession } from "@/features/watch/session";
import { WaitingScreen } from "@/features/watch/waiting-screen";
import { useWords } from "@/i18n/use-words";
import { Glyph } from "@/ui/logo";
import { useTitle } from "@/ui/page";

/** The player alone, for other people's pages: the picture, and the way to where it is from. */
export function EmbedPage({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data: lesson, error } = useQuery(lessonQuery(id));
  const [search] = useSearchParams();
  const from = Number(search.get("t"));
  const begin = useCallback(
    (session: WatchSession | null) => {
      if (from > 0) session?.startAt(from);
    },
    [from],
  );
  useLiveVideo(id);
  useTitle(lesson?.title ?? "");
  if (error) {
    const title = error instanceof ApiError && error.status === 404 ? t("error.notFound") : t("error.noAccess");
    return (
      <main className="lectern-embed">
        <WaitingScreen isPage icon="warning" title={title} text={words(error)} />
      </main>
    );
  }
  if (!lesson) return <div className="lectern-waiting" aria-busy="true" />;
  return (
    <main className="lectern-embed">
      <VisuallyHidden component="h1">{lesson.title}</VisuallyHidden>
      <LessonStage lesson={lesson} isSignedIn={false} autoplay={false} onSession={begin} />
      <a className="lectern-embed-title" href={`/lessons/${lesson.id}`} target="_blank" rel="noopener" aria-label={`${lesson.title}. ${t("player.watchIn", { name: t("app.name") })}`}>
        <Glyph size={20} />
        {lesson.title}
      </a>
    </main>
  );
}
