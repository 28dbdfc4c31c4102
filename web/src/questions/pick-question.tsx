import { Button, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Question } from "@/api/quiz";
import { useWords } from "@/i18n/use-words";
import { BankList } from "@/questions/bank-list";
import { QuestionForm } from "@/questions/question-form";
import { EmptyState } from "@/ui/empty-state";
import { Icon } from "@/ui/icons";

interface PickProps {
  course: string;
  opened: boolean;
  onClose: () => void;
  pick: (question: Question) => void;
}

/** A question of the bank, or a new one that goes into it. */
export function PickQuestion({ course, opened, onClose, pick }: PickProps): ReactNode {
  const { t } = useWords();
  const [isNew, setNew] = useState(false);
  const close = () => {
    setNew(false);
    onClose();
  };
  const take = (question: Question) => {
    setNew(false);
    pick(question);
  };
  return (
    <Modal.Root opened={opened} onClose={close} size={isNew ? "80rem" : "lg"} transitionProps={{ duration: 120 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="lectern-dialog-head">
          <Modal.Title fw={650} fz="lg">
            {t(isNew ? "moments.write" : "moments.pick")}
          </Modal.Title>
          <Modal.CloseButton aria-label={t("player.close")} />
        </div>
        <Modal.Body>
          {isNew ? (
            <QuestionForm course={course} id="new" close={() => setNew(false)} saved={take} />
          ) : (
            <Stack>
              <Button variant="default" style={{ alignSelf: "start" }} leftSection={<Icon name="plus" size={18} />} onClick={() => setNew(true)}>
                {t("moments.write")}
              </Button>
              <BankList
                course={course}
                end={(question) => (
                  <Button size="compact-md" variant="default" onClick={() => take(question)}>
                    {t("moments.pickThis")}
                  </Button>
                )}
                empty={<EmptyState icon="quiz" title={t("moments.pickNone")} text={t("moments.pickNoneText")} />}
              />
            </Stack>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
