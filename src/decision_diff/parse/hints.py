"""What the other revision knows of the breaks of a text: it has the words around one on one line, or breaks there too.

A printed page breaks the old text and the new one at other words, and a file that was never printed breaks its lines at the ends of
paragraphs alone. So a break is a wrap if the words before and behind it stand on one line of the other revision, and what stands
between them there is what was lost at the break.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen

_AROUND: Final = 16  # characters around a break that must be the same, without white space
_LEAST: Final = 2  # of them before and behind it
_SPACE: Final = dict.fromkeys(map(ord, " \t\u00a0\u3000\f\v\u00ad"))
_HYPHENS: Final = "-\u2010"


@frozen
class Known:
    """`verdict` is 1 if the other revision has the words around a break on one line, -1 if it breaks there too, else 0.

    `between` is what stands between them on that line; None if that says nothing.
    """

    verdict: int
    between: str | None = None


UNKNOWN: Final = Known(0)


def find_known(lines: Sequence[str], others: Sequence[str], *, is_wrapped: bool) -> list[Known]:
    """What is known of each break between two lines. Where the other revision `is_wrapped` itself, its breaks say nothing."""
    bare = [_strip(line) for line in lines]
    keys = [_make_key(one, two) for one, two in pairwise(bare)]
    wanted: dict[str, set[int]] = defaultdict(set)
    for one, two in keys:
        wanted[one + two].add(len(one))
    wanted.pop("", None)
    run_on: dict[tuple[str, str], str | None] = {}
    for line in others:
        run_on.update(_find_run_on(line, wanted))
    texts = [] if is_wrapped else [text for line in others if (text := _strip(line))]
    apart = {_make_edge(one, two) for one, two in pairwise(texts)}
    return [
        _judge(key, _make_edge(one, two) in apart, run_on) for key, one, two in zip(keys, bare, bare[1:], strict=False)
    ]


def _strip(line: str) -> str:
    return line.translate(_SPACE).rstrip(_HYPHENS)


def _make_key(one: str, two: str) -> tuple[str, str]:
    """The words around a break, half before it and half behind it if there are as many; empty if there are too few."""
    half = _AROUND // 2
    after = two[: max(half, _AROUND - len(one))]
    before = one[-(_AROUND - len(after)) :] if len(after) < _AROUND else ""
    if min(len(before), len(after)) < _LEAST or len(before) + len(after) < _AROUND:
        return "", ""
    return before, after


def _make_edge(one: str, two: str) -> tuple[str, str]:
    return one[-_AROUND // 2 :], two[: _AROUND // 2]


def _find_run_on(line: str, wanted: dict[str, set[int]]) -> Iterator[tuple[tuple[str, str], str | None]]:
    """The keys whose words stand on a line, with what stands between; None where a hyphen was left out to find them."""
    text = _strip(line)
    bare = text.replace("-", "").replace("\u2010", "")
    if bare != text:
        for _, key in _find_keys(bare, wanted):
            yield from (((key[:cut], key[cut:]), None) for cut in wanted[key])
    places: list[int] = []
    for at, key in _find_keys(text, wanted):
        places = places or [nth for nth, char in enumerate(line) if ord(char) not in _SPACE]
        for cut in wanted[key]:
            yield (key[:cut], key[cut:]), line[places[at + cut - 1] + 1 : places[at + cut]]


def _find_keys(text: str, wanted: dict[str, set[int]]) -> Iterator[tuple[int, str]]:
    """Where in a text a key begins, and that key."""
    for at in range(len(text) - _AROUND + 1):
        if text[at : at + _AROUND] in wanted:
            yield at, text[at : at + _AROUND]


def _judge(key: tuple[str, str], is_apart: bool, run_on: dict[tuple[str, str], str | None]) -> Known:
    if key in run_on and key != ("", ""):
        return Known(0) if is_apart else Known(1, run_on[key])
    return Known(-1) if is_apart else UNKNOWN
