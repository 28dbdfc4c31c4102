"""archives_test.py BINARY: a course is duplicated, exported and imported without losing anything of its outline, and
archives that mean harm are refused with a sentence."""

import base64
import http.client
import io
import json
import os
import struct
import sys
import zipfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../api/community"))

from laboratory import TUS, running_server, wait_for  # noqa: E402
from listener import Listener  # noqa: E402

BYTES = {"Content-Type": "application/octet-stream"}
CAPTIONS = b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nGuten Tag\n"
PDF = b"%PDF-1.7\n" + b"x" * 5000


def send(client, name, content, **words):
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}"
                        for key, value in {"filename": name, **words}.items())
    status, _, answer = client.send("POST", "/api/v1/uploads", content, {
        **TUS, "Upload-Length": str(len(content)), "Upload-Metadata": metadata,
        "Content-Type": "application/offset+octet-stream"})
    assert status == 201, answer


def png():
    """The smallest picture that is one."""
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 36, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * 64) * 36)) + chunk(b"IEND", b""))


def make_course(teacher):
    course = teacher.call("POST", "/api/v1/courses", {
        "title": "Optics", "summary": "Light", "description": "*All* of it", "category": "Physics", "level": "beginner",
        "tags": ["light", "waves"], "price": {"amount": 4900, "currency": "EUR"}, "capacity": 30,
        "starts_at": "2031-03-01T08:00:00Z", "estimated_duration_seconds": 7200})["id"]
    status, _, answer = teacher.send("PUT", f"/api/v1/courses/{course}/cover?alt=A%20prism", png(), BYTES)
    assert status == 201, answer
    first = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 1"})["id"]
    second = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 2"})["id"]

    def add(section, **fields):
        return teacher.call("POST", f"/api/v1/sections/{section}/lessons", fields)["id"]
    slides = add(first, title="Slides", kind="document", access="anyone")
    notes = add(first, title="Notes", kind="page", text="# Lenses\n$f$")
    add(second, title="More", kind="link", link="https://example.org/optics")
    talk = add(second, title="Talk", kind="video")
    status, _, answer = teacher.send("PUT", f"/api/v1/lessons/{talk}/captions/de?label=Deutsch", CAPTIONS, BYTES)
    assert status == 200, answer
    teacher.call("PUT", f"/api/v1/lessons/{talk}/chapters", {"chapters": [{"start_seconds": 0.5, "title": "Hello"}]})
    send(teacher, "slides.pdf", PDF, purpose="document", lesson_id=slides)
    send(teacher, "data.csv", b"a,b\n1,2\n", purpose="document", lesson_id=notes)
    teacher.call("PATCH", f"/api/v1/lessons/{notes}", {"opens_after_days": 7, "opens_after_lesson_id": slides})
    make_forums(teacher, course, add(second, title="Laboratory talk", kind="forum"))
    teacher.call("PATCH", f"/api/v1/courses/{course}/certificate-design", {
        "issuing": "on_completion", "accent": "#aa2222", "language": "de", "signer": "Ada Lovelace", "valid_days": 365})
    status, _, answer = teacher.send("PUT", f"/api/v1/courses/{course}/certificate-pictures/logo?alt=A%20star", png(), BYTES)
    assert status == 201, answer
    return course


def make_forums(teacher, course, lesson):
    """The first one is there; another has threads that stay where they are, a third belongs to a group."""
    first = teacher.call("GET", f"/api/v1/courses/{course}/forums")["items"][0]["id"]
    teacher.call("PATCH", f"/api/v1/forums/{first}", {"description": "Ask *anything*", "posting": "replies"})
    laboratory = teacher.call("POST", f"/api/v1/courses/{course}/forums", {
        "title": "Laboratory", "anonymity": "allowed", "slow_mode_seconds": 60})["id"]
    teacher.call("POST", f"/api/v1/forums/{laboratory}/threads", {"title": "Hello", "text": "Welcome"})
    teacher.call("PATCH", f"/api/v1/lessons/{lesson}", {"target_id": laboratory})
    group = teacher.call("POST", f"/api/v1/courses/{course}/groups", {"name": "Mondays"})["id"]
    teacher.call("POST", f"/api/v1/courses/{course}/forums", {"title": "Mondays", "audience": "group", "group_id": group})


def talk(client, course, lessons):
    """Its forums, by which lessons talk in each; what is written there is people's."""
    forums = client.call("GET", f"/api/v1/courses/{course}/forums")["items"]
    return [[*[forum[key] for key in ("title", "description", "audience", "posting", "anonymity", "slow_mode_seconds")],
             [number for number, lesson in enumerate(lessons) if lesson["target_id"] == forum["id"]]] for forum in forums]


def award(client, course):
    design = client.call("GET", f"/api/v1/courses/{course}/certificate-design")
    logo = client.call("GET", f"/api/v1/courses/{course}/certificate-pictures/logo")["picture"]
    return design, logo and logo["alt"]


