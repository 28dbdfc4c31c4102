#!/usr/bin/env python3
"""welcome.py SERVER_PID: started by ./run beside the server. Waits until it answers, says where it is and how to
sign in, and on the first start makes the demo course through the API like any instructor would. What is done is
noted in demo.json, so an interrupted start goes on where it was. Ends when the server ends."""

import hashlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import threading
import time

from client import Client, Refused

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.environ["LECTERN_DATA_DIR"]
SIGN_IN = os.path.join(DATA, "first-sign-in.txt")
NOTES = os.path.join(DATA, "demo.json")
PEOPLE = [("instructor", "Ada Nowak", "instructor@demo.localhost"), ("student", "Sam Okafor", "student@demo.localhost")]


def say(words=""):
    print(words, flush=True)


def end_with(server):
    """The server is this process's parent. When it goes, so do we and what we started."""
    def watch():
        while os.getppid() == server:
            time.sleep(0.2)
        for child in sessions:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGTERM)
        os._exit(0)
    threading.Thread(target=watch, daemon=True).start()


sessions = []  # processes started in sessions of their own


def listens(server, port):
    """Whether it is this very server that listens on the port, and not another that was there before."""
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if os.path.exists(table):
            with open(table, encoding="ascii") as rows:
                inodes |= {row.split()[9] for row in rows if row.split()[3] == "0A" and row.split()[1].endswith(f":{port:04X}")}
    for descriptor in os.listdir(f"/proc/{server}/fd"):
        try:
            target = os.readlink(f"/proc/{server}/fd/{descriptor}")
        except FileNotFoundError:
            continue
        if target.startswith("socket:[") and target[8:-1] in inodes:
            return True
    return False


def read_accounts():
    """[(role, email, password)] from the file with the first sign-in; empty where it was deleted."""
    try:
        with open(SIGN_IN, encoding="utf-8") as file:
            content = file.read()
    except FileNotFoundError:
        return []
    found = re.findall(r"(?:role[:=\s]+(\w+)\s+)?e-?mail[:=\s]+(\S+@\S+)\s+password[:=\s]+(\S+)", content, re.IGNORECASE)
    return [(role or "admin", email, password) for role, email, password in found]


def address():
    host, _, port = os.environ["LECTERN_HTTP_LISTEN"].rpartition(":")
    if host in ("", "0.0.0.0", "[::]"):
        host = "127.0.0.1"
    scheme = "https" if os.environ.get("LECTERN_HTTP_TLS_CERTIFICATE") else "http"
    return scheme, host.strip("[]"), int(port)


