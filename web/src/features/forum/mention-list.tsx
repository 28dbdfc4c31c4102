import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { ForumPerson } from "@/api/forum";
import { useWords } from "@/i18n/use-words";
import { Avatar } from "@/ui/avatar";

interface MentionListProps {
  id: string;
  people: readonly ForumPerson[];
  chosen: number;
  choose: (person: ForumPerson) => void;
}

/** Below the text while somebody is being named. The text keeps the focus; the arrows choose. */
export function MentionList({ id, people, chosen, choose }: MentionListProps): ReactNode {
  const { t } = useWords();
  return (
    <ul id={id} role="listbox" aria-label={t("post.people")} className="lectern-mention-list">
      {people.map((person, at) => (
        <li
          key={person.id}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === chosen}
          onMouseDown={(event) => {
            event.preventDefault();
            choose(person);
          }}
        >
          <Avatar name={person.name} picture={person.picture} size={24} />
          <span dir="auto">{person.name}</span>
          {(person.role === "instructor" || person.role === "assistant") && (
            <Text component="span" size="sm" c="dimmed">
              {t(`post.${person.role}`)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
