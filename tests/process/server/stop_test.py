"""stop_test.py BINARY: SIGTERM while fifty clients download, one uploads and a lecture is being made: exit code 0 within
ten seconds. Started again, all of it goes on."""

import http.client
import os
import socket
import sys
import tempfile
import threading
import time

from laboratory import TUS, make_clip, make_course, running_server, upload, video_of, wait_for, wait_until_ready

CLIENTS = 50
WITHIN = 10
SIZE = 64 << 20


class Crowd:
    """Clients that fetch the same file again and again, a few of them hardly reading."""

    def __init__(self, server, address):
        self.server, self.address, self.is_over, self.fetched, self.stalled = server, address, False, 0, []
        self.threads = [threading.Thread(target=self.fetch, daemon=True) for _ in range(CLIENTS - 5)]
        for thread in self.threads:
            thread.start()
        for _ in range(5):
            self.stalled.append(self.ask_and_do_not_read())

    def ask_and_do_not_read(self):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", self.server.port))
        connection.sendall(f"GET {self.address} HTTP/1.1\r\nHost: lab\r\n\r\n".encode())
        return connection

    def fetch(self):
        client = self.server.client()
        while not self.is_over:
            try:
                status, _, body = client.send("GET", self.address)
            except (OSError, http.client.HTTPException):
                return
            assert status == 200 and body
            self.fetched += 1

    def end(self):
        self.is_over = True
        for thread in self.threads:
            thread.join(timeout=30)
        for connection in self.stalled:
            connection.close()


def upload_slowly(client, place, sent):
    def blocks():
        for _ in range(SIZE // (64 << 10)):
            time.sleep(0.01)
            sent.append(64 << 10)
            yield bytes(64 << 10)
    try:
        client.send("PATCH", place, blocks(), {**TUS, "Upload-Offset": "0", "Content-Length": str(SIZE),
                                               "Content-Type": "application/offset+octet-stream"})
    except (OSError, http.client.HTTPException):
        pass


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-source-") as folder, running_server(binary) as server:
        client = server.client("teacher@lab.localhost")
        _, lessons = make_course(client, ("Watched", "Made", "Uploaded"))
        upload(client, make_clip(os.path.join(folder, "short.mp4"), 6), lessons[0])
        wait_until_ready(client, lessons[0])
        address = client.call("GET", f"/api/v1/lessons/{lessons[0]}/playback")["original_url"]

        upload(client, make_clip(os.path.join(folder, "long.mp4"), 180, "1280x720"), lessons[1])
        empty = os.path.join(folder, "empty.mp4")
        with open(empty, "wb") as file:
            file.truncate(SIZE)
        place = client.begin_upload(empty, lessons[2], "empty.mp4")
        sent = []
        sender = threading.Thread(target=upload_slowly, args=(client, place, sent))
        sender.start()
        crowd = Crowd(server, address)
        wait_for("everyone is served", lambda: crowd.fetched >= CLIENTS and len(sent) > 20, 60)
        wait_for("a lecture is made", lambda: server.media_children(), 60)
        assert video_of(client, lessons[1])["state"] in ("probing", "playable")

        code, took = server.stop()
        assert code == 0, f"exit code {code}"
        assert took < WITHIN, f"{took:.1f} s"
        assert not server.media_children(), "the child went with its server"
        crowd.end()
        sender.join(timeout=30)

        server.start()
        offset = client.upload_offset(place)
        assert 0 < offset < SIZE, offset
        wait_for("the lecture goes on", lambda: server.media_children(), 30)
        print(f"stopped in {took:.2f} s; {crowd.fetched} files fetched, {offset} bytes of the upload kept")


if __name__ == "__main__":
    main(sys.argv[1])
