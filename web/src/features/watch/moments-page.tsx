// Where a recording asks: placing questions on it, and what was answered.
import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useParams } from "wouter";
import { lessonQuery } from "@/api/queries";
import { videoQuizQuery } from "@/api/video-questions";
import { useErrorWords } from "@/api/words";
import { MomentsEditor } from "@/features/watch/moments-editor";
import { MomentsResults } from "@/features/watch/moments-results";
import { useWords } from "@/i18n/use-words";
import { PartTabs } from "@/ui/part-tabs";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export default function MomentsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson: id = "" } = useParams<{ lesson: string }>();
  const { data: lesson, error } = useQuery(lessonQuery(id));
  const { data: quiz, error: unread } = useQuery(videoQuizQuery(id));
  const problem = error ?? unread;
  if (problem) return <Page title={t("error.title")}>{<Problem>{words(problem)}</Problem>}</Page>;
  if (!lesson || !quiz) return <PageSkeleton />;
  return (
    <Page
      title={t("moments.editTitle", { title: lesson.title })}
      lead={
        <Anchor component={Link} href={`/courses/${lesson.course_id}/edit?lesson=${lesson.id}`}>
          {lesson.course_title}
        </Anchor>
      }
      width="wide"
    >
      <PartTabs
        parts={[
          {
            value: "questions",
            label: t("moments.questions"),
            content: (
              <Fragment>
                <Text c="dimmed" mb="md">
                  {t("moments.editHelp")}
                </Text>
                <MomentsEditor lesson={lesson} quiz={quiz} />
              </Fragment>
            ),
          },
          { value: "results", label: t("moments.results"), content: <MomentsResults lesson={lesson.id} /> },
        ]}
      />
    </Page>
  );
}
