"""calendar_test.py BINARY: the calendar feed of the real program, read by a parser that is not ours."""

import datetime
import os
import sys

import icalendar

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "server"))
from laboratory import make_course, running_server  # noqa: E402

SITE = "https://lectures.example.org"
NAME = "Essay, with; signs \\ and a very long title that has to be folded: " + "Übergrößenträger " * 2


def soon():
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return now + datetime.timedelta(days=30)


def rfc3339(at):
    return at.isoformat().replace("+00:00", "Z")


def events(client, path, headers=None):
    status, answered, content = client.send("GET", path, None, headers or {})
    assert status == 200, (status, content)
    assert answered["Content-Type"].startswith("text/calendar"), answered
    calendar = icalendar.Calendar.from_ical(content)
    return answered["ETag"], {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def main(binary):
    with running_server(binary, LECTERN_HTTP_PUBLIC_URL=SITE) as server:
        client = server.client("teacher@lab.localhost")
        course, _ = make_course(client)
        at = soon()
        book = client.call("POST", f"/api/v1/courses/{course}/grade-items", {"name": NAME, "most": 10, "due_at": rfc3339(at)})
        item = book["items"][0]["id"]
        url = client.call("POST", "/api/v1/me/calendar-feed")["url"]
        assert url.startswith(SITE + "/api/v1/calendar/"), url
        path = url[len(SITE):]
        guest = server.client()
        etag, found = events(guest, path)
        event = found[f"grade_due-{item}@lectures.example.org"]
        assert event["DTSTART"].dt == at, event["DTSTART"].dt
        assert str(event["SUMMARY"]) == NAME.strip() + ": is due", str(event["SUMMARY"])
        assert int(event["SEQUENCE"]) == 0 and event["DTSTAMP"].dt.tzinfo is not None
        assert guest.send("GET", path, None, {"If-None-Match": etag})[0] == 304
        client.call("PATCH", f"/api/v1/grade-items/{item}", {"due_at": rfc3339(at + datetime.timedelta(hours=2))})
        again, found = events(guest, path)
        moved = found[f"grade_due-{item}@lectures.example.org"]
        assert again != etag and int(moved["SEQUENCE"]) == 1 and moved["DTSTART"].dt == at + datetime.timedelta(hours=2)
        client.call("POST", "/api/v1/me/calendar-feed")
        assert guest.send("GET", path)[0] == 404, "an old address opens nothing"
        token = path.split("/")[4]
        with open(server.log_path, encoding="utf-8") as log:
            said = log.read()
        assert token not in said and "/api/v1/calendar/-/lectern.ics" in said, "the address is a secret"
    print("calendar: parsed, moved, renewed, kept out of the log")


main(sys.argv[1])
