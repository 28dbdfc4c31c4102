#!/usr/bin/env python3
"""transcode_bench.py [--only slides|camera] [--seconds N]: the same recording through `lectern transcode` and through ffmpeg.

Four rows a recording:
  lectern            its own ladder, with poster, storyboard and trick-play track, which nobody else here makes
  ffmpeg, same       one ffmpeg command line with the very rungs, rates, preset and scaler of Lectern's plan.json
  ffmpeg, usual      one ffmpeg command line with a conventional ladder of four rungs at CRF 23
  x264 alone         the same rungs from raw pictures that were decoded and scaled before: the floor for 'same'

What Lectern does besides is counted: on two cores the larger rungs of camera footage come from a second pass over the
recording, so that watching can begin early, and that pass decodes it again.

The recordings have no sound here, so that audio processing is in neither. CPU is user + system of the program and
all its children; memory is the largest resident size of any one process; bytes are the pictures' alone. SSIM is
against the recording at its full size, each rung enlarged to it, every fifth picture."""

import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import footage  # noqa: E402

LECTERN = os.environ.get("LECTERN", os.path.join(footage.ROOT, "build", "release", "lectern"))
SCALER = "bicubic"  # what Lectern's own scaler is set to
# Where Lectern's segments begin: 0, 2, 4, 8, 14, 20… seconds. The key frames of both stand there.
STARTS = [0, 2, 4, *range(8, footage.SECONDS + 6, 6)]
SOURCE_RATE = 30
USUAL = [(1080, 5_000_000), (720, 2_800_000), (480, 1_300_000), (240, 400_000)]


@dataclass
class Rung:
    width: int
    height: int
    crf: float
    max_rate: int
    buffer: int
    frame_rate: float = 60

    def scaling(self):
        """As a filter of ffmpeg's. Pictures are left out first, so that they need not be scaled."""
        thinned = f"fps={self.frame_rate:g}," if self.frame_rate < SOURCE_RATE else ""
        return f"{thinned}scale={self.width}:{self.height}:flags={SCALER}"


@dataclass
class Row:
    name: str
    cpu: float
    wall: float
    memory: int
    bytes: int = 0
    ssim: list = field(default_factory=list)


def measured(name, command, **options):
    """Runs it to its end; what it and its children used."""
    began = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{name}: exit code {process.returncode}: {' '.join(command)}")
    return Row(name, used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss * 1024)


def settings(encoder, rungs):
    """x264's options for each output of one ffmpeg command line."""
    arguments = ["-c:v", "libx264", "-profile:v", "high", "-preset", encoder["preset"], "-sc_threshold", "0", "-g", "99999",
                 "-forced-idr", "1", "-force_key_frames", ",".join(map(str, STARTS))]
    if encoder["parameters"]:
        arguments += ["-x264-params", encoder["parameters"]]
    for index, rung in enumerate(rungs):
        arguments += [f"-crf:v:{index}", str(rung.crf), f"-maxrate:v:{index}", str(rung.max_rate),
                      f"-bufsize:v:{index}", str(rung.buffer)]
    return arguments


def ffmpeg_ladder(name, source, rungs, encoder, folder):
    split = f"[0:v]split={len(rungs)}" + "".join(f"[s{index}]" for index in range(len(rungs)))
    scales = [f"[s{index}]{rung.scaling()}[v{index}]" for index, rung in enumerate(rungs)]
    maps = [argument for index in range(len(rungs)) for argument in ("-map", f"[v{index}]")]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", source, "-filter_complex", ";".join([split, *scales]), *maps,
               *settings(encoder, rungs), "-f", "hls", "-hls_time", "2", "-hls_segment_type", "fmp4",
               "-hls_playlist_type", "vod", "-hls_flags", "single_file",
               "-var_stream_map", " ".join(f"v:{index}" for index in range(len(rungs))), "v%v.m3u8"]
    row = measured(name, command, cwd=folder)
    media = sorted(path for path in glob.glob(os.path.join(folder, "v*.m*")) if not path.endswith(".m3u8"))
    row.bytes = sum(os.path.getsize(path) for path in media)
    row.ssim = [ssim(source, os.path.join(folder, f"v{index}.m3u8")) for index in range(len(rungs))]
    return row


