"""A file has one subject: more than 600 lines is a decision to defend here."""

from sources import files, finish, read

MOST = 600
DEFENDED = {}  # path: reason

problems = []
for path in files(".cpp", ".h", ".ts", ".tsx", ".py", ".sh", ".css", ".sql"):
    length = read(path).count("\n")
    if length > MOST and path not in DEFENDED and ".gen." not in path:
        problems.append(f"{path}: {length} lines; one subject each, or a reason in DEFENDED")
problems += [f"DEFENDED names {path}, which needs no defence" for path in DEFENDED
             if path not in files("") or read(path).count("\n") <= MOST]
finish(problems)
