"""A WebSocket client of the few words that a test needs (RFC 6455)."""

import base64
import json
import os
import socket
import struct


class Listener:
    def __init__(self, port, headers):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ["GET /api/v1/ws HTTP/1.1", f"Host: 127.0.0.1:{port}", "Upgrade: websocket", "Connection: Upgrade",
                 f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13", *(f"{name}: {value}" for name, value in headers.items())]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        status = self.file.readline()
        assert b" 101 " in status, status
        while self.file.readline() not in (b"\r\n", b""):
            pass

    def say(self, value):
        text = json.dumps(value).encode()
        assert len(text) < 126
        # Clients mask (§5.3); a mask of zeros leaves the text as it is.
        self.socket.sendall(struct.pack("!BBI", 0x81, 0x80 | len(text), 0) + text)

    def hear(self):
        while True:
            first, second = self.file.read(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack("!H", self.file.read(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self.file.read(8))[0]
            content = self.file.read(length)
            if first & 0x0F == 1:
                return json.loads(content)

    def subscribe(self, topic):
        """Answers what the topic holds."""
        self.say({"subscribe": topic})
        return self.news(topic)

    def news(self, topic):
        while True:
            said = self.hear()
            if said.get("topic") == topic:
                return said["payload"]
            assert "refused" not in said, said

    def close(self):
        self.socket.close()
