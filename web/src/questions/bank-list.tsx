// The questions of a course's bank, found and listed: for the bank itself and for whoever picks from it.
import { Badge, Group, NativeSelect, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { bankQuery, type Question, questionCategoriesQuery } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { isType, typeNames, typeWords } from "@/questions/words";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { MoreButton } from "@/ui/more-button";
import { Problem } from "@/ui/problem";
import "@/questions/quiz.css";

export function useTypeWord(): (type: string) => string {
  const { t } = useWords();
  return (type) => (isType(type) ? t(typeWords[type]) : type);
}

export function QuestionRow({ question, open, end }: { question: Question; open?: () => void; end?: ReactNode }): ReactNode {
  const { t } = useWords();
  const typeWord = useTypeWord();
  const text = (
    <Stack gap={2}>
      <Text fw={600}>{question.name}</Text>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {typeWord(question.type)}
          {question.used_in > 0 && ` · ${t("quizEdit.usedIn", { count: question.used_in })}`}
          {question.version > 1 && ` · ${t("quizEdit.version", { number: question.version })}`}
        </Text>
        {question.tags.map((tag) => (
          <Badge key={tag} variant="outline" color="gray.8" c="var(--mantine-color-dimmed)" tt="none">
            {tag}
          </Badge>
        ))}
      </Group>
    </Stack>
  );
  return (
    <Group component="li" justify="space-between" wrap="nowrap" className="lectern-quiz-item">
      {open ? (
        <UnstyledButton onClick={open} style={{ flex: 1 }}>
          {text}
        </UnstyledButton>
      ) : (
        text
      )}
      {end}
    </Group>
  );
}

/** The list with its search, for the bank itself and for whoever picks from it. */
export function BankList({ course, open, end, empty }: { course: string; open?: (question: Question) => void; end?: (question: Question) => ReactNode; empty: ReactNode }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const typeWord = useTypeWord();
  const [search, setSearch] = useState("");
  const [q] = useDebouncedValue(search, 250);
  const [type, setType] = useState("");
  const [category, setCategory] = useState("");
  const { data: categories } = useQuery(questionCategoriesQuery(course));
  const pages = useInfiniteQuery(bankQuery(course, { q, type, category }));
  const { data, error } = pages;
  const questions = data?.pages.flatMap((page) => page.items);
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput style={{ flex: "1 1 220px" }} aria-label={t("quizEdit.search")} placeholder={t("quizEdit.search")} value={search} leftSection={<Icon name="search" size={18} />} onChange={(event) => setSearch(event.currentTarget.value)} />
        <NativeSelect aria-label={t("quizEdit.type")} value={type} onChange={(event) => setType(event.currentTarget.value)} data={[{ value: "", label: t("quizEdit.anyType") }, ...typeNames.map((name) => ({ value: name, label: typeWord(name) }))]} />
        <NativeSelect
          aria-label={t("quizEdit.category")}
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
          data={[{ value: "", label: t("quizEdit.allCategories") }, ...(categories?.items ?? []).filter((one) => !one.foreign).map((one) => ({ value: one.id, label: `${one.name} (${one.questions})` }))]}
        />
      </Group>
      {error && <Problem>{words(error)}</Problem>}
      {!questions && !error && <RowsSkeleton rows={4} height={60} />}
      {questions?.length === 0 && empty}
      {questions && questions.length > 0 && (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
          {questions.map((question) => (
            <QuestionRow key={question.id} question={question} {...(open ? { open: () => open(question) } : {})} end={end?.(question)} />
          ))}
        </Stack>
      )}
      <MoreButton pages={pages} />
    </Stack>
  );
}
