import { Anchor, Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { Problem } from "@/ui/problem";

interface CategoryPlaceProps {
  /** Of the category. */
  name: string;
  standing: "none" | "queued" | "placed";
  course: { id: string; title: string } | null;
  busy: boolean;
  problem: string;
  join: () => void;
  leave: () => void;
}

/** A place in the next open free course of a category, whichever that is, or in its queue. */
export function CategoryPlace({ name, standing, course, busy, problem, join, leave }: CategoryPlaceProps): ReactNode {
  const { t } = useWords();
  const words = { none: "queue.offer", queued: "queue.queued", placed: "queue.placed" } as const;
  return (
    <section className="lectern-next-place" aria-label={t("queue.title", { name })}>
      <Group justify="space-between" gap="sm">
        <Text role="status" style={{ flex: "1 1 240px" }}>
          {t(words[standing], { name })}{" "}
          {course && (
            <Anchor component={Link} href={`/courses/${course.id}`} dir="auto">
              {course.title || t("queue.course")}
            </Anchor>
          )}
        </Text>
        {standing === "none" && (
          <Button variant="default" loading={busy} onClick={join}>
            {t("queue.join")}
          </Button>
        )}
        {standing === "queued" && (
          <Button variant="default" loading={busy} onClick={leave}>
            {t("queue.leave")}
          </Button>
        )}
      </Group>
      {problem && <Problem>{problem}</Problem>}
    </section>
  );
}
