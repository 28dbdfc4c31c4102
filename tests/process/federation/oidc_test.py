"""oidc_test.py BINARY: people sign in through a real OpenID provider, and everything that must not get in stays out."""

import contextlib
import html
import http.cookiejar
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "server"))
from laboratory import PASSWORD, Refused, Server, free_port  # noqa: E402

SECRET = "a secret that stays secret"


class Stop(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand, so that each can be looked at."""

    def redirect_request(self, *_):
        return None


class Browser:
    """Cookies, redirects and the provider's sign-in form; no more."""

    def __init__(self):
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), Stop)

    def ask(self, url, form=None, headers=None, method=None, body=None):
        data = body if body is not None else urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(url, data, headers or {}, method=method)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def walk(self, url, name, until=None):
        """Signs in as `name` on the way. Answers the first address of a page that no longer redirects, or that
        begins with `until`."""
        form = None
        for _ in range(20):
            if until and url.startswith(until):
                return url
            status, headers, page = self.ask(url, form)
            form = None
            if status in (302, 303, 307):
                url = urllib.parse.urljoin(url, headers["Location"])
                continue
            action = re.search(r'<form[^>]*action="([^"]+)"', page)
            if not action or "/interaction/" not in action.group(1):
                return url
            prompt = re.search(r'name="prompt" value="(\w+)"', page).group(1)
            form = {"prompt": prompt, "login": name, "password": "any"} if prompt == "login" else {"prompt": prompt}
            url = urllib.parse.urljoin(url, html.unescape(action.group(1)))
        raise AssertionError(f"no end in sight at {url}")


class Laboratory:
    def __init__(self, server, issuer):
        self.server, self.issuer = server, issuer
        self.origin = f"http://127.0.0.1:{server.port}"
        self.admin = server.client("admin@example.org")

    def control(self, what, **wish):
        request = urllib.request.Request(f"{self.issuer}/test/{what}", json.dumps(wish).encode())
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read().decode()

    def sign_in(self, name, browser=None, next_page="/courses"):
        """Answers the browser and where it ended."""
        browser = browser or Browser()
        start = f"{self.origin}/api/v1/auth/oidc/campus/start?next={urllib.parse.quote(next_page, safe='')}"
        end = browser.walk(start, name)
        return browser, end.removeprefix(self.origin)

    def me(self, browser):
        status, _, body = browser.ask(self.origin + "/api/v1/me")
        return json.loads(body) if status == 200 else None


