// The quality menu in words: pure.

export interface Quality {
  /** As hls.js numbers its levels. */
  index: number;
  height: number;
  width: number;
  bitrate: number;
  frameRate: number;
}

/** "1080p", "720p60". For a tall picture the shorter side counts, as people know it. */
export function qualityName({ height, width, frameRate }: Quality): string {
  const lines = width > 0 ? Math.min(width, height) : height;
  return `${lines}p${frameRate >= 45 ? Math.round(frameRate) : ""}`;
}

export interface QualityChoice {
  index: number;
  name: string;
  kind: "best" | "plain" | "saver";
}

/** Best first. The last of several is the data saver; where there is only one, there is nothing to choose. */
export function qualityChoices(levels: readonly Quality[]): QualityChoice[] {
  const sorted = [...levels].sort((one, other) => other.height - one.height || other.bitrate - one.bitrate);
  if (sorted.length < 2) return [];
  return sorted.map((level, place) => ({
    index: level.index,
    name: qualityName(level),
    kind: place === 0 ? "best" : place === sorted.length - 1 ? "saver" : "plain",
  }));
}

/** The pictures that a master playlist offers, as "1920x1080@30" in order: what tells two ladders apart. */
export function ladderOf(playlist: string): string[] {
  return [...playlist.matchAll(/^#EXT-X-STREAM-INF:(.*)$/gm)]
    .map(([, attributes]) => {
      const size = /RESOLUTION=(\d+x\d+)/.exec(attributes ?? "")?.[1];
      const rate = /FRAME-RATE=([\d.]+)/.exec(attributes ?? "")?.[1] ?? "";
      return size ? `${size}@${Math.round(Number(rate))}` : "";
    })
    .filter(Boolean)
    .sort();
}
