import { Button, Group, Notification } from "@mantine/core";
import { type ReactNode, useEffect, useSyncExternalStore } from "react";
import { useWords } from "@/i18n/use-words";

interface Toast {
  id: number;
  text: string;
  act?: { words: string; run: () => void };
}

const shownFor = 10_000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let last = 0;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function close(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

/** Says what was done, and offers the way back for a while. */
export function toast(text: string, act?: Toast["act"]): void {
  last += 1;
  set([...toasts.slice(-2), { id: last, text, ...(act ? { act } : {}) }]);
}

function One({ id, text, act }: Toast): ReactNode {
  const { t } = useWords();
  useEffect(() => {
    const timer = setTimeout(() => close(id), shownFor);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <Notification withBorder onClose={() => close(id)} closeButtonProps={{ "aria-label": t("player.close") }}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{text}</span>
        {act && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              close(id);
              act.run();
            }}
          >
            {act.words}
          </Button>
        )}
      </Group>
    </Notification>
  );
}

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(listen, () => toasts);
  return (
    <div role="status" aria-live="polite" className="lectern-toasts">
      {shown.map((one) => (
        <One key={one.id} {...one} />
      ))}
    </div>
  );
}
