"""Why clauses were changed, as the drafters say it, for the last column of a table: one line `eid = reason` per clause.

The address is that in the new text (`outline` lists them); of a clause that was repealed, that in the old one, with `old:` before it
where the new text has that address too. What begins with # is a comment. The notes that a review page exports
are reasons too; such a file begins with a brace, which no address does.
"""

from __future__ import annotations

from decision_diff.errors import ProfileError
from decision_diff.model import Source
from decision_diff.reviewer import notes


def read(source: Source) -> dict[str, str] | notes.Notes:
    """The reasons of a file by eid, or the notes of a review.

    ProfileError, which names the line, for one without `=`, address or reason, and for one twice; NotesError for notes that are not valid.
    """
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProfileError("the reasons file is not valid UTF-8", source=source.name) from error
    if text.lstrip().startswith("{"):
        return notes.read(source)
    found: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        eid, _, reason = (part.strip() for part in line.partition("="))
        if not eid or not reason:
            raise ProfileError(f"line {number} is not written as `eid = reason`", source=source.name)
        if eid in found:
            raise ProfileError(f"line {number} gives a second reason for {eid}", source=source.name)
        found[eid] = reason
    return found
