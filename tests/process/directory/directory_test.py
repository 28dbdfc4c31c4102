"""directory_test.py BINARY: people sign in with a real directory (slapd), and everything that must not get in stays out."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "server"))
from laboratory import PASSWORD, Refused, Server, free_port, wait_for  # noqa: E402

SLAPD = "/usr/sbin/slapd"
BASE = "dc=campus,dc=org"
SEARCHER = f"cn=searcher,{BASE}"
SECRET = "a secret that stays secret"

CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
pidfile {folder}/slapd.pid
modulepath /usr/lib/ldap
moduleload back_mdb
moduleload memberof
TLSCACertificateFile {folder}/ca.pem
TLSCertificateFile {folder}/ca.pem
TLSCertificateKeyFile {folder}/key.pem
database mdb
suffix "{base}"
rootdn "cn=root,{base}"
rootpw root
directory {folder}/database
overlay memberof
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="{searcher}" read by self read by * none
"""


def person(name, **more):
    facts = {"sn": name, "cn": f"The {name}", "mail": f"{name}@campus.org", "userPassword": f"{name}'s password", **more}
    lines = "".join(f"{key}: {value}\n" for key, value in facts.items())
    return f"dn: uid={name},ou=people,{BASE}\nobjectClass: inetOrgPerson\nuid: {name}\n{lines}\n"


def group(name, *members):
    lines = "".join(f"member: uid={one},ou=people,{BASE}\n" for one in members)
    return f"dn: cn={name},ou=groups,{BASE}\nobjectClass: groupOfNames\ncn: {name}\n{lines}\n"


ENTRIES = (f"dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Campus\ndc: campus\n\n"
           f"dn: {SEARCHER}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: searcher\n"
           f"userPassword: {SECRET}\n\n"
           f"dn: ou=people,{BASE}\nobjectClass: organizationalUnit\nou: people\n\n"
           f"dn: ou=groups,{BASE}\nobjectClass: organizationalUnit\nou: groups\n\n"
           + person("ada") + person("grace") + person("joan", mail="joan@lab.localhost") + person("max (the second)", mail="max@campus.org")
           + group("teachers", "grace") + group("c26", "ada", "grace"))


class Slapd:
    def __init__(self, folder):
        self.folder, self.port, self.tls_port, self.process = folder, free_port(), free_port(), None
        os.mkdir(os.path.join(folder, "database"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", f"{folder}/key.pem", "-out",
                        f"{folder}/ca.pem"], check=True, capture_output=True)
        with open(f"{folder}/slapd.conf", "w", encoding="utf-8") as file:
            file.write(CONFIGURATION.format(folder=folder, base=BASE, searcher=SEARCHER))

    def start(self):
        self.process = subprocess.Popen(
            [SLAPD, "-d", "0", "-f", f"{self.folder}/slapd.conf", "-h",
             f"ldap://127.0.0.1:{self.port} ldaps://127.0.0.1:{self.tls_port}"], stderr=subprocess.DEVNULL)

        def answers():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return True
            return False
        wait_for("the directory answers", answers, 20)

    def stop(self):
        self.process.kill()
        self.process.wait()

    def tell(self, command, ldif):
        subprocess.run([command, "-x", "-H", f"ldap://127.0.0.1:{self.port}", "-D", f"cn=root,{BASE}", "-w", "root"],
                       input=ldif, text=True, check=True, capture_output=True)


class Laboratory:
    def __init__(self, server, slapd):
        self.server, self.slapd = server, slapd
        self.admin = server.client("admin@example.org")

    def set(self, **values):
        self.admin.call("PATCH", "/api/v1/admin/settings", {"values": {f"ldap.{key}": value for key, value in values.items()}})

    def sign_in(self, login, password=None):
        """Who it is, or the status of the refusal."""
        try:
            answer = self.server.client().call("POST", "/api/v1/auth/login",
                                               {"email": login, "password": password or f"{login}'s password"})
            return answer["user"]
        except Refused as refused:
            return int(str(refused).split(": ", 1)[1].split()[0])

    def test(self):
        return self.admin.call("POST", "/api/v1/admin/directory/test")

    def cohorts(self):
        return {one["name"]: one["members"] for one in self.admin.call("GET", "/api/v1/cohorts")["items"]}


