"""Whether facts of a kind that stand in one clause of several language versions say the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from operator import eq
from typing import Final

# Kinds of which it counts how often they stand; of the others only whether they do, for a translation says "it" for a name.
_COUNTED: Final = frozenset({"date", "amount", "percentage", "period", "number", "bracket"})


def agree(kind: str, values: Sequence[Sequence[str]]) -> bool:
    """Whether language versions that have these facts of a kind say the same; a translation may repeat a name, or say "it"."""
    if kind in _COUNTED:
        return len({tuple(sorted(each)) for each in values}) == 1
    if kind == "obligation":
        return all(_oblige_alike(*pair) for pair in combinations([each for each in values if each], 2))
    is_alike = _ALIKE.get(kind, eq)
    return all(is_alike(*pair) for pair in combinations([frozenset(each) for each in values], 2))


def _name_alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether no body stands for another; one may be left out."""
    return left <= right or right <= left


def _refer_alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether each place that one version cites is one of the other, or holds one of it: 3 and 3.2, whose item another script may number."""
    return all(
        any(f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.") for other in against)
        for some, against in ((left, right), (right, left))
        for one in some
    )


def _oblige_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether neither of two versions obliges where the other one allows: as many words for it are compared, of others only whether one is the same."""
    if len(left) == len(right):
        return all(_is_same(*pair) for pair in zip(sorted(left), sorted(right), strict=True))
    return any(_is_same(one, other) for one in left for other in right)


def _is_same(left: str, right: str) -> bool:
    return not set(left.split("|")).isdisjoint(right.split("|"))


_ALIKE: Final = {"body": _name_alike, "reference": _refer_alike}
