import { ActionIcon, Text, UnstyledButton } from "@mantine/core";
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon, type IconName } from "@/ui/icons";

interface OutlineRowProps {
  title: string;
  note?: string;
  icon?: IconName;
  isHeading?: true;
  isCurrent: boolean;
  onSelect: () => void;
  onStep: (step: -1 | 1) => void;
  onDrag: () => void;
  onDrop: () => void;
}

/** Dragged by its handle; moved by its arrows, or with Alt and the arrow keys while its name has the focus. */
export function OutlineRow({ title, note, icon, isHeading, isCurrent, onSelect, onStep, onDrag, onDrop }: OutlineRowProps): ReactNode {
  const { t } = useWords();
  const [isOver, setOver] = useState(false);
  const keyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onStep(event.key === "ArrowUp" ? -1 : 1);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDrop();
  };
  return (
    <div
      className="lectern-edit-row"
      data-current={isCurrent || undefined}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span
        draggable
        className="lectern-handle"
        aria-hidden="true"
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", title);
          onDrag();
        }}
      >
        <Icon name="drag" size={16} />
      </span>
      <UnstyledButton
        onClick={onSelect}
        onKeyDown={keyDown}
        aria-current={isCurrent ? "true" : undefined}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        style={{ flex: 1, minWidth: 0, paddingBlock: 6, overflowWrap: "anywhere", fontWeight: isHeading ? 650 : undefined }}
      >
        {icon && (
          <Text component="span" c="dimmed" me={8} style={{ verticalAlign: "-3px", lineHeight: 0 }}>
            <Icon name={icon} size={16} />
          </Text>
        )}
        {title}
        {note && (
          <Text component="span" size="xs" c="dimmed" display="block">
            {note}
          </Text>
        )}
      </UnstyledButton>
      <span className="lectern-steps">
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("editor.moveUp", { title })} onClick={() => onStep(-1)}>
          <Icon name="up" size={16} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("editor.moveDown", { title })} onClick={() => onStep(1)}>
          <Icon name="down" size={16} />
        </ActionIcon>
      </span>
    </div>
  );
}
