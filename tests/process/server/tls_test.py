"""tls_test.py BINARY: with a certificate the one address that is listened on speaks TLS and nothing else."""

import http.client
import json
import os
import re
import ssl
import subprocess
import sys
import tempfile


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


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-tls-") as folder:
        certificate, key = make_certificate(folder)
        server = subprocess.Popen([binary, "serve"], stderr=subprocess.PIPE, text=True, env={
            **os.environ, "LECTERN_DATA_DIR": os.path.join(folder, "data"), "LECTERN_HTTP_LISTEN": "127.0.0.1:0",
            "LECTERN_HTTP_TLS_CERTIFICATE": certificate, "LECTERN_HTTP_TLS_KEY": key})
        try:
            port = port_of(server)
            assert get(port, "/readyz", certificate) == (200, {"ready": True, "checks": {"database": "ok", "blobs": "ok"}})
            plain = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            try:
                plain.request("GET", "/readyz")
                status = plain.getresponse().status
            except (OSError, http.client.HTTPException):
                status = None
            assert status is None, f"a request without TLS was answered {status}"
        finally:
            server.terminate()
            server.stderr.read()
            assert server.wait(timeout=20) == 0


if __name__ == "__main__":
    main(sys.argv[1])
