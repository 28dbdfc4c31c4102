// Recordings made on the spot: a test picture that moves, a tone, captions and chapters.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export interface RecordingWish {
  name: string;
  seconds: number;
  size: string;
  hasCaptions?: true;
  /** A second picture in the same file, as lecture recorders write camera and slides. */
  hasSecondView?: true;
}

const minute = 60_000;
const codecs = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "250", "-pix_fmt", "yuv420p", "-c:a", "aac"];

function ffmpeg(words: readonly string[]): void {
  execFileSync("ffmpeg", ["-y", "-loglevel", "error", ...words], { timeout: 2 * minute });
}

const lavfi = (graph: string, seconds: number) => ["-f", "lavfi", "-t", String(seconds), "-i", graph];

function captions(folder: string, seconds: number, every: number): string {
  const stamp = (second: number) => `00:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")},000`;
  const lines = Array.from({ length: Math.floor(seconds / every) }, (_, index) => `${index + 1}\n${stamp(index * every)} --> ${stamp(index * every + 2)}\nLine ${index + 1}\n`);
  const path = join(folder, `captions-${every}.srt`);
  writeFileSync(path, lines.join("\n"));
  return path;
}

function chapters(folder: string, seconds: number): string {
  const half = Math.floor(seconds / 2) * 1000;
  const path = join(folder, "chapters.txt");
  writeFileSync(path, `;FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=${half}\ntitle=Opening\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=${half}\nEND=${seconds * 1000}\ntitle=Closing\n`);
  return path;
}

/** A second of a tone. */
export function makeSound(folder: string, name: string): string {
  const path = join(folder, name);
  ffmpeg([...lavfi("sine=frequency=660", 1), path]);
  return path;
}

/** A square of one colour. */
export function makePicture(folder: string, name: string): string {
  const path = join(folder, name);
  ffmpeg([...lavfi("color=teal:size=160x160", 1), "-frames:v", "1", path]);
  return path;
}

export function makeRecording(folder: string, { name, seconds, size, hasCaptions, hasSecondView }: RecordingWish): string {
  const path = join(folder, name);
  const inputs = [...lavfi(`testsrc2=size=${size}:rate=25`, seconds), ...lavfi("sine=frequency=330", seconds)];
  const maps = ["-map", "0:v", "-map", "1:a"];
  if (hasSecondView) {
    inputs.push(...lavfi("testsrc=size=640x360:rate=25", seconds));
    maps.push("-map", "2:v");
  }
  if (hasCaptions) {
    const captionInput = hasSecondView ? 3 : 2;
    inputs.push("-i", captions(folder, seconds, 2), "-i", chapters(folder, seconds));
    maps.push("-map", `${captionInput}:s`, "-map_chapters", String(captionInput + 1), "-c:s", "srt", "-metadata:s:s:0", "language=eng");
  }
  ffmpeg([...inputs, ...maps, ...codecs, "-t", String(seconds), path]);
  return path;
}

/** Noise: big, and slow to make smaller. A few seconds are encoded and then repeated, which costs nothing. */
export function makeHeavyRecording(folder: string, name: string, seconds: number): string {
  const loop = 5;
  const piece = join(folder, `piece-${name}`);
  const path = join(folder, name);
  ffmpeg([...lavfi("testsrc2=size=1280x720:rate=30,noise=alls=20:allf=t", loop), ...lavfi("sine=frequency=330", loop), ...codecs, "-b:v", "12M", "-maxrate", "12M", "-bufsize", "12M", piece]);
  ffmpeg(["-stream_loop", String(Math.ceil(seconds / loop) - 1), "-i", piece, "-c", "copy", "-t", String(seconds), path]);
  return path;
}

export const signalEvery = 4;

/** Every four seconds, at once: a white picture, a tone, a caption. What is together here must be together when played. */
export function makeSignals(folder: string, seconds: number): string {
  const path = join(folder, "signals.mkv");
  const isOn = `lt(mod(t\\,${signalEvery})\\,0.5)`;
  ffmpeg([
    ...lavfi(`color=black:size=640x360:rate=25,drawbox=color=white:t=fill:enable=${isOn}`, seconds),
    ...lavfi(`aevalsrc=0.5*sin(2*PI*1000*t)*${isOn}:s=48000`, seconds),
    "-i", captions(folder, seconds, signalEvery),
    "-map", "0:v", "-map", "1:a", "-map", "2:s", "-c:s", "srt", "-metadata:s:s:0", "language=eng",
    ...codecs, "-t", String(seconds), path,
  ]);
  return path;
}
