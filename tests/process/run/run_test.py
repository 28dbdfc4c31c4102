"""./run as its user meets it: says where and how to sign in before the lecture is ready, makes the demo course,
protects it, stops cleanly, and starts again within a second."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "packaging/demo"))
from client import Client, Refused  # noqa: E402


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """./run with its lines as they come, each with the second it came."""

    def __init__(self, data, port):
        self.started, self.lines, self.changed = time.monotonic(), [], threading.Condition()
        environment = dict(os.environ, LECTERN_DATA_DIR=data, LECTERN_HTTP_LISTEN=f"127.0.0.1:{port}")
        self.process = subprocess.Popen([os.path.join(ROOT, "run")], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        threading.Thread(target=self.collect, daemon=True).start()

    def collect(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append((time.monotonic() - self.started, line.rstrip()))
                self.changed.notify_all()

    def wait_for(self, words, seconds):
        """The second at which a line with these words came."""
        def found():
            return next((at for at, line in self.lines if words in line), None)
        def over():
            return found() is not None or any("Demo lecture: failed" in line or "is not complete" in line for _, line in self.lines)
        with self.changed:
            if not self.changed.wait_for(over, seconds) or found() is None:
                raise AssertionError(f"no line with '{words}' within {seconds} s:\n" + "\n".join(l for _, l in self.lines))
            return found()

    def stop(self, with_signal):
        self.process.send_signal(with_signal)
        code = self.process.wait(timeout=30)
        assert code == 0, f"{with_signal.name}: exit code {code}"
        self.expect_nothing_left()

    def expect_nothing_left(self):
        """No process of its session outlives it by more than a moment."""
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        raise AssertionError("something that ./run started is still there")

    def kill(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def accounts(run):
    rows = [re.match(r"\s+(admin|instructor|student)\s+(\S+)\s+(\S+)$", line) for _, line in run.lines]
    return {row[1]: (row[2], row[3]) for row in rows if row}


def check_lecture(port, people):
    """The student gets the playlist; nobody gets the address of it."""
    student = Client("http", "127.0.0.1", port)
    student.sign_in(*people["student"])
    course = student.call("GET", "/api/v1/courses")["items"][0]
    outline = student.call("GET", f"/api/v1/courses/{course['id']}/outline")
    lesson = outline["sections"][0]["lessons"][0]
    playback = student.call("GET", f"/api/v1/lessons/{lesson['id']}/playback")
    assert playback["duration_seconds"] > 180, playback
    assert len(playback["chapters"]) >= 8 and playback["captions"], playback
    status, _, playlist = student.send("GET", playback["master_url"])
    assert status == 200 and playlist.startswith(b"#EXTM3U"), (status, playlist[:80])
    nobody = Client("http", "127.0.0.1", port)
    try:
        nobody.call("GET", f"/api/v1/lessons/{lesson['id']}/playback")
    except Refused:
        return
    raise AssertionError("the lecture's address is given to nobody in particular")


def main():
    with tempfile.TemporaryDirectory(prefix="lectern-run-") as data:
        port = free_port()
        first = Run(data, port)
        try:
            greeted = first.wait_for(f"http://127.0.0.1:{port}", 60)
            first.wait_for("Ctrl-C", 5)
            people = accounts(first)
            assert set(people) == {"admin", "instructor", "student"}, people
            ready = first.wait_for("Demo lecture: ready", 600)
            assert greeted < first.wait_for("can be watched", 1) <= ready
            check_lecture(port, people)
            first.stop(signal.SIGTERM)
        finally:
            first.kill()
        second = Run(data, port)
        try:
            again = second.wait_for(f"http://127.0.0.1:{port}", 20)
            second.wait_for("Ctrl-C", 5)
            assert accounts(second) == people
            assert again < 1.0, f"the second start took {again:.2f} s"
            check_lecture(port, people)
            second.stop(signal.SIGINT)
        finally:
            second.kill()
        print(f"first greeting after {greeted:.2f} s, lecture ready after {ready:.0f} s, second start {again:.2f} s")


if __name__ == "__main__":
    main()
