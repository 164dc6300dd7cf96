"""Rejects the tracked changes of all authors but some, in place, ISO/IEC 29500-1, 17.13.5: what is left is tracked by these alone.

Runs that others inserted go and those that they deleted stay. Where others inserted a paragraph mark, row or cell, it is marked as deleted, which is
the same once all is accepted and leaves the joining of paragraphs to who reads or resolves the document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from decision_diff.ooxml import document, revisions
from decision_diff.ooxml.names import above, every, get, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.resolve import restore, unwrap
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.trees import remove_element
from decision_diff.safexml import Element

_CAME: Final = ("w:ins", "w:moveTo", "w:cellIns")
_WENT: Final = ("w:del", "w:moveFrom", "w:cellDel")
_FORMATS: Final = ("w:rPrChange", "w:pPrChange", "w:sectPrChange", "w:tblPrChange", "w:trPrChange", "w:tcPrChange")
_PROPERTIES: Final = frozenset({"w:rPr", "w:trPr", "w:tcPr"})


def isolate_authors(data: bytes, keeps: Callable[[str], bool], source: str = "") -> bytes:
    """Write the document with all tracked changes rejected but those of the authors for whom `keeps` is true. Raises UnreadableError."""
    package = Package(data, source)
    output = Output(package)
    for part in document.find_stories(package):
        if revisions.count(package.read_xml(part)):
            _isolate(output.edit(part), keeps)
    return output.pack()


def _isolate(root: Element, keeps: Callable[[str], bool]) -> None:
    for kind in _FORMATS:
        for change in list(every(root, kind)):
            if not keeps(get(change, "w:author") or ""):
                restore(change, "rejected")
    others = [one for one in every(root, *_CAME, *_WENT) if not keeps(get(one, "w:author") or "")]
    came = frozenset(one for one in others if name(one) in _CAME)  # before any is renamed
    for mark in others:
        (_reject_arrival if mark in came else _reject_departure)(mark)


def _reject_arrival(mark: Element) -> None:
    holder = mark.getparent()
    if holder is None or name(holder) not in _PROPERTIES:
        remove_element(mark)
        return
    local = "cellDel" if name(mark) == "w:cellIns" else "del"
    mark.tag = f"{str(mark.tag).partition('}')[0]}}}{local}"


def _reject_departure(mark: Element) -> None:
    texts = list(every(mark, "w:delText", "w:delInstrText"))
    unwrap(mark)
    for text in texts:
        if all(above(text, kind) is None for kind in _WENT[:2]):
            text.tag = str(text.tag).replace("}delText", "}t").replace("}delInstrText", "}instrText")
