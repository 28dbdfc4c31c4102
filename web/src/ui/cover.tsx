import type { ReactNode } from "react";
import { hashOf } from "@/lib/hash";
import "@/ui/cover.css";

interface CoverProps {
  /** What the pattern is made of where there is no picture: the same for the same course. */
  seed: string;
  picture: { alt: string; urls: Record<string, string> } | null | undefined;
}

const hues = [222, 200, 172, 250, 268, 214, 190, 236] as const;

/** Two calm hills, drawn from the seed. */
function Pattern({ seed }: { seed: string }): ReactNode {
  const hash = hashOf(seed);
  const hue = hues[hash % hues.length] ?? 222;
  const left = 40 + ((hash >>> 3) % 40);
  const right = 40 + ((hash >>> 9) % 40);
  const sun = 60 + ((hash >>> 15) % 200);
  return (
    <svg className="lectern-cover" viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true" style={{ color: `hsl(${hue} 42% 45%)` }}>
      <rect width="320" height="180" fill="currentColor" opacity="0.16" />
      <circle cx={sun} cy={right} r="22" fill="currentColor" opacity="0.18" />
      <path d={`M0 ${80 + left} C 90 ${40 + left}, 180 ${140 + left / 2}, 320 ${70 + right} V180 H0 Z`} fill="currentColor" opacity="0.22" />
      <path d={`M0 ${100 + right} C 110 ${150}, 210 ${60 + left}, 320 ${110 + left / 2} V180 H0 Z`} fill="currentColor" opacity="0.32" />
    </svg>
  );
}

/** A course's picture, or a pattern in its place. Its title stands beside it, so a picture without words is decoration. */
export function Cover({ seed, picture }: CoverProps): ReactNode {
  const small = picture?.urls["480"];
  if (!picture || !small) return <Pattern seed={seed} />;
  const large = picture.urls["1280"] ?? small;
  return (
    <img
      className="lectern-cover"
      src={small}
      srcSet={`${small} 480w, ${large} 1280w`}
      sizes="(max-width: 480px) 100vw, 400px"
      alt={picture.alt}
      width={480}
      height={270}
      loading="lazy"
      decoding="async"
    />
  );
}
