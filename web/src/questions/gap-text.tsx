import { Text } from "@mantine/core";
import { Fragment, type ReactNode } from "react";

/** Text with [[1]], [[2]] … where something is to be filled in. */
export function GapText({ text, gap }: { text: string; gap: (number: number) => ReactNode }): ReactNode {
  return (
    <div dir="auto">
      {text.split(/\n\s*\n/).map((paragraph, at) => (
        <Text component="div" key={at} my="xs" lh={2.4}>
          {paragraph.split(/\[\[(\d+)\]\]/).map((part, index) => (
            <Fragment key={index}>{index % 2 === 1 ? gap(Number(part)) : part}</Fragment>
          ))}
        </Text>
      ))}
    </div>
  );
}
