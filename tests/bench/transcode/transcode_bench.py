#!/usr/bin/env python3
"""transcode_bench.py [--only slides|camera] [--seconds N]: the same recording through `lectern transcode` and through ffmpeg.

Rows of a recording:
  lectern            its own ladder, with poster, storyboard and trick-play track, which nobody else here makes
  ffmpeg, same       one ffmpeg command line with the very rungs, rates, x264 settings and scaler of Lectern's plan.json
  ffmpeg, usual      slides only: one ffmpeg command line with a conventional ladder of four rungs at CRF 23
  x264 alone         the same rungs from raw pictures that were decoded and scaled before: the floor for 'same', from the
                     first half minute

`lectern transcode` makes all rungs in one pass, because nobody waits for it; a job of the server lets the larger rungs
catch up with the first ones, which decodes the first half minute or so a second time.

The recordings have no sound here, so that audio processing is in neither. CPU is user + system of the program and
all its children; memory is the largest resident size of any one process; bytes are the pictures' alone. SSIM is
against the recording at its full size, each rung enlarged to it, five pictures a second. Ends with one table of targets.
Two minutes of each take about eight minutes on two idle cores, and three more the first time, for the recordings."""

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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import footage  # noqa: E402

LECTERN = os.environ.get("LECTERN", os.path.join(footage.ROOT, "build", "release", "lectern"))
SCALER = "bicubic"  # what Lectern's own scaler is set to
# Where Lectern's segments begin: 0, 2, 4, 8, 14, 20… seconds. The key frames of both stand there.
STARTS = [0, 2, 4, *range(8, footage.SECONDS + 6, 6)]
SOURCE_RATE = 30
SSIM_RATE = 5  # divides the rates of all rungs: the same pictures are compared
FLOOR_SECONDS = 30
# What the best rung may have less than the usual ladder's best and still be called equal.
EQUAL_SSIM = 0.0005
USUAL_ENCODER = {"preset": "veryfast", "parameters": ""}
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
    row.ssim = ssims(source, [os.path.join(folder, f"v{index}.m3u8") for index in range(len(rungs))])
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
    row.ssim = ssims(source, [os.path.join(folder, name + ".mp4") for name in names])
    return row, rungs, view["encoder"]


def x264_alone(source, rungs, encoder, seconds):
    """Each rung from raw pictures through a pipe. Reading the pipe is in it; decoding and scaling are not."""
    part = min(seconds, FLOOR_SECONDS)
    total = Row("x264 alone", 0, 0, 0)
    for rung in rungs:
        pictures = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-nostdin", "-t", str(part), "-i", source, "-vf", rung.scaling(),
             "-f", "yuv4mpegpipe", "-pix_fmt", "yuv420p", "-"], stdout=subprocess.PIPE)
        row = measured("x264 alone", ["ffmpeg", "-v", "error", "-f", "yuv4mpegpipe", "-i", "-", *settings(encoder, [rung]),
                                      "-f", "null", "-"], stdin=pictures.stdout)
        pictures.stdout.close()
        pictures.wait()
        total.cpu, total.wall, total.memory = total.cpu + row.cpu, total.wall + row.wall, max(total.memory, row.memory)
    total.cpu, total.wall = total.cpu * seconds / part, total.wall * seconds / part
    return total


def ssims(source, renditions):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda rendition: ssim(source, rendition), renditions))


def ssim(source, rendition):
    graph = (f"[0:v]setpts=PTS-STARTPTS,fps={SSIM_RATE},scale=1920:1080:flags=bicubic[a];"
             f"[1:v]setpts=PTS-STARTPTS,fps={SSIM_RATE}[b];[a][b]ssim")
    result = subprocess.run(["ffmpeg", "-v", "info", "-nostdin", "-i", rendition, "-i", source, "-lavfi", graph,
                             "-f", "null", "-"], check=True, capture_output=True, text=True)
    return float(re.findall(r"SSIM .*All:([\d.]+)", result.stderr)[-1])


