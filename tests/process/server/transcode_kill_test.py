"""transcode_kill_test.py BINARY: kill -9 of the server, and of the media child alone, at random moments while a lecture
is made. After the restart the lesson becomes ready by itself, its package is whole and decodes, and neither processes
nor files are left over."""

import contextlib
import os
import random
import re
import signal
import sys
import tempfile
import time

from laboratory import (decode, make_clip, make_course, package_of, probed_duration, running_server, upload, video_of,
                        wait_for, wait_until_ready)

SECONDS = 30
KILLS = 5
KNOWN = re.compile(r"plan\.json|package\.json|lock|download\.init|poster\.jpg|storyboard(-\d+\.jpg|\.vtt|\.part)|[vawi]\d+\.(mp4|idx)|s\d+\.vtt")


def is_under_way(client, lesson):
    return video_of(client, lesson)["state"] in ("probing", "playable")


def alive(process):
    """Not even a zombie of it is left that works."""
    with contextlib.suppress(OSError), open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as state:
        return ") Z" not in state.read()
    return False


def kill_child(server):
    """True where there was one to kill."""
    children = server.media_children()
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return bool(children)


def expect_whole(server, client, lesson):
    video = wait_until_ready(client, lesson)
    assert video["error"] is None and abs(video["duration_seconds"] - SECONDS) < 0.2, video
    package = package_of(server, video)
    names = sorted(os.listdir(package))
    assert all(KNOWN.fullmatch(name) for name in names), f"strays among {names}"
    tracks = [name for name in names if name.endswith(".mp4")]
    assert any(name.startswith("v") for name in tracks) and any(name.startswith("a") for name in tracks), names
    for name in tracks:
        path = os.path.join(package, name)
        decode(path)
        end, start = probed_duration(path)
        # The clock of a package begins at one second; ffprobe's duration of a fragmented file counts from there or
        # from zero, by its version.
        assert min(abs(end - SECONDS), abs(end - start - SECONDS)) < 0.3, f"{name}: {start} to {end}"
    playback = client.call("GET", f"/api/v1/lessons/{lesson}/playback")
    assert playback["early"] is False and abs(playback["duration_seconds"] - SECONDS) < 0.2, playback
    expect_segments(client, playback)


def expect_segments(client, playback):
    """Every media playlist states the whole length, and each of its segments is there."""
    root = playback["master_url"].rsplit("/", 1)[0]
    master = client.send("GET", playback["master_url"])[2].decode()
    lists = set(re.findall(r'^([^#\s]\S*\.m3u8)$|URI="([^"]+index\.m3u8)"', master, re.M))
    lists = {first or second for first, second in lists}
    assert len(lists) >= 2, master
    for name in lists:
        text = client.send("GET", f"{root}/{name}")[2].decode()
        durations = [float(at) for at in re.findall(r"#EXTINF:([\d.]+)", text)]
        assert text.rstrip().endswith("#EXT-X-ENDLIST") and abs(sum(durations) - SECONDS) < 0.2, f"{name}: {sum(durations)}"
        segments = re.findall(r"^(\d+\.m4s)$", text, re.M)
        assert len(segments) == len(durations) >= SECONDS // 7, text
        for segment in segments:
            status, headers, body = client.send("GET", f"{root}/{os.path.dirname(name)}/{segment}")
            assert status == 200 and len(body) == int(headers["Content-Length"]) > 0, (name, segment, status)


def expect_no_leftovers(server):
    wait_for("no child is left", lambda: not server.media_children(), 10)
    assert os.listdir(os.path.join(server.data, "uploads")) == []
    done = server.run("check")
    assert done.returncode == 0, done.stdout + done.stderr


def server_is_killed(server, client, lesson, chance):
    kills = 0
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 1.2))
        if not is_under_way(client, lesson):
            break
        children = server.media_children()
        server.kill()
        kills += 1
        wait_for("the children go with their server", lambda: not any(alive(child) for child in children), 10)
        server.start()
        wait_for("at most one child at a time", lambda: len(server.media_children()) <= 1, 10)
    return kills


def child_is_killed(server, chance):
    """Once: broken twice by the same bytes, a lecture is taken for one that cannot be made."""
    wait_for("a child", server.media_children, 30)
    time.sleep(chance.uniform(0, 0.4))
    return kill_child(server)


def main(binary):
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="lectern-source-") as folder, \
            running_server(binary, LECTERN_TRANSCODE_THREADS="2") as server:
        client = server.client("teacher@lab.localhost")
        clip = make_clip(os.path.join(folder, "lecture.mp4"), SECONDS)
        _, lessons = make_course(client, ("Killed with its server", "Killed alone"))
        upload(client, clip, lessons[0])
        kills = server_is_killed(server, client, lessons[0], chance)
        assert kills > 0, "the lecture was ready before anything was killed"
        expect_whole(server, client, lessons[0])
        upload(client, clip, lessons[1])
        assert child_is_killed(server, chance), "the lecture was ready before its child was killed"
        expect_whole(server, client, lessons[1])
        expect_no_leftovers(server)
        print(f"the server was killed {kills} times, the child once")


if __name__ == "__main__":
    main(sys.argv[1])
