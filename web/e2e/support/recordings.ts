// Recordings made on the spot: a test picture that moves, a tone, captions and chapters.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface RecordingWish {
  name: string;
  seconds: number;
  size: string;
  /** Makes encoding the ladder take long enough to watch it grow. */
  isHeavy?: true;
  hasCaptions?: true;
}

const minute = 60_000;

function captions(folder: string, seconds: number): string {
  const stamp = (second: number) => `00:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")},000`;
  const lines = Array.from({ length: Math.floor(seconds / 2) }, (_, index) => `${index + 1}\n${stamp(index * 2)} --> ${stamp(index * 2 + 2)}\nLine ${index + 1}\n`);
  const path = join(folder, "captions.srt");
  writeFileSync(path, lines.join("\n"));
  return path;
}

function chapters(folder: string, seconds: number): string {
  const half = Math.floor(seconds / 2) * 1000;
  const path = join(folder, "chapters.txt");
  writeFileSync(path, `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=${half}\ntitle=Opening\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=${half}\nEND=${seconds * 1000}\ntitle=Closing\n`);
  return path;
}

export function makeRecording(folder: string, { name, seconds, size, isHeavy, hasCaptions }: RecordingWish): string {
  const path = join(folder, name);
  const picture = `${isHeavy ? "mandelbrot" : "testsrc2"}=size=${size}:rate=25`;
  const inputs = ["-f", "lavfi", "-t", String(seconds), "-i", picture, "-f", "lavfi", "-t", String(seconds), "-i", "sine=frequency=330"];
  if (hasCaptions) inputs.push("-i", captions(folder, seconds), "-i", chapters(folder, seconds));
  const maps = ["-map", "0:v", "-map", "1:a", ...(hasCaptions ? ["-map", "2:s", "-map_chapters", "3", "-c:s", "srt", "-metadata:s:s:0", "language=eng"] : [])];
  const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "250", "-pix_fmt", "yuv420p", "-c:a", "aac"];
  execFileSync("ffmpeg", ["-y", "-loglevel", "error", ...inputs, ...maps, ...codecs, "-t", String(seconds), path], { timeout: 3 * minute });
  return path;
}
