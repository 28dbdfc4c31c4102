"""proxies_test.py BINARY: the examples in packaging/proxy, run by nginx and by Caddy themselves with only addresses and
certificates changed: signing in, an upload, the WebSocket and a lecture all pass, and no address of a video is logged."""

import base64
import contextlib
import http.client
import json
import os
import shutil
import ssl
import subprocess
import sys
import tempfile

from laboratory import PASSWORD, ROOT, Client, free_port, make_clip, make_course, running_server, upload, wait_for, wait_until_ready
from tls_test import make_certificate


def changed(example, changes):
    with open(os.path.join(ROOT, "packaging/proxy", example), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes.items():
        assert old in text, f"{example} no longer has {old!r}"
        text = text.replace(old, new)
    return text


def nginx(folder, lectern, secure, plain, certificate, key):
    site = changed("nginx.conf", {
        "127.0.0.1:8080": f"127.0.0.1:{lectern}",
        "listen 443": f"listen 127.0.0.1:{secure}", "    listen [::]:443 ssl http2;\n": "",
        "listen 80": f"listen 127.0.0.1:{plain}", "    listen [::]:80;\n": "",
        "/etc/letsencrypt/live/lectures.example.org/fullchain.pem": certificate,
        "/etc/letsencrypt/live/lectures.example.org/privkey.pem": key})
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 2;\n"
                   f"events {{}}\nhttp {{ access_log {folder}/access.log;\n"
                   + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
                   + site + "}\n")
    return ["nginx", "-c", path, "-p", folder]


def caddy(folder, lectern, secure, plain, certificate, key):
    site = changed("Caddyfile", {"127.0.0.1:8080": f"127.0.0.1:{lectern}",
                                 "lectures.example.org {": f"lectures.example.org {{\n\ttls {certificate} {key}"})
    path = os.path.join(folder, "Caddyfile")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{{\n\thttps_port {secure}\n\thttp_port {plain}\n\tadmin off\n\tdefault_bind 127.0.0.1\n}}\n{site}")
    return ["caddy", "run", "--config", path, "--adapter", "caddyfile"]


class NamedConnection(http.client.HTTPSConnection):
    """To the own machine, by the name that the examples serve."""

    def connect(self):
        http.client.HTTPConnection.connect(self)
        self.sock = self._context.wrap_socket(self.sock, server_hostname="lectures.example.org")


class NamedClient(Client):
    def connect(self, timeout=60):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return NamedConnection(self.host, self.port, timeout=timeout, context=context)

    def send(self, method, path, body=None, headers=None):
        return super().send(method, path, body, {"Host": "lectures.example.org", **(headers or {})})


def handshake(client):
    """Of the WebSocket; what the far side of a 101 says is no HTTP, so only the head is read."""
    connection = client.connect(10)
    connection.request("GET", "/api/v1/ws", headers={
        "Host": "lectures.example.org", "Authorization": "Bearer " + client.token, "Connection": "Upgrade",
        "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Origin": "https://lectures.example.org"})
    status = connection.getresponse().status
    connection.close()
    return status


def use(client, plain_port, folder):
    client.sign_in("teacher@lab.localhost", PASSWORD)
    status, headers, _ = client.send("POST", "/api/v1/auth/login", json.dumps(
        {"email": "teacher@lab.localhost", "password": PASSWORD}), {"Content-Type": "application/json"})
    assert status == 200 and "Secure" in headers["Set-Cookie"], (status, headers["Set-Cookie"])
    status = handshake(client)
    assert status == 101, status
    _, (lesson,) = make_course(client)
    upload(client, make_clip(os.path.join(folder, "clip.mp4"), 6), lesson)
    wait_until_ready(client, lesson)
    master = client.call("GET", f"/api/v1/lessons/{lesson}/playback")["master_url"]
    status, _, playlist = client.send("GET", master)
    assert status == 200 and b"#EXTM3U" in playlist, (status, playlist)
    segment = master.rsplit("/", 1)[0] + "/v0/0.m4s"
    status, headers, whole = client.send("GET", segment)
    assert status == 200 and len(whole) == int(headers["Content-Length"]), status
    status, _, part = client.send("GET", segment, headers={"Range": "bytes=100-199"})
    assert status == 206 and part == whole[100:200], status
    plain = http.client.HTTPConnection("127.0.0.1", plain_port, timeout=10)
    plain.request("GET", "/courses", headers={"Host": "lectures.example.org"})
    answer = plain.getresponse()
    assert answer.status in (301, 308) and answer.headers["Location"].endswith("/courses"), answer.status
    return master.split("/")[2]


@contextlib.contextmanager
def running(command, folder):
    with open(os.path.join(folder, "proxy.log"), "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder})
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)


def check(binary, name, configure):
    secure, plain = free_port(), free_port()
    with tempfile.TemporaryDirectory(prefix=f"lectern-{name}-") as folder:
        certificate, key = make_certificate(folder)
        with running_server(binary, LECTERN_HTTP_PUBLIC_URL="https://lectures.example.org",
                            LECTERN_HTTP_TRUSTED_PROXIES="127.0.0.1") as server:
            with running(configure(folder, server.port, secure, plain, certificate, key), folder):
                client = NamedClient("https", "127.0.0.1", secure)
                try:
                    wait_for(f"{name} passes requests on", client.is_ready, 30)
                    token = use(client, plain, folder)
                except BaseException:
                    for log in ("error.log", "proxy.log"):
                        if os.path.exists(os.path.join(folder, log)):
                            with open(os.path.join(folder, log), encoding="utf-8", errors="replace") as file:
                                print(log, file.read()[-3000:], sep="\n", file=sys.stderr)
                    raise
            logged = ""
            for log in ("access.log", "proxy.log"):
                path = os.path.join(folder, log)
                if os.path.exists(path):
                    with open(path, encoding="utf-8", errors="replace") as file:
                        logged += file.read()
            assert "/api/v1/uploads" in logged, f"{name} logged nothing"
            assert token not in logged, f"{name} logged the address of a video"


def main(binary):
    missing = [program for program in ("nginx", "caddy") if not shutil.which(program)]
    assert not missing, f"not installed: {missing}"
    check(binary, "nginx", nginx)
    check(binary, "caddy", caddy)


if __name__ == "__main__":
    main(sys.argv[1])
