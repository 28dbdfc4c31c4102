"""What operators and tools ask of the real program: GET /healthz, /readyz, /metrics, /api/v1/openapi.json, and the
handshake of GET /api/v1/ws, which nobody gets without signing in. Run by with_server.py."""

import base64
import http.client
import json
import os
import urllib.parse

SERVER = urllib.parse.urlsplit(os.environ["LECTERN_E2E_URL"])


def ask(method, path, body=None, headers=None):
    connection = http.client.HTTPConnection(SERVER.hostname, SERVER.port, timeout=10)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        # After a successful handshake the connection is no longer HTTP: there is no body to read.
        return response.status, response.headers, b"" if response.status == 101 else response.read()
    finally:
        connection.close()


def handshake(headers):
    key = base64.b64encode(os.urandom(16)).decode()
    return ask("GET", "/api/v1/ws", headers={
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key,
        "Origin": os.environ["LECTERN_E2E_URL"], **headers})[0]


for path in ("/healthz", "/readyz"):
    status, headers, _ = ask("GET", path)
    assert status == 200, (path, status)
    assert headers["X-Request-Id"], path

status, headers, metrics = ask("GET", "/metrics")
assert status == 200 and headers["Content-Type"].startswith("text/plain"), (status, headers["Content-Type"])
assert b"# TYPE " in metrics

status, _, document = ask("GET", "/api/v1/openapi.json")
described = json.loads(document)
assert status == 200 and described["openapi"].startswith("3.1"), described.get("openapi")
assert "post" in described["paths"]["/api/v1/auth/login"]

status, _, answer = ask("POST", "/api/v1/auth/login", json.dumps(
    {"email": os.environ["LECTERN_E2E_EMAIL"], "password": os.environ["LECTERN_E2E_PASSWORD"]}),
    {"Content-Type": "application/json"})
assert status == 200, (status, answer)
assert handshake({}) == 401
assert handshake({"Authorization": "Bearer " + json.loads(answer)["access_token"]}) == 101