def usual_rungs():
    """Widths of 16:9, as both recordings are."""
    return [Rung(2 * round(height * 8 / 9), height, 23, rate, rate) for height, rate in USUAL]


def table(title, rows):
    lines = [f"### {title}", "", "| | CPU s | wall s | peak MiB | MB | SSIM, best rung first |", "|---|---|---|---|---|---|"]
    for row in rows:
        size = f"{row.bytes / 1e6:.1f}" if row.bytes else ""
        lines.append(f"| {row.name} | {row.cpu:.1f} | {row.wall:.1f} | {row.memory / 2**20:.0f} | {size} | "
                     f"{' '.join(f'{value:.4f}' for value in row.ssim)} |")
    return "\n".join([*lines, ""])


def verdict(what, measured, target, is_met):
    return f"| {what} | {measured:.4g} | {target} | {'pass' if is_met else 'MISS'} |"


def verdicts(recording, own, same, usual):
    """Rows of the last table."""
    ratio = own.cpu / same.cpu
    if usual is None:
        return [verdict(f"{recording}: CPU / ffmpeg, same ladder", ratio, "< 1.0", ratio < 1)]
    cost, quality = own.cpu / usual.cpu, own.ssim[0] - usual.ssim[0]
    return [verdict(f"{recording}: CPU / ffmpeg, same ladder", ratio, "≤ 0.9", ratio <= 0.9),
            verdict(f"{recording}: CPU / ffmpeg, usual ladder", cost, "≤ 0.5", cost <= 0.5),
            verdict(f"{recording}: SSIM of the best rung, less that of the usual ladder", quality, f"≥ -{EQUAL_SSIM}",
                    quality >= -EQUAL_SSIM)]


def beginning(source, seconds, folder):
    """The first seconds of it, copied."""
    path = os.path.join(folder, "beginning.mp4")
    footage.ffmpeg("-i", source, "-t", str(seconds), "-c", "copy", "-movflags", "+faststart", path)
    return path


def compare(title, name, recording, seconds):
    """Prints the rows; answers what they say of the targets."""
    source = footage.without_sound(recording)
    folder = tempfile.mkdtemp(prefix="transcode-bench-", dir=footage.FOLDER)
    try:
        if seconds < footage.SECONDS:
            source = beginning(source, seconds, folder)
        parts = [os.path.join(folder, part) for part in ("lectern", "same", "usual")]
        for part in parts[1:]:
            os.mkdir(part)
        own, rungs, encoder = lectern_ladder(source, parts[0])
        rows = [own, ffmpeg_ladder("ffmpeg, same ladder", source, rungs, encoder, parts[1])]
        if name == "slides":
            rows.append(ffmpeg_ladder("ffmpeg, usual ladder", source, usual_rungs(), USUAL_ENCODER, parts[2]))
        floor = x264_alone(source, rungs, encoder, seconds)
        print(table(title, [*rows, floor]), flush=True)
        return verdicts(name, own, rows[1], rows[2] if len(rows) > 2 else None)
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=["slides", "camera"])
    parser.add_argument("--seconds", type=int, default=footage.SECONDS, help="of each recording, from its start")
    arguments = parser.parse_args()
    only, seconds = arguments.only, min(arguments.seconds, footage.SECONDS)
    targets = []
    if only != "camera":
        targets += compare(f"Slides with a small camera picture, {seconds} s of 1080p30", "slides", footage.slides(), seconds)
    if only != "slides":
        kind = "Camera footage" if footage.has_real_footage() else "Fractal with grain, in place of camera footage"
        targets += compare(f"{kind}, {seconds} s of 1080p30", "camera", footage.camera(), seconds)
    print("\n".join(["### Targets", "", "| | measured | target | |", "|---|---|---|---|", *targets]))


if __name__ == "__main__":
    main()
