"""Each folder says on one page what it is for and where to start reading."""

import os

from sources import LIBRARIES, ROOT, finish, read

MOST = 60  # lines of a page

problems = []
for folder in [*LIBRARIES, "packaging", "tests", "tests/bench", "web"]:
    if not os.path.isdir(os.path.join(ROOT, folder)) or not os.listdir(os.path.join(ROOT, folder)):
        continue
    path = f"{folder}/README.md"
    if not os.path.exists(os.path.join(ROOT, path)):
        problems.append(f"{path} is missing")
    elif read(path).count("\n") > MOST:
        problems.append(f"{path}: longer than a page ({MOST} lines)")
finish(problems)
