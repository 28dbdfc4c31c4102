"""Every relative link of the guides leads somewhere."""

import os
import re

from sources import ROOT, files, finish, read

problems = []
for path in files(".md"):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", read(path)):
        if "://" in target or target.startswith("mailto:"):
            continue
        if not os.path.exists(os.path.normpath(os.path.join(ROOT, os.path.dirname(path), target))):
            problems.append(f"{path}: {target} is not there")
finish(problems)
