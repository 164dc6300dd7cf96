"""The codes of notices: stable names that a program may match on."""

from __future__ import annotations

from typing import Final, Literal, get_args

# What a `Notice` may be about. A new code is a line here, and a row of the table in docs/errors.md, which a test asks for.
NoticeCode = Literal[
    "alternatives",
    "bidi-controls",
    "cell-numbers",
    "comments",
    "comments-differ",
    "control-characters",
    "diagrams",
    "encoding",
    "equation",
    "external",
    "field",
    "hidden-text",
    "history-otherwise",
    "ignored",
    "included",
    "languages-differ",
    "layout",
    "macros",
    "match-doubtful",
    "must-understand",
    "no-text",
    "note-missing",
    "nothing-in-common",
    "number-doubtful",
    "number-format",
    "number-gap",
    "number-level",
    "number-order",
    "number-repeated",
    "number-start",
    "part-missing",
    "redline-coarse",
    "redline-otherwise",
    "redline-plain",
    "reference-outdated",
    "reference-repealed",
    "replacement-characters",
    "row-content",
    "scripts-differ",
    "set-aside",
    "stray",
    "swapped",
    "tracked-changes",
    "zero-width",
]
NOTICE_CODES: Final[tuple[NoticeCode, ...]] = get_args(NoticeCode)