class Demo:
    def __init__(self, client):
        self.client = client
        with open(NOTES, encoding="utf-8") as file:
            self.notes = json.load(file)

    def note(self, **facts):
        self.notes.update(facts)
        with open(NOTES + ".part", "w", encoding="utf-8") as file:
            json.dump(self.notes, file, indent=2)
        os.replace(NOTES + ".part", NOTES)

    def sign_in(self, wanted):
        for role, email, password in read_accounts():
            if role == wanted:
                self.client.sign_in(email, password)
                return
        raise Refused(f"{SIGN_IN} holds no {wanted}")

    def make_people(self):
        if "people" in self.notes:
            return
        self.sign_in("admin")
        for role, name, email in PEOPLE:
            if any(known == email for _, known, _ in read_accounts()):
                continue
            password = secrets.token_urlsafe(9)
            self.client.call("POST", "/api/v1/users", {"email": email, "name": name, "role": role, "password": password})
            with open(SIGN_IN, "a", encoding="utf-8") as file:
                file.write(f"\nrole: {role}\nemail: {email}\npassword: {password}\n")
        self.note(people=True)

    def make_course(self):
        if "lesson_id" in self.notes:
            return
        course = self.client.call("POST", "/api/v1/courses", {
            "title": "Streaming, explained", "summary": "How a recording becomes a stream that plays well everywhere."})
        section = self.client.call("POST", f"/api/v1/courses/{course['id']}/sections", {"title": "Foundations"})
        lesson = self.client.call("POST", f"/api/v1/sections/{section['id']}/lessons",
                                  {"title": "How a lecture reaches you", "kind": "video"})
        self.note(course_id=course["id"], lesson_id=lesson["id"])

    def upload(self, lecture):
        if "uploaded" in self.notes:
            return
        upload = self.notes.get("upload")
        if not upload or self.client.upload_offset(upload) is None:
            upload = self.client.begin_upload(lecture, self.notes["lesson_id"], "how-a-lecture-reaches-you.mp4")
            self.note(upload=upload)
        self.client.continue_upload(upload, lecture)
        self.note(uploaded=True)

    def publish(self):
        if "published" in self.notes:
            return
        self.client.call("POST", f"/api/v1/courses/{self.notes['course_id']}/publish")
        self.sign_in("student")
        self.client.call("POST", f"/api/v1/courses/{self.notes['course_id']}/enrol")
        self.note(published=True)

    def wait_until_ready(self):
        started, playable = time.monotonic(), False
        self.sign_in("instructor")
        while True:
            video = self.client.call("GET", f"/api/v1/lessons/{self.notes['lesson_id']}")["video"] or {}
            seconds = time.monotonic() - started
            if video.get("state") in ("playable", "ready") and not playable:
                playable = True
                say(f"Demo lecture: can be watched ({seconds:.1f} s after its upload).")
            if video.get("state") == "ready":
                say(f"Demo lecture: ready ({seconds:.0f} s after its upload).")
                self.note(ready=True)
                return
            if video.get("state") == "failed":
                say(f"Demo lecture: failed. {video.get('error')}")
                return
            if seconds > 600:  # the access token's life ends; the work goes on without us
                return
            time.sleep(0.25 if not playable else 2)


def find_lecture():
    """The recording, made once for each version of its makers and kept under build/."""
    digest = hashlib.sha256()
    for name in ("drawing.py", "figure.py", "make_lecture.py", "slides.py", "speech.py"):
        with open(os.path.join(HERE, name), "rb") as file:
            digest.update(file.read())
    lecture = os.path.join(ROOT, "build", "demo", f"lecture-{digest.hexdigest()[:12]}.mp4")
    if not os.path.exists(lecture):
        os.makedirs(os.path.dirname(lecture), exist_ok=True)
        say("Demo lecture: recording it, which takes about a minute.")
        maker = subprocess.Popen([sys.executable, "-B", os.path.join(HERE, "make_lecture.py"), lecture],
                                 stdin=subprocess.DEVNULL, start_new_session=True)
        sessions.append(maker)
        if maker.wait() != 0:
            raise Refused("the lecture could not be recorded")
    return lecture


def greet(scheme, host, port):
    say(f"\nLectern is running at {scheme}://{host}:{port}\n")
    accounts = read_accounts()
    for role, email, password in accounts:
        say(f"  {role:<11} {email:<28} {password}")
    if accounts:
        say(f"\n  These are in {SIGN_IN}; delete the file when you have set your own passwords.")
    say("  Ctrl-C stops it.\n")


def main():
    server = int(sys.argv[1])
    end_with(server)
    where = address()
    client = Client(*where)
    while not (listens(server, where[2]) and client.is_ready()):
        time.sleep(0.05)
    demo = Demo(client) if os.path.exists(NOTES) else None
    try:
        if demo:
            demo.make_people()
    finally:
        greet(*where)
    if demo and "ready" not in demo.notes:
        lecture = find_lecture()
        demo.sign_in("instructor")
        demo.make_course()
        demo.upload(lecture)
        demo.publish()
        demo.wait_until_ready()


if __name__ == "__main__":
    try:
        main()
    except (Refused, OSError) as error:
        say(f"The demo course is not complete: {error}")
        sys.exit(1)
