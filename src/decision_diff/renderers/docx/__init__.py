"""One Word document with native tracked changes: accepting all gives the new text, rejecting all gives the old one.

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
from decision_diff.frozen import frozen
from decision_diff.ooxml.writing import families
from decision_diff.ooxml.writing.section_breaks import count_unmatched, find_section_ends
from decision_diff.renderers.docx.draw import Attempt, Drawn, draw
from decision_diff.renderers.docx.features import count_unmarked
from decision_diff.renderers.docx.losses import Losses, LossListeners, report
from decision_diff.renderers.docx.paragraph_match import Indexes
from decision_diff.renderers.docx.proof import (
    Failure,
    Redline,
    find_unproved_headers,
    prove_formats,
    prove_text,
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
    """Write the redline as the bytes of a DOCX, proved. InvariantError, which names the paragraph, when that is not possible.

    OutputError for a date that is not valid, and for text that no Word document can hold.
    """
    if plain:
        comparison = replace(comparison, beside=())
    attempt, failure = Attempt(plain=plain), None
    for at in range(_ROUNDS):
        judged = _draw_and_judge(comparison, options, attempt)
        failure = judged.failure
        if failure is None:
            report(comparison, LossListeners(told, noticed, options.formatting), _gather_losses(judged, comparison))
            return judged.drawn.data
        if attempt.whole:
            break
        attempt = replace(attempt, whole=True) if at == _ROUNDS - 2 else _coarsen(attempt, judged.drawn, failure)
    if not plain:
        return render(comparison, options, told=told, noticed=noticed, plain=True)
    said = failure.said if failure else ""
    raise InvariantError(
        f"no redline of these documents could be verified, so none is written: {said}; please report them"
    )


@frozen
class _Judged:
    """A redline and what does not prove of it. `headers` and `looks` are as `find_unproved_headers` gives them."""

    drawn: Drawn
    failure: Failure | None
    headers: list[str]
    looks: list[str]


def _draw_and_judge(comparison: Comparison, options: WordOptions, attempt: Attempt) -> _Judged:
    """Draw once and prove. If headers and footers do not prove, draw again with those of the new document, unmarked."""
    judged = _judge(draw(comparison, options, attempt), comparison, plain=attempt.plain)
    if not judged.headers:
        return judged
    return _judge(draw(replace(comparison, beside=()), options, attempt), comparison, plain=attempt.plain)


def _judge(drawn: Drawn, comparison: Comparison, *, plain: bool) -> _Judged:
    failure = _prove(drawn, comparison)
    headers, looks = ([], []) if failure or plain else find_unproved_headers(Redline(drawn.data), comparison)
    return _Judged(drawn, failure, headers, looks)


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


def _gather_losses(judged: _Judged, comparison: Comparison) -> Losses:
    """What is to be reported of a redline that proves."""
    drawn = judged.drawn
    redline = Redline(drawn.data)
    old, new = drawn.old, drawn.new
    rejected = redline.count_pictures("rejected")
    return Losses(
        drawn.lost + Counter(picture=(old.pictures - rejected).total()),
        redline.package,
        pictures=(rejected - old.pictures).total(),
        formats=drawn.formats,
        headers=judged.headers,
        looks=judged.looks,
        even_pages=old.even_pages != new.even_pages,
        dropped=drawn.dropped,
        sections=count_unmatched(old.section_ends, find_section_ends(redline.package, "rejected"))
        if old.native
        else None,
        left_out=drawn.left_out,
        notices=drawn.notices,
        comments=(old.comments, new.comments),
        reduced=drawn.reduced,
        unmarked=count_unmarked(redline.open_view("rejected"), comparison),
    )


def _coarsen(attempt: Attempt, drawn: Drawn, failure: Failure) -> Attempt:
    """What to try after an attempt that failed: coarser marks where it failed, and only there."""
    if failure.numbers and attempt.borrow and drawn.borrows:
        return replace(attempt, borrow=False)
    if failure.numbers and not attempt.restore:
        return replace(attempt, restore=True)
    failed = failure.old, failure.new
    if not any(failed):
        return replace(attempt, whole=True)
    if any(cut & some for cut, some in zip(drawn.cut, failed, strict=True)):
        return replace(attempt, uncut=_unite(attempt.uncut, failed))
    if all(some <= apart for some, apart in zip(failed, attempt.apart, strict=True)):
        near = _widen(failure.old, attempt.reach), _widen(failure.new, attempt.reach)
        return replace(attempt, apart=_unite(attempt.apart, near), reach=attempt.reach * 4)
    return replace(attempt, apart=_unite(attempt.apart, failed))


def _widen(some: Indexes, reach: int) -> Indexes:
    """The indexes and all within `reach` of one."""
    return frozenset(one + by for one in some for by in range(-reach, reach + 1))


def _unite(some: tuple[Indexes, Indexes], others: tuple[Indexes, Indexes]) -> tuple[Indexes, Indexes]:
    return some[0] | others[0], some[1] | others[1]
