import { useQueries } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { documentAccessQuery } from "@/api/lessons";
import type { Lesson } from "@/api/types";

const RichText = lazy(() => import("@/ui/rich-text").then((found) => ({ default: found.RichText })));

/** The lesson's text, with the attached pictures that it names. */
export function LessonText({ lesson, text }: { lesson: Lesson; text: string }): ReactNode {
  const named = (lesson.attachments ?? []).filter(
    (one) => one.shown === "picture" && (text.includes(`attachment:${one.filename}`) || text.includes(`attachment:${encodeURIComponent(one.filename)}`)),
  );
  const answers = useQueries({ queries: named.map((one) => documentAccessQuery(one.id)) });
  const addresses = named.map((one, index) => [one.filename, answers[index]?.data?.view_url ?? undefined] as const);
  const known = JSON.stringify(addresses);
  const pictures = useMemo(() => Object.fromEntries(JSON.parse(known) as [string, string | undefined][]), [known]);
  return (
    <Suspense fallback={null}>
      <RichText text={text} pictures={pictures} />
    </Suspense>
  );
}
