import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { HandInFile, PinnedComment } from "@/api/assignment";
import { documentAccessQuery } from "@/api/lessons";
import { useErrorWords } from "@/api/words";
import { PinnedPicture } from "@/features/assignment/pinned-picture";
import { DocumentView } from "@/ui/document-view";
import { FileList as PlainFileList } from "@/ui/file-list";
import { Problem } from "@/ui/problem";

function Open({ file }: { file: HandInFile }): ReactNode {
  const words = useErrorWords();
  const { data: access, error } = useQuery(documentAccessQuery(file.id));
  if (error) return <Problem>{words(error)}</Problem>;
  return access ? <DocumentView access={access} /> : <Skeleton height={120} />;
}

interface FileListProps {
  files: readonly HandInFile[];
  remove?: (file: HandInFile) => void;
  /** Already open, where it is what the page is about. */
  opened?: boolean;
  /** Comments on places of them. */
  pins?: readonly PinnedComment[];
}

/** The files of a hand-in, those with comments on them as pictures with pins. */
export function FileList({ pins = [], ...list }: FileListProps): ReactNode {
  const isPinned = (file: HandInFile) => pins.some((pin) => pin.file_id === file.id && typeof pin.x === "number");
  return <PlainFileList {...list} inside={(file) => (isPinned(file) ? <PinnedPicture file={file} pins={pins} /> : <Open file={file} />)} />;
}
