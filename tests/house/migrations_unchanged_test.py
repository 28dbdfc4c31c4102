"""Migrations are numbered once and never edited after a release. With --release, the hashes of all present ones
are written down; the commit of a release carries that change."""

import hashlib
import os
import re
import sys

from sources import ROOT, files, finish, read

LIST = os.path.join(ROOT, "tests/house/migrations.txt")
present = {os.path.basename(path): hashlib.sha256(read(path).encode()).hexdigest()
           for path in files(".sql", under="storage/schema")}

if "--release" in sys.argv:
    with open(LIST, "w", encoding="utf-8") as file:
        file.writelines(f"{digest}  {name}\n" for name, digest in sorted(present.items()))

with open(LIST, encoding="utf-8") as file:
    released = dict(reversed(line.split()) for line in file if line.strip() and not line.startswith("#"))

problems = [f"{name}: NNNN_<module>_<what>.sql or NNNN_<module>.sql is wanted" for name in present
            if not re.fullmatch(r"\d{4}_[a-z]+(_[a-z_]+)?\.sql", name)]
numbers = [name[:4] for name in sorted(present)]
problems += [f"{number}: used twice" for number in sorted(set(numbers)) if numbers.count(number) > 1]
for name, digest in released.items():
    if present.get(name) != digest:
        problems.append(f"{name}: was released and must stay as it was; write a new migration")
if released:
    last = max(released)
    problems += [f"{name}: comes before {last}, which was released" for name in present
                 if name not in released and name < last]
if not present:
    problems.append("storage/schema holds no migration")
finish(problems)
