"""tls_test.py BINARY: with a certificate the one address that is listened on speaks TLS and nothing else, a second one only
sends people there, and a renewed certificate is taken without closing a connection."""

import http.client
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time


def make_certificate(folder):
    certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
                   check=True, stderr=subprocess.DEVNULL)
    return certificate, key


def port_of(server):
    """From the line that says where it listens."""
    for line in server.stderr:
        found = re.search(r" listening address=.* port=(\d+) ", line)
        if found:
            return int(found.group(1))
    raise AssertionError(f"the server ended with {server.wait()}")


def get(port, path, certificate):
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=ssl.create_default_context(cafile=certificate), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def port_in(server, name):
    """A further port, from the log line of the server itself."""
    for line in server.stderr:
        found = re.search(rf" {name}=(\d+)", line)
        if found:
            return int(found.group(1))
    raise AssertionError(f"the server ended with {server.wait()}")


def serial_of(port):
    """Of the certificate that a new connection is shown."""
    pem = ssl.get_server_certificate(("127.0.0.1", port))
    return subprocess.run(["openssl", "x509", "-noout", "-serial"], input=pem, capture_output=True, text=True, check=True).stdout


def wait_until(what, holds, seconds=15):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.1)


def check_redirect(port, tls_port):
    plain = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    plain.request("GET", "/courses?q=a", headers={"Host": "school.example:8080"})
    answer = plain.getresponse()
    location = answer.headers["Location"]
    assert (answer.status, location) == (308, f"https://school.example:{tls_port}/courses?q=a"), (answer.status, location)
    assert not answer.headers.get("Set-Cookie")


def check_headers(port, certificate):
    """What an auditor looks for, on a page, on the embedded player and on the API."""
    context = ssl.create_default_context(cafile=certificate)
    for path, frames in (("/courses", "frame-ancestors 'none'"), ("/embed/x", "frame-ancestors *"),
                         ("/api/v1/courses", "default-src 'none'; frame-ancestors 'none'")):
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
        connection.request("GET", path)
        headers = connection.getresponse().headers
        policy = headers["Content-Security-Policy"]
        assert frames in policy, policy
        assert not re.search(r"script-src[^;]*'unsafe", policy), policy
        assert headers["Strict-Transport-Security"].startswith("max-age="), path
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer", path
        assert headers["Permissions-Policy"] and headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert (headers["X-Frame-Options"] is None) == (path == "/embed/x"), path


def check_reload(server, port, certificate, key):
    """A renewed pair is taken while a connection goes on; half of one, or nonsense, is not."""
    with open(certificate, "rb") as file:
        trusted = file.read()
    before = serial_of(port)
    context = ssl.create_default_context(cadata=trusted.decode())
    kept = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
    kept.request("GET", "/healthz")
    kept.getresponse().read()
    make_certificate(os.path.dirname(certificate))
    server.send_signal(signal.SIGHUP)
    wait_until("the new certificate is shown", lambda: serial_of(port) != before)
    kept.request("GET", "/healthz")
    assert kept.getresponse().read() == b"ok\n"
    renewed = serial_of(port)
    with open(key, "w", encoding="utf-8") as file:
        file.write("nonsense")
    wait_until("the failure is counted", lambda: b"lectern_tls_reloads_failed_total 1" in metrics(port))
    assert serial_of(port) == renewed


def metrics(port):
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=ssl._create_unverified_context(), timeout=10)
    connection.request("GET", "/metrics")
    return connection.getresponse().read()


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-tls-") as folder:
        certificate, key = make_certificate(folder)
        server = subprocess.Popen([binary, "serve"], stderr=subprocess.PIPE, text=True, start_new_session=True, env={
            **os.environ, "LECTERN_DATA_DIR": os.path.join(folder, "data"), "LECTERN_HTTP_LISTEN": "127.0.0.1:0",
            "LECTERN_HTTP_TLS_CERTIFICATE": certificate, "LECTERN_HTTP_TLS_KEY": key,
            "LECTERN_HTTP_REDIRECT_LISTEN": "127.0.0.1:0"})
        try:
            redirect = port_in(server, "redirect_port")
            port = port_of(server)
            assert get(port, "/readyz", certificate) == (200, {"ready": True, "checks": {"database": "ok", "blobs": "ok"}})
            plain = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                plain.request("GET", "/readyz")
                status = plain.getresponse().status
            except (OSError, http.client.HTTPException):
                status = None
            assert status is None, f"a request without TLS was answered {status}"
            threading.Thread(target=server.stderr.read, daemon=True).start()  # So that it never waits for us.
            check_redirect(redirect, port)
            check_headers(port, certificate)
            check_reload(server, port, certificate, key)
        finally:
            server.terminate()
            assert server.wait(timeout=20) == 0


if __name__ == "__main__":
    main(sys.argv[1])