def lectern_ladder(source, folder):
    row = measured("lectern", [LECTERN, "transcode", source, folder, "--json"], stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    view = plan["views"][0]
    if any(rung["passthrough"] for rung in view["rungs"]):
        sys.exit("lectern passed the recording through; there is nothing to compare")
    rungs = [Rung(rung["width"], rung["height"], rung["crf"], rung["max_rate"], rung["buffer"],
                  rung["max_frame_rate"]) for rung in view["rungs"]]
    names = [rung["name"] for rung in view["rungs"]]
    row.bytes = sum(os.path.getsize(os.path.join(folder, name + ".mp4")) for name in names)
    row.ssim = [ssim(source, os.path.join(folder, name + ".mp4")) for name in names]
    return row, rungs, view["encoder"]


def x264_alone(source, rungs, encoder):
    """Each rung from raw pictures through a pipe. Reading the pipe is in it; decoding and scaling are not."""
    total = Row("x264 alone", 0, 0, 0)
    for rung in rungs:
        pictures = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-nostdin", "-i", source, "-vf", rung.scaling(),
             "-f", "yuv4mpegpipe", "-pix_fmt", "yuv420p", "-"], stdout=subprocess.PIPE)
        row = measured("x264 alone", ["ffmpeg", "-v", "error", "-f", "yuv4mpegpipe", "-i", "-", *settings(encoder, [rung]),
                                      "-f", "null", "-"], stdin=pictures.stdout)
        pictures.stdout.close()
        pictures.wait()
        total.cpu, total.wall, total.memory = total.cpu + row.cpu, total.wall + row.wall, max(total.memory, row.memory)
    return total


def ssim(source, rendition):
    graph = ("[0:v]setpts=PTS-STARTPTS,scale=1920:1080:flags=bicubic,select='not(mod(n\\,5))'[a];"
             "[1:v]setpts=PTS-STARTPTS,select='not(mod(n\\,5))'[b];[a][b]ssim")
    result = subprocess.run(["ffmpeg", "-v", "info", "-nostdin", "-i", rendition, "-i", source, "-lavfi", graph,
                             "-f", "null", "-"], check=True, capture_output=True, text=True)
    return float(re.findall(r"SSIM .*All:([\d.]+)", result.stderr)[-1])


def usual_rungs():
    """Widths of 16:9, as both recordings are."""
    return [Rung(2 * round(height * 8 / 9), height, 23, rate, rate) for height, rate in USUAL]


def table(title, rows, floor):
    same, own = rows[1], rows[0]
    lines = [f"### {title}", "", "| | CPU s | wall s | peak MiB | MB | SSIM, best rung first |", "|---|---|---|---|---|---|"]
    for row in [*rows, floor]:
        size = f"{row.bytes / 1e6:.1f}" if row.bytes else ""
        lines.append(f"| {row.name} | {row.cpu:.1f} | {row.wall:.1f} | {row.memory / 2**20:.0f} | {size} | "
                     f"{' '.join(f'{value:.4f}' for value in row.ssim)} |")
    lines += ["", f"CPU: Lectern / ffmpeg with the same ladder {own.cpu / same.cpu:.2f}; Lectern / ffmpeg with the usual "
              f"ladder {own.cpu / rows[2].cpu:.2f}; x264's share of ffmpeg's same ladder {floor.cpu / same.cpu:.2f}.", ""]
    return "\n".join(lines)


def beginning(source, seconds, folder):
    """The first seconds of it, copied."""
    path = os.path.join(folder, "beginning.mp4")
    footage.ffmpeg("-i", source, "-t", str(seconds), "-c", "copy", "-movflags", "+faststart", path)
    return path


def compare(title, recording, seconds):
    source = footage.without_sound(recording)
    folder = tempfile.mkdtemp(prefix="transcode-bench-", dir=footage.FOLDER)
    try:
        if seconds < footage.SECONDS:
            source = beginning(source, seconds, folder)
        parts = [os.path.join(folder, name) for name in ("lectern", "same", "usual")]
        for part in parts[1:]:
            os.mkdir(part)
        own, rungs, encoder = lectern_ladder(source, parts[0])
        same = ffmpeg_ladder("ffmpeg, same ladder", source, rungs, encoder, parts[1])
        usual = ffmpeg_ladder("ffmpeg, usual ladder", source, usual_rungs(), encoder, parts[2])
        print(table(title, [own, same, usual], x264_alone(source, rungs, encoder)), flush=True)
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["slides", "camera"])
    parser.add_argument("--seconds", type=int, default=footage.SECONDS, help="of each recording, from its start")
    arguments = parser.parse_args()
    only, seconds = arguments.only, min(arguments.seconds, footage.SECONDS)
    if only != "camera":
        compare(f"Slides with a small camera picture, {seconds} s of 1080p30", footage.slides(), seconds)
    if only != "slides":
        kind = "Camera footage" if footage.has_real_footage() else "Fractal with grain, in place of camera footage"
        compare(f"{kind}, {seconds} s of 1080p30", footage.camera(), seconds)


if __name__ == "__main__":
    main()