def refused(answer, status):
    assert answer == status, answer


def is_set_up(lab):
    assert not lab.admin.call("GET", "/api/v1/admin/directory")["configured"]
    refused(lab.sign_in("ada"), 401)
    lab.set(url=f"ldap://127.0.0.1:{lab.slapd.port}", search_base=f"ou=people,{BASE}", bind_name=SEARCHER, bind_password="wrong")
    assert not lab.test()["works"]
    lab.set(bind_password=SECRET, roles="instructor=teachers", cohorts="Class of 2026=c26")
    assert lab.test()["works"], lab.test()
    shown = lab.admin.call("GET", "/api/v1/admin/settings")
    assert SECRET not in str(shown)
    for key, value in (("url", "http://x"), ("search_filter", "(uid=x)"), ("roles", "teachers")):
        try:
            lab.set(**{key: value})
            raise AssertionError(f"{key}={value} was taken")
        except Refused as problem:
            assert f"ldap.{key}" in str(problem) or " 400 " in str(problem), problem


def signs_in_and_makes_accounts(lab):
    ada = lab.sign_in("ada")
    assert (ada["email"], ada["name"], ada["role"]) == ("ada@campus.org", "The ada", "student"), ada
    assert lab.sign_in("ada")["id"] == ada["id"]
    assert lab.sign_in("ada@campus.org", "ada's password")["id"] == ada["id"], "by address, too"
    assert lab.sign_in("grace")["role"] == "instructor"
    assert lab.cohorts() == {"Class of 2026": 2}
    assert isinstance(lab.sign_in("max (the second)"), dict), "what is typed is escaped"
    made = lab.admin.call("GET", "/api/v1/audit?action=user.created")["items"]
    assert {one["details"]["by"] for one in made} == {"ldap"} and len(made) == 3, made


def keeps_out_whom_it_should(lab):
    refused(lab.sign_in("ada", "wrong"), 401)
    refused(lab.sign_in("nobody"), 401)
    for wild in ("*", "a*", "ada)(uid=*", "ada\\2a"):
        refused(lab.sign_in(wild, "ada's password"), 401)
    refused(lab.sign_in("ada", " "), 401)
    blank = lab.server.client().send("POST", "/api/v1/auth/login", b'{"email":"ada","password":""}', {"Content-Type": "application/json"})
    assert blank[0] in (400, 401), "an empty password never reaches the directory"
    assert lab.sign_in("admin@example.org", PASSWORD)["role"] == "admin", "who has a password here needs no directory"


def follows_groups(lab):
    lab.slapd.tell("ldapmodify", f"dn: cn=teachers,ou=groups,{BASE}\nchangetype: modify\nreplace: member\n"
                                 f"member: uid=ada,ou=people,{BASE}\n")
    assert lab.sign_in("grace")["role"] == "student"
    assert lab.sign_in("ada")["role"] == "instructor"
    lab.slapd.tell("ldapmodify", f"dn: cn=c26,ou=groups,{BASE}\nchangetype: modify\ndelete: member\n"
                                 f"member: uid=grace,ou=people,{BASE}\n")
    lab.sign_in("grace")
    assert lab.cohorts() == {"Class of 2026": 1}


def links_by_address_only_where_that_is_wanted(lab):
    lab.server.add_user("joan@lab.localhost", "student")
    refused(lab.sign_in("joan"), 401)
    lab.set(link_by_address="on")
    assert lab.sign_in("joan")["email"] == "joan@lab.localhost"


