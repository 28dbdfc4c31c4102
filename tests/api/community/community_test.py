"""community_test.py BINARY: what people make around courses: live lists, reviews, announcements, programmes, the trash, and
what search engines read. Each function is one story."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../process/server"))

from laboratory import Refused, make_course, running_server, wait_for  # noqa: E402
from listener import Listener  # noqa: E402


def refused(status, call, *arguments):
    try:
        call(*arguments)
    except Refused as error:
        assert f": {status} " in str(error), error
        return
    raise AssertionError(f"{arguments} was not refused")


def accepted(client, course, review):
    try:
        return client.call("PUT", f"/api/v1/courses/{course}/review", review)
    except Refused:
        return None


def listener_of(server, client):
    return Listener(server.port, {"Authorization": f"Bearer {client.token}"})


def both_topics_tell_what_their_listeners_may_know(server, teacher, student):
    owner = teacher.call("GET", "/api/v1/me")["id"]
    of_owner, of_anyone = listener_of(server, teacher), listener_of(server, student)
    assert of_owner.subscribe(f"courses/{owner}")["type"] == "courses"
    assert of_anyone.subscribe("courses")["courses"] == []
    course = teacher.call("POST", "/api/v1/courses", {"title": "Waves", "summary": "Water and light.",
                                                      "price": {"amount": 4900, "currency": "EUR"}})["id"]
    added = of_owner.news(f"courses/{owner}")
    assert added["type"] == "added" and added["course"]["price"] == {"amount": 4900, "currency": "EUR"}, added
    teacher.call("POST", f"/api/v1/courses/{course}/publish")
    # The draft was no news to others: the first they hear is that it is there.
    heard = of_anyone.news("courses")
    assert heard == {"type": "added", "course": {"id": course, "owner_id": owner, "title": "Waves",
                                                 "summary": "Water and light.", "description": "Water and light.",
                                                 "price": {"amount": 4900, "currency": "EUR"}}}, heard
    teacher.call("DELETE", f"/api/v1/courses/{course}")
    assert of_anyone.news("courses") == {"type": "removed", "course": {"id": course, "owner_id": owner}}
    teacher.call("POST", f"/api/v1/courses/{course}/restore")
    assert of_anyone.news("courses")["type"] == "added"
    stranger = listener_of(server, student)
    stranger.say({"subscribe": f"courses/{owner}"})
    assert stranger.hear()["code"] == "forbidden"
    for one in (of_owner, of_anyone, stranger):
        one.close()


def a_review_takes_having_begun(server, teacher, student, admin):
    course, (lesson,) = make_course(teacher)
    student.call("POST", f"/api/v1/courses/{course}/enrol")
    refused(403, student.call, "PUT", f"/api/v1/courses/{course}/review", {"rating": 5})
    student.call("PUT", f"/api/v1/lessons/{lesson}/position", {"seconds": 5})
    # Positions are gathered for some seconds before they are written.
    review = wait_for("the course is begun", lambda: accepted(student, course, {"rating": 2, "text": "Too fast."}), every=0.5)
    student.call("PUT", f"/api/v1/courses/{course}/review", {"rating": 4, "text": "Better now."})
    found = student.call("GET", f"/api/v1/courses/{course}/reviews")
    assert found["histogram"] == [0, 0, 0, 1, 0] and found["rating"] == {"count": 1, "average": 4.0}, found
    assert found["mine"]["id"] == review["id"] and found["can_review"]
    assert teacher.call("GET", f"/api/v1/courses/{course}")["rating"]["average"] == 4.0
    teacher.call("POST", f"/api/v1/reviews/{review['id']}/reply", {"text": "Thank you."})
    refused(409, teacher.call, "POST", f"/api/v1/reviews/{review['id']}/reply", {"text": "Once more."})
    teacher.call("POST", f"/api/v1/reviews/{review['id']}/report", {"reason": "Unfair."})
    assert admin.call("GET", "/api/v1/review-reports")["items"][0]["reason"] == "Unfair."
    admin.call("POST", f"/api/v1/reviews/{review['id']}/judge", {"judgement": "hide"})
    assert admin.call("GET", "/api/v1/review-reports")["items"] == []
    assert teacher.call("GET", f"/api/v1/courses/{course}/reviews")["rating"]["count"] == 0
    student.call("DELETE", f"/api/v1/courses/{course}/review")
    refused(404, student.call, "DELETE", f"/api/v1/courses/{course}/review")


def an_announcement_waits_for_its_time(server, teacher, student, admin):
    course, _ = make_course(teacher)
    student.call("POST", f"/api/v1/courses/{course}/enrol")
    path = f"/api/v1/courses/{course}/announcements"
    now = teacher.call("POST", path, {"title": "Hall 2", "body": "We *moved*.", "pinned": True})
    later = teacher.call("POST", path, {"title": "Exam", "body": "Soon.", "publish_at": "2090-01-01T00:00:00Z"})
    assert [one["title"] for one in student.call("GET", path)["items"]] == ["Hall 2"]
    assert len(teacher.call("GET", path)["items"]) == 2
    admin.call("POST", "/api/v1/announcements", {"title": "Welcome", "body": "To all."})
    mine = student.call("GET", "/api/v1/me/announcements")["items"]
    assert [one["title"] for one in mine] == ["Hall 2", "Welcome"] and not mine[0]["read"], mine
    student.call("POST", f"/api/v1/announcements/{now['id']}/read")
    assert student.call("GET", path)["items"][0]["read"]
    refused(404, student.call, "POST", f"/api/v1/announcements/{later['id']}/read")
    changed = teacher.call("PATCH", f"/api/v1/announcements/{now['id']}", {"body": "We moved back."})
    assert changed["edited_at"]
    refused(409, teacher.call, "PATCH", f"/api/v1/announcements/{now['id']}", {"publish_at": "2090-01-01T00:00:00Z"})
    teacher.call("DELETE", f"/api/v1/announcements/{now['id']}")
    assert student.call("GET", path)["items"] == []


def what_is_for_a_cohort_reaches_its_members_alone(server, student, admin):
    cohort = admin.call("POST", "/api/v1/cohorts", {"name": "Class of 2031"})["id"]
    refused(400, admin.call, "POST", "/api/v1/announcements", {"title": "X", "body": "Y", "cohort_id": "nobody"})
    said = admin.call("POST", "/api/v1/announcements", {"title": "Trip", "body": "To the sea.", "cohort_id": cohort})
    assert said["audience"] == "cohort" and said["cohort_name"] == "Class of 2031", said
    titles = lambda: [one["title"] for one in student.call("GET", "/api/v1/me/announcements")["items"]]  # noqa: E731
    assert "Trip" not in titles()
    refused(404, student.call, "POST", f"/api/v1/announcements/{said['id']}/read")
    admin.call("POST", f"/api/v1/cohorts/{cohort}/members", {"emails": [student.call("GET", "/api/v1/me")["email"]]})
    assert "Trip" in titles()
    student.call("POST", f"/api/v1/announcements/{said['id']}/read")
    assert "Trip" in [one["title"] for one in admin.call("GET", "/api/v1/announcements")["items"]]
    refused(404, student.call, "DELETE", f"/api/v1/announcements/{said['id']}")


def a_programme_is_joined_with_all_its_courses(server, teacher, student):
    courses = [make_course(teacher)[0] for _ in range(2)]
    draft = teacher.call("POST", "/api/v1/courses", {"title": "Not yet"})["id"]
    programme = teacher.call("POST", "/api/v1/programmes", {"title": "Physics", "order": "ordered",
                                                            "courses": [*courses, draft]})
    path = f"/api/v1/programmes/{programme['id']}"
    refused(404, student.call, "GET", path)
    teacher.call("PATCH", path, {"visibility": "public"})
    seen = student.call("GET", path)
    assert [course["id"] for course in seen["courses"]] == courses, "a draft is no part of it for others"
    joined = student.call("POST", path + "/enrol")
    assert joined["refused"] == [] and joined["programme"]["enrolled"], joined
    assert all(course["enrolled"] for course in joined["programme"]["courses"])
    teacher.call("PATCH", path, {"price": {"amount": 100, "currency": "EUR"}})
    refused(409, student.call, "POST", path + "/enrol")
    assert any(one["id"] == programme["id"] for one in student.call("GET", "/api/v1/programmes")["items"])
    teacher.call("DELETE", path)
    refused(404, student.call, "GET", path)


def search_engines_find_what_is_public(server, teacher, admin):
    shown, _ = make_course(teacher)
    hidden = teacher.call("POST", "/api/v1/courses", {"title": "Secret draft"})["id"]
    status, _, sitemap = server.client().send("GET", "/sitemap.xml")
    text = sitemap.decode()
    assert status == 200 and shown in text and hidden not in text
    _, _, robots = server.client().send("GET", "/robots.txt")
    assert "Disallow: /api/" not in robots.decode(), "a page that may not ask the API has nothing to show"
    _, headers, _ = server.client().send("GET", "/api/v1/courses")
    assert headers["X-Robots-Tag"] == "noindex"
    admin.call("PATCH", "/api/v1/admin/settings", {"values": {"institution.name": "Harbour School"}})
    status, headers, page = server.client().send("GET", f"/courses/{shown}")
    admin.call("PATCH", "/api/v1/admin/settings", {"values": {"institution.name": None}})
    text = page.decode()
    if status == 404:
        return  # This build has no pages in it.
    assert "<title>Optics · Harbour School</title>" in text and "X-Robots-Tag" not in headers
    assert '"@type":"Course"' in text and 'rel="canonical"' in text
    _, _, page = server.client().send("GET", f"/courses/{hidden}")
    text = page.decode()
    assert "Secret draft" not in text and "noindex" in text


def main():
    with running_server(sys.argv[1]) as server:
        server.add_user("admin@lab.localhost", "admin")
        server.add_user("student@lab.localhost", "student")
        teacher, student, admin = (server.client(f"{name}@lab.localhost") for name in ("teacher", "student", "admin"))
        both_topics_tell_what_their_listeners_may_know(server, teacher, student)
        a_review_takes_having_begun(server, teacher, student, admin)
        an_announcement_waits_for_its_time(server, teacher, student, admin)
        what_is_for_a_cohort_reaches_its_members_alone(server, student, admin)
        a_programme_is_joined_with_all_its_courses(server, teacher, student)
        search_engines_find_what_is_public(server, teacher, admin)


main()
