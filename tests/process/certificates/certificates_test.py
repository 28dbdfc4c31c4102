"""certificates_test.py BINARY: certificates as the real program draws them, read by tools that are not ours: poppler for the
PDF, zbar for the QR code, fontconfig for what letters there are."""

import json
import os
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "server"))
from laboratory import make_course, running_server  # noqa: E402

#: A name in each script, and a language whose letters it needs.
NAMES = {"Łucja Żółkiewska": "pl", "Ελένη Παπαδοπούλου": "el", "Юлия Щербакова": "ru", "محمد بن عبد الله": "ar",
         "山田太郎": "ja", "अनुराधा शर्मा": "hi"}
SITE = "https://lectures.example.org"


def tool(*command, content=None):
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


def plain(text):
    """Without marks of direction, in one form, in one line."""
    kept = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", kept).split())


def text_of(pdf):
    return plain(tool("pdftotext", "-", "-", content=pdf).decode())


def fetch(client, path):
    status, headers, content = client.send("GET", path)
    assert status == 200, (status, content)
    return headers, content


def preview_as(client, course, name, kind="pdf"):
    client.call("PATCH", "/api/v1/me", {"name": name})
    return fetch(client, f"/api/v1/courses/{course}/certificate-design/preview.{kind}")[1]


def every_script_has_its_letters(client, course):
    for name, language in NAMES.items():
        font = tool("fc-list", f":lang={language}", "family").decode().strip()
        assert font, f"no font here has letters for {language}: install fonts-noto-core and fonts-noto-cjk"
        pdf = preview_as(client, course, name)
        assert plain(name) in text_of(pdf), (name, text_of(pdf))
        rows = tool("pdffonts", "-", content=pdf).decode().splitlines()[2:]
        # Embedded, as a subset, and with what its glyphs mean.
        assert rows and all(row.split()[-5:-2] == ["yes"] * 3 for row in rows), rows


def facts(pdf):
    lines = tool("pdfinfo", "-", content=pdf).decode().splitlines()
    return dict(map(str.strip, line.split(":", 1)) for line in lines)


def it_says_what_it_is(client, course):
    client.call("PATCH", f"/api/v1/courses/{course}/certificate-design", {"language": "de", "orientation": "portrait"})
    pdf = preview_as(client, course, "Ada Lovelace")
    about = facts(pdf)
    assert about["Title"] == "Zertifikat – Ada Lovelace", about
    assert (about["Pages"], about["Tagged"], about["Encrypted"]) == ("1", "yes", "no"), about
    assert about["Page size"].startswith("595.28 x 841.89"), about
    assert b"/Lang (de)" in pdf
    assert "den Kurs „Optics“ abgeschlossen hat." in text_of(pdf)


def pictures_stand_on_it(client, course):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "logo.png")
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "color=red:s=600x200", "-frames:v", "1", path], check=True)
        with open(path, "rb") as file:
            logo = file.read()
    without = tool("pdfimages", "-list", "-", content=preview_as(client, course, "Ada")).decode().splitlines()
    status, _, answer = client.send("PUT", f"/api/v1/courses/{course}/certificate-pictures/logo", logo,
                                    {"Content-Type": "application/octet-stream"})
    assert status == 201, answer
    images = tool("pdfimages", "-list", "-", content=preview_as(client, course, "Ada")).decode().splitlines()
    assert len(images) == len(without) + 1, images
    assert images[-1].split()[3:5] == ["600", "200"], images


def one_is_the_same_each_time_and_can_be_checked(server, client, course):
    user = server.add_user("student@lab.localhost", "student")
    student = server.client("student@lab.localhost")
    student.call("POST", f"/api/v1/courses/{course}/enrol")
    given = client.call("POST", f"/api/v1/courses/{course}/certificates", {"user_id": student.call("GET", "/api/v1/me")["id"]})
    path = f"/api/v1/certificates/{given['id']}/pdf"
    headers, pdf = fetch(student, path)
    assert headers["Content-Type"] == "application/pdf" and headers["Cache-Control"] == "no-store", headers
    assert fetch(student, path)[1] == pdf, (user, "two prints differ")
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "one.pdf"), "wb") as file:
            file.write(pdf)
        tool("pdftoppm", "-r", "150", "-png", "-singlefile", file.name, os.path.join(folder, "one"))
        seen = tool("zbarimg", "--quiet", "--raw", os.path.join(folder, "one.png")).decode().strip()
    assert seen == f"{SITE}/verify/{given['code']}" == given["check_url"], seen
    status, _, proof = server.client().send("GET", "/api/v1/verify/" + seen.rsplit("/", 1)[1].lower().replace("-", ""))
    assert status == 200 and json.loads(proof)["state"] == "valid", proof


def main(binary):
    with running_server(binary, LECTERN_HTTP_PUBLIC_URL=SITE) as server:
        client = server.client("teacher@lab.localhost")
        course, _ = make_course(client)
        every_script_has_its_letters(client, course)
        it_says_what_it_is(client, course)
        pictures_stand_on_it(client, course)
        one_is_the_same_each_time_and_can_be_checked(server, client, course)
    print("certificates: letters, facts, pictures, code")


main(sys.argv[1])
