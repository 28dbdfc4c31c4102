import { Button, Menu, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { kindIcons } from "@/ui/outline-list";

export const newTitles = {
  video: "content.newVideo",
  audio: "content.newAudio",
  document: "content.newDocument",
  page: "content.newPage",
  link: "content.newLink",
  assignment: "content.newAssignment",
} as const;

export type NewKind = keyof typeof newTitles;

const helps = {
  video: "kind.videoHelp",
  audio: "kind.audioHelp",
  document: "kind.documentHelp",
  page: "kind.pageHelp",
  link: "kind.linkHelp",
  assignment: "kind.assignmentHelp",
} as const;

export function AddLesson({ section, add }: { section: string; add: (kind: NewKind) => void }): ReactNode {
  const { t } = useWords();
  return (
    <Menu position="bottom-start" width={300} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" ms={28} mt={4} leftSection={<Icon name="plus" size={16} />}>
          {t("editor.addLesson")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t("kind.add", { section })}>
        {(Object.keys(newTitles) as NewKind[]).map((kind) => (
          <Menu.Item key={kind} leftSection={<Icon name={kindIcons[kind]} size={18} />} onClick={() => add(kind)}>
            {t(`kind.${kind}`)}
            <Text component="span" size="xs" c="dimmed" display="block">
              {t(helps[kind])}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
