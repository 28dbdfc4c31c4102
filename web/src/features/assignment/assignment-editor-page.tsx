// Writing an assignment: what is handed in, until when, how it is marked. What is to be done stands in the lesson's text.
import { Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link, useParams } from "wouter";
import { type Assignment, assignmentKeys, type AssignmentRules, definitionQuery, type PeerRules } from "@/api/assignment";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { Extensions } from "@/features/assignment/extensions";
import { DateRules, MarkRules, PeerRulesForm, WorkRules } from "@/features/assignment/rules-form";
import { useWords } from "@/i18n/use-words";
import { Page, PageSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";
import { type RubricCriterion } from "@/ui/rubric";
import { RubricEditor } from "@/ui/rubric-editor";
import { toast } from "@/ui/toast";

function Editor({ assignment }: { assignment: Assignment }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [rules, setRules] = useState(assignment.rules);
  const [criteria, setCriteria] = useState<RubricCriterion[]>(assignment.rubric.criteria);
  const save = useMutation({
    mutationFn: () => api.put<Assignment>(`/lessons/${assignment.lesson_id}/assignment/definition`, { rules, rubric: { criteria } }),
    onSuccess: (saved) => {
      client.setQueryData(assignmentKeys.definition(assignment.lesson_id), saved);
      void client.invalidateQueries({ queryKey: assignmentKeys.all(assignment.lesson_id) });
      toast(t("quizEdit.savedNow"));
    },
  });
  const wrong = save.error instanceof ApiError ? save.error.fields : {};
  const change = (fields: Partial<AssignmentRules>) => setRules((known) => ({ ...known, ...fields }));
  const changePeer = (fields: Partial<PeerRules>) => setRules((known) => ({ ...known, peer: { ...known.peer, ...fields } }));
  const shared = { rules, change, wrong };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="xl" maw={860}>
        <Stack gap={4} align="flex-start">
          <Text>{t("assignmentEdit.textElsewhere")}</Text>
          <Anchor component={Link} href={`/courses/${assignment.course_id}/edit?lesson=${assignment.lesson_id}`}>
            {t("assignmentEdit.toText")}
          </Anchor>
        </Stack>
        <WorkRules {...shared} />
        <DateRules {...shared} />
        <MarkRules {...shared} hasRubric={criteria.length > 0} />
        <Stack component="section" aria-labelledby="rubric">
          <Title order={2} id="rubric">
            {t("rubric.title")}
          </Title>
          <RubricEditor criteria={criteria} change={setCriteria} wrong={wrong} />
        </Stack>
        <PeerRulesForm peer={rules.peer} change={changePeer} wrong={wrong} />
        {save.error && <Problem>{Object.keys(wrong).length > 0 ? t("assignmentEdit.wrong", { problem: Object.values(wrong)[0] ?? "" }) : words(save.error)}</Problem>}
        <Group className="lectern-save-bar">
          <Button type="submit" loading={save.isPending}>
            {t("quizEdit.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export default function AssignmentEditorPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { lesson = "" } = useParams<{ lesson: string }>();
  const { data: assignment, error } = useQuery(definitionQuery(lesson));
  if (error) return <Page title={t("assignmentEdit.edit")}>{<Problem>{words(error)}</Problem>}</Page>;
  if (!assignment) return <PageSkeleton />;
  return (
    <Page
      title={t("assignmentEdit.title", { title: assignment.title })}
      actions={
        <>
          <Button component={Link} variant="default" href={`/lessons/${lesson}/assignment/marking`}>
            {t("marking.title")}
          </Button>
          <Button component={Link} variant="default" href={`/lessons/${lesson}/assignment`}>
            {t("marking.toAssignment")}
          </Button>
        </>
      }
    >
      <Stack gap={48}>
        <Editor key={assignment.lesson_id} assignment={assignment} />
        <Extensions assignment={assignment} />
      </Stack>
    </Page>
  );
}
