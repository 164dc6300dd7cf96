"""The passes, each a function that adds links to a `Matching`, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_diff.align.anchors import elsewhere, identical, settle, tombstone
from decision_diff.align.drafting import bring_up, recite
from decision_diff.align.empties import label
from decision_diff.align.gaps import again, place
from decision_diff.align.pinned import pinned
from decision_diff.align.shares import shared
from decision_diff.align.strays import moved, part
from decision_diff.align.units import Matching

PASSES: Final[tuple[Callable[[Matching], None], ...]] = (
    pinned,
    identical,
    elsewhere,
    tombstone,
    place,
    settle,
    elsewhere,
    recite,
    bring_up,
    again,
    moved,
    tombstone,
    part,
    shared,
    label,
)
