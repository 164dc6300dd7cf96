"""What the other revision knows of the breaks of a text: it has the words around one on one line, or breaks there too.

A printed page breaks the old text and the new one at other words, and a file that was never printed breaks its lines at the ends of
paragraphs alone. So a break is a wrap if the words before and behind it stand on one line of the other revision, and what stands
between them there is what was lost at the break.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen

_AROUND: Final = 16  # characters around a break that must be the same, without white space
_MOST_NEAR: Final = 200  # edges with the same words behind that are looked at
_LEAST: Final = 1  # of them before and behind it
_SPACE: Final = dict.fromkeys(map(ord, " \t\u00a0\u3000\f\v\u00ad"))
_HYPHENS: Final = ("-", "\u2010")

LineEdge = tuple[str, str]  # the end of a line and the beginning of the next


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
    # A line that ends in a hyphen may have been one word with the next line: then neither side counts hyphens.
    divided = [
        _make_key(_drop_hyphens(one), _drop_hyphens(two)) if one[-1:] in _HYPHENS else ("", "")
        for one, two in pairwise(bare)
    ]
    wanted, wanted_divided = _index_keys(keys), _index_keys(divided)
    run_on: dict[LineEdge, str | None] = {}
    run_on_divided: set[LineEdge] = set()
    for line in others:
        run_on.update(_find_run_on(line, wanted))
        if wanted_divided:
            run_on_divided.update(key for key, _ in _find_run_on(_drop_hyphens(line), wanted_divided))
    texts = [] if is_wrapped else [text for line in others if (text := _strip(line))]
    edges = [_make_edge(one, two) for one, two in pairwise(bare)]
    apart = _EdgeCounts(_make_edge(one, two) for one, two in pairwise(texts))
    here = Counter(edges)
    known = []
    for edge, key, other in zip(edges, keys, divided, strict=True):
        runs_on = key in run_on or other in run_on_divided
        there = apart.count(edge)
        # Words that the other revision has on one line too, somewhere else, are told by how often both break there.
        ends = there > 0 and (not runs_on or here[edge] <= there)
        verdict = -1 if ends else int(runs_on and not there)
        known.append(Known(verdict, run_on.get(key)) if verdict else UNKNOWN)
    return known


class _EdgeCounts:
    """How often lines of a text meet with these words; of a short line, which a page may have left, its words are enough."""

    def __init__(self, edges: Iterable[LineEdge]) -> None:
        self.whole = Counter(edges)
        self.by_head: dict[str, list[LineEdge]] = defaultdict(list)
        for edge in self.whole:
            self.by_head[edge[1]].append(edge)

    def count(self, edge: LineEdge) -> int:
        """How often this edge is there."""
        if len(edge[0]) >= _AROUND // 2:
            return self.whole[edge]
        near = self.by_head.get(edge[1], ())[:_MOST_NEAR]
        return sum(self.whole[one] for one in near if one[0].endswith(edge[0]))


def _strip(line: str) -> str:
    return line.translate(_SPACE)


def _drop_hyphens(line: str) -> str:
    return line.replace("-", "").replace("\u2010", "")


def _index_keys(keys: Sequence[LineEdge]) -> dict[str, set[int]]:
    """The keys by their words, each with how many of these stand before the break."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one, two in keys:
        if one:
            wanted[one + two].add(len(one))
    return wanted


def _make_key(one: str, two: str) -> LineEdge:
    """The words around a break, half before it and half behind it if there are as many; empty if there are too few."""
    half = _AROUND // 2
    after = two[: max(half, _AROUND - len(one))]
    before = one[-(_AROUND - len(after)) :] if len(after) < _AROUND else ""
    if min(len(before), len(after)) < _LEAST or len(before) + len(after) < _AROUND:
        return "", ""
    return before, after


def _make_edge(one: str, two: str) -> LineEdge:
    return one[-_AROUND // 2 :], two[: _AROUND // 2]


def _find_run_on(line: str, wanted: dict[str, set[int]]) -> Iterator[tuple[LineEdge, str]]:
    """The keys whose words stand on a line, with what stands between."""
    text = _strip(line)
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
