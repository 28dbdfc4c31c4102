"""pictures_test.py BINARY: pictures are made anew by the real child, and what is no picture is refused in a sentence."""

import json
import os
import struct
import subprocess
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "server"))
from laboratory import running_server  # noqa: E402

BYTES = {"Content-Type": "application/octet-stream"}


def draw(kind, size="400x200", *more):
    """A picture whose upper left quarter is red and whose rest is blue, as that kind of file."""
    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "picture." + kind)
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"color=blue:s={size}", "-vf",
                        f"drawbox=0:0:{width // 2}:{height // 2}:red:fill", "-frames:v", "1", *more, path], check=True)
        with open(path, "rb") as file:
            return file.read()


def pixels(picture):
    """Width, height, and which corner is red: 'lu', 'ru', 'ld', 'rd'."""
    probe = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", "-"],
                           input=picture, capture_output=True, check=True).stdout
    width, height = map(int, probe.decode().strip().split(","))
    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", "-", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"], input=picture,
                         capture_output=True, check=True).stdout

    def is_red(x, y):
        red, _, blue = raw[(y * width + x) * 3:][:3]
        return red > 150 and blue < 100
    corners = {"lu": (width // 8, height // 8), "ru": (width - width // 8, height // 8),
               "ld": (width // 8, height - height // 8), "rd": (width - width // 8, height - height // 8)}
    return width, height, [name for name, at in corners.items() if is_red(*at)]


def with_orientation(jpeg, number):
    """The same with an EXIF block that says how to turn it, and where it was taken."""
    entry = struct.pack("<HHII", 0x0112, 3, 1, number)
    maker = struct.pack("<HHI", 0x010F, 2, 12) + struct.pack("<I", 38)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + maker + entry + struct.pack("<I", 0) + b"SecretPlace\0"
    block = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def huge_png(width, height):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1 << 20))) + chunk(b"IEND", b"")


def put(client, path, content, method="PUT"):
    status, _, answer = client.send(method, path, content, BYTES)
    return status, json.loads(answer)


def fetch(client, url):
    status, headers, content = client.send("GET", url)
    return status, headers, content


def every_kind_is_taken(client):
    for kind, more in (("jpg", ()), ("png", ()), ("webp", ()), ("gif", ()), ("avif", ("-c:v", "libaom-av1", "-still-picture", "1"))):
        status, answer = put(client, "/api/v1/me/picture?alt=Me", draw(kind, "400x200", *more))
        assert status == 201, (kind, answer)
        assert answer["alt"] == "Me" and set(answer["urls"]) == {"64", "256"}, answer
        for size, url in answer["urls"].items():
            status, headers, content = fetch(client, url)
            assert (status, headers["Content-Type"], headers["X-Content-Type-Options"]) == (200, "image/webp", "nosniff")
            assert "immutable" in headers["Cache-Control"] and "default-src 'none'" in headers["Content-Security-Policy"]
            width, height, red = pixels(content)
            assert (width, height) == (int(size), int(size)), (kind, width, height)
            assert red == ["lu"], (kind, red)


def it_stands_upright_and_tells_nothing(client):
    stored = draw("jpg")
    #           as stored   1     2     3     4     5     6     7     8
    wanted = dict(enumerate(("lu", "ru", "rd", "ld", "lu", "ru", "rd", "ld"), 1))
    for number, corner in wanted.items():
        status, answer = put(client, "/api/v1/pictures", with_orientation(stored, number), "POST")
        assert status == 201, answer
        _, _, content = fetch(client, answer["urls"]["1600"])
        width, height, red = pixels(content)
        assert (width, height) == ((400, 200) if number < 5 else (200, 400)), (number, width, height)
        assert red == [corner], (number, red, corner)
        assert b"SecretPlace" not in content and b"EXIF" not in content


def what_hides_behind_it_is_gone(client):
    status, answer = put(client, "/api/v1/pictures", draw("jpg") + b"PK\x03\x04<script>alert(1)</script>", "POST")
    assert status == 201, answer
    assert b"script" not in fetch(client, answer["urls"]["1600"])[2]


def covers_are_cut_and_texts_are_not_enlarged(client):
    course = client.call("POST", "/api/v1/courses", {"title": "Optics"})["id"]
    path = f"/api/v1/courses/{course}/cover"
    assert client.call("GET", path) == {"picture": None}
    status, answer = put(client, path, draw("png", "900x900"))
    assert status == 201, answer
    assert pixels(fetch(client, answer["urls"]["1280"])[2])[:2] == (1280, 720)
    assert client.call("GET", path)["picture"]["urls"] == answer["urls"]
    old = answer["urls"]["480"]
    status, answer = put(client, path, draw("jpg", "800x450"))
    assert fetch(client, old)[0] == 404, "what was replaced is gone"
    client.call("DELETE", path)
    assert fetch(client, answer["urls"]["480"])[0] == 404
    _, wide = put(client, "/api/v1/pictures", draw("png", "2400x600"), "POST")
    assert pixels(fetch(client, wide["urls"]["1600"])[2])[:2] == (1600, 400)


def what_is_no_picture_is_refused(client):
    picture = draw("jpg")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    cases = {
        "svg": (svg, 415), "text": (b"hello", 415), "heic": (b"\0\0\0\x18ftypheic" + bytes(100), 415),
        "video": (b"\0\0\0\x18ftypisom" + bytes(100), 415), "nothing": (b"", 400),
        "bomb": (huge_png(16_000, 16_000), 413), "larger bomb": (huge_png(60_000, 60_000), 413), "wide": (huge_png(30_000, 10), 413),
        "head alone": (picture[:40], 415), "cut png": (draw("png")[:150], 415),
        "noise": (b"\xff\xd8\xff" + os.urandom(4000), 415), "large": (picture + bytes(11 << 20), 413),
    }
    for name, (content, wanted) in cases.items():
        status, answer = put(client, "/api/v1/me/picture", content)
        assert status == wanted, (name, status, answer)
        assert answer["error"]["message"].endswith("."), answer


def main(binary):
    with running_server(binary) as server:
        client = server.client("teacher@lab.localhost")
        for step in (every_kind_is_taken, it_stands_upright_and_tells_nothing, what_hides_behind_it_is_gone,
                     covers_are_cut_and_texts_are_not_enlarged, what_is_no_picture_is_refused):
            print(step.__name__, flush=True)
            step(client)
        assert not server.media_children(), "no child is left"
        left = [name for name in os.listdir(os.path.join(server.data, "uploads")) if name.startswith("brief-")]
        assert not left, left


if __name__ == "__main__":
    main(sys.argv[1])
