"""Where the lines that a redline gives are not those of the file, and what kind of difference each is.

    file of the old text    what rejecting gives     kind
    第一条 三日内报告           第一条 五日内报告           silent      accepting gives the same change
                                                     unmarked    the line is one of the new text: amended, and no mark shows it
                                                     words       neither: what is marked as deleted is not what stood there

Likewise for the new text, where a line of the old one is an amendment left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import Indel

from decision_diff.audit.verify.verdict import Aspect, Difference, NamedText
from decision_diff.model import Clause, Decision
from decision_diff.words.sequence import compute_script, find_common_runs

_MANY = 100  # differences; of more only whole lines are looked for, since each costs a look through a text
_LONGEST = 20_000  # characters


def list_spoken(decision: Decision) -> list[Clause]:
    """List the clauses that say anything, in order: all with a number or words, but for a note without words."""
    return [one for one in decision.walk() if one.words or (one.label and one.level != "note")]


def find_differences(
    revision: NamedText, expected: Sequence[str], found: Sequence[str], *, place: str = "", aspect: Aspect = "text"
) -> list[Difference]:
    """Find where the lines differ, in order. `position` counts the lines of the file, also for one that it does not have."""
    return [
        Difference(revision, at, line, given, place, aspect)
        for at, line, given in _pair_lines(list(expected), list(found))
    ]


def _pair_lines(expected: list[str], found: list[str]) -> Iterator[tuple[int, str | None, str | None]]:
    at_expected = at_found = 0
    for i, j, size in [*find_common_runs(expected, found), (len(expected), len(found), 0)]:
        for step in range(max(i - at_expected, j - at_found)):
            one, other = at_expected + step, at_found + step
            line = expected[one] if one < i else None
            yield min(one, i), line, found[other] if other < j else None
        at_expected, at_found = i + size, j + size


def name_kinds(
    old: Sequence[Difference], new: Sequence[Difference], lines: tuple[Sequence[str], Sequence[str]]
) -> tuple[Difference, ...]:
    """Name the kinds of the differences of both texts. `lines` are those of the two files."""
    was, now = (_OtherFile(side, exact=len(old) + len(new) > _MANY) for side in lines)
    cores = {_find_core(one) for one in old} & {_find_core(one) for one in new}
    return (
        *(replace(one, kind=_find_kind(one, cores, now, "unmarked")) for one in old),
        *(replace(one, kind=_find_kind(one, cores, was, "left-out")) for one in new),
    )


class _OtherFile:
    """The lines of the other file; `exact`: a line is only known if it is there as it is."""

    def __init__(self, lines: Sequence[str], *, exact: bool) -> None:
        self.lines = dict.fromkeys(lines)
        self.exact = exact

    def amends(self, expected: str | None, found: str) -> bool:
        """Whether a line that was found is that of this text, or `expected` with some of what was amended in it."""
        if found in self.lines:
            return True
        if expected is None or self.exact or not self.lines or len(found) > _LONGEST:
            return False
        other, _, _ = process.extractOne(expected, list(self.lines), scorer=Indel.normalized_similarity)
        return _is_between(expected, other, found)


def _find_kind(one: Difference, cores: set[tuple[str | None, str | None]], other: _OtherFile, amended: str) -> str:
    if one.found is None:
        # A clause that is not there: if the other text has it, it is lost in both, else its coming or going is not marked.
        return "silent" if one.expected in other.lines else amended
    if _find_core(one) in cores:
        return "silent"
    return amended if other.amends(one.expected, one.found) else "words"


def _is_between(one: str, other: str, found: str) -> bool:
    """Whether `found` is the one text with some of the edits made that give the other."""
    ends = {0}  # how far in `found` the choices made so far may reach
    for _, group in groupby(compute_script(one, other), key=lambda step: step.op == "equal"):
        run = list(group)
        choices = {one[run[0].i1 : run[-1].i2], other[run[0].j1 : run[-1].j2]}
        ends = {end + len(text) for end in ends for text in choices if found.startswith(text, end)}
    return len(found) in ends


def _find_core(one: Difference) -> tuple[str | None, str | None]:
    """What is exchanged for what, without the words before and behind that are the same."""
    before, after = one.expected, one.found
    if before is None or after is None:
        return before, after
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    end = next((at for at in range(shortest - start) if before[-1 - at] != after[-1 - at]), shortest - start)
    return before[start : len(before) - end], after[start : len(after) - end]
