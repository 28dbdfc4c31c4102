"""The real program on a folder of its own: started, killed, started again. Small lectures for it, and what to look at
afterwards. What the tests of this folder share."""

import contextlib
import hashlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "packaging/demo"))
from client import Client, Refused  # noqa: E402,F401

TUS = {"Tus-Resumable": "1.0.0"}
#: Tests ask often; the limits have tests of their own.
NO_LIMITS = {"LECTERN_LIMITS_SIGN_INS": "0", "LECTERN_LIMITS_WRITES": "0", "LECTERN_LIMITS_READS": "0"}
PASSWORD = secrets.token_urlsafe(12)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, found, seconds=60, every=0.02):
    """What `found` answers, once it is something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = found()
        if answer:
            return answer
        time.sleep(every)
    raise AssertionError(f"not within {seconds} s: {what}")


class Server:
    """`lectern serve` on its own data. `binary` may be run many times, one at a time."""

    def __init__(self, binary, data, **settings):
        self.binary, self.data, self.port, self.process = os.path.abspath(binary), data, free_port(), None
        self.environment = dict(os.environ, LECTERN_DATA_DIR=data, LECTERN_HTTP_LISTEN=f"127.0.0.1:{self.port}",
                                LECTERN_UPLOAD_KEEP_FREE="16M", **{**NO_LIMITS, **settings})
        self.log_path = data.rstrip("/") + ".log"

    def run(self, *arguments, text=None):
        """A command of the program on the same data."""
        return subprocess.run([self.binary, *arguments], env=self.environment, input=text, text=True, capture_output=True,
                              timeout=120, check=False)

    def add_user(self, email, role):
        done = self.run("user", "add", "--email", email, "--name", email.split("@")[0], "--role", role, text=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def client(self, email=None):
        client = Client("http", "127.0.0.1", self.port)
        if email:
            client.sign_in(email, PASSWORD)
        return client

    def start(self):
        assert self.process is None
        with open(self.log_path, "a", encoding="utf-8") as log:
            self.process = subprocess.Popen([self.binary, "serve"], env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)

        def is_ready():
            assert self.process.poll() is None, f"the server ended with {self.process.returncode}:\n{self.log_tail()}"
            return self.client().is_ready()
        wait_for("the server is ready", is_ready, 30)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self, within=30):
        """Answers the exit code and how long it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=within)
        self.process = None
        return code, time.monotonic() - began

    def log_tail(self, lines=40):
        if not os.path.exists(self.log_path):
            return ""
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return "".join([line for line in log if " info request " not in line][-lines:])

    def media_children(self):
        """Processes that work for this server, or worked for an earlier start of it."""
        found = []
        for entry in os.listdir("/proc"):
            if not entry.isdigit():
                continue
            with contextlib.suppress(OSError):
                with open(f"/proc/{entry}/cmdline", "rb") as line:
                    arguments = line.read().split(b"\0")
                # Each works inside its package, by which this server's are told from others'.
                if b"media-child" in arguments and os.readlink(f"/proc/{entry}/cwd").startswith(os.path.realpath(self.data)):
                    found.append(int(entry))
        return found


@contextlib.contextmanager
def running_server(binary, data=None, **settings):
    """A started server; what it said is shown where the test fails. `data` is there already."""
    with tempfile.TemporaryDirectory(prefix="lectern-process-") as folder:
        server = Server(binary, data or os.path.join(folder, "data"), **settings)
        server.log_path = os.path.join(folder, "server.log")
        try:
            server.add_user("teacher@lab.localhost", "instructor")
            server.start()
            yield server
        except BaseException:
            print("The server's log ends with:", server.log_tail(), sep="\n", file=sys.stderr)
            raise
        finally:
            if server.process is not None:
                server.kill()


def make_course(client, titles=("Lenses",)):
    """A published course; answers its id and the lessons' ids."""
    course = client.call("POST", "/api/v1/courses", {"title": "Optics"})["id"]
    section = client.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 1"})["id"]
    lessons = [client.call("POST", f"/api/v1/sections/{section}/lessons", {"title": title, "kind": "video"})["id"]
               for title in titles]
    client.call("POST", f"/api/v1/courses/{course}/publish")
    return course, lessons


def make_clip(path, seconds, size="640x360", subtitles=None):
    """A lecture with picture, sound, and, where asked for, embedded subtitles."""
    inputs = ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25", "-f", "lavfi", "-i", "sine=frequency=440"]
    maps, codecs = ["-map", "0:v", "-map", "1:a"], ["-c:v", "libx264", "-preset", "ultrafast", "-g", "250",
                                                    "-pix_fmt", "yuv420p", "-c:a", "aac"]
    if subtitles:
        inputs += ["-i", subtitles]
        maps += ["-map", "2:s"]
        codecs += ["-c:s", "mov_text", "-metadata:s:s:0", "language=eng"]
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *inputs, *maps, "-t", str(seconds), *codecs, path], check=True)
    return path


def sha256_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def upload(client, file, lesson):
    place = client.begin_upload(file, lesson, os.path.basename(file))
    client.continue_upload(place, file)


def video_of(client, lesson):
    return client.call("GET", f"/api/v1/lessons/{lesson}").get("video")


def wait_until_ready(client, lesson, seconds=180):
    def state():
        video = video_of(client, lesson)
        assert not video or video["state"] != "failed", video
        return video if video and video["state"] == "ready" else None
    return wait_for(f"lesson {lesson} is ready", state, seconds, every=0.1)


def package_of(server, video):
    generation = video["playable_generation"] if video.get("playable_generation") else video["generation"]
    return os.path.join(server.data, "packages", video["id"], str(generation))


def decode(path):
    """Fails where ffmpeg has anything to say."""
    done = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-xerror", "-i", path, "-f", "null", "-"],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, f"{path}: {done.stderr}"


def probed_duration(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration,start_time", "-of", "json", path],
                          capture_output=True, text=True, check=True)
    shown = json.loads(done.stdout)["format"]
    return float(shown["duration"]), float(shown["start_time"])
