"""The pass that links what a reviewer pinned. No later pass overrules it."""

from __future__ import annotations

from decision_diff.align.anchors import link_spine
from decision_diff.align.gaps import fill_gaps
from decision_diff.align.units import Matching
from decision_diff.words.likeness import measure_likeness


def match_pinned(matching: Matching) -> None:
    """Link pinned clauses, and no pinned clause with any other.

    What hangs below a pinned pair is compared with one another first; what is left of that may have come from anywhere.
    What hangs below a clause that is said to be repealed, or inserted, is so too, unless another pin says otherwise.
    """
    pairs = [(i, j) for i, j in matching.pins if i is not None and j is not None]
    for i, j in pairs:
        matching.link(i, j, "pinned", measure_likeness(matching.left.words[i], matching.right.words[j]))
        matching.pin(i, swapped=False)
        matching.pin(j, swapped=True)
    for was, now in matching.pins:
        if was is None or now is None:
            _pin_below(matching, now if was is None else was, swapped=was is None)
    for i, j in pairs:
        ends = matching.left.find_end(i), matching.right.find_end(j)
        same = link_spine(matching, matching.find_free_left(i + 1, ends[0]), matching.find_free_right(j + 1, ends[1]))
        fill_gaps(matching, same, (i, j), ends)


def _pin_below(matching: Matching, number: int | None, *, swapped: bool) -> None:
    """Pin a clause of the left, or of the right if `swapped`, and what is free below it."""
    if number is not None:
        side, _ = matching.get_sides(swapped=swapped)
        for n in range(number, side.find_end(number)):
            if matching.is_free(n, swapped=swapped):
                matching.pin(n, swapped=swapped)
