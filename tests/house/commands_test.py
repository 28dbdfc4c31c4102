"""Every command explains itself, refuses wrong usage with 2 and failure with 1, on standard error, in a sentence."""

import os
import subprocess
import sys
import tempfile

from sources import finish

BINARY = sys.argv[1]
COMMANDS = ["serve", "worker", "transcode", "user", "backup", "restore", "check", "rotate-keys", "config", "routes"]


def run(*arguments, data):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60,
                          env=dict(os.environ, LECTERN_DATA_DIR=data))


def wanted(result, code, what):
    if result.returncode != code:
        yield f"{what}: exit code {result.returncode}, wanted {code}"
    if code and not result.stderr.strip():
        yield f"{what}: nothing on standard error"
    if not code and not result.stdout.strip():
        yield f"{what}: nothing on standard output"


problems = []
with tempfile.TemporaryDirectory() as data:
    for command in COMMANDS:
        problems += wanted(run(command, "--help", data=data), 0, f"{command} --help")
        problems += wanted(run(command, "--no-such-flag", data=data), 2, f"{command} --no-such-flag")
    problems += wanted(run("--help", data=data), 0, "--help")
    problems += wanted(run(data=data), 2, "no command")
    problems += wanted(run("no-such-command", data=data), 2, "no-such-command")
    problems += wanted(run("transcode", data=data), 2, "transcode without arguments")
    problems += wanted(run("transcode", "/does/not/exist.mp4", os.path.join(data, "out"), data=data), 1, "transcode of nothing")
    problems += wanted(run("restore", "/does/not/exist.backup", data=data), 1, "restore of nothing")
finish(problems)
