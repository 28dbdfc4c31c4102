import { Progress, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "@/ui/icons";

interface WaitingScreenProps {
  icon: IconName;
  title: string;
  text?: string | undefined;
  /** 0 … 1 where something is being made. */
  progress?: number | undefined;
  left?: string | undefined;
  /** Where nothing else on the page is its heading. */
  isPage?: true;
  children?: ReactNode;
}

/** Stands where the player will be, in its size, so that nothing shifts when it comes. */
export function WaitingScreen({ icon, title, text, progress, left, isPage, children }: WaitingScreenProps): ReactNode {
  return (
    <div className="lectern-waiting" data-testid="waiting">
      <Icon name={icon} size={40} />
      <Title order={isPage ? 1 : 2} fz="1.25rem" c="#fff">
        {title}
      </Title>
      {text && <Text maw="52ch">{text}</Text>}
      {progress !== undefined && <Progress value={progress * 100} w="min(360px, 80%)" color="ink.3" bg="rgb(255 255 255 / 0.2)" aria-label={title} />}
      {left && (
        <Text size="sm" className="lectern-numbers">
          {left}
        </Text>
      )}
      {children}
    </div>
  );
}
