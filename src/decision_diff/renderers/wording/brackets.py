"""Square brackets of the texts: how many are open, clause by clause, and marks of ours that nobody takes for them.

A redline marks deleted words as `[-this-]`, and a bill as `[this]`. Where either text has a square bracket of its own, such marks have
braces instead, `{-this-}`, and the output says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from decision_diff.words.brackets import CLOSING, OPENING, count_open, find_brackets, has_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.profiles import Marking, Profile
    from decision_diff.renderers.wording import Words

_SQUARE = frozenset(OPENING + CLOSING)


def keep_apart(profile: Profile, comparison: Comparison) -> Profile:
    """The profile, its marks with braces in the place of square brackets if a text has square brackets itself."""
    braced = replace_brackets(profile)
    return braced if braced != profile and _have_brackets(comparison) else profile


def replace_brackets(profile: Profile) -> Profile:
    """The profile, its marks with braces in the place of square brackets."""
    insert, delete = _brace(profile.insert, ("{+", "+}")), _brace(profile.delete, ("{-", "-}"))
    return replace(profile, insert=insert, delete=delete)


def _have_brackets(comparison: Comparison) -> bool:
    return has_brackets(comparison.old) or has_brackets(comparison.new)


def _brace(marking: Marking, braces: tuple[str, str]) -> Marking:
    if not _SQUARE.isdisjoint("".join(marking.plain)):
        marking = replace(marking, plain=braces)
    if not _SQUARE.isdisjoint(marking.before + marking.after):
        marking = replace(marking, before=braces[0], after=braces[1])
    return marking


def explain_braces(words: Words, comparison: Comparison, insert: tuple[str, str], delete: tuple[str, str]) -> list[str]:
    """The sentence that says how words are marked, if a text has square brackets of its own and something is marked."""
    if not comparison.differs or not _have_brackets(comparison):
        return []
    return [words.say("brackets.marked", delete="…".join(delete), insert="…".join(insert))]


def count_by_clause(decision: Decision) -> list[tuple[str, int]]:
    """The eid of each clause in which brackets open, and how many, in document order."""
    clauses = decision.walk()
    return [(clauses[at].eid, count) for at, count in count_open(find_brackets(decision)).items()]


def count_brackets(words: Words, comparison: Comparison) -> list[str]:
    """Counts the open brackets of both texts, if either has any: `open brackets: 5 → 3`."""
    old, new = (sum(count for _, count in count_by_clause(side)) for side in (comparison.old, comparison.new))
    return [words.say_at(words.say("brackets.open"), words.say("route", old=old, new=new))] if old or new else []


def list_brackets(words: Words, comparison: Comparison) -> Iterator[str]:
    """Says of each clause of the new text how many brackets are open in it: `decides › 2: 3`."""
    for eid, count in count_by_clause(comparison.new):
        yield words.say_at(words.name_place(comparison.new, comparison.new.clause(eid)), str(count))
