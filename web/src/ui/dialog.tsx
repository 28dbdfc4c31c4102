import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "@/i18n/use-words";

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** Mantine's dialog, with a head that is no landmark: the page has its banner already. */
export function Dialog({ title, opened, onClose, children }: DialogProps): ReactNode {
  const { t } = useWords();
  return (
    <Modal.Root opened={opened} onClose={onClose} centered transitionProps={{ duration: 120 }}>
      <Modal.Overlay />
      <Modal.Content>
        <div className="lectern-dialog-head">
          <Modal.Title fw={650} fz="lg">
            {title}
          </Modal.Title>
          <Modal.CloseButton aria-label={t("player.close")} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
