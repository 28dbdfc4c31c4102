"""commands_test.py BINARY: every command of the contract: --help, exit codes 0, 1 and 2, one sentence on standard error,
and what they do to the data of a server."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
import zipfile

from laboratory import Server, make_clip, make_course, running_server, upload, video_of, wait_until_ready

COMMANDS = (["serve"], ["worker"], ["transcode"], ["user"], ["user", "add"], ["backup"], ["restore"], ["check"], ["config"],
            ["routes"])
WRONG = ([], ["fly"], ["serve", "--fly"], ["backup"], ["restore"], ["transcode"], ["transcode", "one"], ["user"], ["user", "add"],
         ["user", "add", "--email", "a@b.c", "--name", "A", "--role", "king"], ["routes", "--fly"], ["config", "--fly"])


def expect(done, code):
    assert done.returncode == code, f"{done.args}: {done.returncode}, not {code}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr and "terminate called" not in done.stderr, done.stderr
    return done


def expect_one_sentence(done):
    """A failure is told on standard error, in one line (a detail may follow in brackets), and nowhere else."""
    expect(done, 1)
    said = done.stderr.strip()
    assert re.fullmatch(r"lectern: .+\.( \[.*\])?", said) and not done.stdout, (done.args, done.stdout, done.stderr)


def usage(server):
    for command in COMMANDS:
        done = expect(server.run(*command, "--help"), 0)
        assert "Usage" in done.stdout or "usage" in done.stdout, (command, done.stdout)
    for command in WRONG:
        done = expect(server.run(*command), 2)
        assert done.stderr and not done.stdout, (command, done.stdout)
    assert expect(server.run("--version"), 0).stdout.strip()


def failures(folder, server):
    nowhere = os.path.join(folder, "nowhere")
    expect_one_sentence(server.run("transcode", nowhere, os.path.join(folder, "out")))
    for command in (["backup", os.path.join(folder, "copy")], ["restore", nowhere], ["check"], ["worker"]):
        expect_one_sentence(server.run(*command))
    expect_one_sentence(server.run("config", "--set", "http.listen=somewhere"))
    expect_one_sentence(server.run("config", "--config", nowhere))
    assert not os.path.exists(os.path.join(server.data, "lectern.db")), "a failed command makes no database"


def user_add(server):
    add = ["user", "add", "--email", "ada@lab.localhost", "--name", "Ada", "--role", "admin"]
    assert expect(server.run(*add, text="correct horse battery\n"), 0).stdout.strip()
    expect_one_sentence(server.run(*add, text="correct horse battery\n"))
    expect_one_sentence(server.run("user", "add", "--email", "eve@lab.localhost", "--name", "Eve", "--role", "student", text="short\n"))


def printed(server):
    settings = expect(server.run("config"), 0).stdout
    assert f"data_dir = {server.data}" in settings, settings
    assert all(line.startswith("#") or " = " in line or not line for line in settings.splitlines()), settings
    described = json.loads(expect(server.run("routes", "--openapi"), 0).stdout)
    assert described["openapi"].startswith("3.1")
    table = expect(server.run("routes"), 0).stdout.splitlines()
    assert any("/api/v1/lessons/{id}/playback" in line for line in table)
    operations = sum(len(methods) for methods in described["paths"].values())
    offered = [line for line in table if " /api/v1/" in line]
    assert operations >= len(offered) - 5, f"{operations} operations of {len(offered)} routes are described"


def only_one_server(server):
    second = Server(server.binary, server.data)
    done = subprocess.run([second.binary, "serve"], env=second.environment, capture_output=True, text=True, timeout=30, check=False)
    expect(done, 1)
    assert done.stderr.strip(), "a second server on the same data says why it does not start"


def courses_of(server):
    return len(server.client("teacher@lab.localhost").call("GET", "/api/v1/courses")["items"])


def backup_and_restore(folder, server):
    """Without media: the database goes back, and the files stay."""
    client = server.client("teacher@lab.localhost")
    copy = os.path.join(folder, "copy.zip")
    make_course(client)
    expect(server.run("backup", "--without-media", copy), 0)
    expect_one_sentence(server.run("backup", copy))  # It exists already.
    make_course(client)
    assert courses_of(server) == 2
    expect_one_sentence(server.run("restore", copy))  # Not under a running server.
    assert server.stop()[0] == 0
    expect(server.run("restore", copy), 0)
    expect(server.run("check"), 0)
    server.start()
    assert courses_of(server) == 1
    cut = os.path.join(folder, "cut.zip")
    with open(copy, "rb") as whole, open(cut, "wb") as file:
        file.write(whole.read()[:-40_000])
    nonsense = os.path.join(folder, "no-backup")
    with open(nonsense, "wb") as file:
        file.write(b"no database at all" * 100)
    assert server.stop()[0] == 0
    for broken in (cut, nonsense):
        expect_one_sentence(server.run("restore", broken))
    assert "restore.part" not in os.listdir(server.data)
    server.start()
    assert courses_of(server) == 1


def media_in(backup):
    with zipfile.ZipFile(backup) as archive:
        return {name for name in archive.namelist() if name.startswith(("blobs/", "packages/"))}


def restore_elsewhere(folder, server, lesson):
    """Everything: a new machine has nothing but the file, and the lecture plays there with the same sign-in."""
    copy = os.path.join(folder, "everything.zip")
    expect(server.run("backup", copy), 0)
    assert not [name for name in os.listdir(folder) if ".part" in name], "nothing is left beside it"
    # A data folder may have any name, that of a part of it too.
    other = Server(server.binary, os.path.join(folder, "packages"))
    expect(other.run("restore", copy), 0)
    expect(other.run("check"), 0)
    other.start()
    try:
        client = other.client("teacher@lab.localhost")
        playback = client.call("GET", f"/api/v1/lessons/{lesson}/playback")
        assert playback["early"] is False
        with urllib.request.urlopen(f"http://127.0.0.1:{other.port}{playback['master_url']}", timeout=10) as answer:
            assert b"#EXT-X-STREAM-INF" in answer.read()
    finally:
        other.stop()
    again = os.path.join(folder, "again.zip")
    expect(other.run("backup", again), 0)
    assert media_in(again) == media_in(copy) != set()


def worker(folder, server):
    """A worker makes what a server with transcode.jobs=0 takes in, and stops cleanly; check sees what is missing."""
    client = server.client("teacher@lab.localhost")
    _, (lesson,) = make_course(client)
    upload(client, make_clip(os.path.join(folder, "clip.mp4"), 6), lesson)
    assert video_of(client, lesson)["state"] == "probing"
    with open(server.log_path, "a", encoding="utf-8") as log:
        process = subprocess.Popen([server.binary, "worker"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                   env=dict(server.environment, LECTERN_TRANSCODE_JOBS="1"))
    try:
        wait_until_ready(client, lesson, 60)
        assert client.call("GET", f"/api/v1/lessons/{lesson}/playback")["early"] is False
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
        process.wait()
    expect(server.run("check"), 0)
    restore_elsewhere(folder, server, lesson)
    for root, _, names in os.walk(os.path.join(server.data, "packages")):
        if "package.json" in names:
            os.remove(os.path.join(root, "package.json"))
    done = expect(server.run("check"), 1)
    assert "not whole" in done.stdout + done.stderr


def transcode(folder, server):
    clip, out = make_clip(os.path.join(folder, "clip.mp4"), 4), os.path.join(folder, "package")
    done = expect(server.run("transcode", clip, out, "--json"), 0)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[-1]["type"] == "done" and any(line["type"] == "progress" for line in lines), lines
    assert os.path.exists(os.path.join(out, "master.m3u8"))
    text = os.path.join(folder, "text.mp4")
    with open(text, "w", encoding="utf-8") as file:
        file.write("This is not a lecture.\n" * 100)
    done = expect(server.run("transcode", text, os.path.join(folder, "refused")), 1)
    assert done.stderr.splitlines()[0].endswith("."), done.stderr


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-commands-") as folder:
        alone = Server(binary, os.path.join(folder, "alone"))
        usage(alone)
        failures(folder, alone)
        user_add(alone)
        printed(alone)
        transcode(folder, alone)
        with running_server(binary, LECTERN_TRANSCODE_JOBS="0") as server:
            only_one_server(server)
            backup_and_restore(folder, server)
            worker(folder, server)


if __name__ == "__main__":
    main(sys.argv[1])
