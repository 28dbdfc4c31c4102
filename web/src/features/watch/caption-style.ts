// How the viewer wants captions to look. Kept for this browser, for every video.
import { recall, remember } from "@/lib/storage";

export const captionSizes = { small: 0.8, medium: 1, large: 1.35, veryLarge: 1.8 } as const;

export const captionColours = {
  whiteOnBlack: { color: "#fff", background: "rgb(0 0 0 / 0.78)", textShadow: "none" },
  blackOnWhite: { color: "#000", background: "rgb(255 255 255 / 0.9)", textShadow: "none" },
  yellowOnBlack: { color: "#ffe94d", background: "rgb(0 0 0 / 0.85)", textShadow: "none" },
  whiteOutlined: { color: "#fff", background: "transparent", textShadow: "0 0 3px #000, 0 0 3px #000, 0 1px 4px #000, 0 0 6px #000" },
} as const;

export interface CaptionLook {
  size: keyof typeof captionSizes;
  colours: keyof typeof captionColours;
}

export function keptLook(): CaptionLook {
  const size = recall("caption-size");
  const colours = recall("caption-colours");
  return {
    size: size && size in captionSizes ? (size as CaptionLook["size"]) : "medium",
    colours: colours && colours in captionColours ? (colours as CaptionLook["colours"]) : "whiteOnBlack",
  };
}

export function keepLook(look: CaptionLook): void {
  remember("caption-size", look.size);
  remember("caption-colours", look.colours);
}
