"""A redline that was made by hand, rewritten with tracked changes (`ooxml.manual` says what counts as a mark by hand).

Such a document is then two revisions like any other with tracked changes: paragraphs and table rows of which all words are
marked come or go whole.
"""

from __future__ import annotations

from typing import Final

from decision_diff.ooxml import document
from decision_diff.ooxml.manual import CONTENT, Hand, find_marked_runs
from decision_diff.ooxml.names import above, child, every, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing import marks
from decision_diff.ooxml.writing.passage import around
from decision_diff.ooxml.writing.saving import Output
from decision_diff.safexml import Element

_NOBODY: Final = ""  # marks by hand do not say whose they are


def convert_manual_changes(data: bytes, source: str = "") -> bytes:
    """The document with its marks by hand as tracked changes; as it was if it has none. Raises UnreadableError."""
    package = Package(data, source)
    parts = document.find_stories(package)
    root = package.read_xml(package.main)
    maker = marks.Maker(root, _NOBODY, "", marks.first_free(package.read_xml(part) for part in parts))
    output = Output(package)
    count = 0
    for part in parts:
        runs = list(find_marked_runs(package.read_xml(part)))
        if runs:
            count += len(runs)
            output.edit(part)
            _track(runs, maker)
    return output.data() if count else data


def _track(runs: list[tuple[Element, Hand]], maker: marks.Maker) -> None:
    kinds: dict[Element, marks.Kind] = {run: "del" if how == "struck" else "ins" for run, how in runs}
    _whole(kinds, maker)
    last: Element | None = None
    for run, kind in kinds.items():
        last = around(run, last, kind, maker)
        _undress(run, kind)


def _whole(kinds: dict[Element, marks.Kind], maker: marks.Maker) -> None:
    """Mark the ends of paragraphs, and the rows, in which there is nothing but marked words of one kind."""
    paragraphs: dict[Element, marks.Kind] = {}
    for run in kinds:
        paragraph = above(run, "w:p")
        if paragraph is not None and paragraph not in paragraphs and (kind := _only(paragraph, kinds)) is not None:
            paragraphs[paragraph] = kind
    rows = dict.fromkeys(row for one in paragraphs for row in one.iterancestors() if name(row) == "w:tr")
    for paragraph, kind in paragraphs.items():
        marks.mark_end(paragraph, kind, maker)
    for row in rows:
        if (only := _only(row, kinds)) is not None:
            marks.mark_row(row, only, maker)


def _only(holder: Element, kinds: dict[Element, marks.Kind]) -> marks.Kind | None:
    """The kind of all words below an element; None if they are of two kinds, or some are not marked."""
    found = {
        kinds.get(run)
        for run in every(holder, "w:r")
        if any(name(one) in CONTENT and (one.text or name(one) != "w:t") for one in run)
    }
    return found.pop() if len(found) == 1 else None


def _undress(run: Element, kind: marks.Kind) -> None:
    """Take the mark by hand away from a run, and give what is deleted the names that it has in a deletion."""
    own = child(run, "w:rPr")
    for one in list(own) if own is not None else ():
        if name(one) in (("w:strike", "w:dstrike") if kind == "del" else ("w:u", "w:color")):
            one.getparent().remove(one)  # type: ignore[union-attr] # it is a child of `own`
    if kind == "del":
        for old, new in (("t", "delText"), ("instrText", "delInstrText")):
            for element in [one for one in run if name(one) == f"w:{old}"]:
                element.tag = str(element.tag).replace(f"}}{old}", f"}}{new}")