@contextlib.contextmanager
def provider(origin):
    port = free_port()
    process = subprocess.Popen(["node", os.path.join(HERE, "provider.mjs"), str(port), origin], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout:
            if line.strip() == "ready":
                break
        else:
            raise AssertionError("the provider did not start")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def sets_up_and_tests(lab):
    made = lab.admin.call("POST", "/api/v1/identity-providers", {
        "id": "campus", "name": "Campus", "issuer": lab.issuer, "client_id": "lectern", "client_secret": SECRET,
        "rules": [{"claim": "groups", "value": "teachers", "role": "instructor"},
                  {"claim": "groups", "value": "staff", "cohort": "Staff"}]})
    assert made["has_secret"] and SECRET not in json.dumps(made)
    tested = lab.admin.call("POST", "/api/v1/identity-providers/campus/test")
    assert tested["works"], tested
    assert tested["redirect_uri"] == lab.origin + "/api/v1/auth/oidc/campus/callback"
    ways = lab.server.client().call("GET", "/api/v1/auth/providers")["items"]
    assert ways == [{"id": "campus", "name": "Campus", "start_url": "/api/v1/auth/oidc/campus/start"}], ways


def signs_in(lab):
    browser, end = lab.sign_in("ada")
    assert end == "/courses", end
    me = lab.me(browser)
    assert (me["email"], me["name"], me["role"]) == ("ada@example.org", "The ada", "student"), me
    again, _ = lab.sign_in("ada")
    assert lab.me(again)["id"] == me["id"], "the same person has the same account"
    teacher, _ = lab.sign_in("teacher")
    assert lab.me(teacher)["role"] == "instructor"
    _, end = lab.sign_in("ada", next_page="//evil.example/")
    assert end == "/", end


def audited(lab, action):
    return lab.admin.call("GET", f"/api/v1/audit?action={action}")["items"]


def follows_roles_and_cohorts(lab):
    def members():
        staff = next(one for one in lab.admin.call("GET", "/api/v1/cohorts")["items"] if one["name"] == "Staff")
        return [one["user"]["email"] for one in lab.admin.call("GET", f"/api/v1/cohorts/{staff['id']}/members")["items"]]
    assert members() == ["teacher@example.org"], members()
    lab.control("leave", name="teacher")
    teacher, _ = lab.sign_in("teacher")
    assert lab.me(teacher)["role"] == "student" and members() == []
    changed = audited(lab, "user.role_changed")[0]
    assert changed["who"] is None and changed["details"] == {"before": "instructor", "after": "student", "by": "campus"}, changed
    assert {one["details"]["email"] for one in audited(lab, "user.created")} == {"ada@example.org", "teacher@example.org"}
    assert SECRET not in json.dumps(audited(lab, "identity_provider.added"))


def refuses_twisted_tokens(lab):
    for how in ("nonce", "audience", "issuer", "expired", "stranger", "impostor", "unsigned"):
        lab.control("twist", how=how)
        browser, end = lab.sign_in("ada")
        assert end == "/sign-in?problem=failed", (how, end)
        assert lab.me(browser) is None, how


def heeds_new_keys(lab):
    for algorithm in ("ES256", "PS256"):
        # The administrator's test asks for the keys, and so forgets when somebody's token last did.
        lab.admin.call("POST", "/api/v1/identity-providers/campus/test")
        lab.control("rotate", algorithm=algorithm)
        browser, end = lab.sign_in("ada")
        assert end == "/courses" and lab.me(browser), (algorithm, end)
    lab.control("rotate", algorithm="RS256")
    _, end = lab.sign_in("ada")
    assert end == "/sign-in?problem=failed", "keys are asked for early at most once a minute"
    lab.admin.call("POST", "/api/v1/identity-providers/campus/test")
    _, end = lab.sign_in("ada")
    assert end == "/courses", end


def refuses_replays_and_other_browsers(lab):
    callback = lab.origin + "/api/v1/auth/oidc/campus/callback"
    start = lab.origin + "/api/v1/auth/oidc/campus/start"
    victim, attacker = Browser(), Browser()
    back = attacker.walk(start, "mallory", until=callback)
    assert victim.walk(back, "").endswith("/sign-in?problem=expired"), "in another browser"
    assert attacker.walk(back, "").endswith("/sign-in?problem=expired"), "and then it was used"
    browser = Browser()
    back = browser.walk(start, "ada", until=callback)
    assert browser.walk(back, "") == lab.origin + "/"
    assert browser.walk(back, "").endswith("problem=expired"), "a second time"
    mixed = Browser()
    back = mixed.walk(start, "ada", until=callback)
    other = re.sub(r"iss=[^&]*", "iss=https%3A%2F%2Fevil.example", back)
    assert other != back and mixed.walk(other, "").endswith("/sign-in?problem=failed"), "from another provider"
    denied = Browser()
    status, headers, _ = denied.ask(start)
    state = urllib.parse.parse_qs(urllib.parse.urlparse(headers["Location"]).query)["state"][0]
    assert status == 303 and denied.walk(f"{callback}?error=access_denied&state={state}", "").endswith("problem=denied")


def links_by_hand_and_unlinks(lab):
    lab.server.add_user("grace@example.org", "student")
    _, end = lab.sign_in("grace")
    assert end == "/sign-in?problem=not_linked", end
    browser = Browser()
    status, _, body = browser.ask(lab.origin + "/api/v1/auth/login", headers={"Content-Type": "application/json"},
                                  body=json.dumps({"email": "grace@example.org", "password": PASSWORD}).encode())
    assert status == 200, body
    headers = {"Content-Type": "application/json", "X-CSRF-Token": json.loads(body)["csrf_token"]}
    identities = lab.origin + "/api/v1/me/identities"
    status, _, body = browser.ask(identities, headers=headers, body=b'{"provider":"campus"}')
    assert status == 201, body
    assert browser.walk(json.loads(body)["url"], "grace").startswith(lab.origin + "/account")
    linked = json.loads(browser.ask(identities)[2])["items"]
    assert [(one["provider"], one["email"]) for one in linked] == [("campus", "grace@example.org")], linked
    assert [one["who"]["email"] for one in audited(lab, "user.linked")] == ["grace@example.org"]
    fresh, end = lab.sign_in("grace")
    assert end == "/courses" and lab.me(fresh)["role"] == "student"
    assert browser.ask(identities + "/campus", headers=headers, method="DELETE")[0] == 204
    assert browser.ask(identities + "/campus", headers=headers, method="DELETE")[0] == 404
    ada, _ = lab.sign_in("ada")
    headers["X-CSRF-Token"] = lab.me(ada)["csrf_token"]
    assert ada.ask(identities + "/campus", headers=headers, method="DELETE")[0] == 409, "the only way in stays"


def links_by_address_only_where_it_is_verified(lab):
    lab.server.add_user("joan@example.org", "student")
    lab.server.add_user("unverified.joan@example.org", "student")
    lab.admin.call("PATCH", "/api/v1/identity-providers/campus", {"linking": "verified_email"})
    browser, end = lab.sign_in("joan")
    assert end == "/courses" and lab.me(browser)["name"] == "joan"
    _, end = lab.sign_in("unverified.joan")
    assert end == "/sign-in?problem=not_linked", end


def signs_out_on_both_sides(lab):
    browser, _ = lab.sign_in("ada")
    headers = {"X-CSRF-Token": lab.me(browser)["csrf_token"]}
    status, _, body = browser.ask(lab.origin + "/api/v1/auth/oidc/logout", headers=headers, method="POST")
    assert status == 200 and json.loads(body)["url"].startswith(lab.issuer + "/session/end?client_id=lectern"), body
    assert lab.me(browser) is None

    browser, _ = lab.sign_in("ada")
    teacher, _ = lab.sign_in("teacher")
    address = lab.origin + "/api/v1/auth/oidc/campus/backchannel-logout"
    token = lab.control("logout", claims={"sub": "ada"})
    forged = token[:-8] + ("A" * 8 if token[-8:] != "A" * 8 else "B" * 8)
    for bad in (forged, lab.control("logout", claims={"sub": "ada", "aud": "somebody-else"}),
                lab.control("logout", claims={"sub": "ada", "nonce": "1"}), "nonsense"):
        assert Browser().ask(address, {"logout_token": bad})[0] == 400
    assert lab.me(browser)
    assert Browser().ask(address, {"logout_token": token})[0] == 200
    assert lab.me(browser) is None and lab.me(teacher), "of that person alone"
    assert Browser().ask(address, {"logout_token": token})[0] == 400, "a second time"


def keeps_strangers_from_setting_up(lab):
    lab.server.add_user("student@example.org", "student")
    student = lab.server.client("student@example.org")
    for method, path, body in (("GET", "", None), ("POST", "", {}), ("PATCH", "/campus", {}), ("DELETE", "/campus", None),
                               ("POST", "/campus/test", None)):
        for client, wanted in ((student, " 403 "), (lab.server.client(), " 401 ")):
            try:
                client.call(method, "/api/v1/identity-providers" + path, body)
                raise AssertionError(f"{method} {path} was allowed")
            except Refused as refused:
                assert wanted in str(refused), refused
    for body in ({}, {"id": "Bad Id", "name": "x", "issuer": "ftp://x", "client_id": "y"},
                 {"id": "b", "name": "x", "issuer": "https://x", "client_id": "y", "rules": [{"claim": "a", "value": "b"}]}):
        try:
            lab.admin.call("POST", "/api/v1/identity-providers", body)
            raise AssertionError("a provider without sense was taken")
        except Refused as refused:
            assert " 400 " in str(refused) or " 422 " in str(refused), refused


def a_provider_that_is_away_does_no_harm(lab):
    lab.admin.call("PATCH", "/api/v1/identity-providers/campus", {"issuer": f"http://127.0.0.1:{free_port()}"})
    tested = lab.admin.call("POST", "/api/v1/identity-providers/campus/test")
    assert not tested["works"] and tested["message"].endswith("."), tested
    _, end = lab.sign_in("ada")
    assert end == "/sign-in?problem=unavailable", end
    lab.admin.call("DELETE", "/api/v1/identity-providers/campus")
    assert lab.server.client().call("GET", "/api/v1/auth/providers")["items"] == []


def main(binary):
    with tempfile.TemporaryDirectory(prefix="lectern-oidc-") as folder:
        server = Server(binary, os.path.join(folder, "data"), LECTERN_OUTBOUND_PRIVATE_NETWORKS="127.0.0.1")
        server.add_user("admin@example.org", "admin")
        with provider(f"http://127.0.0.1:{server.port}") as issuer:
            server.start()
            try:
                lab = Laboratory(server, issuer)
                for step in (sets_up_and_tests, signs_in, follows_roles_and_cohorts, refuses_twisted_tokens, heeds_new_keys,
                             refuses_replays_and_other_browsers, links_by_hand_and_unlinks,
                             links_by_address_only_where_it_is_verified, signs_out_on_both_sides,
                             keeps_strangers_from_setting_up, a_provider_that_is_away_does_no_harm):
                    print(step.__name__, flush=True)
                    step(lab)
                with open(server.log_path, encoding="utf-8") as log:
                    assert SECRET not in log.read(), "secrets stay out of the log"
            finally:
                server.kill()
        for name in os.listdir(server.data):
            if name.startswith("lectern.db"):
                with open(os.path.join(server.data, name), "rb") as file:
                    assert SECRET.encode() not in file.read(), "secrets are sealed on disk"


if __name__ == "__main__":
    main(sys.argv[1])
