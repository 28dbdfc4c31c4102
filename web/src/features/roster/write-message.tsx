import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/api/client";
import type { RosterRow } from "@/api/enrolment";
import { useSendMessage } from "@/api/messages";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";
import { toast } from "@/ui/toast";

interface WriteMessageProps {
  course: string;
  people: readonly RosterRow[];
  onSent: () => void;
  onClose: () => void;
}

const namesShown = 3;

/** A message to those who were chosen on the roster. */
export function WriteMessage({ course, people, onSent, onClose }: WriteMessageProps): ReactNode {
  const { t, language } = useWords();
  const words = useErrorWords();
  const [subject, setSubject] = useState("");
  const [body, setBody] = useState("");
  const send = useSendMessage(course);
  const fields = send.error instanceof ApiError ? send.error.fields : {};
  const names = new Intl.ListFormat(language).format(people.slice(0, namesShown).map((row) => row.user.name));
  const submit = () =>
    send.mutate(
      { enrolment_ids: people.map((row) => row.id), subject, body },
      {
        onSuccess: ({ people: count }) => {
          toast(t("message.sent", { count }));
          onSent();
        },
      },
    );
  return (
    <Dialog title={t("message.write")} opened onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed" dir="auto">
            {people.length > namesShown ? t("message.to", { count: people.length }) : names}
          </Text>
          <TextInput
            data-autofocus
            required
            maxLength={200}
            label={t("message.subject")}
            error={fields["subject"]}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            required
            autosize
            minRows={6}
            maxRows={16}
            maxLength={20_000}
            label={t("message.body")}
            description={t("message.bodyHelp")}
            error={fields["body"]}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          {send.error && <Problem>{words(send.error)}</Problem>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("course.cancel")}
            </Button>
            <Button type="submit" loading={send.isPending} disabled={subject.trim() === "" || body.trim() === ""}>
              {t("message.send")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
