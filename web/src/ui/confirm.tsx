import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/ui/dialog";

interface ConfirmProps {
  title: string;
  text: string;
  act: string;
  keep: string;
  opened: boolean;
  /** What must be typed before the act is offered, for what cannot be had back. */
  typed?: string;
  /** Nothing is lost by it: the act is not painted as a danger. */
  isCalm?: true;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ title, text, act, keep, opened, typed, isCalm, onConfirm, onClose }: ConfirmProps): ReactNode {
  const [words, setWords] = useState("");
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      <Stack>
        <Text>{text}</Text>
        {typed !== undefined && (
          <TextInput aria-label={typed} placeholder={typed} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {keep}
          </Button>
          <Button {...(isCalm ? {} : { color: "red.9" })} disabled={typed !== undefined && words !== typed} onClick={onConfirm}>
            {act}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
