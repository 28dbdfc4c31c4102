import { Text, UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Chapter } from "@/api/types";
import { chapterAt } from "@/features/watch/chapters";
import { clock } from "@/lib/time";

interface ChapterListProps {
  chapters: readonly Chapter[];
  time: number;
  seek: (seconds: number) => void;
}

export function ChapterList({ chapters, time, seek }: ChapterListProps): ReactNode {
  const current = chapterAt(chapters, time);
  return (
    <ol style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {chapters.map((chapter, index) => (
        <li key={`${chapter.start_seconds}-${chapter.title}`}>
          <UnstyledButton
            className="lectern-row"
            w="100%"
            data-current={index === current || undefined}
            aria-current={index === current ? "true" : undefined}
            onClick={() => seek(chapter.start_seconds)}
          >
            <Text component="span" c="dimmed" size="sm" className="lectern-numbers" style={{ minWidth: 52 }}>
              {clock(chapter.start_seconds)}
            </Text>
            <span style={{ overflowWrap: "anywhere" }}>{chapter.title}</span>
          </UnstyledButton>
        </li>
      ))}
    </ol>
  );
}
