"""Whoever goes takes their data along, and leaves nothing behind that others do not need: each column that holds an account
is exported and erased by the personal_data.cpp of its room (lms/identity/people.cpp erases what guards the account), or stands below
with the reason why not."""

import glob
import os
import re
import sqlite3

from sources import ROOT, files, finish, read

#: Columns that are not in the export.
NOT_EXPORTED = {
    "account_link.account_id": "hashes of links that live for hours",
    "calendar_told.account_id": "lives for days, and says no more than the deadlines do",
    "certificate.issued_by": "what somebody gave to others is theirs",
    "certificate.revoked_by": "what somebody took from others is theirs",
    "course_total.account_id": "added up from grades, which are there",
    "data_export.account_id": "the export itself",
    "forum_mention.account_id": "what others wrote; the address of the post reached them",
    "forum_post.endorsed_by": "says who vouches for an answer of somebody else",
    "grade_history.by_id": "what somebody did to the grades of others is theirs",
    "oidc_visit.links_account": "lives for minutes, and holds nothing but secrets of the visit",
    "playback_grant.account_id": "the streamer's right to play, gone within days; what was watched is in positions",
    "recovery_code.account_id": "hashes of secrets",
    "hand_in.marked_by": "marks belong to whose work it is",
    "attempt_answer.marked_by": "marks belong to whose answer it is",
    "question_version.author_id": "the course's; it is exported with the course",
}
#: Columns that outlive the person.
NOT_ERASED = {
    "attempt_answer.marked_by": "says who gave a mark that others have; the account that it names is empty then",
    "question_version.author_id": "others are asked it; the account that it names is empty then",
    "quiz_attempt.account_id": "figures of the course; what was answered is erased, and the account that it names is empty",
    "hand_in.marked_by": "says who gave a mark that others have; the account that it names is empty then",
    "hand_in_person.account_id": "figures of the course; what was handed in is erased, and the account that it names is empty",
    "assignment_grade.account_id": "figures of the course; the account that it names is empty then",
    "quiz_grade.account_id": "figures of the course; the account that it names is empty then",
    "forum_mention.account_id": "what others wrote; the account that it names is empty then",
    "forum_post.endorsed_by": "others rely on it; the account that it names is empty then",
    "forum_thread.author_id": "others read and answer it; the account that it names is empty then",
    "forum_vote.account_id": "counts for what others see; the account that it names is empty then",
    "account_invitation.invited_by": "the account that it names is empty then; the invitation ends by itself",
    "announcement.author_id": "others read it; the account that it names is empty then",
    "audit.account_id": "the audit log is only added to",
    "certificate.issued_by": "says who gave what others have; the account that it names is empty then",
    "certificate.revoked_by": "says who revoked what others had; the account that it names is empty then",
    "content_version.account_id": "the history of a course; the account that it names is empty then",
    "course.owner_id": "others take it; the account that it names is empty then",
    "course_total.account_id": "figures of the course; the account that it names is empty then",
    "course_review.account_id": "counts for the course's rating; the account that it names is empty then",
    "course_review.replied_by": "others read it; the account that it names is empty then",
    "grade.account_id": "figures of the course; the account that it names is empty then",
    "grade_history.account_id": "goes with the grade",
    "grade_history.by_id": "says who gave a grade that others have; the account that it names is empty then",
    "course_message.author_id": "others have it; the account that it names is empty then",
    "invitation.invited_by": "opens a course for others; the account that it names is empty then",
    "lesson_completion.account_id": "figures of the course; the account that it names is empty then",
    "playback_grant.account_id": "ends with the sessions, and is swept",
    "programme.owner_id": "others take it; the account that it names is empty then",
    "sound.account_id": "stays in the texts that it stands in; the account that it names is empty then",
    "upload.owner_id": "one that is not finished expires",
}
#: Columns that hold an account without a foreign key.
UNDECLARED = {"audit.account_id", "picture.owner_id"}


def columns():
    """Every table.column that holds an account's id."""
    database = sqlite3.connect(":memory:")
    for migration in sorted(glob.glob(os.path.join(ROOT, "storage/schema/*.sql"))):
        database.executescript(read(os.path.relpath(migration, ROOT)))
    found = set(UNDECLARED)
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        keys = {row[3] for row in database.execute(f"PRAGMA foreign_key_list({table})") if row[2] == "account"}
        names = {row[1] for row in database.execute(f"PRAGMA table_info({table})")} & {"account_id", "user_id"}
        found |= {f"{table}.{column}" for column in keys | names}
    return found


def named(statements, verbs):
    """table.column of each statement that finds rows of a table by an account."""
    found = set()
    for statement in statements:
        if not re.match(rf"\s*(?:{verbs})", statement):
            continue
        table = re.search(r"\b(?:FROM|UPDATE)\s+(\w+)(?:\s+(?!WHERE|JOIN|SET)(\w+))?", statement)
        for alias, column in re.findall(r"(?:(\w+)\.)?(\w+) = \?1", statement):
            if alias in ("", table.group(2)):
                found.add(f"{table.group(1)}.{column}")
    return found


rooms = [path for path in files(".cpp") if os.path.basename(path) == "personal_data.cpp"]
statements = [sql for path in (*rooms, "lms/identity/people.cpp", "lms/identity/account_links.cpp")
              for sql in re.findall(r'R"sql\((.*?)\)sql"', read(path), re.DOTALL)]
exported, erased = named(statements, "SELECT"), named(statements, "DELETE|UPDATE")
held = columns()
HELP = "add a row to the personal_data.cpp of its room, or the reason to tests/house/personal_data_test.py"
problems = [f"{column} is not exported: {HELP}" for column in sorted(held - exported - set(NOT_EXPORTED))]
problems += [f"{column} is not erased: {HELP}" for column in sorted(held - erased - set(NOT_ERASED))]
problems += [f"{column} is excused, and is not there" for column in sorted((set(NOT_EXPORTED) | set(NOT_ERASED)) - held)]
problems += [f"{column} is exported, and excused" for column in sorted(exported & set(NOT_EXPORTED))]
problems += [f"{column} is erased, and excused" for column in sorted(erased & set(NOT_ERASED))]
finish(problems)
