"""The numbers that Word prints at footnotes and endnotes (ISO/IEC 29500-1, 17.11): format, first number and restart.

The section defines them, or else the settings of the document. By default footnotes have decimal numbers and endnotes small Roman numbers.
A file does not say where its pages end. So if footnotes restart on each page, they are counted through instead, and this is reported.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml.names import child, get, value
from decision_diff.ooxml.number_formats import format_number
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.sections import find_sections
from decision_diff.safexml import Element

_USUAL: Final = {"footnote": "decimal", "endnote": "lowerRoman"}
_OFF: Final = (None, "0", "false", "off")


@frozen
class NoteFormat:
    """How the notes of a section are numbered; `custom` is the pattern of the format "custom"."""

    form: str
    custom: str
    start: int
    restart: str


class NoteNumbers:
    """Counts the notes of a view, in the order of their references."""

    def __init__(self, package: Package, view: View, report: Callable[[str], None]) -> None:
        self._package, self._view, self._report = package, view, report
        self._at = 0  # the section of the last reference
        self._counted: dict[str, tuple[int, int]] = {}  # by kind, the section and the number of the last note

    @cached_property
    def _sections(self) -> list[Element]:
        return [one.element for one in find_sections(self._package, self._view)]

    @cached_property
    def _formats(self) -> dict[str, list[NoteFormat]]:
        """By kind, how the notes of each section are numbered."""
        settings = self._package.find_related("settings")
        root = self._package.read_xml(settings) if settings else None
        return {
            kind: [_read_format(kind, child(one, f"w:{kind}Pr"), child(root, f"w:{kind}Pr")) for one in self._sections]
            or [_read_format(kind, None, child(root, f"w:{kind}Pr"))]
            for kind in _USUAL
        }

    @cached_property
    def _places(self) -> dict[Element, int]:
        body = child(self._package.read_xml(self._package.main), "w:body")
        return {one: at for at, one in enumerate(body if body is not None else ())}

    def count(self, kind: str, reference: Element) -> tuple[int, str]:
        """The number of the next note, and its printed form; 0 and "" if the author gave the note a mark of its own."""
        if get(reference, "w:customMarkFollows") not in _OFF:
            return 0, ""
        if len(set(self._formats[kind])) > 1 or self._formats[kind][0].restart == "eachSect":
            self._go_on(reference)
        own = self._formats[kind][self._at]
        if own.restart == "eachPage":
            self._report("note-page")
        section, last = self._counted.get(kind, (self._at, own.start - 1))
        if own.restart == "eachSect" and section != self._at:
            last = own.start - 1
        self._counted[kind] = self._at, last + 1
        printed = format_number(last + 1, own.form, own.custom)
        if printed is None:
            self._report("note-format")
        return last + 1, printed or str(last + 1)

    def _go_on(self, reference: Element) -> None:
        """Advance to the section of a reference."""
        here = self._find_place(reference)
        while self._at + 1 < len(self._sections) and self._find_place(self._sections[self._at]) < here:
            self._at += 1

    def _find_place(self, element: Element) -> int:
        """The position in the body of the child that contains an element."""
        return max((self._places.get(one, -1) for one in element.iterancestors()), default=-1)


def ensure_paragraph(note: Element) -> Element:
    """A note with the paragraph that each note must have (17.11.10); it is empty if the file has none, because Word prints the number anyway."""
    if next(note.iter("{*}p"), None) is None:
        note.append(note.makeelement(f"{note.tag.rpartition('}')[0]}}}p"))
    return note


def _read_format(kind: str, own: Element | None, usual: Element | None) -> NoteFormat:
    form = _find(own, usual, "w:numFmt")
    start = value(own, "w:numStart") or value(usual, "w:numStart") or "1"
    return NoteFormat(
        (get(form, "w:val") if form is not None else None) or _USUAL[kind],
        (get(form, "w:format") if form is not None else None) or "",
        int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 1,
        value(own, "w:numRestart") or value(usual, "w:numRestart") or "continuous",
    )


def _find(own: Element | None, usual: Element | None, wanted: str) -> Element | None:
    found = child(own, wanted)
    return child(usual, wanted) if found is None else found
