"""Every C++ file is as clang-format 14 writes it."""

import subprocess

from sources import LIBRARIES, ROOT, files, finish

sources = [path for library in LIBRARIES + ["tests"] for path in files(".cpp", ".h", under=library)]
result = subprocess.run(["clang-format-14", "--dry-run", "-Werror", *sources], cwd=ROOT, stdin=subprocess.DEVNULL,
                        stderr=subprocess.PIPE, text=True)
named = sorted({line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line})
finish([f"{path}: not formatted; run clang-format-14 -i {path}" for path in named] or
       ([result.stderr] if result.returncode else []))
