// What pages of the forum say in several places.
import type { Forum, ForumPerson } from "@/api/forum";
import { useWords } from "@/i18n/use-words";

/** Behind white words of badges: Mantine's own greens are too light for them. */
export const goodColor = "#1e6b30";

export function useForumWords() {
  const { t } = useWords();
  return {
    title: (forum: Pick<Forum, "title">): string => forum.title || t("forum.first"),
    name: (person: ForumPerson | null): string => person?.name ?? t("forum.anonymous"),
    unread: (count: number): string => (count >= 100 ? t("forum.unreadMany") : t("forum.unreadCount", { count })),
  };
}
