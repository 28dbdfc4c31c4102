"""captions_test.py BINARY: captions and chapters that an instructor brings are watched with the recording, by its address
and its grant, stay when the recording is replaced, and a broken file changes nothing."""

import http.client
import json
import os
import sys
import tempfile

from laboratory import make_clip, make_course, running_server, upload, wait_until_ready

SUBRIP = "1\n00:00:00,000 --> 00:00:01,500\nGr\u00fc\u00df Gott\n".encode("cp1252")
BROKEN = b"WEBVTT\n\n00:01.000 --> 00:02.000\nFine\n\n00:05.000 --> 00:03.000\nBackwards\n"
FILE = {"Content-Type": "application/octet-stream"}


def get(server, path):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def brought(teacher, lesson, language, content, label=""):
    status, _, answer = teacher.send("PUT", f"/api/v1/lessons/{lesson}/captions/{language}?label={label}", content, FILE)
    return status, json.loads(answer)


def are_watched_with_the_recording(server, teacher, lesson):
    status, answer = brought(teacher, lesson, "DE", SUBRIP, "Deutsch")
    assert status == 200 and (answer["language"], answer["label"], answer["cues"]) == ("de", "Deutsch", 1), answer
    playback = teacher.call("GET", f"/api/v1/lessons/{lesson}/playback")
    (caption,) = playback["captions"]
    assert (caption["language"], caption["label"]) == ("de", "Deutsch"), caption
    status, text = get(server, caption["url"])
    assert status == 200 and "X-TIMESTAMP-MAP=MPEGTS:90000" in text and "Grüß Gott" in text, text
    _, master = get(server, playback["master_url"])
    assert 'TYPE=SUBTITLES,GROUP-ID="text",NAME="Deutsch",LANGUAGE="de"' in master and 'SUBTITLES="text"' in master, master
    token = caption["url"].split("/")[2]
    assert get(server, caption["url"].replace(token, "A" * len(token)))[0] == 403
    return caption["url"]


def a_broken_file_changes_nothing(teacher, lesson):
    status, answer = brought(teacher, lesson, "de", BROKEN)
    assert status == 400 and answer["error"]["fields"]["file"] == "Line 6: this caption ends before it begins.", answer
    status, _, text = teacher.send("GET", f"/api/v1/lessons/{lesson}/captions/de")
    assert status == 200 and "Grüß Gott" in text.decode(), text
    assert brought(teacher, lesson, "deutsche_Sprache", SUBRIP)[0] == 400


def chapters_are_chosen(teacher, lesson):
    place = f"/api/v1/lessons/{lesson}/chapters"
    assert teacher.call("GET", place) == {"chosen": False, "chapters": []}
    starts = [{"start_seconds": 1, "title": "Lenses"}, {"start_seconds": 0, "title": "Light"},
              {"start_seconds": 900, "title": "Beyond the end"}]
    teacher.call("PUT", place, {"chapters": starts})
    shown = teacher.call("GET", f"/api/v1/lessons/{lesson}/playback")["chapters"]
    assert [(one["title"], one["start_seconds"]) for one in shown] == [("Light", 0), ("Lenses", 1)], shown
    assert shown[0]["end_seconds"] == 1 and 1.5 < shown[1]["end_seconds"] < 3, shown
    teacher.call("DELETE", place)
    assert teacher.call("GET", f"/api/v1/lessons/{lesson}/playback")["chapters"] == []


def stay_with_another_recording(server, teacher, lesson, clip, first):
    upload(teacher, clip, lesson)
    wait_until_ready(teacher, lesson)
    (caption,) = teacher.call("GET", f"/api/v1/lessons/{lesson}/playback")["captions"]
    assert caption["url"] != first and get(server, caption["url"])[0] == 200, caption
    teacher.call("DELETE", f"/api/v1/lessons/{lesson}/captions/de")
    assert teacher.call("GET", f"/api/v1/lessons/{lesson}/playback")["captions"] == []


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-captions-") as folder, running_server(binary) as server:
        clip = make_clip(os.path.join(folder, "clip.mp4"), 2, size="320x180")
        teacher = server.client("teacher@lab.localhost")
        _, (lesson,) = make_course(teacher)
        upload(teacher, clip, lesson)
        wait_until_ready(teacher, lesson)
        first = are_watched_with_the_recording(server, teacher, lesson)
        a_broken_file_changes_nothing(teacher, lesson)
        chapters_are_chosen(teacher, lesson)
        stay_with_another_recording(server, teacher, lesson, clip, first)


if __name__ == "__main__":
    main(sys.argv[1])
