import { Button, Skeleton } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useEffect, useMemo } from "react";
import { Link } from "wouter";
import { ApiError } from "@/api/client";
import type { Lesson } from "@/api/types";
import { useErrorWords } from "@/api/words";
import type { BarMark } from "@/features/watch/control-bar";
import type { WatchSession } from "@/features/watch/session";
import { loadStreaming } from "@/features/watch/stream";
import { usePlayback, useReports } from "@/features/watch/use-playback";
import { WaitingScreen } from "@/features/watch/waiting-screen";
import { useWords } from "@/i18n/use-words";

const loadPlayer = () => import("@/features/watch/player");
const Player = lazy(loadPlayer);

interface LessonStageProps {
  lesson: Lesson;
  isSignedIn: boolean;
  autoplay: boolean;
  theatre?: { isOn: boolean; toggle: () => void };
  onTime?: (seconds: number) => void;
  onSession?: (session: WatchSession | null) => void;
  marks?: readonly BarMark[];
  /** Where the address asks to begin. */
  startAt?: number | null;
}

function NotYet({ lesson }: { lesson: Lesson }): ReactNode {
  const { t, left, percent } = useWords();
  const video = lesson.video;
  const upload = `/courses/${lesson.course_id}/upload?lesson=${lesson.id}`;
  if (!video)
    return (
      <WaitingScreen icon="video" title={t("lesson.noVideo")} text={t(lesson.can_edit ? "lesson.noVideoEdit" : "lesson.noVideoText")}>
        {lesson.can_edit && (
          <Button component={Link} href={upload} variant="white" color="dark.9">
            {t("editor.uploadVideo")}
          </Button>
        )}
      </WaitingScreen>
    );
  if (video.state === "failed")
    return (
      <WaitingScreen icon="warning" title={t("lesson.failedTitle")} text={(lesson.can_edit && video.error) || t("lesson.failedViewer")}>
        {lesson.can_edit && (
          <Button component={Link} href={upload} variant="white" color="dark.9">
            {t("lesson.replace")}
          </Button>
        )}
      </WaitingScreen>
    );
  if (video.state === "uploading") return <WaitingScreen icon="upload" title={t("lesson.uploadingTitle")} text={t("lesson.preparingText")} />;
  return (
    <WaitingScreen
      icon="clock"
      title={t("lesson.probingTitle")}
      text={t("lesson.preparingText")}
      progress={video.progress}
      left={[video.progress > 0 ? percent(video.progress) : "", left(video.seconds_left)].filter(Boolean).join(" · ")}
    />
  );
}

function NoAccess({ lesson, error, isSignedIn }: { lesson: Lesson; error: unknown; isSignedIn: boolean }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const text = error instanceof ApiError && error.status === 403 ? words(error) : t("error.noAccessText");
  return (
    <WaitingScreen icon="warning" title={t("error.noAccess")} text={text}>
      <Button component={Link} href={isSignedIn ? `/courses/${lesson.course_id}` : `/sign-in?to=/lessons/${lesson.id}`} variant="white" color="dark.9">
        {t(isSignedIn ? "upload.toCourse" : "app.signIn")}
      </Button>
    </WaitingScreen>
  );
}

function Frame(): ReactNode {
  return <Skeleton className="lectern-frame" radius={0} height="auto" aria-busy="true" />;
}

/** The place of the picture: the player, or why there is none yet. */
export function LessonStage({ lesson, isSignedIn, autoplay, theatre, onTime, onSession, marks, startAt = null }: LessonStageProps): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { playback: known, error, refetch, ask } = usePlayback(lesson);
  const playback = useMemo(() => (known && startAt !== null ? { ...known, resume_seconds: startAt } : known), [known, startAt]);
  const reports = useReports(lesson.id, isSignedIn);
  const isExpected = lesson.can_watch && lesson.video !== null;
  useEffect(() => {
    if (isExpected) void Promise.allSettled([loadPlayer(), loadStreaming()]);
  }, [isExpected]);
  if (playback)
    return (
      <Suspense fallback={<Frame />}>
        <Player
          key={lesson.id}
          title={lesson.title}
          playback={playback}
          ask={ask}
          reports={reports}
          autoplay={autoplay}
          isComplete={lesson.video?.state === "ready"}
          {...(theatre ? { theatre } : {})}
          {...(onTime ? { onTime } : {})}
          {...(onSession ? { onSession } : {})}
          {...(marks ? { marks } : {})}
        />
      </Suspense>
    );
  if (!lesson.can_watch || (error instanceof ApiError && (error.status === 401 || error.status === 403)))
    return <NoAccess lesson={lesson} error={error} isSignedIn={isSignedIn} />;
  if (error)
    return (
      <WaitingScreen icon="warning" title={t("error.title")} text={words(error)}>
        <Button variant="white" color="dark.9" onClick={() => void refetch()}>
          {t("error.retry")}
        </Button>
      </WaitingScreen>
    );
  return lesson.video?.playable_generation ? <Frame /> : <NotYet lesson={lesson} />;
}
