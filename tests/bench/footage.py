"""The benches' recordings, made once below build/bench. All have key frames ten seconds apart, so that nobody can
pass them through and everyone must encode.

slides: two minutes of the demo lecture: slides that build up, a small moving camera picture, a voice.
camera: two minutes of 1080p30 from a real camera: 16 s of NASA's film of a telescope (480x270) from the shared media
    folder, looped, enlarged with Lanczos, brightened, slowly panned, with the grain of a sensor over it. Enlarging
    softens: it has the motion and noise of footage, not its finest detail. Without that folder: a fractal zoom with
    the same grain, and the table says so."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "build", "bench")
MEDIA = os.path.join(os.path.dirname(ROOT), "shared", "media")
SECONDS = 120
ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-g", "300", "-keyint_min", "300", "-sc_threshold", "0",
          "-pix_fmt", "yuv420p"]
GRAIN = "noise=alls=7:allf=t+u:all_seed=9,setsar=1"


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments], check=True)


def kept(name, make):
    """The path below build/bench, made by make(path) when it is not there yet."""
    os.makedirs(FOLDER, exist_ok=True)
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        partial = os.path.join(FOLDER, "part-" + name)
        make(partial)
        os.replace(partial, path)
    return path


def demo_lecture():
    maker = os.path.join(ROOT, "packaging", "demo", "make_lecture.py")
    return kept("lecture.mp4", lambda path: subprocess.run([sys.executable, "-B", maker, path], check=True))


def slides():
    return kept("slides.mp4", lambda path: ffmpeg(
        "-i", demo_lecture(), "-t", str(SECONDS), "-map", "0:v", "-map", "0:a", *ENCODE, "-crf", "18", "-c:a", "copy",
        "-movflags", "+faststart", path))


def has_real_footage():
    return os.path.exists(os.path.join(MEDIA, "nasa_13013.mp4"))


def camera():
    tone = ["-f", "lavfi", "-i", "anoisesrc=r=48000:a=0.05:c=pink:seed=5"]
    finish = ["-t", str(SECONDS), *ENCODE, "-crf", "19", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"]
    if not has_real_footage():
        return kept("camera-fractal.mp4", lambda path: ffmpeg(
            "-f", "lavfi", "-i", f"mandelbrot=s=1920x1080:r=30,{GRAIN}", *tone, "-map", "0:v", "-map", "1:a", *finish, path))
    pan = ("fps=30,scale=2160:1216:flags=lanczos,eq=gamma=1.7,"
           f"crop=1920:1080:x='120+110*sin(t*0.4)':y='68+60*sin(t*0.27)',{GRAIN}")
    return kept("camera.mp4", lambda path: ffmpeg(
        "-stream_loop", "-1", "-i", os.path.join(MEDIA, "nasa_13013.mp4"), *tone, "-map", "0:3", "-map", "1:a",
        "-vf", pan, *finish, path))


def without_sound(source):
    return kept("silent-" + os.path.basename(source), lambda path: ffmpeg(
        "-i", source, "-map", "0:v", "-c", "copy", "-movflags", "+faststart", path))


def hour():
    """Sixty minutes: the two minutes of slides thirty times over, copied, not encoded again."""
    return kept("hour.mp4", lambda path: ffmpeg(
        "-stream_loop", str(3600 // SECONDS - 1), "-i", slides(), "-map", "0", "-c", "copy", "-movflags", "+faststart", path))


def hour_with_late_index():
    """As cameras and phones write it: what says where the pictures are comes last."""
    return kept("hour-late-index.mp4", lambda path: ffmpeg("-i", hour(), "-map", "0", "-c", "copy", path))


def fast():
    """The camera's two minutes at 60 pictures a second, no two alike: half of them differ by their grain alone."""
    return kept("fast.mp4", lambda path: ffmpeg(
        "-i", camera(), "-vf", f"fps=60,{GRAIN}", *ENCODE, "-crf", "17", "-c:a", "copy", "-movflags", "+faststart", path))
