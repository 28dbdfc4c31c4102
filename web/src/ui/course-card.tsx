import { Badge, Group, Skeleton, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "@/i18n/use-words";
import { plainText } from "@/lib/plain-text";

interface CourseCardProps {
  href: string;
  title: string;
  summary: string;
  owner: string;
  isDraft: boolean;
}

export function CourseCard({ href, title, summary, owner, isDraft }: CourseCardProps): ReactNode {
  const { t } = useWords();
  return (
    <Link href={href} className="lectern-card">
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
        <Title order={2} fz="1.0625rem" miw={0} dir="auto">
          {title}
        </Title>
        {isDraft && (
          <Badge variant="default" tt="none" style={{ flex: "none" }}>
            {t("course.draft")}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t("course.by", { name: owner })}
      </Text>
      <Text size="sm" mt="xs" className="lectern-clamp" dir="auto">
        {plainText(summary)}
      </Text>
    </Link>
  );
}

export function CourseCardSkeleton(): ReactNode {
  return <Skeleton height={148} radius={12} />;
}
