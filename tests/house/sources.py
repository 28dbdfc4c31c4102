"""Which files there are, for the house tests: no version control needed, nothing built or fetched included."""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LIBRARIES = ["base", "config", "storage", "http", "catalog", "transcoder", "lms", "streamer", "search", "app"]
SKIPPED = {"build", "data", ".git", ".tools", "node_modules", "dist", "coverage", "__pycache__", "golden"}


def files(*suffixes, under=""):
    """Paths relative to the root, sorted."""
    found = []
    for folder, names, leaves in os.walk(os.path.join(ROOT, under)):
        names[:] = sorted(name for name in names if name not in SKIPPED)
        found += [os.path.relpath(os.path.join(folder, leaf), ROOT) for leaf in leaves if leaf.endswith(suffixes)]
    return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def finish(problems):
    """One line a problem; the test fails when there is one."""
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
