"""References to footnotes in a text: `the Forum1` became `the Forum2` because note 1 is now note 2.

In a Word document a reference is no word, and its number follows from its place. In a text it is a digit glued to a word, a raised
digit or a number in brackets. Where nothing of it but that number differs, and the note that hangs on the old clause is the one
that hangs on the new clause by the alignment, the change is only a consequence. All else is substantive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from decision_diff.changes import Edit
from decision_diff.model import Clause
from decision_diff.patterns import late

_REFERENCE: Final = late(r"(?s)(?P<stem>.*?[^0-9⁰¹²³⁴-⁹]|)(?P<mark>[0-9⁰¹²³⁴-⁹]{1,3})(?P<end>[\])]?)")
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def mark_note_references(
    edits: tuple[Edit, ...], old: Clause, new: Clause, find_partners: Callable[[], Mapping[str, frozenset[str]]]
) -> tuple[Edit, ...]:
    """The edits of one clause, those that only follow the renumbering of its notes with the kind "consequential"."""
    if not _has_notes(old) or not _has_notes(new):
        return edits
    became = dict(_follow_notes(old, new, find_partners()))
    return tuple(
        replace(edit, kind="consequential")
        if edit.op == "replace"
        and edit.kind == "substantive"
        and _follows(edit.old.of(old.words), edit.new.of(new.words), became)
        else edit
        for edit in edits
    )


def _has_notes(clause: Clause) -> bool:
    return any(child.level == "note" for child in clause.children)


def _follow_notes(old: Clause, new: Clause, partners: Mapping[str, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """What the number of each note of a clause is now."""
    now = {note.eid: note.label.value for note in new.children if note.level == "note" and note.label}
    for note in old.children:
        if note.level == "note" and note.label and note.label.value:
            for eid in partners.get(note.eid, frozenset()):
                if now.get(eid):
                    yield note.label.value[0], now[eid][0]


def _follows(before: str, after: str, became: Mapping[int, int]) -> bool:
    """Whether two words differ in the number of a note alone, and that number became the other."""
    was, now = _REFERENCE.fullmatch(before), _REFERENCE.fullmatch(after)
    if was is None or now is None or (was["stem"], was["end"]) != (now["stem"], now["end"]):
        return False
    return became.get(int(was["mark"].translate(_RAISED))) == int(now["mark"].translate(_RAISED))
