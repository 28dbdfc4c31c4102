#!/usr/bin/env python3
"""make_lecture.py OUTPUT.mp4: the demo lecture, made from nothing but text: slides that build up while a
synthesiser reads them, a moving camera picture in the corner, captions and a chapter a slide.
About four minutes of 1080p30. The same input gives the same file."""

import os
import subprocess
import sys
import tempfile

import figure
from drawing import page
from slides import SLIDES
from speech import BETWEEN_SENTENCES, BETWEEN_SLIDES, narrate

RATE = 30
CORNER = (1460, 724)


def run_ffmpeg(arguments, folder):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True, cwd=folder)


def write(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(content)


def draw_slides(folder, spoken):
    """One picture a sentence; each shows everything its slide has said so far."""
    for number, sentence in enumerate(spoken):
        title, steps = SLIDES[sentence.slide]
        shown = [drawn for _, drawn in steps[:sentence.step + 1]]
        write(folder, f"slide{number:03d}.svg", page(title, sentence.slide + 1, len(SLIDES), shown))
    run_ffmpeg(["-f", "image2", "-c:v", "librsvg", "-i", "slide%03d.svg", "slide%03d.png"], folder)


def list_slides(folder, spoken, duration):
    """The pictures with their times, for ffmpeg's concat demuxer; a picture appears as its sentence begins."""
    begins = [max(0.0, sentence.start - (BETWEEN_SLIDES if sentence.step == 0 else BETWEEN_SENTENCES) / 2)
              for sentence in spoken]
    begins[0] = 0.0
    lines = ["ffconcat version 1.0"]
    # ffmpeg's numbering starts at 1 on output.
    for number, (begin, end) in enumerate(zip(begins, begins[1:] + [duration]), 1):
        lines += [f"file slide{number:03d}.png", f"duration {end - begin:.3f}"]
    lines.append(f"file slide{len(spoken):03d}.png")
    write(folder, "slides.txt", "\n".join(lines) + "\n")
    return begins


def srt_time(seconds):
    milliseconds = round(seconds * 1000)
    return (f"{milliseconds // 3600000:02d}:{milliseconds // 60000 % 60:02d}:"
            f"{milliseconds // 1000 % 60:02d},{milliseconds % 1000:03d}")


def write_captions(folder, spoken):
    write(folder, "captions.srt", "\n".join(
        f"{number}\n{srt_time(sentence.start)} --> {srt_time(sentence.end)}\n{sentence.words}\n"
        for number, sentence in enumerate(spoken, 1)))


def write_chapters(folder, spoken, begins, duration):
    lines = [";FFMETADATA1", "title=How a lecture reaches you"]
    firsts = [begin for begin, sentence in zip(begins, spoken) if sentence.step == 0]
    for (title, _), start, end in zip(SLIDES, firsts, firsts[1:] + [duration]):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={round(start * 1000)}", f"END={round(end * 1000)}",
                  f"title={title or 'Welcome'}"]
    write(folder, "chapters.txt", "\n".join(lines) + "\n")


def draw_figure(folder):
    for name, draw in figure.LAYERS.items():
        write(folder, f"{name}.svg", draw())
        run_ffmpeg(["-c:v", "librsvg", "-i", f"{name}.svg", f"{name}.png"], folder)


def record(folder, spoken, duration, output):
    speaking = "+".join(f"between(t,{sentence.start:.2f},{sentence.end:.2f})" for sentence in spoken)
    x, y = CORNER
    layers = [argument for name in figure.LAYERS for argument in ("-i", f"{name}.png")]
    pictures = (figure.graph(4, speaking, RATE) + f";[0:v]fps={RATE},format=yuv420p[board];"
                f"[camera]pad=iw+8:ih+8:4:4:color=0x1f3a5f[framed];[board][framed]overlay={x}:{y}[picture]")
    sound = "[1:a]highpass=f=70,aresample=48000,aecho=0.9:0.9:23|41:0.12|0.07,volume=0.7[voice]"
    write(folder, "graph.txt", pictures + ";" + sound)
    run_ffmpeg(["-f", "concat", "-i", "slides.txt", "-i", "voice.wav", "-i", "captions.srt", "-i", "chapters.txt", *layers,
                "-filter_complex_script", "graph.txt", "-map", "[picture]", "-map", "[voice]", "-map", "2:s",
                "-map_metadata", "3", "-map_chapters", "3", "-t", f"{duration:.3f}",
                "-c:v", "libx264", "-preset", "superfast", "-crf", "25", "-g", "120", "-bf", "0", "-threads", "2",
                "-c:a", "aac", "-b:a", "128k", "-c:s", "mov_text", "-metadata:s:s:0", "language=eng",
                "-metadata:s:a:0", "language=eng", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
                "-movflags", "+faststart", "-f", "mp4", output], folder)


def make(output):
    partial = os.path.abspath(output) + ".part"
    with tempfile.TemporaryDirectory(prefix="lecture-") as folder:
        spoken, duration = narrate(SLIDES, folder)
        draw_slides(folder, spoken)
        begins = list_slides(folder, spoken, duration)
        write_captions(folder, spoken)
        write_chapters(folder, spoken, begins, duration)
        draw_figure(folder)
        record(folder, spoken, duration, partial)
    os.replace(partial, output)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_lecture.py OUTPUT.mp4")
    make(sys.argv[1])
