import { Badge, Group, Skeleton, Text, Title } from "@mantine/core";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { moneyText } from "@/lib/money";
import { plainText } from "@/lib/plain-text";
import { Cover } from "@/ui/cover";
import { type Rating, RatingText } from "@/ui/rating-text";
import { type Visibility, VisibilityBadge } from "@/ui/visibility-badge";

interface CardCourse {
  id: string;
  title: string;
  summary: string;
  visibility: Visibility;
  instructors: readonly { name: string }[];
  cover?: ComponentProps<typeof Cover>["picture"];
  price: { amount: number; currency: string } | null;
  level: "any" | "beginner" | "intermediate" | "advanced";
  rating: Rating;
}

function Facts({ course }: { course: CardCourse }): ReactNode {
  const { t, language } = useWords();
  return (
    <Group gap="xs" mt="sm">
      <Badge variant={course.price ? "outline" : "light"} tt="none">
        {course.price ? moneyText(course.price, language) : t("facts.free")}
      </Badge>
      {course.level !== "any" && (
        <Text component="span" size="sm" c="dimmed">
          {t(`browse.levels_${course.level}`)}
        </Text>
      )}
      <RatingText rating={course.rating} />
    </Group>
  );
}

export function CourseCard({ href, course }: { href: string; course: CardCourse }): ReactNode {
  const { t, list } = useWords();
  const names = list(course.instructors.map((person) => person.name));
  return (
    <Link href={href} className="lectern-card">
      <Cover seed={course.id} picture={course.cover} />
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={2} fz="1.0625rem" miw={0} dir="auto">
          {course.title}
        </Title>
        <VisibilityBadge visibility={course.visibility} />
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t("course.by", { name: names })}
      </Text>
      <Text size="sm" mt="xs" className="lectern-clamp" dir="auto">
        {plainText(course.summary)}
      </Text>
      <Facts course={course} />
    </Link>
  );
}

export function CourseCardSkeleton(): ReactNode {
  return <Skeleton height={380} radius={12} />;
}
