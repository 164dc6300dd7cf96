"""Brackets go together: an edit holds both brackets of a pair, or neither.

A shortest script may keep one bracket of a pair and strike the other, because a bracket of the other text looks like it:

    （甲[-）-]乙{+）+}   ->   （[-甲）乙-]{+甲乙）+}

Such edits are joined, with all that stands between the two brackets, until no pair is torn. Not joined is what tears a pair around a stretch
of `RUN` code points or more that stays: a bracketed sentence of a draft that was agreed is not struck for its brackets, nor
is what a longer bracket takes in. Nor is a pair whose brackets were exchanged, one for one, for brackets of another shape. Nor are square
brackets, which hold what is not agreed, where one of them came or went at the edge of what came or went: they open, close and move
around words that stay.

    [甲，乙]   ->   [甲{+]+}，乙[-]-]

A pair is two tokens that match, in one line and at most `MOST_APART` tokens apart. `a)` has no partner and belongs to no pair.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from decision_diff.words.folding import fold

RUN: Final = 8  # code points of whole words that are not struck and put in again
MOST_APART: Final = 400  # tokens

_KINDS: Final = (
    ("（(﹙", "）)﹚"),
    ("[［", "]］"),
    ("〔", "〕"),
    ("【", "】"),
    ("《", "》"),
    ("〈", "〉"),
    ("「", "」"),
    ("『", "』"),
    ("{", "}"),
)
_OPENING: Final = {char: kind for kind, (opening, _) in enumerate(_KINDS) for char in opening}
_CLOSING: Final = {char: kind for kind, (_, closing) in enumerate(_KINDS) for char in closing}
BRACKETS: Final = frozenset({*_OPENING, *_CLOSING})

_SQUARE_OPENING: Final = frozenset("[［")
_SQUARE_CLOSING: Final = frozenset("]］")

_ROUNDS: Final = 20  # joining two edits may tear another pair; after so many rounds what is torn stays so

Hunk = tuple[int, int, int, int]  # old tokens [i1, i2) became new tokens [j1, j2)
Pair = tuple[int, int]  # two tokens of one side


def join_torn(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> list[Hunk]:
    """The hunks, those joined that tear a pair of `a` or of `b`. They are in order, with equal tokens between them."""
    if not hold_bracket(a, b, hunks):
        return hunks
    pairs = find_pairs(a), find_pairs(b)
    for _ in range(_ROUNDS):
        torn = [*_find_torn(a, b, hunks, pairs[0], 0), *_find_torn(a, b, hunks, pairs[1], 1)]
        if not torn:
            break
        hunks = _unite(sorted([*hunks, *torn]))
    return hunks


def hold_bracket(a: Sequence[str], b: Sequence[str], hunks: Iterable[Hunk]) -> bool:
    """Whether a bracket was deleted or inserted."""
    return any(not BRACKETS.isdisjoint(a[i1:i2]) or not BRACKETS.isdisjoint(b[j1:j2]) for i1, i2, j1, j2 in hunks)


def find_pairs(tokens: Sequence[str]) -> list[Pair]:
    """The pairs of brackets, in the order of their closing ones. A bracket closes the last open one of its kind, and all opened since."""
    pairs: list[Pair] = []
    unclosed: list[tuple[int, int]] = []  # kind, token
    for at, word in enumerate(tokens):
        if word == "\n":
            unclosed.clear()
        elif word in _OPENING:
            unclosed.append((_OPENING[word], at))
        elif word in _CLOSING:
            kind = _CLOSING[word]
            start = unclosed.pop()[1] if unclosed and unclosed[-1][0] == kind else _close(unclosed, kind)
            if start is not None and at - start <= MOST_APART:
                pairs.append((start, at))
    return pairs


def find_balanced(tokens: Sequence[str], start: int, end: int, shifts: int) -> list[bool]:
    """For each shift from 0 to `shifts`, whether tokens[start + shift : end + shift] holds its brackets in pairs, as far as one can.

    The stretches are rotations of one another: tokens[i] equals tokens[i + end - start] wherever both are in one of them. So
    the depth of brackets, which rises and falls, has the same lowest value in all of them, and those are balanced that begin there.
    """
    depths = [0, *accumulate((token in _OPENING) - (token in _CLOSING) for token in tokens[start : end + shifts])]
    lowest = min(depths[: end - start + 1])
    return [depths[shift] == lowest for shift in range(shifts + 1)]


def _close(unclosed: list[tuple[int, int]], kind: int) -> int | None:
    """The token that opened a pair that is closed here; None if nothing did. Few are looked at, whatever stands open."""
    for depth in range(1, min(len(unclosed), 8) + 1):
        if unclosed[-depth][0] == kind:
            start = unclosed[-depth][1]
            del unclosed[-depth:]
            return start
    return None


def _find_torn(a: Sequence[str], b: Sequence[str], hunks: list[Hunk], pairs: list[Pair], side: int) -> Iterator[Hunk]:
    """For each torn pair of one side what has to be one hunk: the stretch of both sides from its opening to its closing bracket."""
    tokens = (a, b)[side]
    starts = [*(hunk[2 * side] for hunk in hunks), len(tokens)]
    ends = [hunk[2 * side + 1] for hunk in hunks]
    edges = _SquareEdges(a, b)
    for pair in pairs:
        first, last = (bisect_right(ends, at) for at in pair)  # the hunks that hold the brackets, or the next ones
        went = starts[first] <= pair[0], starts[last] <= pair[1]
        if went == (False, False) or (went == (True, True) and first == last):
            continue
        holders = [hunks[at] for at in (*[first] * went[0], *[last] * went[1])]
        kept = _list_kept(pair, starts, ends, range(first + went[0], last + 1))
        apart = any(_is_long(tokens[start:end]) for start, end in kept)
        if not apart and not edges.hold(tokens[pair[0]], holders) and not _exchange_brackets(a, b, holders):
            yield _reach(hunks, (pair[0], pair[1] + 1), (first, last), went, side)


def _list_kept(pair: Pair, starts: Sequence[int], ends: Sequence[int], gaps: range) -> Iterator[Pair]:
    """What stays from one bracket of a pair to the other: stretches before some hunks, of which `starts` and `ends` has all."""
    for at in gaps:
        yield max(pair[0], ends[at - 1] if at else 0), min(pair[1] + 1, starts[at])


def _is_long(tokens: Sequence[str]) -> bool:
    return len(tokens) >= RUN or sum(map(len, tokens)) >= RUN


class _SquareEdges:
    """Whether hunks have their square brackets at the edges; each hunk is read once, however many pairs end in it."""

    def __init__(self, a: Sequence[str], b: Sequence[str]) -> None:
        self.a, self.b = a, b
        self.known: dict[Hunk, bool] = {}

    def hold(self, opening: str, hunks: Iterable[Hunk]) -> bool:
        """Whether a pair is square, and in each of these hunks only words came, or only went, with lone brackets at its edges."""
        return opening in _SQUARE_OPENING and all(map(self._hold, hunks))

    def _hold(self, hunk: Hunk) -> bool:
        if hunk not in self.known:
            i1, i2, j1, j2 = hunk
            one_sided = i1 == i2 or j1 == j2
            self.known[hunk] = one_sided and _has_square_at_edges([*self.a[i1:i2], *self.b[j1:j2]])
        return self.known[hunk]


def _has_square_at_edges(tokens: Sequence[str]) -> bool:
    """Whether those without a partner that close stand before all else, and those that open behind: `][乙]` and `甲[`, not `]乙[`."""
    opened: list[int] = []
    closed = 0
    for at, token in enumerate(tokens):
        if token in _SQUARE_OPENING:
            opened.append(at)
        elif token in _SQUARE_CLOSING and opened:
            opened.pop()
        elif token in _SQUARE_CLOSING:
            closed = at + 1
    before, behind = tokens[:closed], tokens[opened[0] :] if opened else ()
    return _are_only(before, _SQUARE_CLOSING) and _are_only(behind, _SQUARE_OPENING)


def _are_only(tokens: Sequence[str], brackets: frozenset[str]) -> bool:
    return all(token in brackets or token.isspace() for token in tokens)


def _exchange_brackets(a: Sequence[str], b: Sequence[str], hunks: list[Hunk]) -> bool:
    """Whether in each of these hunks a bracket became another that opens, or closes, as it does, or another form of it."""
    return all(_are_alike("".join(a[i1:i2]), "".join(b[j1:j2])) for i1, i2, j1, j2 in hunks)


def _are_alike(old: str, new: str) -> bool:
    both = {old, new}
    return both <= _OPENING.keys() or both <= _CLOSING.keys() or fold(old) == fold(new)


def _reach(hunks: list[Hunk], pair: Pair, holders: Pair, went: tuple[bool, bool], side: int) -> Hunk:
    """The tokens from the start to the end of `pair` on one side, those that match them on the other, and what was changed at either end."""
    bounds: list[tuple[int, int]] = []
    for at, holder, is_in, is_end in zip(pair, holders, went, (0, 1), strict=True):
        if is_in:
            bounds.append((hunks[holder][is_end], hunks[holder][2 + is_end]))
            continue
        before = hunks[holder - 1] if holder else (0, 0, 0, 0)
        distance = at - before[2 * side + 1]
        bounds.append((before[1] + distance, before[3] + distance))
    (i1, j1), (i2, j2) = bounds
    return i1, i2, j1, j2


def _unite(hunks: list[Hunk]) -> list[Hunk]:
    """Hunks in order of their starts, those joined that overlap or touch."""
    united: list[Hunk] = []
    for hunk in hunks:
        if united and (
            hunk[0] < united[-1][1]
            or hunk[2] < united[-1][3]
            or (hunk[0] == united[-1][1] and hunk[2] == united[-1][3])
        ):
            last = united.pop()
            hunk = (last[0], max(last[1], hunk[1]), min(last[2], hunk[2]), max(last[3], hunk[3]))  # noqa: PLW2901 - it grew
        united.append(hunk)
    return united
