import { Button, FileButton, Group, List, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ApiError } from "@/api/client";
import { quizKeys } from "@/api/quiz";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface Imported {
  dry_run: boolean;
  questions: { name: string; type: string; category: string }[];
}

/** Checked first, then taken whole; a mistake names its line and nothing is taken. */
export function ImportQuestions({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [format, setFormat] = useState("gift");
  const [text, setText] = useState("");
  const send = useMutation({
    mutationFn: (dry: boolean) => api.post<Imported>(`/courses/${course}/questions/import`, { format, text, dry_run: dry }),
    onSuccess: async (done) => {
      if (done.dry_run) return;
      await client.invalidateQueries({ queryKey: quizKeys.bank(course) });
      await client.invalidateQueries({ queryKey: quizKeys.categories(course) });
      toast(t("quizEdit.imported", { count: done.questions.length }));
      setOpened(false);
      setText("");
    },
  });
  const change = (value: string) => {
    setText(value);
    send.reset();
  };
  const faults = send.error instanceof ApiError ? Object.entries(send.error.fields) : [];
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t("quizEdit.import")}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t("quizEdit.import")}>
        <Stack>
          <Group align="flex-end">
            <NativeSelect
              label={t("quizEdit.importFormat")}
              value={format}
              onChange={(event) => setFormat(event.currentTarget.value)}
              data={[
                { value: "gift", label: "GIFT" },
                { value: "aiken", label: "Aiken" },
                { value: "moodle_xml", label: "Moodle XML" },
              ]}
            />
            <FileButton onChange={(file) => void file?.text().then(change)} accept=".txt,.gift,.xml">
              {(props) => (
                <Button variant="default" {...props}>
                  {t("quizEdit.importFile")}
                </Button>
              )}
            </FileButton>
          </Group>
          <Textarea label={t("quizEdit.importText")} minRows={8} maxRows={16} autosize value={text} onChange={(event) => change(event.currentTarget.value)} styles={{ input: { fontFamily: "monospace", fontSize: 13 } }} />
          {faults.length > 0 && (
            <Problem>
              <List size="sm">
                {faults.map(([line, message]) => (
                  <List.Item key={line}>
                    {line}: {message}
                  </List.Item>
                ))}
              </List>
            </Problem>
          )}
          {send.error && faults.length === 0 && <Problem>{words(send.error)}</Problem>}
          {send.data && <Text role="status">{t("quizEdit.importFound", { count: send.data.questions.length })}</Text>}
          <Group justify="flex-end">
            {send.data ? (
              <Button loading={send.isPending} onClick={() => send.mutate(false)}>
                {t("quizEdit.importGo")}
              </Button>
            ) : (
              <Button disabled={!text.trim()} loading={send.isPending} onClick={() => send.mutate(true)}>
                {t("quizEdit.importCheck")}
              </Button>
            )}
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
