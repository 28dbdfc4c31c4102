"""accounts_test.py BINARY: an account's life over HTTP, with a mail server that is not ours: signed up and confirmed by mail,
signed in with two steps, its password forgotten and set anew, its data taken along, left, and taken back."""

import base64
import hashlib
import hmac
import io
import json
import os
import re
import struct
import subprocess
import sys
import time
import zipfile

from laboratory import ROOT, Refused, running_server, wait_for

MAIL_SERVER = os.path.join(ROOT, "tests/integration/lms/mail_server.py")
EMAIL, PASSWORD, SECOND_PASSWORD = "nora@lab.localhost", "violet trams", "green umbrellas"


class Inbox:
    """Debian's aiosmtpd, which only Debian's Python finds."""

    def __init__(self):
        self.process = subprocess.Popen(["/usr/bin/python3", "-B", MAIL_SERVER, "plain"], stdout=subprocess.PIPE, text=True)
        self.port = self.process.stdout.readline().strip()

    def next(self):
        return json.loads(self.process.stdout.readline())

    def next_link(self, to):
        mail = self.next()
        assert mail["to"] == [to] and mail["defects"] == 0, mail
        return re.search(r"#(\S+)", mail["text"]).group(1)

    def close(self):
        self.process.kill()
        self.process.wait()


def totp(secret, at):
    """RFC 6238, by itself."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def refused(act, status):
    try:
        act()
    except Refused as error:
        assert f": {status} " in str(error), error
        return
    raise AssertionError(f"it was not refused with {status}")


def signed_in(client, answer):
    client.token = answer["access_token"]
    return answer


def sign_up_and_confirm(client, inbox):
    wish = {"email": EMAIL, "name": "Nora Klein", "password": PASSWORD, "username": "nora", "language": "de"}
    assert client.call("POST", "/api/v1/auth/signup", wish) == {"state": "confirmation_required", "email": EMAIL}
    refused(lambda: client.sign_in(EMAIL, PASSWORD), 403)
    link = inbox.next_link(EMAIL)
    signed_in(client, client.call("POST", "/api/v1/auth/confirm", {"token": link}))
    assert client.call("GET", "/api/v1/me")["username"] == "nora"
    refused(lambda: client.call("POST", "/api/v1/auth/confirm", {"token": link}), 410)


def two_steps(server, client):
    offer = client.call("POST", "/api/v1/me/second-factor", {"current_password": PASSWORD})
    now = time.time()
    codes = client.call("POST", "/api/v1/me/second-factor/confirm", {"code": totp(offer["secret"], now)})["recovery_codes"]
    fresh = server.client()
    begun = fresh.call("POST", "/api/v1/auth/login", {"email": "nora", "password": PASSWORD})
    assert set(begun) == {"state", "challenge"}, begun
    step = {"challenge": begun["challenge"], "code": totp(offer["secret"], now)}
    refused(lambda: fresh.call("POST", "/api/v1/auth/second-step", step), 401)
    # The next step's code counts already: clocks differ.
    signed_in(fresh, fresh.call("POST", "/api/v1/auth/second-step", {**step, "code": totp(offer["secret"], now + 30)}))
    assert len(fresh.call("GET", "/api/v1/me/sessions")["items"]) == 2
    begun = client.call("POST", "/api/v1/auth/login", {"email": "nora", "password": PASSWORD})
    recovery = {"challenge": begun["challenge"], "code": codes[0].upper()}
    signed_in(client, client.call("POST", "/api/v1/auth/second-step", recovery))
    refused(lambda: client.call("POST", "/api/v1/auth/second-step", recovery), 401)
    client.call("POST", "/api/v1/me/second-factor/off", {"current_password": PASSWORD})
    return fresh


def new_password(server, inbox, old_session):
    client = server.client()
    for login in ("nobody@lab.localhost", "nora"):
        assert client.call("POST", "/api/v1/auth/password/forgot", {"email": login}) == {"state": "accepted"}
    wish = {"token": inbox.next_link(EMAIL), "password": SECOND_PASSWORD}
    refused(lambda: client.call("POST", "/api/v1/auth/password/reset", {**wish, "password": "iloveyou"}), 400)
    client.call("POST", "/api/v1/auth/password/reset", wish)
    refused(lambda: client.call("POST", "/api/v1/auth/password/reset", wish), 410)
    assert inbox.next()["subject"] == "Ihr Passwort wurde geändert"
    refused(lambda: old_session.call("GET", "/api/v1/me"), 401)
    refused(lambda: client.sign_in(EMAIL, PASSWORD), 401)
    client.sign_in(EMAIL, SECOND_PASSWORD)
    return client


def take_data(client, inbox):
    client.call("POST", "/api/v1/me/export")
    wait_for("the data is ready", lambda: client.call("GET", "/api/v1/me/export")["state"] == "ready")
    assert inbox.next()["subject"] == "Ihre Daten liegen bereit"
    status, _, archive = client.send("GET", "/api/v1/me/export/file")
    assert status == 200
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert file.testzip() is None
        assert json.loads(file.read("account.json"))[0]["email"] == EMAIL


def leave_and_return(client, inbox):
    client.call("POST", "/api/v1/me/deletion", {"current_password": SECOND_PASSWORD})
    assert inbox.next()["subject"] == "Ihr Konto wird gelöscht"
    refused(lambda: client.call("GET", "/api/v1/me"), 401)
    client.sign_in(EMAIL, SECOND_PASSWORD)
    assert client.call("GET", "/api/v1/me")["state"] == "active"


def remove(server, client):
    server.add_user("admin@lab.localhost", "admin")
    admin = server.client("admin@lab.localhost")
    person = client.call("GET", "/api/v1/me")["id"]
    refused(lambda: client.call("DELETE", f"/api/v1/users/{person}"), 403)
    admin.call("DELETE", f"/api/v1/users/{person}")
    refused(lambda: client.call("GET", "/api/v1/me"), 401)
    refused(lambda: client.sign_in(EMAIL, SECOND_PASSWORD), 401)
    assert EMAIL not in json.dumps(admin.call("GET", "/api/v1/users"))
    assert admin.call("GET", "/api/v1/admin/mail") == {"configured": True, "waiting": 0, "failed": 0}


def main(binary):
    inbox = Inbox()
    try:
        with running_server(binary, LECTERN_ACCOUNTS_SIGN_UP="open", LECTERN_ACCOUNTS_CONFIRM_EMAIL="required",
                            LECTERN_SMTP_HOST="127.0.0.1", LECTERN_SMTP_PORT=inbox.port,
                            LECTERN_SMTP_SECURITY="none") as server:
            client = server.client()
            sign_up_and_confirm(client, inbox)
            session = two_steps(server, client)
            client = new_password(server, inbox, session)
            take_data(client, inbox)
            leave_and_return(client, inbox)
            remove(server, client)
            with open(server.log_path, encoding="utf-8") as log:
                said = log.read()
            assert PASSWORD not in said and SECOND_PASSWORD not in said, "a password stands in the log"
    finally:
        inbox.close()


main(sys.argv[1])
