// The question bank of a course: find, write, import, export.
import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { useParams, useSearchParams } from "wouter";
import { address } from "@/api/client";
import { outlineQuery } from "@/api/queries";
import { Categories } from "@/features/quiz/categories";
import { ImportQuestions } from "@/features/quiz/import-questions";
import { useWords } from "@/i18n/use-words";
import { BankList } from "@/questions/bank-list";
import { QuestionForm } from "@/questions/question-form";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";
import { Page } from "@/ui/page";

export default function BankPage(): ReactNode {
  const { t } = useWords();
  const { course = "" } = useParams<{ course: string }>();
  const [search, setSearch] = useSearchParams();
  const edited = search.get("question");
  const { data: outline } = useQuery(outlineQuery(course));
  const show = (question: string | null) => setSearch(question ? { question } : {});
  if (edited)
    return (
      <Page title={t(edited === "new" ? "quizEdit.newQuestion" : "quizEdit.editQuestion")} lead={<Anchor component="button" onClick={() => show(null)}>{t("quizEdit.bank")}</Anchor>} width="wide">
        <QuestionForm key={edited} course={course} id={edited} close={() => show(null)} />
      </Page>
    );
  const acts = (
    <Fragment>
      <Categories course={course} />
      <ImportQuestions course={course} />
      <Button component="a" variant="default" href={address(`/courses/${course}/questions/export`)}>
        {t("quizEdit.export")}
      </Button>
      <Button component="a" variant="default" href={address(`/courses/${course}/questions/export`, { format: "moodle_xml" })}>
        {t("quizEdit.exportXml")}
      </Button>
      <Button leftSection={<Icon name="plus" size={18} />} onClick={() => show("new")}>
        {t("quizEdit.newQuestion")}
      </Button>
    </Fragment>
  );
  return (
    <Page title={t("quizEdit.bank")} lead={outline?.course.title} actions={acts}>
      <BankList course={course} open={(question) => show(question.id)} empty={<EmptyState icon="quiz" title={t("quizEdit.none")} text={t("quizEdit.noneText")} />} />
    </Page>
  );
}
