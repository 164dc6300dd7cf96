"""The passes, each a function that adds links to a `Matching`, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_diff.align.anchors import match_elsewhere, match_identical, match_tombstones, take_back_formulas
from decision_diff.align.arbiter import match_residues
from decision_diff.align.challenges import challenge_pairs
from decision_diff.align.declared import match_declared, settle_declared
from decision_diff.align.drafting import bring_up_to_date, match_cited
from decision_diff.align.empties import match_wordless
from decision_diff.align.gaps import match_again, match_in_order
from decision_diff.align.pinned import match_pinned
from decision_diff.align.seams import match_seams
from decision_diff.align.sentences import match_sentences
from decision_diff.align.shares import match_shared
from decision_diff.align.strays import match_moved, match_parts
from decision_diff.align.units import Matching

PASSES: Final[tuple[Callable[[Matching], None], ...]] = (
    match_pinned,
    match_declared,
    match_identical,
    match_elsewhere,
    match_tombstones,
    match_seams,
    match_in_order,
    take_back_formulas,
    match_elsewhere,
    match_cited,
    bring_up_to_date,
    match_again,
    challenge_pairs,
    match_moved,
    match_tombstones,
    match_parts,
    match_shared,
    match_sentences,
    match_residues,
    match_wordless,
    settle_declared,
)
