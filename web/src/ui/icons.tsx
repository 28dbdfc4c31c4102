// The icons, drawn on one 24-pixel grid with one stroke. Decoration: whatever uses one brings its own words.
import type { ReactNode } from "react";

const drawings = {
  menu: "M4 7h16M4 12h16M4 17h16",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zM15.5 15.5 20 20",
  check: "m5 12.5 4.5 4.5L19 7.5",
  close: "M6 6l12 12M18 6 6 18",
  up: "m6 14 6-6 6 6",
  down: "m6 10 6 6 6-6",
  next: "m10 6 6 6-6 6",
  previous: "m14 6-6 6 6 6",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  pause: "M8 5v14M16 5v14",
  play: "M7 5.5v13l11-6.5z",
  upload: "M12 16V4M7 9l5-5 5 5M4 16v3a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-3",
  download: "M12 4v12M7 11l5 5 5-5M4 19v1h16v-1",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  video: "M4 6h11v12H4zM15 10.5 20 7.5v9l-5-3",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 5a3 3 0 0 1 0 6M17 14.5c2.5.5 4 2.7 4 5.5",
  mail: "M3.500 6h17v12h-17zM4 7l8 6 8-6",
  home: "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
  book: "M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM5 17a3 3 0 0 1 3-3h11",
  retry: "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
  warning: "M12 4 2.5 20h19zM12 10v5M12 17.500v.01",
  settings: "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500v-5M9 19.500v-5",
  keyboard: "M3 7h18v10H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M8 14h8",
  theatre: "M3 7h18v10H3z",
  fullscreen: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  captions: "M3 6h18v12H3zM10 10.500c-2-1-4 0-4 1.500s2 2.5 4 1.500M18 10.500c-2-1-4 0-4 1.500s2 2.5 4 1.5",
  clock: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 8v4l3 2",
  sound: "M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM19 16a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z",
  document: "M6 3h8l5 5v13H6zM14 3v5h5",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  page: "M5 4h14v16H5zM8.500 8.500h7M8.500 12h7M8.500 15.500h4",
  quiz: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.500v.01",
  assignment: "M6 4h12v16H6zM9 2.500h6v3H9zM9 11l1.500 1.500L13 10M9 16.500h6",
  forum: "M4 5h16v11H10l-4 4v-4H4z",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.700-5.700l-1.500 1.500M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 5.700 5.700l1.500-1.500",
  clip: "M19 11.500 12 18.500a4.500 4.500 0 0 1-6.500-6.400L12.500 5a3 3 0 0 1 4.300 4.300l-7 7a1.500 1.500 0 0 1-2.100-2.200L14 7.800",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  open: "M13 4h7v7M20 4l-9 9M18 14v6H4V6h6",
  report: "M4 20h16M7 20v-8M12 20V5M17 20v-5",
  calendar: "M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4",
  certificate: "M4 5h16v11H4zM8 9h8M8 12h4M15 16.500v4l-1.500-1-1.500 1v-4",
  reply: "M10 6 4 11.500 10 17M4 11.500h9a7 7 0 0 1 7 7",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  bell: "M6 16v-5a6 6 0 0 1 12 0v5l1.500 2h-15zM10.500 20.500h3",
  star: "m12 4 2.400 5.200 5.600.7-4.200 3.900 1.100 5.700-4.900-2.800-4.900 2.800 1.100-5.700L4 9.900l5.600-.7z",
  swap: "M7 4 4 7l3 3M4 7h13M17 20l3-3-3-3M20 17H7",
} as const;

export type IconName = keyof typeof drawings;

const mirrored = new Set<IconName>(["next", "previous", "open", "reply"]);

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      aria-hidden="true"
      className={mirrored.has(name) ? "lectern-mirrored" : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "drag" || name === "more" ? 2.6 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flex: "none" }}
    >
      <path d={drawings[name]} />
    </svg>
  );
}
