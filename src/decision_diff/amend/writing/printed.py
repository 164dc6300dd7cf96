"""The last word on an act: its printed text, read and applied as `amend apply` does with the file, or why that refuses it."""

from __future__ import annotations

from decision_diff.amend.acts import read
from decision_diff.amend.applying import apply, read_consolidated
from decision_diff.amend.styles.recited import Recited
from decision_diff.amend.writing.acts import Shortfall, print_act
from decision_diff.errors import DecisionDiffError
from decision_diff.frozen import frozen
from decision_diff.model import Decision


@frozen
class PrintedResult:
    """What a printed act makes of a text: the new text, or None and the refusals, each of which names a place that it is about in `named`."""

    made: Decision | None
    refusals: tuple[Shortfall, ...] = ()
    named: tuple[str, ...] = ()


def apply_printed(recited: list[Recited], old: Decision) -> PrintedResult:
    """Apply an act to a text, by nothing but its printed characters. An act without orders leaves the text as it is."""
    if not any(line.instructions for line in recited):
        return PrintedResult(old)
    try:
        applied = apply(read(print_act(recited).encode("utf-8", "surrogatepass")), old)
    except DecisionDiffError as error:
        return PrintedResult(None, (Shortfall("", "", "", str(error)),))
    if applied.text is None or applied.refused:
        refusals = tuple(Shortfall(one.place, "", "", str(one)) for one in applied.refused)
        return PrintedResult(None, refusals, tuple(one.printed + one.place + one.why for one in applied.refused))
    return PrintedResult(read_consolidated(applied.text, old))
