import type { ReactNode } from "react";
import { captionColours, type CaptionLook, captionSizes } from "@/features/watch/caption-style";

export function CaptionBox({ lines, look }: { lines: readonly string[]; look: CaptionLook }): ReactNode {
  if (lines.length === 0) return null;
  return (
    <div className="lectern-captions" data-testid="captions" style={{ fontSize: `calc(var(--caption-base) * ${captionSizes[look.size]})` }}>
      {lines.map((line) => (
        <span key={line} dir="auto" style={captionColours[look.colours]}>
          {line}
        </span>
      ))}
    </div>
  );
}
