"""What is odd about the numbering of a text, as notices: few of one kind one by one, many as one with their count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from decision_diff.model import Notice, Origin
from decision_diff.notices import NoticeCode
from decision_diff.parse.logical_lines import LogicalLine

SURPRISES: Final[dict[str, tuple[NoticeCode, str]]] = {
    "start": ("number-start", "the numbering starts at {}"),
    "repeat": ("number-repeated", "the number {} occurs twice in a row"),
    "order": ("number-order", "{} comes after a higher number"),
    "gap": ("number-gap", "numbers are missing before {}"),
}
_MANY: Final = 3  # notices of one kind; more become one with their count


def report_narrowed(line: LogicalLine) -> Notice:
    """The notice of a text that from this line on was read in one way alone."""
    message = "too many numbers can be read in several ways; from here on only the most likely reading was followed"
    return Notice("reading-narrowed", message, Origin("text", line.start, line.end))


def gather_notices(notices: Sequence[Notice]) -> list[Notice]:
    """The notices in order; those of one code that are many become one, with their count and the first place."""
    by_code: dict[str, list[Notice]] = {}
    for notice in notices:
        by_code.setdefault(notice.code, []).append(notice)
    gathered = []
    for notice in notices:
        alike = by_code[notice.code]
        if len(alike) <= _MANY:
            gathered.append(notice)
        elif notice is alike[0]:
            message = f"{len(alike)} numbers are odd in this way; the first: {notice.message}"
            gathered.append(Notice(notice.code, message, notice.origin))
    return gathered