def refuses_who_is_disabled_here(lab):
    ada = lab.sign_in("ada")
    lab.admin.call("POST", f"/api/v1/users/{ada['id']}/disable")
    refused(lab.sign_in("ada"), 403)
    lab.admin.call("POST", f"/api/v1/users/{ada['id']}/enable")
    assert isinstance(lab.sign_in("ada"), dict)


def protects_the_connection(lab):
    plain, safe = f"ldap://127.0.0.1:{lab.slapd.port}", f"ldaps://127.0.0.1:{lab.slapd.tls_port}"
    for url, start_tls in ((safe, "off"), (plain, "on")):
        lab.set(url=url, start_tls=start_tls, ca_file=None)
        assert not lab.test()["works"], "nobody vouches for the certificate"
        lab.set(ca_file=f"{lab.slapd.folder}/ca.pem")
        assert lab.test()["works"], (url, lab.test())
        assert isinstance(lab.sign_in("ada"), dict), url
    lab.set(url=plain, start_tls="off", ca_file=None)


def binds_without_searching(lab):
    lab.set(user_name=f"uid={{login}},ou=people,{BASE}", bind_name=None, bind_password=None)
    assert isinstance(lab.sign_in("ada"), dict)
    refused(lab.sign_in(f"grace,ou=people,{BASE}", "grace's password"), 401)
    lab.set(user_name=None, bind_name=SEARCHER, bind_password=SECRET)


def one_that_hangs_does_no_harm(lab):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        lab.set(url=f"ldap://127.0.0.1:{deaf.getsockname()[1]}")
        began = time.monotonic()
        asking = threading.Thread(target=lab.sign_in, args=("ada",))
        asking.start()
        assert lab.sign_in("admin@example.org", PASSWORD)["role"] == "admin"
        lab.server.client().call("GET", "/api/v1/courses")
        assert time.monotonic() - began < 4, "nobody else waits"
        asking.join()
        assert time.monotonic() - began < 9, "and that one not for long"
    lab.set(url=f"ldap://127.0.0.1:{free_port()}")
    for _ in range(8):
        refused(lab.sign_in("ada"), 503)
    status = lab.admin.call("GET", "/api/v1/admin/status")
    assert [one["state"] for one in status["outbound"] if one["origin"].startswith("ldap:")].count("open") == 1, status["outbound"]
    _, _, metrics = lab.server.client().send("GET", "/metrics")
    assert b'lectern_outbound_state{destination="ldap://' in metrics, "an outage shows"
    standing = lab.admin.call("GET", "/api/v1/admin/directory")
    assert standing["state"] == "open" and standing["failures"] >= 5 and standing["last_error"], standing
    lab.set(url=f"ldap://127.0.0.1:{lab.slapd.port}")
    assert isinstance(lab.sign_in("ada"), dict), "set right, it is asked at once, and an outage was no guess at the password"


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-ldap-") as folder:
        slapd = Slapd(folder)
        server = Server(binary, os.path.join(folder, "data"))
        server.add_user("admin@example.org", "admin")
        slapd.start()
        try:
            slapd.tell("ldapadd", ENTRIES)
            server.start()
            lab = Laboratory(server, slapd)
            for step in (is_set_up, signs_in_and_makes_accounts, keeps_out_whom_it_should, follows_groups,
                         links_by_address_only_where_that_is_wanted, refuses_who_is_disabled_here, protects_the_connection,
                         binds_without_searching, one_that_hangs_does_no_harm):
                print(step.__name__, flush=True)
                step(lab)
            with open(server.log_path, encoding="utf-8") as log:
                text = log.read()
                assert SECRET not in text and "'s password" not in text, "secrets stay out of the log"
        except BaseException:
            print(server.log_tail(), file=sys.stderr)
            raise
        finally:
            slapd.stop()
            if server.process is not None:
                server.kill()


if __name__ == "__main__":
    main(sys.argv[1])
