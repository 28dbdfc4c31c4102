"""load.py BINARY [--rate 100] [--seconds 30] [--people N …]: seeds a server of its own as a large school, then asks at a
steady rate and tells how long answers took. The rate does not wait for answers, so that a slow server is not spared.
Prints a Markdown table for docs/performance.md."""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../process/server"))
sys.path.insert(0, HERE)

from laboratory import PASSWORD, Server  # noqa: E402
from seed import SUBJECTS, course  # noqa: E402

NO_VIDEOS = {"LECTERN_TRANSCODE_JOBS": "0"}


class Asker:
    """One connection that is kept, as a browser's."""

    def __init__(self, port):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method, path, token=None, body=None):
        headers = {"Authorization": "Bearer " + token} if token else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        began = time.perf_counter()
        self.connection.request(method, path, body and json.dumps(body), headers)
        answer = self.connection.getresponse()
        content = answer.read()
        return answer.status, time.perf_counter() - began, content


def sign_in(port, number):
    status, took, content = Asker(port).ask("POST", "/api/v1/auth/login",
                                            body={"email": f"person{number}@school.example", "password": PASSWORD})
    assert status == 200, content
    return json.loads(content), took


def requests(asked, tokens):
    """What is asked, by name: a path and whose token, new each time."""
    chance = random.Random(11)
    courses = asked.courses

    def some_course():
        return course(chance.randrange(courses))

    def own_course(number):
        return course(number)

    return {
        "course page": lambda: ("GET", f"/api/v1/courses/{some_course()}/outline", tokens["student"], None),
        "catalog, one category": lambda: ("GET", f"/api/v1/courses?category={chance.choice(SUBJECTS)}&limit=50", None, None),
        "catalog, words": lambda: ("GET", f"/api/v1/courses?q=seminar+{chance.choice(SUBJECTS).lower()}&limit=50", None, None),
        "roster page": lambda: ("GET", f"/api/v1/courses/{own_course(0)}/roster?limit=50", tokens["owner"], None),
        "one's own page": lambda: ("GET", "/api/v1/me/home", tokens["student"], None),
    }


def run(port, make, rate, seconds):
    """Answers all times, in seconds; what was to be asked at an instant counts from that instant."""
    total, workers = int(rate * seconds), 24
    times, failures, lock, start = [], [], threading.Lock(), time.perf_counter() + 0.2
    waiting = iter(range(total))

    def work():
        asker = Asker(port)
        while True:
            with lock:
                number = next(waiting, None)
                request = make() if number is not None else None
            if request is None:
                return
            due = start + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _, content = asker.ask(*request)
            took = time.perf_counter() - due
            with lock:
                times.append(took)
                if status >= 400:
                    failures.append((status, content[:200]))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures[:3]
    return sorted(times)


def part(times, share):
    return times[min(len(times) - 1, int(len(times) * share))] * 1000


def memory_of(process):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measure(server, asked):
    began = time.perf_counter()
    server.start()
    print(f"started in {(time.perf_counter() - began) * 1000:.0f} ms, {memory_of(server.process):.0f} MiB resident, "
          f"load {os.getloadavg()[0]:.1f}\n")
    signed_in = [sign_in(server.port, number) for number in (0, 1)]
    tokens = {"owner": signed_in[0][0]["access_token"], "student": signed_in[1][0]["access_token"]}
    print("| page | median | p95 | p99 | worst |\n|---|---|---|---|---|")
    for name, make in requests(asked, tokens).items():
        times = run(server.port, make, asked.rate, asked.seconds)
        print(f"| {name} | " + " | ".join(f"{part(times, share):.1f} ms" for share in (0.5, 0.95, 0.99, 1)) + " |", flush=True)
    sign_ins = sorted(sign_in(server.port, 10 + number)[1] for number in range(40))
    hashing = sign_ins[0]
    print(f"| sign-in, one at a time, less its hash ({hashing * 1000:.0f} ms) | " +
          " | ".join(f"{part([took - hashing for took in sign_ins], share):.1f} ms" for share in (0.5, 0.95, 0.99, 1)) + " |")
    print(f"\n{memory_of(server.process):.0f} MiB resident afterwards")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--rate", type=float, default=100)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--courses", type=int, default=2_000)
    parser.add_argument("--enrolments", type=int, default=1_000_000)
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    with tempfile.TemporaryDirectory(prefix="lectern-load-") as folder:
        server = Server(asked.binary, os.path.join(folder, "data"), **NO_VIDEOS)
        server.add_user("admin@lab.localhost", "admin")
        subprocess.run([sys.executable, "-B", os.path.join(HERE, "seed.py"), os.path.join(server.data, "lectern.db"),
                        "--people", str(asked.people), "--courses", str(asked.courses), "--enrolments", str(asked.enrolments)],
                       check=True)
        os.sync()  # or the disk is still busy with the seed when the first request is due
        try:
            measure(server, asked)
        finally:
            if server.process is not None:
                server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
