"""full_disk_test.py BINARY: the data folder on a file system that fills up within an upload. The answer is 507, what was
received stays, and after room is made the upload goes on to its end. Needs the right to mount."""

import base64
import os
import random
import subprocess
import sys
import tempfile

from laboratory import TUS, make_course, running_server, sha256_of, video_of, wait_for

ROOM = 96 << 20
SIZE = 40 << 20
KEEP_FREE = 16 << 20  # What laboratory.py sets.
SKIPPED = 77


def patch(client, place, offset, piece):
    return client.send("PATCH", place, piece, {**TUS, "Upload-Offset": str(offset),
                                               "Content-Type": "application/offset+octet-stream"})


def fill(folder, leave):
    """A file that leaves only so much room."""
    with open(os.path.join(folder, "ballast"), "wb") as file:
        state = os.statvfs(folder)
        for _ in range((state.f_bavail * state.f_frsize - leave) >> 16):
            file.write(bytes(1 << 16))
    return file.name


def run(server, folder, file):
    client = server.client("teacher@lab.localhost")
    _, (lesson,) = make_course(client)
    place = client.begin_upload(file, lesson, "lecture.mp4")
    with open(file, "rb") as source:
        content = source.read()
    status, headers, _ = patch(client, place, 0, content[:5 << 20])
    assert status == 204 and headers["Upload-Offset"] == str(5 << 20)

    ballast = fill(folder, 3 << 20)
    status, _, answer = patch(client, place, 5 << 20, content[5 << 20:])
    assert status == 507, (status, answer)
    assert b"disk is full" in answer, answer
    kept = client.upload_offset(place)
    assert (5 << 20) <= kept < SIZE, kept
    status, _, answer = client.send("POST", "/api/v1/uploads", "", {
        **TUS, "Upload-Length": str(SIZE), "Upload-Metadata": "filename bGVjdHVyZS5tcDQ=,lesson_id " + encoded(lesson)})
    assert status == 507, (status, answer)
    assert client.send("GET", "/healthz")[0] == 200
    assert client.send("GET", "/readyz")[0] == 503, "a full disk is told to whoever watches over the server"
    # Even a crash in between loses nothing.
    server.kill()
    os.remove(ballast)
    server.start()
    assert client.upload_offset(place) == kept
    status, headers, answer = patch(client, place, kept, content[kept:])
    assert status == 204 and headers["Upload-Offset"] == str(SIZE), (status, answer)
    blob = wait_for("the source is stored", lambda: next(
        (os.path.join(root, name) for root, _, names in os.walk(os.path.join(server.data, "blobs"))
         for name in names if os.path.getsize(os.path.join(root, name)) == SIZE), None))
    assert sha256_of(blob) == sha256_of(file)
    wait_for("the lesson has its video", lambda: video_of(client, lesson)["state"] in ("probing", "failed"))
    print(f"507 kept {kept} bytes")


def encoded(text):
    return base64.b64encode(text.encode()).decode()


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-disk-") as folder:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "lectern-test", folder], check=False,
                                 capture_output=True, text=True)
        if mounted.returncode != 0:
            print("Skipped: a small file system cannot be mounted here:", mounted.stderr.strip())
            return SKIPPED
        try:
            with tempfile.TemporaryDirectory(prefix="lectern-source-") as elsewhere:
                file = os.path.join(elsewhere, "lecture.mp4")
                with open(file, "wb") as source:
                    source.write(random.Random(1).randbytes(SIZE))
                with running_server(binary, data=os.path.join(folder, "data")) as server:
                    run(server, folder, file)
        finally:
            # The transcoder of a server that was killed needs a moment to end.
            wait_for("the file system is free", lambda: subprocess.run(["umount", folder], check=False, capture_output=True).returncode == 0, 10, 0.2)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
