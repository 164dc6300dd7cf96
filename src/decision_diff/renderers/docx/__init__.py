"""One Word document with native tracked changes: accept all and it is the new text, reject all and it is the old one.

    comparison ==draw==> a redline as bytes ==proof==> what does not prove ==draw==> coarser marks there … ==> the redline

Before anything is given out it is read back: each paragraph of both views with its number, its place in tables and notes, and its
outline level. A paragraph that does not prove is deleted and inserted whole in the next attempt, and more around it as long
as that does not help; at last a plain copy on our template is written. Where more is marked than was found to differ, a
notice says so. Formatting is marked, and then proved, where that is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from decision_diff.errors import InvariantError
from decision_diff.ooxml.writing import families
from decision_diff.ooxml.writing.section_breaks import section_ends, unmatched
from decision_diff.renderers.docx.draw import Attempt, Drawn, Indexes, draw
from decision_diff.renderers.docx.features import unmarked
from decision_diff.renderers.docx.losses import Listeners, Told, tell
from decision_diff.renderers.docx.proof import (
    Failure,
    Redline,
    prove_formats,
    prove_text,
    unproved_headers,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from decision_diff.changes import Comparison
    from decision_diff.model import Notice
    from decision_diff.renderers.options import WordOptions

_ROUNDS = 8  # redlines written before all paragraphs are replaced whole


def render(
    comparison: Comparison,
    options: WordOptions,
    *,
    told: Callable[[str], None] | None = None,
    noticed: Callable[[Notice], None] | None = None,
    plain: bool = False,
) -> bytes:
    """The redline as the bytes of a DOCX, proved. InvariantError, which names the paragraph, when it cannot be.

    OutputError for a date that is none, and for text that no Word document can hold.
    """
    if plain:
        comparison = replace(comparison, beside=())
    attempt, failure = Attempt(plain=plain), None
    for at in range(_ROUNDS):
        drawn = draw(comparison, options, attempt)
        failure = _prove(drawn, comparison)
        headers, looks = ([], []) if failure or plain else unproved_headers(Redline(drawn.data), comparison)
        if headers:  # those that cannot be marked so that they prove stay the new document's
            drawn = draw(replace(comparison, beside=()), options, attempt)
            failure = _prove(drawn, comparison)
            headers, looks = ([], []) if failure else unproved_headers(Redline(drawn.data), comparison)
        if failure is None:
            tell(comparison, Listeners(told, noticed, options.formatting), _gather(drawn, comparison, headers, looks))
            return drawn.data
        if attempt.whole:
            break
        attempt = replace(attempt, whole=True) if at == _ROUNDS - 2 else _coarser(attempt, drawn, failure)
    if not plain:
        return render(comparison, options, told=told, noticed=noticed, plain=True)
    said = failure.said if failure else ""
    raise InvariantError(f"no redline of these documents proves, so none is written: {said}; please report them")


def _prove(drawn: Drawn, comparison: Comparison) -> Failure | None:
    """What of a redline does not prove, None if all does."""
    redline = Redline(drawn.data)
    mixed = families.find_mixed(redline.package, drawn.changed) - drawn.mixed
    if mixed:
        return Failure(f"{min(mixed)} would hold names of strict and of transitional documents")
    failure = prove_text(redline, drawn.old, drawn.new)
    if failure is None and drawn.formats is not None and drawn.formats.written:
        failure = prove_formats(redline, comparison)
    return failure


def _gather(drawn: Drawn, comparison: Comparison, headers: list[str], looks: list[str]) -> Told:
    """What is to be told of a redline that proves. `headers` and `looks` are those that do not (`unproved_headers`)."""
    redline = Redline(drawn.data)
    old, new = drawn.old, drawn.new
    rejected = redline.pictures("rejected")
    return Told(
        drawn.lost + Counter(picture=(old.pictures - rejected).total()),
        redline.package,
        pictures=(rejected - old.pictures).total(),
        formats=drawn.formats,
        headers=headers,
        looks=looks,
        even_pages=old.even_pages != new.even_pages,
        dropped=drawn.dropped,
        sections=unmatched(old.section_ends, section_ends(redline.package, "rejected")) if old.native else None,
        left_out=drawn.left_out,
        notices=drawn.notices,
        comments=(old.comments, new.comments),
        reduced=drawn.reduced,
        unmarked=unmarked(redline.view("rejected"), comparison),
    )


def _coarser(attempt: Attempt, drawn: Drawn, failure: Failure) -> Attempt:
    """What to try after an attempt that failed: coarser marks where it failed, and only there."""
    if failure.numbers and attempt.borrow and drawn.borrows:
        return replace(attempt, borrow=False)
    if failure.numbers and not attempt.restore:
        return replace(attempt, restore=True)
    failed = failure.old, failure.new
    if not (failed[0] or failed[1]):
        return replace(attempt, whole=True)
    if drawn.cut[0] & failed[0] or drawn.cut[1] & failed[1]:
        return replace(attempt, uncut=_more(attempt.uncut, failed))
    if failed[0] <= attempt.apart[0] and failed[1] <= attempt.apart[1]:
        near = tuple(
            frozenset(one + by for one in side for by in range(-attempt.reach, attempt.reach + 1)) for side in failed
        )
        return replace(attempt, apart=_more(attempt.apart, (near[0], near[1])), reach=attempt.reach * 4)
    return replace(attempt, apart=_more(attempt.apart, failed))


def _more(some: tuple[Indexes, Indexes], others: tuple[Indexes, Indexes]) -> tuple[Indexes, Indexes]:
    return some[0] | others[0], some[1] | others[1]
