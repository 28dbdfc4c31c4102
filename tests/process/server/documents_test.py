"""documents_test.py BINARY: documents go through the streamer's gate: who may not see the lesson gets no address, the
answer runs nothing in our pages, ranges work, and taking the right away works at the next request."""

import base64
import http.client
import sys

from laboratory import TUS, running_server, wait_for

PDF = b"%PDF-1.7\n" + b"x" * 5000


def send(client, lesson, name, content, place=None):
    words = {"purpose": "document", "lesson_id": lesson, "filename": name} | ({"place": place} if place else {})
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in words.items())
    status, _, answer = client.send("POST", "/api/v1/uploads", content, {
        **TUS, "Upload-Length": str(len(content)), "Upload-Metadata": metadata,
        "Content-Type": "application/offset+octet-stream"})
    assert status == 201, answer


def get(server, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def course_with(teacher):
    course = teacher.call("POST", "/api/v1/courses", {"title": "Optics"})["id"]
    section = teacher.call("POST", f"/api/v1/courses/{course}/sections", {"title": "Week 1"})["id"]
    lesson = teacher.call("POST", f"/api/v1/sections/{section}/lessons", {"title": "Slides", "kind": "document"})["id"]
    teacher.call("POST", f"/api/v1/courses/{course}/publish")
    return course, lesson


def shows_without_running(server, teacher, lesson):
    document = teacher.call("GET", f"/api/v1/lessons/{lesson}")["document"]["id"]
    access = teacher.call("GET", f"/api/v1/documents/{document}/access")
    status, headers, body = get(server, access["view_url"])
    assert (status, body) == (200, PDF), status
    assert headers["content-type"] == "application/pdf" and headers["x-content-type-options"] == "nosniff", headers
    assert headers["content-disposition"].startswith("inline") and "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN" and "set-cookie" not in headers, headers
    status, headers, body = get(server, access["file_url"], Range="bytes=2-5")
    assert (status, body) == (206, PDF[2:6]) and headers["content-disposition"].startswith("attachment"), headers
    assert get(server, access["view_url"].replace("/1/view", "/2/view"))[0] == 403


def markup_is_only_saved(server, teacher, lesson):
    send(teacher, lesson, "page.html", b"<script>alert(1)</script>", place="attachment")
    document = teacher.call("GET", f"/api/v1/lessons/{lesson}")["attachments"][0]["id"]
    access = teacher.call("GET", f"/api/v1/documents/{document}/access")
    assert access["view_url"] is None, access
    status, headers, _ = get(server, access["file_url"])
    assert status == 200 and headers["content-type"] == "application/octet-stream", headers
    assert headers["content-disposition"].startswith("attachment"), headers
    assert get(server, access["file_url"].replace("/file", "/view"))[0] == 404


def ends_at_once(server, teacher, course, lesson):
    student = server.client("sam@lab.localhost")
    document = teacher.call("GET", f"/api/v1/lessons/{lesson}")["document"]["id"]
    reach = f"/api/v1/documents/{document}/access"
    assert server.client().send("GET", reach)[0] == 401
    assert student.send("GET", reach)[0] == 403
    student.call("POST", f"/api/v1/courses/{course}/enrol")
    access = student.call("GET", reach)
    assert access["file_url"] is None, "readers save it only where they may"
    assert get(server, access["view_url"])[0] == 200
    assert get(server, access["view_url"].replace("/view", "/file"))[0] == 403
    teacher.call("DELETE", f"/api/v1/documents/{document}")
    wait_for("the grant has ended", lambda: get(server, access["view_url"])[0] == 403, 10)


def main(binary):
    with running_server(binary) as server:
        server.add_user("sam@lab.localhost", "student")
        teacher = server.client("teacher@lab.localhost")
        course, lesson = course_with(teacher)
        send(teacher, lesson, "slides.pdf", PDF)
        shows_without_running(server, teacher, lesson)
        markup_is_only_saved(server, teacher, lesson)
        ends_at_once(server, teacher, course, lesson)


if __name__ == "__main__":
    main(sys.argv[1])
