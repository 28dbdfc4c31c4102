// One file on one line: what it is called, how large it is, and what can be done with it.
import { Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { bytes } from "@/lib/bytes";
import { Icon } from "@/ui/icons";

interface FileLineProps {
  file: { filename: string; size: number };
  /** What can be done with it. */
  children: ReactNode;
}

export function FileLine({ file, children }: FileLineProps): ReactNode {
  const { language } = useWords();
  return (
    <Group gap="sm" wrap="nowrap">
      <Icon name="document" size={18} />
      <Text style={{ flex: 1, minWidth: 0, overflowWrap: "anywhere" }} dir="auto">
        {file.filename}
      </Text>
      <Text size="sm" c="dimmed" className="lectern-numbers" style={{ flex: "none" }}>
        {bytes(file.size, language)}
      </Text>
      {children}
    </Group>
  );
}
