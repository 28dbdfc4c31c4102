"""A small client of Lectern's API: JSON calls with a bearer token, and uploads by tus 1.0.0."""

import base64
import http.client
import json
import os
import ssl

BLOCK = 1 << 20


class Refused(Exception):
    """The server answered, but not with success."""


class Client:
    def __init__(self, scheme, host, port):
        self.scheme, self.host, self.port = scheme, host, port
        self.token = None

    def connect(self, timeout=60):
        if self.scheme == "https":
            # To the own machine, where the certificate names another host.
            return http.client.HTTPSConnection(self.host, self.port, timeout=timeout,
                                               context=ssl._create_unverified_context())
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)

    def send(self, method, path, body=None, headers=None):
        """Answers status, headers and body."""
        connection = self.connect()
        try:
            everything = dict(headers or {})
            if self.token:
                everything["Authorization"] = "Bearer " + self.token
            connection.request(method, path, body, everything)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def call(self, method, path, fields=None):
        body = None if fields is None else json.dumps(fields)
        headers = {} if fields is None else {"Content-Type": "application/json"}
        status, _, answer = self.send(method, path, body, headers)
        if status >= 300:
            raise Refused(f"{method} {path}: {status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def is_ready(self):
        try:
            return self.send("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def sign_in(self, email, password):
        self.token = None
        self.token = self.call("POST", "/api/v1/auth/login", {"email": email, "password": password})["access_token"]

    def begin_upload(self, file, lesson_id, filename):
        """Answers the upload's path. The contract names two pieces of metadata."""
        metadata = {"filename": filename, "lesson_id": lesson_id}
        status, headers, answer = self.send("POST", "/api/v1/uploads", "", {
            "Tus-Resumable": "1.0.0", "Upload-Length": str(os.path.getsize(file)),
            "Upload-Metadata": ",".join(f"{key} {base64.b64encode(value.encode()).decode()}"
                                        for key, value in metadata.items())})
        if status != 201:
            raise Refused(f"upload: {status} {answer.decode(errors='replace')}")
        location = headers["Location"]
        return location if location.startswith("/") else "/" + location.split("/", 3)[3]

    def upload_offset(self, upload):
        """None where the server no longer knows the upload."""
        status, headers, _ = self.send("HEAD", upload, headers={"Tus-Resumable": "1.0.0"})
        return int(headers["Upload-Offset"]) if status in (200, 204) else None

    def continue_upload(self, upload, file):
        offset = self.upload_offset(upload)
        if offset is None:
            raise Refused("the upload has gone")
        size = os.path.getsize(file)
        if offset == size:
            return
        with open(file, "rb") as content:
            content.seek(offset)
            status, _, answer = self.send("PATCH", upload, content, {
                "Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Length": str(size - offset),
                "Content-Type": "application/offset+octet-stream"})
        if status != 204:
            raise Refused(f"upload: {status} {answer.decode(errors='replace')}")
