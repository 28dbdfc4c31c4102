import { Avatar as MantineAvatar } from "@mantine/core";
import type { ReactNode } from "react";
import { initials } from "@/lib/initials";

interface AvatarProps {
  name: string;
  /** With the addresses of its sizes. */
  picture?: { urls: Record<string, string> } | null;
  size?: number;
}

/** Somebody's picture, or their initials. The name stands beside it, so it says nothing to a screen reader. */
export function Avatar({ name, picture, size = 32 }: AvatarProps): ReactNode {
  const source = picture?.urls[size > 64 ? "256" : "64"] ?? null;
  return (
    <MantineAvatar src={source} alt="" size={size} color="ink" variant="filled" radius="xl">
      {initials(name)}
    </MantineAvatar>
  );
}
