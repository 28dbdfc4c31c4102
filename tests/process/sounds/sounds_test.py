"""sounds_test.py BINARY: sounds of texts are played through by the real child, kept as they are, and sent in parts."""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "server"))
from laboratory import running_server  # noqa: E402

BYTES = {"Content-Type": "application/octet-stream"}
NO_SOUND = "This is no sound that browsers play. Choose an MP3, M4A, Ogg or WAV file."


def make(ending, *codec, seconds=2, source="sine=440"):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sound." + ending)
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-t", str(seconds), *codec, path], check=True)
        with open(path, "rb") as file:
            return file.read()


def put(client, content, title="A fifth"):
    status, _, answer = client.send("POST", "/api/v1/sounds?title=" + title.replace(" ", "%20"), content, BYTES)
    return status, json.loads(answer)


def every_kind_is_taken_and_sent_in_parts(client):
    kinds = (("mp3", "audio/mpeg", ()), ("m4a", "audio/mp4", ()), ("ogg", "audio/ogg", ("-c:a", "libvorbis")),
             ("opus", "audio/ogg", ()), ("wav", "audio/wav", ()))
    for ending, kind, codec in kinds:
        content = make(ending, *codec)
        status, answer = put(client, content)
        assert (status, answer["type"], answer["title"]) == (201, kind, "A fifth"), (ending, answer)
        assert abs(answer["duration_seconds"] - 2) < 0.15, (ending, answer)
        status, headers, kept = client.send("GET", answer["url"])
        assert (status, headers["Content-Type"], kept) == (200, kind, content), ending
        assert headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in headers["Content-Security-Policy"]
        status, headers, part = client.send("GET", answer["url"], headers={"Range": "bytes=100-199"})
        assert (status, part, headers["Content-Range"]) == (206, content[100:200], f"bytes 100-199/{len(content)}"), ending
        status, headers, _ = client.send("GET", answer["url"], headers={"Range": f"bytes={len(content)}-"})
        assert (status, headers["Content-Range"]) == (416, f"bytes */{len(content)}"), ending


def whoever_is_not_signed_in_hears_nothing(client, server):
    _, answer = put(client, make("mp3"))
    status, _, _ = server.client().send("GET", answer["url"])
    assert status == 401, status


def what_is_no_sound_is_refused(client):
    cases = {
        "text": (b"hello", 415), "page": (b"ID3<script>alert(1)</script>" + bytes(100), 415), "nothing": (b"", 400),
        "head alone": (make("ogg", "-c:a", "libvorbis")[:60], 415), "noise": (b"ID3" + os.urandom(9000), 415),
        "film": (make("mp4", "-pix_fmt", "yuv420p", seconds=1, source="testsrc=s=64x64"), 415),
        "codec that no browser plays": (make("wav", "-c:a", "adpcm_ms"), 415),
        "long": (make("mp3", "-b:a", "8k", "-ar", "8000", seconds=960, source="anullsrc=r=8000:cl=mono"), 413),
        "large": (b"ID3" + bytes(21 << 20), 413),
    }
    for name, (content, wanted) in cases.items():
        status, answer = put(client, content)
        assert status == wanted, (name, status, answer)
        assert answer["error"]["message"].endswith("."), answer
    assert put(client, b"hello")[1]["error"]["message"] == NO_SOUND


def main(binary):
    with running_server(binary) as server:
        client = server.client("teacher@lab.localhost")
        print("every_kind_is_taken_and_sent_in_parts", flush=True)
        every_kind_is_taken_and_sent_in_parts(client)
        whoever_is_not_signed_in_hears_nothing(client, server)
        print("what_is_no_sound_is_refused", flush=True)
        what_is_no_sound_is_refused(client)
        assert not server.media_children(), "no child is left"
        left = [name for name in os.listdir(os.path.join(server.data, "uploads")) if name.startswith("brief-")]
        assert not left, left


if __name__ == "__main__":
    main(sys.argv[1])
