"""What a reviewer says: this clause became that one. Nothing that comes later overrules it."""

from __future__ import annotations

from decision_diff.align.anchors import spine
from decision_diff.align.gaps import fill
from decision_diff.align.units import Matching
from decision_diff.words.likeness import ratio


def pinned(matching: Matching) -> None:
    """Link as was said, and no pinned clause with any other.

    What hangs below a pinned pair is compared with one another first; what is left of that may have come from anywhere.
    What hangs below a clause that is said to be repealed, or inserted, is so too, unless another pin says otherwise.
    """
    pairs = [(i, j) for i, j in matching.pins if i is not None and j is not None]
    for i, j in pairs:
        matching.link(i, j, "pinned", ratio(matching.left.words[i], matching.right.words[j]))
        matching.pin(i, turned=False)
        matching.pin(j, turned=True)
    for was, now in matching.pins:
        if was is None or now is None:
            _pin_below(matching, now if was is None else was, turned=was is None)
    for i, j in pairs:
        ends = matching.left.end_of(i), matching.right.end_of(j)
        same = spine(matching, matching.free_left(i + 1, ends[0]), matching.free_right(j + 1, ends[1]))
        fill(matching, same, (i, j), ends)


def _pin_below(matching: Matching, number: int | None, *, turned: bool) -> None:
    """Pin a clause of the left, or of the right if `turned`, and what is free below it."""
    if number is not None:
        side, _ = matching.sides(turned=turned)
        for n in range(number, side.end_of(number)):
            if matching.is_free(n, turned=turned):
                matching.pin(n, turned=turned)
