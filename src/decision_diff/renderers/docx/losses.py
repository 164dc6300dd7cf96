"""What the writer of a redline reports: what was lost on the way, and what differs and is not marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from decision_diff.frozen import frozen
from decision_diff.model import Notice
from decision_diff.ooxml.hidden_text import count_unheeded_changes
from decision_diff.ooxml.writing.protection import count_locked_changes

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence

    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.ooxml.headers import Comments
    from decision_diff.ooxml.package import Package
    from decision_diff.ooxml.writing.section_breaks import Unmatched
    from decision_diff.renderers.docx.formatting import FormatsFound

_LOST = "deleted text keeps only its words; not carried over: "
_UNMARKED = "no tracked change can show these, so rejecting does not restore them: "
_UNHEEDED = ("in content controls", "after a paragraph in a frame")


@frozen
class LossListeners:
    """Who gets reports, and whether formatting is marked, so that nobody need be advised to mark it."""

    report: Callable[[str], None] | None
    noticed: Callable[[Notice], None] | None
    formatting: bool


@frozen
class Losses:
    """What there is to report: how often what was lost of deleted text, and the redline.

    `pictures` counts those of the new document that stay when all changes are rejected. `headers` names the headers and footers
    that could not be marked, `looks` those whose looks rejecting does not restore. `formats` is None if one side is a text.
    `even_pages`: these have headers of their own in only one of the two documents. `left_out`: how many texts have lost their
    version for older programs. `dropped`: one sentence per setting that kept a reader from the tracked changes. `sections`: those
    that rejecting does not restore; None if the old side is a text. `notices`: where more is marked than was found. `reduced`: the
    documents of which the redline has only words and numbers. `comments`: those of the old and of the new document. `unmarked`:
    what rejecting does not restore besides the words.
    """

    lost: Counter[str]
    redline: Package
    pictures: int
    formats: FormatsFound | None
    headers: list[str]
    looks: list[str]
    even_pages: bool
    left_out: int
    dropped: list[str]
    sections: Unmatched | None
    notices: list[Notice]
    comments: tuple[Comments, Comments]
    reduced: list[Decision]
    unmarked: Counter[str]


def report(comparison: Comparison, listeners: LossListeners, losses: Losses) -> None:
    """Report losses to whoever asked, one sentence per kind."""
    _report_notices(comparison, listeners, losses)
    if listeners.report is None:
        return
    for sentence in losses.dropped:
        listeners.report(sentence)
    _report_formats(listeners, losses.formats)
    if losses.pictures:
        listeners.report(f"{losses.pictures} × a picture of the new document that stays when all is rejected")
    _report_sections(listeners, losses.sections)
    for things, sentence in ((losses.lost, _LOST), (losses.unmarked, _UNMARKED)):
        if things:
            listeners.report(sentence + ", ".join(f"{count} × {what}" for what, count in sorted(things.items())))
    _report_unheeded(listeners, losses.redline)
    if losses.left_out:
        listeners.report(
            f"{losses.left_out} × the version of a marked text for older programs is left out, since it would show it without marks"
        )
    if losses.headers:
        listeners.report(f"headers and footers are those of the new document, not marked: {', '.join(losses.headers)}")
    if looks := [place for place in losses.looks if place not in losses.headers]:
        listeners.report(
            f"pictures, links and looks of words in headers and footers are not all marked: {', '.join(looks)}"
        )
    if comparison.beside and losses.even_pages:
        listeners.report("whether even pages have headers and footers of their own is as in the new document")
    had, has = losses.comments
    if had and had != has:
        listeners.report(
            f"comments cannot be marked and are those of the new document: {len(had)} before, {len(has)} now"
        )


def _report_sections(listeners: LossListeners, found: Unmatched | None) -> None:
    """Section breaks of paragraphs that stay cannot be marked."""
    if listeners.report is None or found is None:
        return
    if found.stay:
        listeners.report(f"{found.stay} × a section break of the new document that stays when all is rejected")
    if found.lost:
        listeners.report(
            f"{found.lost} × a section break of the old document that does not come back when all is rejected"
        )
    if found.changed:
        more = "" if listeners.formatting else "; --formatting marks what can be"
        listeners.report(f"{found.changed} × a section with other paper, margins or columns{more}")


def _report_notices(comparison: Comparison, listeners: LossListeners, losses: Losses) -> None:
    for notice in (*_find_reductions(comparison, losses.reduced), *losses.notices):
        if listeners.noticed is not None:
            listeners.noticed(notice)
        elif listeners.report is not None:
            listeners.report(notice.message)


def _find_reductions(comparison: Comparison, reduced: Sequence[Decision]) -> Iterator[Notice]:
    for decision in reduced:
        revision: Literal["old", "new"] = "old" if decision is comparison.old else "new"
        yield Notice(
            "redline-plain",
            f"no redline in Word could be verified with the {revision} document as it is, so this one has only its words and "
            "numbers, on a plain template, without formatting, pictures, links, headers and footers",
            revision=revision,
        )


def _report_unheeded(listeners: LossListeners, redline: Package) -> None:
    """Tracked changes that a program does not show, or does not let its users accept and reject."""
    if listeners.report is None:
        return
    for count, where in zip(count_unheeded_changes(redline), _UNHEEDED, strict=True):
        if count:
            listeners.report(f"{count} × tracked changes {where}, which LibreOffice ignores: it shows both texts")
    if count := count_locked_changes(redline):
        listeners.report(
            f"{count} × tracked changes in locked content controls, which Word accepts and rejects once they are unlocked"
        )


def _report_formats(listeners: LossListeners, formats: FormatsFound | None) -> None:
    if listeners.report is None:
        return
    if formats is None:
        if listeners.formatting:
            listeners.report("a text has no formatting, so --formatting has no effect")
        return
    if (differing := formats.differing) and not formats.written:
        said = "1 paragraph differs" if differing == 1 else f"{differing} paragraphs differs"
        listeners.report(f"the formatting of {said}; --formatting marks it")
    if unmarked := formats.unmarked:
        listeners.report(f"not marked, but as in the new document: {'; '.join(unmarked)}")
