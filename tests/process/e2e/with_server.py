"""with_server.py BINARY COMMAND…: runs the command against a server of its own on a free port with new data, told
where and how to sign in by LECTERN_E2E_URL, LECTERN_E2E_EMAIL and LECTERN_E2E_PASSWORD. The exit code is the
command's, or 1 when the server did not stop cleanly afterwards."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

EMAIL = "admin@e2e.localhost"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(server, url):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if server.poll() is not None:
            sys.exit(f"the server ended with {server.returncode} before it was ready")
        try:
            with urllib.request.urlopen(url + "/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    sys.exit("the server was not ready within 30 s")


def stop(server):
    if server.poll() is None:
        server.send_signal(signal.SIGTERM)
    try:
        return server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        return server.wait()


def main(binary, command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped as well
    with tempfile.TemporaryDirectory(prefix="lectern-e2e-") as data:
        url, password = f"http://127.0.0.1:{free_port()}", secrets.token_urlsafe(12)
        environment = dict(os.environ, LECTERN_DATA_DIR=data, LECTERN_HTTP_LISTEN=url.removeprefix("http://"),
                           LECTERN_OUTBOUND_PRIVATE_NETWORKS="127.0.0.1",  # where the provider of sign-ins is
                           **{f"LECTERN_LIMITS_{what}": "0" for what in ("SIGN_INS", "WRITES", "READS")})
        log = open(os.path.join(data, "e2e-server.log"), "w+", encoding="utf-8")
        subprocess.run([binary, "user", "add", "--email", EMAIL, "--name", "E2E Admin", "--role", "admin"], check=True,
                       input=password + "\n", text=True, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        server = subprocess.Popen([binary, "serve"], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_ready(server, url)
            code = subprocess.run(command, stdin=subprocess.DEVNULL, env=dict(
                os.environ, LECTERN_E2E_URL=url, LECTERN_E2E_EMAIL=EMAIL, LECTERN_E2E_PASSWORD=password)).returncode
        finally:
            stopped = stop(server)
            if stopped != 0 or sys.exc_info()[0] or code:
                log.seek(0)
                print("The server's log ends with:", *log.readlines()[-30:], sep="\n", file=sys.stderr)
        if stopped != 0:
            print(f"The server stopped with {stopped}.", file=sys.stderr)
        return code or (1 if stopped != 0 else 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: with_server.py BINARY COMMAND…")
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))
