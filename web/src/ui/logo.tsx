import type { ReactNode } from "react";

/** The lectern: a slanted desk on its foot. */
export function Glyph({ size = 28 }: { size?: number }): ReactNode {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" style={{ flex: "none" }}>
      <rect width="32" height="32" rx="7" fill="var(--mantine-primary-color-filled)" />
      <path d="M6.5 12.2 24.2 7.4l1.3 4.6L7.8 16.9z" fill="#fff" />
      <path d="M14.6 16.6h3.2l.9 7.2h3.1v2.6H10.6v-2.6h3.1z" fill="#fff" />
    </svg>
  );
}
