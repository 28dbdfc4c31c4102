// Taking a quiz, and seeing afterwards what came of it.
import "@/questions/quiz.css";
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useParams } from "wouter";
import { ApiError } from "@/api/client";
import { attemptQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { AttemptReview } from "@/features/quiz/attempt-review";
import { TakeAttempt } from "@/features/quiz/take-attempt";
import { useWords } from "@/i18n/use-words";
import { EmptyState } from "@/ui/empty-state";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

export default function AttemptPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { attempt: id = "" } = useParams<{ attempt: string }>();
  const { data: attempt, error } = useQuery(attemptQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return <EmptyState isPage icon="search" title={t("error.notFound")} text={t("error.notFoundText")} />;
  if (!attempt) return error ? <Problem>{words(error)}</Problem> : <PageSkeleton />;
  if (attempt.state === "open" && !(attempt.teaching && !attempt.preview))
    return (
      <Page title={attempt.title}>
        <TakeAttempt key={`${attempt.id} ${attempt.sequential ? attempt.page : ""}`} attempt={attempt} />
      </Page>
    );
  return (
    <Page
      title={attempt.title}
      lead={
        <Anchor component={Link} href={attempt.teaching && !attempt.preview ? `/lessons/${attempt.lesson_id}/quiz/results` : `/lessons/${attempt.lesson_id}/quiz`}>
          {attempt.teaching && !attempt.preview ? attempt.person : t("quiz.attempt", { number: attempt.number })}
        </Anchor>
      }
    >
      <AttemptReview attempt={attempt} />
    </Page>
  );
}
