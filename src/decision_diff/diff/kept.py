"""Clauses whose words did not change. They are most of a text, so their changes are made in one pass, without a group for each.

Such a clause may have moved, or have another number or level. Otherwise it is unchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from decision_diff.changes import Change, Edit, Effect, Kind, Link, Mark, Match
from decision_diff.diff.levels import find_level_effect
from decision_diff.model import Clause, Label, Span

_NO_EFFECT: Final[frozenset[Effect]] = frozenset()
_RENUMBERED: Final[frozenset[Effect]] = frozenset({"renumbering"})
_MOVED: Final[frozenset[Effect]] = frozenset({"move"})


def make_kept(
    pairs: Iterable[tuple[Match, Link]], old: Sequence[Clause], new: Sequence[Clause], moves: Collection[Match]
) -> dict[int, Change]:
    """The changes of those clauses that have the same words on both sides, by the position of the new clause.

    `pairs` are links of clauses that have no other link. Changes of one length share their edits.
    """
    found: dict[int, Change] = {}
    equal: dict[int, tuple[Edit, ...]] = {0: ()}
    for match, link in pairs:
        was, now = old[match[0]], new[match[1]]
        words = now.heading or now.text
        if (was.heading or was.text) != words:
            continue
        size = len(words)
        if size not in equal:
            whole = Span(0, size)
            equal[size] = (Edit("equal", whole, whole),)
        moved = match in moves
        effects, kind, mark = _find_effects(was, now, moved=moved)
        found[match[1]] = Change((was,), (now,), (link,), effects, kind, mark, equal[size])
    return found


def _find_effects(was: Clause, now: Clause, *, moved: bool) -> tuple[frozenset[Effect], Kind, Mark]:
    """The effects on a clause that kept its words: it moved, or has another number or level, or nothing happened."""
    if was.level != now.level and (became := find_level_effect(was, now)):
        return (_MOVED | {became}, "substantive", "ADD*/SUP*") if moved else (frozenset({became}), "substantive", "MOD")
    renumbered = get_number(was.label) != get_number(now.label)
    if moved:
        return _MOVED | _RENUMBERED if renumbered else _MOVED, "substantive", "ADD*/SUP*"
    if renumbered:
        return _RENUMBERED, "editorial" if have_same_value(was.label, now.label) else "consequential", "(MOD)"
    return _NO_EFFECT, "none", "NOC"


def get_number(label: Label | None) -> tuple[str, str]:
    """A number as it is printed, with its style; a page that was filled may have put several spaces for one."""
    if label is None:
        return "", ""
    return label.style, " ".join(label.text.split()) if "  " in label.text else label.text


def have_same_value(old: Label | None, new: Label | None) -> bool:
    """Whether two numbers mean the same: only their print changed (`1.` to `1．`, – to •), not their kind (a) to 1))."""
    if old is None or new is None:
        return old is new
    return old.value == new.value and (old.style == new.style or old.value == ())
