import { Anchor, Badge, Group, Text, Title } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import type { Course } from "@/api/courses";
import { RatingText } from "@/ui/rating-text";
import { useWords } from "@/i18n/use-words";
import { moneyText } from "@/lib/money";
import { Avatar } from "@/ui/avatar";
import { Cover } from "@/ui/cover";
import { Icon } from "@/ui/icons";

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <Fragment>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </Fragment>
  );
}

function Day({ at }: { at: string }): ReactNode {
  const { language } = useWords();
  const when = new Date(at);
  return (
    <time dateTime={at} title={when.toLocaleString(language)}>
      {new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(when)}
    </time>
  );
}

function useDuration(): (seconds: number) => string {
  const { t } = useWords();
  return (seconds) =>
    seconds < 3600
      ? t("facts.minutes", { count: Math.max(1, Math.round(seconds / 60)) })
      : t("facts.hours", { count: Math.round(seconds / 3600) });
}

function Prerequisites({ course }: { course: Course }): ReactNode {
  const { t } = useWords();
  if (course.prerequisites.length === 0) return null;
  return (
    <Fact name={t("facts.prerequisites")}>
      <ul>
        {course.prerequisites.map(({ id, title, completed }) => (
          <li key={id}>
            <Anchor component={Link} href={`/courses/${id}`}>
              {title}
            </Anchor>
            {completed && (
              <Text component="span" size="sm" c="dimmed">
                {" "}
                <Icon name="check" size={14} /> {t("facts.completed")}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** What one wants to know before taking a course. */
export function CourseFacts({ course }: { course: Course }): ReactNode {
  const { t, language } = useWords();
  const duration = useDuration();
  const spoken = new Intl.DisplayNames(language, { type: "language" }).of(course.language) ?? course.language;
  return (
    <aside className="lectern-facts" aria-labelledby="facts">
      {course.cover && <Cover seed={course.id} picture={course.cover} />}
      <Title order={2} fz="1.0625rem" id="facts">
        {t("facts.title")}
      </Title>
      <dl>
        <Fact name={t("browse.price")}>{course.price ? moneyText(course.price, language) : t("facts.free")}</Fact>
        {course.rating.average !== null && (
          <Fact name={t("review.title")}>
            <RatingText rating={course.rating} />
          </Fact>
        )}
        <Fact name={t("facts.instructors")}>
          <ul>
            {course.instructors.map((person) => (
              <Group component="li" key={person.id} gap="xs" wrap="nowrap" mb={4}>
                <Avatar name={person.name} picture={person.picture} size={28} />
                {person.name}
              </Group>
            ))}
          </ul>
        </Fact>
        <Prerequisites course={course} />
        {course.category && (
          <Fact name={t("browse.category")}>
            <Anchor component={Link} href={`/courses?category=${course.category_id ?? ""}`}>
              {course.category}
            </Anchor>
          </Fact>
        )}
        <Fact name={t("browse.level")}>{t(`browse.levels_${course.level}`)}</Fact>
        <Fact name={t("browse.type")}>{t(`browse.types_${course.type}`)}</Fact>
        <Fact name={t("browse.language")}>{spoken}</Fact>
        {course.estimated_duration_seconds !== null && (
          <Fact name={t("facts.duration")}>{duration(course.estimated_duration_seconds)}</Fact>
        )}
        {course.starts_at && (
          <Fact name={t("facts.starts")}>
            <Day at={course.starts_at} />
          </Fact>
        )}
        {course.ends_at && (
          <Fact name={t("facts.ends")}>
            <Day at={course.ends_at} />
          </Fact>
        )}
        {course.enrolment_closes_at && (
          <Fact name={t("facts.enrolUntil")}>
            <Day at={course.enrolment_closes_at} />
          </Fact>
        )}
        {course.capacity !== null && <Fact name={t("facts.places")}>{course.capacity}</Fact>}
      </dl>
      {course.tags.length > 0 && (
        <Group gap={6} mt="md">
          {course.tags.map((tag) => (
            <Badge key={tag} component={Link} href={`/courses?tag=${encodeURIComponent(tag)}`} variant="default" tt="none" style={{ cursor: "pointer" }}>
              {tag}
            </Badge>
          ))}
        </Group>
      )}
    </aside>
  );
}
