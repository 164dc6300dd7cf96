"""The passes, each a function that adds links to a `Matching`, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_diff.align.anchors import match_elsewhere, match_identical, match_tombstones, take_back_formulas
from decision_diff.align.arbiter import match_residues
from decision_diff.align.challenges import challenge_pairs
from decision_diff.align.drafting import bring_up_to_date, match_cited
from decision_diff.align.empties import match_wordless
from decision_diff.align.gaps import match_again, match_in_order
from decision_diff.align.seams import match_seams
from decision_diff.align.sentences import match_sentences
from decision_diff.align.shares import match_shared
from decision_diff.align.strays import match_moved, match_parts
from decision_diff.align.units import Matching


def obey_pins(matching: Matching) -> None:
    """Link the clauses that a reviewer pinned."""
    if matching.pins:
        from decision_diff.align.pinned import match_pinned  # noqa: PLC0415 - late: most comparisons have no pins

        match_pinned(matching)


def obey_witness(matching: Matching) -> None:
    """Link the articles that an amending act states."""
    if matching.witness:
        from decision_diff.align.declared import match_declared  # noqa: PLC0415 - late: most have no witness

        match_declared(matching)


def settle_witness(matching: Matching) -> None:
    """Remove links that contradict an amending act."""
    if matching.witness:
        from decision_diff.align.declared import settle_declared  # noqa: PLC0415 - late: likewise

        settle_declared(matching)


PASSES: Final[tuple[Callable[[Matching], None], ...]] = (
    obey_pins,
    obey_witness,
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
    settle_witness,
)
