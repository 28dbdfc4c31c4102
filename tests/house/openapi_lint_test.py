"""openapi_lint_test.py BINARY: the API description is clean under Redocly's strict rules."""

import os
import subprocess
import sys
import tempfile

from sources import ROOT

BINARY = sys.argv[1]

with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "openapi.json")
    with open(path, "w", encoding="utf-8") as file:
        subprocess.run([BINARY, "routes", "--openapi"], check=True, stdout=file)
    linter = os.path.join(ROOT, "web/node_modules/.bin/redocly")
    if not os.path.exists(linter):
        sys.exit("The linter is not there: run packaging/build-web modules.")
    done = subprocess.run([linter, "lint", "--config", os.path.join(ROOT, "tests/house/redocly.yaml"), path],
                          env=dict(os.environ, REDOCLY_TELEMETRY="off", REDOCLY_SUPPRESS_UPDATE_NOTICE="true"),
                          capture_output=True, text=True, check=False)
print(done.stdout + done.stderr)
sys.exit(done.returncode)
