import "@/features/watch/lesson.css";
import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useParams, useSearchParams } from "wouter";
import { ApiError } from "@/api/client";
import { isPlayed } from "@/api/lessons";
import { useOutlineProgress } from "@/api/outline-progress";
import { lessonQuery, meQuery, outlineQuery, useLiveVideo } from "@/api/queries";
import type { Lesson } from "@/api/types";
import type { AskedMoment } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { LessonTalk } from "@/features/forum/lesson-talk";
import { useForumMarks } from "@/features/forum/use-forum-marks";
import { Attachments } from "@/features/watch/attachments";
import { ChapterList } from "@/features/watch/chapter-list";
import { LessonDetails, Neighbours } from "@/features/watch/lesson-details";
import { MomentList } from "@/features/watch/moment-list";
import { MomentPanel } from "@/features/watch/moment-panel";
import { NotesPanel } from "@/features/watch/notes-panel";
import { LessonStanding } from "@/features/watch/standing";
import { LessonStage } from "@/features/watch/lesson-stage";
import { useLookAs } from "@/features/watch/look-as";
import { LessonText } from "@/features/watch/lesson-text";
import { ReadLesson } from "@/features/watch/read-lesson";
import type { WatchSession } from "@/features/watch/session";
import { useMomentMarks, useMoments } from "@/features/watch/use-moments";
import { usePlayback } from "@/features/watch/use-playback";
import { useWords } from "@/i18n/use-words";
import { recall, remember } from "@/lib/storage";
import { EmptyState } from "@/ui/empty-state";
import { OutlineList } from "@/ui/outline-list";
import { Page, PageSkeleton, useTitle } from "@/ui/page";
import { Problem } from "@/ui/problem";

function useTheatre() {
  const [isOn, setOn] = useState(() => recall("theatre") === "yes");
  const toggle = () => {
    remember("theatre", isOn ? "no" : "yes");
    setOn(!isOn);
  };
  return { isOn, toggle };
}

function Watch({ lesson }: { lesson: Lesson }): ReactNode {
  const { t } = useWords();
  const { data: me } = useQuery(meQuery);
  const { data: outline } = useQuery(outlineQuery(lesson.course_id));
  const { playback } = usePlayback(lesson);
  const progress = useOutlineProgress(outline);
  const theatre = useTheatre();
  const [time, setTime] = useState(0);
  const [session, setSession] = useState<WatchSession | null>(null);
  const moments = useMoments(lesson.id, session, Boolean(me) && lesson.can_watch);
  const [search] = useSearchParams();
  const startAt = search.has("t") ? Number(search.get("t")) : null;
  const questions = useMomentMarks(moments.items);
  const posts = useForumMarks(lesson.id, Boolean(me) && lesson.can_watch);
  const marks = useMemo(() => [...questions, ...posts], [questions, posts]);
  const play = () => void session?.video?.play().catch(() => undefined);
  const goTo = (moment: AskedMoment) => {
    session?.seek(moment.at_seconds);
    moments.ask(moment);
  };
  useLiveVideo(lesson.id);
  useTitle(lesson.title);
  return (
    <div className="lectern-watch" data-theatre={theatre.isOn || undefined}>
      <div className="lectern-stage">
        <LessonStage lesson={lesson} isSignedIn={Boolean(me)} autoplay theatre={theatre} onTime={setTime} onSession={setSession} marks={marks} startAt={startAt} />
        {moments.asked && (
          <MomentPanel
            key={moments.asked.id}
            lesson={lesson.id}
            moment={moments.asked}
            goOn={() => {
              moments.close();
              play();
            }}
            rewind={(seconds) => {
              moments.close();
              session?.seek(seconds);
              play();
            }}
          />
        )}
      </div>
      <div className="lectern-watch-details">
        <LessonDetails lesson={lesson} playback={playback} />
        <Stack gap="xl" mt="lg">
          <LessonStanding lesson={lesson} />
          {lesson.text && <LessonText lesson={lesson} text={lesson.text} />}
          <Attachments documents={lesson.attachments ?? []} />
        </Stack>
        {outline && <Neighbours lesson={lesson} outline={outline} />}
      </div>
      <Stack className="lectern-watch-side" gap="xl">
        {playback && playback.chapters.length > 0 && (
          <section aria-label={t("lesson.chapters")}>
            <Title order={2} mb="xs" px={12}>
              {t("lesson.chapters")}
            </Title>
            <ChapterList chapters={playback.chapters} time={time} seek={(seconds) => session?.seek(seconds)} />
          </section>
        )}
        {moments.items.length > 0 && (
          <section aria-label={t("moments.title")}>
            <Title order={2} mb="xs" px={12}>
              {t("moments.title")}
            </Title>
            <MomentList moments={moments.items} go={goTo} />
          </section>
        )}
        {me && lesson.can_watch && <NotesPanel lesson={lesson} time={time} seek={(seconds) => session?.seek(seconds)} />}
        {me && lesson.can_watch && <LessonTalk lesson={lesson.id} lecture={{ time, seek: (seconds) => session?.seek(seconds) }} />}
        {outline && (
          <section aria-label={t("lesson.inCourse")}>
            <Title order={2} mb="xs" px={12}>
              {t("lesson.inCourse")}
            </Title>
            <OutlineList sections={outline.sections} current={lesson.id} progress={progress?.items} />
          </section>
        )}
      </Stack>
    </div>
  );
}

export default function LessonPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson: id = "" } = useParams<{ lesson: string }>();
  const as = useLookAs();
  const { data: lesson, error } = useQuery(lessonQuery(id, as));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (error instanceof ApiError && (error.status === 401 || error.status === 403))
    return <EmptyState isPage icon="warning" title={t("error.noAccess")} text={words(error)} />;
  if (error && !lesson) return <Page title={t("error.title")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!lesson) return <PageSkeleton />;
  return isPlayed(lesson.kind) && !lesson.lock ? <Watch key={lesson.id} lesson={lesson} /> : <ReadLesson key={lesson.id} lesson={lesson} />;
}
