"""upload_kill_test.py BINARY: kill -9 of the server at random moments during an upload. After each restart the offset
that HEAD answers is the offset on disk and never less than what was acknowledged; in the end the stored source is the
file, byte for byte."""

import http.client
import os
import random
import sys
import tempfile
import threading
import time

from laboratory import TUS, make_course, running_server, sha256_of, video_of, wait_for

SIZE = 48 << 20
PIECE = 5 << 20  # One PATCH.
KILLS = 12


def make_source(path, chance):
    # Refused later by the transcoder, which is not what this is about.
    with open(path, "wb") as file:
        file.write(chance.randbytes(SIZE))
    return path


def send_pieces(client, upload, file, offset, acknowledged, delay):
    """PATCH after PATCH, slowly enough to be killed within one, until the server is gone."""
    with open(file, "rb") as source:
        while offset < SIZE:
            source.seek(offset)
            piece = source.read(PIECE)

            def blocks():
                for at in range(0, len(piece), 256 << 10):
                    time.sleep(delay)
                    yield piece[at:at + (256 << 10)]
            try:
                status, headers, answer = client.send("PATCH", upload, blocks(), {
                    **TUS, "Upload-Offset": str(offset), "Content-Length": str(len(piece)),
                    "Content-Type": "application/offset+octet-stream"})
            except (OSError, http.client.HTTPException):
                return
            assert status == 204, (status, answer)
            offset = int(headers["Upload-Offset"])
            acknowledged.append(offset)


def part_file(server):
    """The bytes so far; None where the kill came after the last of them, and they had become the source."""
    found = [name for name in os.listdir(os.path.join(server.data, "uploads")) if name.endswith(".part")]
    assert len(found) <= 1, found
    return os.path.join(server.data, "uploads", found[0]) if found else None


def main(binary):
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="lectern-source-") as folder, running_server(binary) as server:
        client = server.client("teacher@lab.localhost")
        _, (lesson,) = make_course(client)
        file = make_source(os.path.join(folder, "lecture.mp4"), chance)
        upload = client.begin_upload(file, lesson, "lecture.mp4")
        offset, acknowledged, offsets = 0, [0], []
        for _ in range(KILLS):
            sender = threading.Thread(target=send_pieces, args=(client, upload, file, offset, acknowledged, 0.004))
            sender.start()
            time.sleep(chance.uniform(0.005, 0.12))
            server.kill()
            sender.join(timeout=30)
            assert not sender.is_alive()
            part = part_file(server)
            on_disk = os.path.getsize(part) if part else SIZE
            server.start()
            if part is None:
                offset = SIZE
                break
            offset = client.upload_offset(upload)
            assert offset == on_disk, f"HEAD says {offset}, on disk are {on_disk}"
            assert offset >= acknowledged[-1], f"{acknowledged[-1]} were acknowledged, {offset} are there"
            offsets.append(offset)
            if offset == SIZE:
                break
        assert any(at % PIECE for at in offsets), f"no kill met a piece under way: {offsets}"
        # Acknowledged and never finished, or finished by the sweep of a start: either way it must come to be a source.
        if offset < SIZE:
            send_pieces(client, upload, file, offset, acknowledged, 0)
        blob = wait_for("the source is stored", lambda: next(
            (os.path.join(root, name) for root, _, names in os.walk(os.path.join(server.data, "blobs"))
             for name in names if os.path.getsize(os.path.join(root, name)) == SIZE), None))
        assert sha256_of(blob) == sha256_of(file)
        wait_for("the lesson has its video", lambda: (video_of(client, lesson) or {}).get("state") in ("probing", "failed"))
        assert os.listdir(os.path.join(server.data, "uploads")) == [], "nothing of the upload is left"
        # Killed once more right after: the row and the file still agree.
        server.kill()
        server.start()
        done = server.run("check")
        assert done.returncode == 0, done.stdout + done.stderr
        print(f"killed {len(offsets)} times, at {offsets}")


if __name__ == "__main__":
    main(sys.argv[1])
