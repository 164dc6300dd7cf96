"""How the changed words of a redline are marked, where the old and the new words stand in one line.

A table may mark both sides alike, for its columns tell them apart; here nobody could, so each side must be marked, and
otherwise than the other. Colour comes on top and never counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from decision_diff.patterns import late
from decision_diff.profiles import Marking

if TYPE_CHECKING:
    from decision_diff.profiles import Profile
    from decision_diff.renderers.pieces import PieceOp

CHARACTERS: dict[PieceOp, tuple[str, str]] = {"insert": ("{+", "+}"), "delete": ("[-", "-]"), "equal": ("", "")}
# What we write ourselves, or a stretch of it: breaks, cells, and characters by number (‹U+202E›).
_OURS = late(r"U?\+?[0-9A-F]*|\s*")
_SIGNS = frozenset("¶↵|‹›")
_NONE = Marking()


def choose_inline_markings(profile: Profile) -> dict[PieceOp, Marking]:
    """Chooses the markings of both kinds: what is unmarked is underlined or struck, and if both are alike the deletion is struck."""
    insert, delete = profile.insert, profile.delete
    if not _marks(insert):
        insert = replace(insert, styles=("underline",))
    if not _marks(delete):
        delete = replace(delete, styles=("strike",))
    if _look(insert) == _look(delete):
        if "strike" in delete.styles:
            kept = (style for style in insert.styles if style not in ("underline", "strike"))
            insert = replace(insert, styles=("underline", *kept))
        else:
            delete = replace(delete, styles=(*delete.styles, "strike"))
    return {"insert": insert, "delete": delete, "equal": _NONE}


def _marks(one: Marking) -> bool:
    return bool(one.styles or (one.before + one.after).strip())


def _look(one: Marking) -> tuple[frozenset[str], str, str]:
    return frozenset(one.styles), one.before, one.after


def choose_characters(profile: Profile) -> dict[PieceOp, tuple[str, str]]:
    """Chooses the characters around words where nothing can be styled: `plain`, else `before` and `after`, else ours.

    They must tell where a change begins and ends, and of which kind it is.
    """
    one, other = profile.insert, profile.delete
    for insert, delete in ((one.plain, other.plain), ((one.before, one.after), (other.before, other.after))):
        marks = (*insert, *delete)
        apart = not insert[0].startswith(delete[0]) and not delete[0].startswith(insert[0])
        if apart and not any(map(_is_ours, marks)):
            return {"insert": insert, "delete": delete, "equal": ("", "")}
    return CHARACTERS


def _is_ours(mark: str) -> bool:
    return not _SIGNS.isdisjoint(mark) or _OURS.fullmatch(mark) is not None


def choose_cell_characters(profile: Profile) -> dict[PieceOp, tuple[str, str]]:
    """Chooses the characters around words in a cell: `plain`, or ours where those could stand inside what we write ourselves.

    Both kinds may have the same, for the column tells them apart; and a profile may mark nothing.
    """
    given: dict[PieceOp, tuple[str, str]] = {"insert": profile.insert.plain, "delete": profile.delete.plain}
    fit = {op: CHARACTERS[op] if any(pair) and any(map(_is_ours, pair)) else pair for op, pair in given.items()}
    return {**fit, "equal": ("", "")}


def build_forgery_pattern(marks: dict[PieceOp, tuple[str, str]]) -> str:
    """Builds a pattern for the characters of a text that a reader could take for the beginning of a mark, or of its end."""
    if marks == CHARACTERS:
        return r"(?<=\{)\+|\+(?=\})|(?<=\[)-|-(?=\])"
    return "|".join(_beginning(mark) for pair in marks.values() for mark in pair if mark)


def _beginning(mark: str) -> str:
    """The first character of a mark where the text goes on as the mark does, or ends before it could do otherwise."""
    rest = ""
    for character in reversed(mark[1:]):
        rest = f"(?:{re.escape(character)}{rest}|\\Z)"
    return re.escape(mark[0]) + (f"(?={rest})" if rest else "")
