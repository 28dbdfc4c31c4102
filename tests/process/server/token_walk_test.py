"""token_walk_test.py BINARY: every address that can be reached from a private lecture, really made, with the right token
and with each wrong one. Nobody but who may watch gets one byte of it."""

import json
import os
import re
import sys
import tempfile

from laboratory import make_clip, make_course, running_server, upload, wait_for, wait_until_ready

SUBTITLES = "1\n00:00:01,000 --> 00:00:04,000\nLight bends.\n\n2\n00:00:05,000 --> 00:00:09,000\nIt bends again.\n"
TEACHER, STUDENT, OTHER = (f"{name}@lab.localhost" for name in ("teacher", "student", "other"))


def addresses_of(value):
    """All media addresses anywhere in a JSON answer."""
    if isinstance(value, str):
        return {value} if value.startswith("/v/") else set()
    if isinstance(value, dict):
        value = list(value.values())
    return set().union(*map(addresses_of, value)) if isinstance(value, list) else set()


def named_in(text):
    """What a playlist or a map of pictures refers to."""
    names = re.findall(r'URI="([^"]+)"', text)
    names += [line.strip() for line in text.splitlines() if re.fullmatch(r"[\w./-]+\.(m3u8|m4s|mp4|vtt|jpg)(#\S*)?", line.strip())]
    return {name.split("#")[0] for name in names}


def normal(path):
    return os.path.normpath(path)


class Walk:
    def __init__(self, client, playback):
        self.client, self.bodies = client, {}
        waiting = addresses_of(playback)
        # Playing early is over, but its addresses still answer those who were watching.
        root = playback["master_url"].rsplit("/", 1)[0]
        waiting |= {root + "/early.m3u8"}
        while waiting:
            path = waiting.pop()
            if path in self.bodies:
                continue
            status, headers, body = client.send("GET", path)
            assert status == 200 and body, (path, status)
            self.bodies[path] = body
            if headers["Content-Type"].startswith(("application/vnd.apple.mpegurl", "text/vtt")):
                waiting |= {normal(os.path.dirname(path) + "/" + name) for name in named_in(body.decode())}

    def paths(self):
        return sorted(self.bodies)

    def expect_refused(self, why, change=lambda path: path):
        for path in self.paths():
            for method in ("GET", "HEAD"):
                for headers in ({}, {"Range": "bytes=0-99"}):
                    status, answered, body = self.client.send(method, change(path), headers=headers)
                    assert status in (403, 404), f"{why}: {method} {change(path)}: {status}"
                    assert len(body) < 300 and (method == "HEAD" or b'"error"' in body), f"{why}: {path}: {body[:80]}"
                    assert "ETag" not in answered and "Content-Range" not in answered, f"{why}: {path}: {answered}"
                    assert answered["Cache-Control"] == "no-store", f"{why}: {path}: {answered}"


def token_of(path):
    return path.split("/")[2]


def with_token(token):
    return lambda path: path.replace(token_of(path), token, 1)


def flipped(token, at):
    return token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1:]


def playback_of(client, lesson):
    return client.call("GET", f"/api/v1/lessons/{lesson}/playback")


def expect_wrong_tokens_refused(walk, token, foreign):
    walk.expect_refused("no token", lambda path: "/v/" + path.split("/", 3)[3])
    walk.expect_refused("an empty token", with_token(""))
    walk.expect_refused("another video's token", with_token(foreign))
    for at in (0, 1, len(token) // 4, len(token) // 2, len(token) * 3 // 4, len(token) - 2):
        walk.expect_refused(f"tampered at {at}", with_token(flipped(token, at)))
    walk.expect_refused("cut short", with_token(token[:-1]))
    walk.expect_refused("too long", with_token(token + "A"))
    walk.expect_refused("the next generation", lambda path: re.sub(r"^(/v/[^/]+/[^/]+/)1/", r"\g<1>2/", path))


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-source-") as folder, running_server(binary) as server:
        for email in (STUDENT, OTHER):
            server.add_user(email, "student")
        teacher, student, other = (server.client(email) for email in (TEACHER, STUDENT, OTHER))
        course, lessons = make_course(teacher, ("Private", "Another"))
        for lesson in lessons:
            teacher.call("PATCH", f"/api/v1/lessons/{lesson}", {"allow_download": True})
        captions = os.path.join(folder, "captions.srt")
        with open(captions, "w", encoding="utf-8") as file:
            file.write(SUBTITLES)
        upload(teacher, make_clip(os.path.join(folder, "private.mp4"), 20, subtitles=captions), lessons[0])
        upload(teacher, make_clip(os.path.join(folder, "another.mp4"), 5), lessons[1])
        for lesson in lessons:
            wait_until_ready(teacher, lesson)
        enrolment = student.call("POST", f"/api/v1/courses/{course}/enrol")

        # Who may not watch gets no address to begin with.
        for client, status in ((server.client(), 401), (other, 403)):
            assert client.send("GET", f"/api/v1/lessons/{lessons[0]}/playback")[0] == status

        playback = playback_of(student, lessons[0])
        walk = Walk(server.client(), playback)
        kinds = {os.path.splitext(path)[1] or os.path.basename(path) for path in walk.paths()}
        assert kinds >= {".m3u8", ".m4s", ".mp4", ".vtt", ".jpg", "original"}, kinds
        expect_wrong_tokens_refused(walk, token_of(playback["master_url"]),
                                    token_of(playback_of(student, lessons[1])["master_url"]))

        # Revoked by the teacher.
        grants = teacher.call("GET", f"/api/v1/lessons/{lessons[0]}/grants")["items"]
        assert len(grants) == 1, grants
        teacher.call("DELETE", f"/api/v1/grants/{grants[0]['id']}")
        walk.expect_refused("revoked")

        # Signed out.
        walk = Walk(server.client(), playback_of(student, lessons[0]))
        student.call("POST", "/api/v1/auth/logout")
        walk.expect_refused("signed out")

        # Out of the course: told by an event, a moment later.
        student = server.client(STUDENT)
        walk = Walk(server.client(), playback_of(student, lessons[0]))
        student.call("DELETE", f"/api/v1/enrolments/{enrolment['id']}")
        wait_for("the grant has ended", lambda: walk.client.send("GET", walk.paths()[0])[0] == 403, 5)
        walk.expect_refused("out of the course")
        # And so it stays over a restart.
        server.kill()
        server.start()
        walk.expect_refused("out of the course, after a restart")
        print(f"{len(walk.paths())} addresses: {json.dumps(sorted(kinds))}")


if __name__ == "__main__":
    main(sys.argv[1])