def shape(client, course):
    """All that an outline says, without what names this copy of it."""
    outline = client.call("GET", f"/api/v1/courses/{course}/outline")
    lessons = [lesson for section in outline["sections"] for lesson in section["lessons"]]
    numbers = {lesson["id"]: number for number, lesson in enumerate(lessons)}

    whole = [client.call("GET", f"/api/v1/lessons/{lesson['id']}") for lesson in lessons]

    def told(row):
        lesson = client.call("GET", f"/api/v1/lessons/{row['id']}")
        files = [lesson["document"], *lesson["attachments"]]
        timed = {}
        if lesson["kind"] == "video":
            timed = {"captions": str(client.send("GET", f"/api/v1/lessons/{row['id']}/captions/de")[2]),
                     "chapters": client.call("GET", f"/api/v1/lessons/{row['id']}/chapters")}
        return {**timed, "after": numbers.get(lesson["opens_after_lesson_id"]),
                "files": [file and (file["filename"], file["type"], file["size"], file["place"]) for file in files],
                **{key: lesson[key] for key in ("title", "kind", "access", "allow_download", "text", "link", "opens_at",
                                                "opens_after_days")}}
    about = {key: outline["course"][key] for key in ("summary", "description", "category", "level", "tags", "price", "capacity",
                                                     "starts_at", "estimated_duration_seconds", "type", "language")}
    cover = client.call("GET", f"/api/v1/courses/{course}/cover")["picture"]
    return [about, cover and cover["alt"], talk(client, course, whole), award(client, course),
            [[section["title"], [told(lesson) for lesson in section["lessons"]]] for section in outline["sections"]]]


def settled(client, archive):
    def state():
        found = client.call("GET", f"/api/v1/archives/{archive}")
        return found if found["state"] != "working" else None
    return wait_for(f"archive {archive} is settled", state, 60)


def exported(server, client, course, media=True):
    archive = client.call("POST", f"/api/v1/courses/{course}/export", {"media": media})
    found = settled(client, archive["id"])
    assert found["state"] == "ready", found
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", f"/api/v1/archives/{archive['id']}/file", headers={"Authorization": "Bearer " + client.token})
    answer = connection.getresponse()
    assert answer.status == 200 and answer.getheader("Content-Disposition") == 'attachment; filename="Optics.zip"'
    content = answer.read()
    assert len(content) == found["size"]
    return content


def sent(client, content):
    send(client, "course.zip", content, purpose="archive")
    return settled(client, client.call("GET", "/api/v1/archives")["items"][0]["id"])


def goes_around(server, teacher, course):
    content = exported(server, teacher, course)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["format"] == "lectern-course" and manifest["version"] == 5
        assert archive.read("files/00001") == PDF
    read = sent(teacher, content)
    assert read["state"] == "ready" and read["report"]["lessons"] == 5 and read["report"]["files"] == 2, read
    teacher.call("POST", f"/api/v1/archives/{read['id']}/import")
    made = settled(teacher, read["id"])
    assert made["state"] == "done", made
    assert shape(teacher, made["course_id"]) == shape(teacher, course)
    assert teacher.send("POST", f"/api/v1/archives/{read['id']}/import")[0] == 409, "only once"


def goes_without_media(server, teacher, course):
    content = exported(server, teacher, course, media=False)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # Captions and pictures are small, and always come along.
        assert archive.namelist() == ["manifest.json", "captions/00001.vtt", "cover.webp", "pictures/certificate_logo.webp"]
    assert sent(teacher, content)["report"]["files_left_out"] == 2


def reads_what_was_written_before(teacher):
    old = json.dumps({"format": "lectern-course", "version": 1, "course": {"title": "Old", "summary": "", "language": "en"},
                      "sections": [{"title": "A", "lessons": [{"title": "B", "kind": "page", "text": "# B"}]}]})
    read = sent(teacher, packed([], old))
    assert read["state"] == "ready" and read["report"]["lessons"] == 1, read


def with_part(name, part, **more):
    return packed([], json.dumps({"format": "lectern-course", "version": 4, "course": {"title": "X"},
                                  "sections": [], "parts": {name: part}, **more}))


def broken_parts():
    forum = {"title": "Talk"}
    yield "forums.items", {"items": [forum] * 101}
    yield "forums.items.0.title", {"items": [{"title": "x" * 5000}]}
    yield "forums.items.0.posting", {"items": [{**forum, "posting": "nobody"}]}
    yield "forums.items.0.lessons", {"items": [{**forum, "lessons": ["../1"]}]}
    yield "forums.items.0.slow_mode_seconds", {"items": [{**forum, "slow_mode_seconds": -1}]}
    yield "forums.items.1.first", {"items": [{"first": True, "title": "A"}, {"first": True, "title": "B"}]}
    yield "forums.items.0.id", {"items": [{**forum, "id": "01kdvdna0036bkw8mm5vmemfs1"}]}
    yield "certificates.accent", {"accent": "url(x)"}
    yield "certificates.statement", {"statement": "{password}"}
    yield "certificates.body", ["no object"]


