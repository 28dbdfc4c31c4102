import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { documentAccessQuery, type LessonDocument } from "@/api/lessons";
import { useErrorWords } from "@/api/words";
import { DocumentView } from "@/ui/document-view";
import { Problem } from "@/ui/problem";

export function DocumentBody({ document }: { document: LessonDocument }): ReactNode {
  const words = useErrorWords();
  const { data: access, error } = useQuery(documentAccessQuery(document.id));
  if (error) return <Problem>{words(error)}</Problem>;
  if (!access) return <Skeleton height={480} />;
  return <DocumentView access={access} />;
}
