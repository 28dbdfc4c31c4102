"""watching_test.py BINARY: a viewer who claims to have watched what they never fetched, or faster than it plays, gets
nothing for it; one who really fetched it does, over a crash and with every report sent again and again."""

import os
import sys
import tempfile
import time

from laboratory import make_clip, make_course, running_server, upload, wait_for, wait_until_ready

SECONDS = 8
STUDENT, OTHER = "student@lab.localhost", "other@lab.localhost"


class Viewer:
    def __init__(self, client, lesson):
        self.client, self.lesson, self.sequence = client, lesson, 0
        self.opened = time.monotonic()
        self.root = client.call("GET", f"/api/v1/lessons/{lesson}/playback")["master_url"].rsplit("/", 1)[0]

    def claim(self, start=0, end=SECONDS, sequence=None):
        self.sequence += 1
        return self.client.call("POST", f"/api/v1/lessons/{self.lesson}/heartbeat",
                                {"sitting": "adversary", "sequence": sequence or self.sequence, "position": end,
                                 "played": [{"from": start, "to": end}]})

    def fetch(self, name, headers=None):
        status, _, body = self.client.send("GET", f"{self.root}/{name}", headers=headers or {})
        assert status in (200, 206, 404), (name, status)
        return status, body

    def fetch_all(self):
        number = 0
        while self.fetch(f"v0/{number}.m4s")[0] == 200:
            number += 1
        return number

    def most(self):
        """What can have been played since it was opened, and the joint that segments are given."""
        return (time.monotonic() - self.opened) * 2.5 + 0.5


def expect_nothing_for_words(viewer):
    assert viewer.claim()["watched_seconds"] == 0
    viewer.fetch("master.m3u8")
    viewer.fetch("v0/index.m3u8")
    viewer.fetch("v0/init.mp4")
    viewer.fetch("v0/0.m4s", {"Range": "bytes=0-99"})
    answer = viewer.claim()
    assert answer["watched_seconds"] == 0 and answer["not_fetched_seconds"] == SECONDS, answer


def expect_one_segment(viewer):
    viewer.fetch("v0/0.m4s")
    answer = wait_for("one segment counts", lambda: (found := viewer.claim())["watched_seconds"] >= 2 and found, 20)
    assert answer["watched_seconds"] <= 3.5, answer


def expect_time_to_pass(viewer):
    assert viewer.fetch_all() > 1
    for _ in range(20):
        answer = viewer.claim(sequence=1)
        assert answer["watched_seconds"] <= viewer.most(), (answer, viewer.most())
    assert answer["share"] < 1, "all of it at once"


def main():
    with running_server(sys.argv[1]) as server, tempfile.TemporaryDirectory() as folder:
        for email in (STUDENT, OTHER):
            server.add_user(email, "student")
        teacher = server.client("teacher@lab.localhost")
        course, (lesson,) = make_course(teacher)
        upload(teacher, make_clip(os.path.join(folder, "clip.mp4"), SECONDS, "320x180"), lesson)
        wait_until_ready(teacher, lesson)
        clients = [server.client(email) for email in (STUDENT, OTHER)]
        for client in clients:
            client.call("POST", f"/api/v1/courses/{course}/enrol")
        viewer, other = (Viewer(client, lesson) for client in clients)
        expect_nothing_for_words(viewer)
        expect_one_segment(viewer)
        viewer.opened = time.monotonic() - SECONDS / 2.5 / 2
        expect_time_to_pass(viewer)
        assert other.claim()["watched_seconds"] == 0, "what others fetched is theirs"
        before = viewer.claim()["watched_seconds"]
        # What was sent is written every five seconds; a crash after that loses none of it.
        wait_for("what was sent is written", lambda: time.monotonic() > viewer.opened + 8, 20)
        server.kill()
        server.start()
        answer = viewer.claim()
        assert answer["watched_seconds"] >= before, (answer, before)
        wait_for("the lesson is complete", lambda: viewer.claim()["share"] == 1 and viewer.client.call(
            "GET", f"/api/v1/courses/{course}/progress")["completed_at"], 30, every=0.2)


main()
