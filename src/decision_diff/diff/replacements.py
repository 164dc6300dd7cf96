"""One term for another throughout: 帐簿 is now 账簿, in 34 places. Reported once, next to the changes that it made.

A replacement counts as made throughout if the same words gave way to the same words in two clauses or more, and the
old ones stand nowhere in the new text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from decision_diff.changes import Change, Replacement, Stretch, join_words
from decision_diff.model import Decision

_FEW: Final = 64  # terms that are looked for one by one
_START: Final = 8  # code points of a term that are looked for together with those of others


def find_replacements(changes: Iterable[Change], new: Decision) -> tuple[Replacement, ...]:
    """The terms replaced throughout, in the order of their first place; changes of several clauses are not looked at."""
    places: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for change in changes:
        if "substitution" in change.effects and len(change.old) == len(change.new) == 1:
            for terms, stretch in _find_replaced(change):
                places[terms].append(stretch)
    several = {terms: found for terms, found in places.items() if len({place.eid for place in found}) > 1}
    if not several:
        return ()
    left = _find_left({was for was, _ in several}, join_words(new.walk()))
    return tuple(Replacement(was, now, tuple(found)) for (was, now), found in several.items() if was not in left)


def _find_left(terms: AbstractSet[str], text: str) -> set[str]:
    """The terms that occur in a text. For many terms, their beginnings are looked for first, in one pass per length."""
    if len(terms) <= _FEW:
        return {term for term in terms if term in text}
    by_length: dict[int, set[str]] = defaultdict(set)
    for term in terms:
        by_length[min(len(term), _START)].add(term)
    found: set[str] = set()
    for length, some in by_length.items():
        starts = {term[:length] for term in some}
        here = starts.intersection(text[at : at + length] for at in range(len(text) - length + 1))
        found.update(term for term in some if term[:length] in here and (len(term) == length or term in text))
    return found


def _find_replaced(change: Change) -> Iterator[tuple[tuple[str, str], Stretch]]:
    """What gave way to what in the one clause of a change, and where it stands now."""
    for edit in change.edits:
        if edit.op == "replace" and edit.kind == "substantive":
            terms = edit.old.of(change.old_text), edit.new.of(change.new_text)
            yield terms, Stretch(change.new[0].eid, edit.new)
