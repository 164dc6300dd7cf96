"""What one reader of a document sees and another does not: hidden text, and tracked changes that a program ignores.

Hidden (w:vanish, 17.3.2.41) may be said by the run, its style or the paragraph's style. In styles it is a toggle
(17.7.3): said by both, it is off again; what the run itself says holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from decision_diff.ooxml.document import find_stories
from decision_diff.ooxml.names import above, child, every, is_on, name, value
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.revisions import MARKS
from decision_diff.ooxml.styles import Styles
from decision_diff.safexml import Element

_WORDS = ("w:t", "w:delText")


def find_hidden_runs(package: Package, styles: Styles) -> Iterator[Element]:
    """Finds the runs with words that Word shows only on demand."""
    for part in find_stories(package):
        root = package.read_xml(part)
        if not styles.hide and next(every(root, "w:vanish"), None) is None:
            continue
        for run in every(root, "w:r"):
            if any(child(run, kind) is not None for kind in _WORDS) and _is_hidden(run, styles):
                yield run


def find_hidden_rows(package: Package) -> Iterator[Element]:
    """Finds the table rows with words that Word does not show (17.4.19)."""
    for part in find_stories(package):
        for said in every(package.read_xml(part), "w:hidden"):
            row = above(said, "w:tr")
            if row is not None and is_on(said) and any((one.text or "").strip() for one in every(row, "w:t")):
                yield row


def _is_hidden(run: Element, styles: Styles) -> bool:
    own = child(run, "w:rPr", "w:vanish")
    if own is not None:
        return is_on(own)
    if not styles.hide:
        return False
    named = value(run, "w:rPr", "w:rStyle") or ""
    paragraph = above(run, "w:p")
    by_paragraph = next((s.hidden for s in styles.find_style(child(paragraph, "w:pPr")) if s.hidden is not None), False)
    by_run = next((s.hidden for s in styles.find_chain(named) if s.hidden is not None), False)
    return by_paragraph != by_run


def count_unheeded_changes(package: Package) -> tuple[int, int]:
    """Counts the tracked changes that LibreOffice ignores: those in block content controls, those after a text frame.

    Its users see both the old and the new text there. (A frame is a paragraph with w:framePr, 17.3.1.11.)
    """
    controlled = framed = 0
    frame = False
    for element in every(package.read_xml(package.main), "w:framePr", *MARKS):
        kind = name(element)
        if kind == "w:framePr":
            frame = True
        else:
            framed += frame
            controlled += any(
                name(holder) == "w:sdtContent" and any(name(one) in ("w:p", "w:tbl") for one in holder)
                for holder in element.iterancestors()
            )
    return controlled, framed
