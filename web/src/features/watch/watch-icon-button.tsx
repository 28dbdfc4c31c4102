import type { ReactNode, Ref } from "react";
import { Icon, type IconName } from "@/ui/icons";

interface WatchIconButtonProps {
  icon: IconName;
  words: string;
  act: () => void;
  isPressed?: boolean;
  expands?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A button on the control bar, beside media-chrome's own and of their size. */
export function WatchIconButton({ icon, words, act, isPressed, expands, ref }: WatchIconButtonProps): ReactNode {
  return (
    <button
      ref={ref}
      type="button"
      className="lectern-watch-button"
      aria-label={words}
      title={words}
      aria-pressed={isPressed}
      aria-expanded={expands}
      onClick={act}
    >
      <Icon name={icon} size={22} />
    </button>
  );
}
