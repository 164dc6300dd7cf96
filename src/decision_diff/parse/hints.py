"""What the other revision knows of the breaks of a text: it has the words around one on one line, or breaks there too.

A printed page breaks the old text and the new one at other words, and a file that was never printed breaks its lines at the ends of
paragraphs alone. So a break is a wrap if the words before and behind it stand on one line of the other revision, and what stands
between them there is what was lost at the break.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.frozen import frozen

_AROUND: Final = 16  # characters around a break that must be the same, without white space
_FURTHER: Final = 24  # characters on either side that tell two places with the same words around
_MOST_NEAR: Final = 200  # edges with the same words behind that are looked at
_FEW: Final = 50  # keys that are looked for one by one, each through the whole text
_LEAST: Final = 1  # of them before and behind it
# Spaces of any width, and what a hyphenated word keeps of its break.
_SPACE: Final = dict.fromkeys(
    map(ord, " \t\u00a0\u3000\f\v\u00ad\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f")
)
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


def may_run_on(lines: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the other revision has the words around any break on one line: else it joins nothing."""
    bare = [_strip(line) for line in lines]
    everything = "\n".join(others)
    if _has_any(everything, [_make_key(one, two) for one, two in pairwise(bare)]):
        return True
    divided = [_make_divided_key(one, two) for one, two in pairwise(bare)]
    return any(one for one, _ in divided) and _has_any(_drop_hyphens(everything), divided)


def find_known(lines: Sequence[str], others: Sequence[str], wraps: Sequence[bool]) -> list[Known]:
    """The evidence for each break between two lines. `wraps` are the other breaks, without evidence."""
    bare = [_strip(line) for line in lines]
    keys = [_make_key(one, two) for one, two in pairwise(bare)]
    everything = "\n".join(others)
    run_on = _count_betweens(others, keys) if _has_any(everything, keys) else {}
    breaks = [pair for pair, is_wrap in zip(pairwise(map(_strip, others)), wraps, strict=True) if not is_wrap]
    apart = _EdgeCounts(_make_edge(one, two) for one, two in breaks)
    edges = [_make_edge(one, two) for one, two in pairwise(bare)]
    here = Counter(edges)
    divided = _find_divided(bare, others, everything)
    runs = [key in run_on or is_one for key, is_one in zip(keys, divided, strict=True)]
    there = [apart.count(edge) for edge in edges]
    known = [
        _judge(_find_usual(run_on.get(key)), here[edge], count, runs_on=runs_on)
        for key, edge, count, runs_on in zip(keys, edges, there, runs, strict=True)
    ]
    doubtful = [at for at, key in enumerate(keys) if runs[at] and (there[at] or len(run_on.get(key, ())) > 1)]
    return _settle(known, doubtful, bare, others, breaks)


def _find_divided(bare: Sequence[str], others: Sequence[str], everything: str) -> list[bool]:
    """For each break whether it divides a word at a hyphen that the other revision has whole."""
    keys = [_make_divided_key(one, two) for one, two in pairwise(bare)]
    if not any(one for one, _ in keys) or not _has_any(_drop_hyphens(everything), keys):
        return [False] * len(keys)
    found = dict(_find_all(_drop_all_hyphens(others, keys), keys))
    return [key in found for key in keys]


def _settle(
    known: list[Known], doubtful: Sequence[int], bare: Sequence[str], others: Sequence[str], breaks: Sequence[LineEdge]
) -> list[Known]:
    """What is known, with a further look at the doubtful breaks, if they are few."""
    if not 0 < len(doubtful) <= _FEW:
        return known
    joined = [(line, text) for line in others if (text := _strip(line))]
    for at in doubtful:
        known[at] = _look_further(bare[at], bare[at + 1], joined, breaks, known[at])
    return known


def _count_betweens(lines: Sequence[str], keys: Sequence[LineEdge]) -> dict[LineEdge, Counter[str]]:
    """By the words around breaks that stand on one of these lines how often what stands between them."""
    counted: defaultdict[LineEdge, Counter[str]] = defaultdict(Counter)
    for key, between in _find_all(lines, keys):
        counted[key][between] += 1
    return counted


def _find_usual(betweens: Counter[str] | None) -> str | None:
    return betweens.most_common(1)[0][0] if betweens else None


def _look_further(
    one: str, two: str, joined: Sequence[tuple[str, str]], breaks: Sequence[LineEdge], known: Known
) -> Known:
    """What more words around a break tell, where the other revision has the fewer ones on one line and at a break, or written in two ways.

    `joined` are its lines, each with its words without spaces.
    """
    before, after = one[-_FURTHER:], two[:_FURTHER]
    line = next(((line, found) for line, text in joined if (found := text.find(before + after)) >= 0), None)
    is_apart = any(end.endswith(before) and start.startswith(after) for end, start in breaks)
    if (line is not None) == is_apart:
        return known
    if line is None:
        return Known(-1)
    places = _find_places(line[0])
    cut = line[1] + len(before)
    return Known(1, line[0][places[cut - 1] + 1 : places[cut]])


def _judge(between: str | None, here: int, there: int, *, runs_on: bool) -> Known:
    """What is known of one break that stands so often in each revision.

    Words that the other revision has on one line too, somewhere else, are told by how often both break there.
    """
    if there and (not runs_on or here <= there):
        return Known(-1)
    return Known(1, between) if runs_on and not there else UNKNOWN


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


def _drop_all_hyphens(lines: Sequence[str], keys: Sequence[LineEdge]) -> list[str]:
    """The lines without their hyphens, if any key asks for that."""
    return [_drop_hyphens(line) for line in lines] if any(one for one, _ in keys) else []


def _make_divided_key(one: str, two: str) -> LineEdge:
    """A line that ends in a hyphen may have been one word with the next line: then neither side counts hyphens."""
    return _make_key(_drop_hyphens(one), _drop_hyphens(two)) if one[-1:] in _HYPHENS else ("", "")


def _find_all(lines: Sequence[str], keys: Sequence[LineEdge]) -> Iterator[tuple[LineEdge, str]]:
    """The keys whose words stand on one of these lines, with what stands between."""
    wanted = _index_keys(keys)
    for line in lines:
        yield from _find_run_on(line, wanted)


def _has_any(everything: str, keys: Sequence[LineEdge]) -> bool:
    """Whether the words of a key stand anywhere: hardly any do in a text that was not printed, and this is told faster than where."""
    text = _strip(everything)
    wanted = {one + two for one, two in keys if one}
    if len(wanted) <= _FEW:
        return any(key in text for key in wanted)
    return any(True for _ in _find_keys(text, wanted))  # one look at the text, however many there are


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
        places = places or _find_places(line)
        for cut in wanted[key]:
            yield (key[:cut], key[cut:]), line[places[at + cut - 1] + 1 : places[at + cut]]


def _find_places(line: str) -> list[int]:
    """Where the characters of a line stand that are no white space."""
    return [nth for nth, char in enumerate(line) if ord(char) not in _SPACE]


def _find_keys(text: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where in a text a key begins, and that key."""
    for at in range(len(text) - _AROUND + 1):
        if text[at : at + _AROUND] in wanted:
            yield at, text[at : at + _AROUND]
