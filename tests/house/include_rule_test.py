"""Includes follow the table in docs/architecture.md, and each C library stays in its place."""

import re

from include_rule_table import read_table
from sources import LIBRARIES, files, finish, read

# Header pattern → where it may be included. The reasons are in docs/architecture.md.
PLACES = [
    (r"sqlite3\.h", r"storage/db/(connection|backup)\.cpp"),
    (r"microhttpd\.h|gnutls/.*", r"http/(server\.cpp|mhd/.*)"),
    (r"wslay/.*", r"http/websocket.*\.cpp"),
    (r"zlib\.h", r"http/gzip\.cpp"),
    (r"(libav\w+|libsw\w+)/.*|x264\.h", r"transcoder/av/.*"),
    (r"ebur128\.h", r"transcoder/loudness\.cpp"),
    (r"openssl/.*|sodium.*\.h", r"base/(crypto|public_key|random)\.cpp"),
    (r"spdlog/.*", r"base/log\.cpp"),
    (r"curl/.*", r"base/(http|smtp)_client\.cpp"),
    (r"seccomp\.h|linux/(landlock|seccomp|filter)\.h", r"transcoder/sandbox\w*\.cpp"),
    (r"nlohmann/json\.hpp", r".*\.cpp|base/precompiled\.h"),
]


def house_problems(path, library, rule):
    for header in re.findall(r'^\s*#\s*include\s+"([^"]+)"', read(path), re.MULTILINE):
        owner = header.split("/")[0]
        if owner in LIBRARIES and owner not in rule[0] and header not in rule[1]:
            yield f"{path}: {library} may not include {header}"


def place_problems(path):
    for header in re.findall(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', read(path), re.MULTILINE):
        for pattern, place in PLACES:
            if re.fullmatch(pattern, header) and not re.fullmatch(place, path):
                yield f"{path}: {header} belongs in {place} only"


table = read_table()
problems = [f"docs/architecture.md: no row for {library}" for library in LIBRARIES if library not in table]
for library, rule in table.items():
    for path in files(".cpp", ".h", under=library):
        problems += [*house_problems(path, library, rule), *place_problems(path)]
finish(problems)