def refuses_broken_parts(teacher):
    for place, part in broken_parts():
        read = sent(teacher, with_part(place.split(".")[0], part))
        assert read["state"] == "ready", read
        teacher.call("POST", f"/api/v1/archives/{read['id']}/import")
        made = settled(teacher, read["id"])
        assert made["state"] == "failed" and made["error"].endswith(".") and not made["course_id"], (place, made)
    found = sent(teacher, with_part("forums", {"items": []}, pictures={"account": {"file": {"filename": "a", "size": 1}}}))
    assert found["state"] == "failed", found


def packed(entries, manifest=None):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        if manifest is not None:
            archive.writestr("manifest.json", manifest)
        for name, content in entries:
            archive.writestr(name, content)
    return whole.getvalue()


def hostile():
    good = json.dumps({"format": "lectern-course", "version": 1, "course": {"title": "X"}, "sections": []})
    link = zipfile.ZipInfo("files/link")
    link.external_attr = 0o120777 << 16
    yield "no archive", b"hello, I am no archive"
    yield "a path out of it", packed([("../../etc/passwd", b"x")], good)
    yield "an absolute path", packed([("/etc/passwd", b"x")], good)
    yield "a link", packed([(link, b"/etc/passwd")], good)
    yield "the same name twice", packed([("files/1", b"a"), ("files/1", b"b")], good)
    yield "no manifest", packed([("files/1", b"a")])
    yield "a bomb", packed([("files/1", b"\0" * (80 << 20))], good)
    yield "a manifest like a bomb", packed([], b" " * (40 << 20))
    yield "cut short", packed([("files/1", bytes(range(256)) * 400)], good)[:200]
    yield "another version", packed([], good.replace('"version": 1', '"version": 9'))
    yield "a file that is not there", packed([], json.dumps({
        "format": "lectern-course", "version": 1, "course": {"title": "X"}, "sections": [{"title": "A", "lessons": [
            {"title": "B", "kind": "document", "document": {"filename": "a", "size": 3, "entry": "files/00001"}}]}]}))
    yield "broken captions", packed([("captions/1.vtt", b"WEBVTT\n\n00:05.000 --> 00:01.000\nx\n")], json.dumps({
        "format": "lectern-course", "version": 2, "course": {"title": "X"}, "sections": [{"title": "A", "lessons": [
            {"title": "B", "kind": "video", "captions": [{"language": "de", "label": "D", "entry": "captions/1.vtt"}]}]}]}))
    yield "lessons that wait for each other", packed([], json.dumps({
        "format": "lectern-course", "version": 1, "course": {"title": "X"}, "sections": [{"title": "A", "lessons": [
            {"title": "B", "kind": "page", "opens_after_lesson": 1}, {"title": "C", "kind": "page", "opens_after_lesson": 0}]}]}))


def refuses_harm(teacher):
    for what, content in hostile():
        found = sent(teacher, content)
        assert found["state"] == "failed", (what, found)
        assert found["error"] and found["error"].endswith("."), (what, found)
        assert teacher.send("POST", f"/api/v1/archives/{found['id']}/import")[0] == 409, what


def duplicates(teacher, course):
    copy = teacher.call("POST", f"/api/v1/courses/{course}/duplicate", {"title": "Optics, again"})
    assert copy["title"] == "Optics, again" and copy["visibility"] == "draft" and copy["id"] != course
    made, original = shape(teacher, copy["id"]), shape(teacher, course)
    assert made[0].pop("starts_at") is None and original[0].pop("starts_at"), "the next time is another time"
    assert made == original


def listen(server, client):
    return Listener(server.port, {"Authorization": f"Bearer {client.token}"})


def tells_how_far_it_is(server, teacher, course):
    archive = teacher.call("POST", f"/api/v1/courses/{course}/export", {"media": True})["id"]
    topic = f"archives/{archive}"
    page = listen(server, teacher)
    told = [page.subscribe(topic)]
    while told[-1]["state"] == "working":
        told.append(page.news(topic))
    assert told[-1] == teacher.call("GET", f"/api/v1/archives/{archive}") and told[-1]["state"] == "ready", told
    teacher.call("POST", "/api/v1/me/export")
    own = f"data-exports/{teacher.call('GET', '/api/v1/me')['id']}"
    news = page.subscribe(own)
    while news["state"] == "waiting":
        news = page.news(own)
    assert news == teacher.call("GET", "/api/v1/me/export") and news["state"] == "ready", news
    page.close()
    server.add_user("student@lab.localhost", "student")
    stranger = listen(server, server.client("student@lab.localhost"))
    for other in (topic, own, "archives/01ARZ3NDEKTSV4RRFFQ69G5FAV", "archives", "data-exports/"):
        stranger.say({"subscribe": other})
        assert stranger.hear() == {"refused": other, "code": "forbidden"}, other
    stranger.close()


def main(binary):
    with running_server(binary) as server:
        teacher = server.client("teacher@lab.localhost")
        course = make_course(teacher)
        duplicates(teacher, course)
        tells_how_far_it_is(server, teacher, course)
        goes_around(server, teacher, course)
        goes_without_media(server, teacher, course)
        reads_what_was_written_before(teacher)
        refuses_broken_parts(teacher)
        refuses_harm(teacher)


if __name__ == "__main__":
    main(sys.argv[1])
