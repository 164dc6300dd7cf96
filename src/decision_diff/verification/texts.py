"""Where the lines that a redline gives are not those of the file, and how that came about.

    file of the old text    what rejecting gives     kind
    第一条 三日内报告           第一条 五日内报告           silent      accepting gives the same change
                                                     unmarked    the line is one of the new text: amended, and no mark shows it
                                                     words       neither: what is marked as deleted is not what stood there

Likewise for the new text, where a line of the old one is an amendment left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from decision_diff.sequence import matching_blocks
from decision_diff.verification.verdict import Aspect, Difference, Revision

_AROUND = 8  # characters on either side by which changed words are known again
_MANY = 500  # differences; of more only whole lines are looked for, since each costs a look through a text


def differences(
    revision: Revision, expected: Sequence[str], found: Sequence[str], *, place: str = "", aspect: Aspect = "text"
) -> list[Difference]:
    """Where the lines differ, in order. `position` counts the lines of the file, also for one that it does not have."""
    return [
        Difference(revision, at, line, given, place, aspect) for at, line, given in _pairs(list(expected), list(found))
    ]


def _pairs(expected: list[str], found: list[str]) -> Iterator[tuple[int, str | None, str | None]]:
    at_expected = at_found = 0
    for i, j, size in [*matching_blocks(expected, found), (len(expected), len(found), 0)]:
        for step in range(max(i - at_expected, j - at_found)):
            one, other = at_expected + step, at_found + step
            line = expected[one] if one < i else None
            yield min(one, i), line, found[other] if other < j else None
        at_expected, at_found = i + size, j + size


def named(
    old: Sequence[Difference], new: Sequence[Difference], lines: tuple[Sequence[str], Sequence[str]]
) -> tuple[Difference, ...]:
    """The differences of both texts with their kinds. `lines` are those of the two files."""
    was, now = (_Text(side, exact=len(old) + len(new) > _MANY) for side in lines)
    cores = {_core(one)[1:] for one in old} & {_core(one)[1:] for one in new}
    return (
        *(replace(one, kind=_kind(one, cores, now, "unmarked")) for one in old),
        *(replace(one, kind=_kind(one, cores, was, "left-out")) for one in new),
    )


class _Text:
    """The lines of the other file, in which words are looked for; `exact` only whole lines."""

    def __init__(self, lines: Sequence[str], *, exact: bool) -> None:
        self.lines = frozenset(lines)
        self.whole = "" if exact else "\n" + "\n".join(lines) + "\n"

    def has(self, line: str, around: str) -> bool:
        return line in self.lines or around in self.whole


def _kind(one: Difference, cores: set[tuple[str | None, str | None]], other: _Text, amended: str) -> str:
    around, *core = _core(one)
    if one.found is None:
        # A clause that is not there: if the other text has it, it is lost in both, else its coming or going is not marked.
        return "silent" if one.expected in other.lines else amended
    if tuple(core) in cores:
        return "silent"
    return amended if other.has(one.found, around) else "words"


def _core(one: Difference) -> tuple[str, str | None, str | None]:
    """What is exchanged for what, without the words before and behind that are the same; first what was found, among some of these."""
    before, after = one.expected, one.found
    if before is None or after is None:
        return f"\n{after}\n", before, after
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    end = next((at for at in range(shortest - start) if before[-1 - at] != after[-1 - at]), shortest - start)
    last = len(after) - end
    around = f"\n{after}\n"[max(start + 1 - _AROUND, 0) : last + 1 + _AROUND]
    return around, before[start : len(before) - end], after[start:last]
