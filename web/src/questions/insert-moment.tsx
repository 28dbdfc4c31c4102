import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useState } from "react";
import { isPlayed } from "@/api/lessons";
import { outlineQuery } from "@/api/queries";
import { useWords } from "@/i18n/use-words";
import { clock, parseClock } from "@/lib/time";
import { momentLink } from "@/questions/moment-links";
import { Dialog } from "@/ui/dialog";

/** The course whose recordings a question may show. */
export const QuestionCourse = createContext("");

interface InsertProps {
  opened: boolean;
  onClose: () => void;
  insert: (line: string) => void;
}

/** A moment of a recording of the course, video or sound: shown as a small player. */
export function InsertMoment({ opened, onClose, insert }: InsertProps): ReactNode {
  const { t } = useWords();
  const course = useContext(QuestionCourse);
  const { data: outline } = useQuery({ ...outlineQuery(course), enabled: opened && course !== "" });
  const [chosen, setChosen] = useState("");
  const [time, setTime] = useState("0:00");
  const recordings = (outline?.sections ?? []).flatMap((section) => section.lessons).filter((lesson) => isPlayed(lesson.kind));
  const lesson = recordings.find((one) => one.id === chosen) ?? recordings[0];
  const seconds = parseClock(time);
  return (
    <Dialog title={t("quizEdit.momentTitle")} opened={opened} onClose={onClose}>
      <Stack>
        <NativeSelect label={t("quizEdit.momentLesson")} description={recordings.length === 0 ? t("quizEdit.momentNone") : undefined} value={lesson?.id ?? ""} onChange={(event) => setChosen(event.currentTarget.value)} data={recordings.map((one) => ({ value: one.id, label: one.title }))} />
        <TextInput label={t("moments.time")} value={time} error={seconds === null ? t("moments.noTime") : undefined} onChange={(event) => setTime(event.currentTarget.value)} />
        <Group justify="flex-end">
          <Button
            disabled={!lesson || seconds === null}
            onClick={() => {
              if (!lesson || seconds === null) return;
              insert(momentLink(`${lesson.title}, ${clock(seconds)}`, lesson.id, seconds));
              onClose();
            }}
          >
            {t("quizEdit.momentInsert")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
