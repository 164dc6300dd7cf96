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
    for i, j in matching.pins:
        if i is not None and j is not None:
            score = ratio(matching.left.words[i], matching.right.words[j])
            matching.link(i, j, "pinned", score)
            matching.pin(i, turned=False)
            matching.pin(j, turned=True)
    for i, j in matching.pins:
        if i is None or j is None:
            turned = i is None
            side, number = (matching.right, j) if turned else (matching.left, i)
            if number is not None:
                below = range(number, side.end_of(number))
                for n in below:
                    if matching.is_free(n, turned=turned):
                        matching.pin(n, turned=turned)
    for i, j in matching.pins:
        if i is not None and j is not None:
            ends = matching.left.end_of(i), matching.right.end_of(j)
            pairs = spine(matching, matching.free_left(i + 1, ends[0]), matching.free_right(j + 1, ends[1]))
            fill(matching, pairs, (i, j), ends)
