"""What a negotiation says by highlighting (w:highlight, 17.3.2.15): green words are agreed, yellow ones agreed in a group, others open.

It is kept as features of the kind `status`, which are shown and never compared: any document may be coloured.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.model import Feature, Span, View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.document import Paragraph, find_stories
from decision_diff.ooxml.names import child, every, get
from decision_diff.ooxml.package import Package
from decision_diff.safexml import Element

STATUSES: Final = {"green": "agreed", "darkGreen": "agreed", "yellow": "agreed in a group"}


def has_highlights(package: Package) -> bool:
    """Whether any word of a package is highlighted: one look for the element per part."""
    return any(next(every(package.read_xml(part), "w:highlight"), None) is not None for part in find_stories(package))


def find_statuses(paragraph: Paragraph, view: View) -> Iterator[Feature]:
    """Finds the stretches of a paragraph that have a status, in order; neighbours of one status are one."""
    start = at = 0
    last = ""
    known: dict[Element, str] = {}
    for piece in paragraph.pieces:
        status = last if not piece.text.strip() else _find_status(piece.run, view, known)
        if status != last:
            if last:
                yield Feature("status", Span(start, at), last)
            start, last = at, status
        at += len(piece.text)
    if last:
        yield Feature("status", Span(start, at), last)


def _find_status(run: Element | None, view: View, known: dict[Element, str]) -> str:
    if run is None:
        return ""
    if run not in known:
        colour = child(revisions.find_run_properties(run, view), "w:highlight")
        known[run] = "" if colour is None else STATUSES.get(get(colour, "w:val") or "", "")
    return known[run]
