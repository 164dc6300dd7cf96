"""Formatting that differs where the words stay: always found, and with `--formatting` written as tracked changes.

The old properties go into a w:rPrChange or w:pPrChange (ISO/IEC 29500-1, 17.13.5.29 to .31) in the new ones, with the styles
and lists of the new document. For tables and definitions of styles only a difference is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from decision_diff.frozen import frozen
from decision_diff.ooxml.alike import Alike
from decision_diff.ooxml.formatting import Looks, spell
from decision_diff.ooxml.names import child, every, name
from decision_diff.ooxml.opened import Opened
from decision_diff.ooxml.writing import tracked_changes
from decision_diff.ooxml.writing.carry import Carrier
from decision_diff.ooxml.writing.passage import Passage
from decision_diff.ooxml.writing.section_breaks import spell_section
from decision_diff.ooxml.writing.side import DocumentSide, find_printed
from decision_diff.renderers.docx.paragraph_match import Equal
from decision_diff.safexml import Element

_NAMED: Final = 5  # styles that a report names


@frozen
class FormatsFound:
    """How many paragraphs that stay look otherwise, whether that is marked, and what differs and is never marked, for people."""

    differing: int
    written: bool
    unmarked: tuple[str, ...]


class Formats:
    """The formatting of the paragraphs of one redline. `write`: mark what differs."""

    def __init__(self, old: DocumentSide, new: DocumentSide, carrier: Carrier, *, write: bool) -> None:
        self.old = old
        self.new = new
        self.carrier = carrier
        self.write = write
        self.alike = Alike(Looks(old.package), Looks(new.package))
        self.differing: set[int] = set()  # new paragraphs that stay and look otherwise
        self.frames = 0  # tables, rows and cells that stay and have other properties

    def check_properties(self, old: int, new: int) -> bool:
        """Whether the properties of a paragraph that stays must be marked; another list always is."""
        before, after = self.old.paragraphs[old], self.new.paragraphs[new]
        return self._note(new, differs=not self.alike.is_paragraph_alike(before, after))

    def track_end(self, old: int, new: int) -> None:
        """Mark the run properties of a paragraph mark that stays, if they differ."""
        before, after = self.old.paragraphs[old], self.new.paragraphs[new]
        if self._note(new, differs=not self.alike.is_paragraph_mark_alike(before, after)):
            properties = tracked_changes.ensure_paragraph_properties(after.elements[-1], self.carrier.maker)
            found = self.carrier.carry_end_properties(old)
            was = self.carrier.carry_run_properties(None) if found is None else found
            tracked_changes.track_run_properties(properties, was, self.carrier.maker)

    def track_runs(self, passage: Passage, old: int, new: int, equal: Sequence[Equal]) -> None:
        """Mark the runs of the equal stretches that differ. Last of all: a run that is cut later would carry its mark twice."""
        before, after = self.old.paragraphs[old], self.new.paragraphs[new]
        for stretch in list(self.alike.find_differing(before, after, passage.pieces, equal)):
            if self._note(new, differs=True):
                for run in passage.cut_runs(stretch.start, stretch.end):
                    was = self.carrier.carry_run_properties(child(stretch.run, "w:rPr"))
                    tracked_changes.track_run_properties(run, was, self.carrier.maker)

    def count_frame(self, old: Element, new: Element) -> None:
        """Count a table, row or cell that stays, if its properties differ."""
        self.frames += _spell_frame(old) != _spell_frame(new)

    def track_section(self, old: Element | None, new: Element | None) -> None:
        """Mark the properties of a section that stays, if they differ and that is asked for; of headers and footers none."""
        if self.write and old is not None and new is not None and spell_section(old) != spell_section(new):
            tracked_changes.track_section(new, self.carrier.adopt(deepcopy(old)), self.carrier.maker)

    def track_last_sections(self) -> None:
        """Mark the properties of the last section of the document likewise."""
        self.track_section(
            *(
                child(next(every(side.package.read_xml(side.package.main), "w:body")), "w:sectPr")
                for side in (self.old, self.new)
            )
        )

    def report(self) -> FormatsFound:
        """Report what was found, and what became of it."""
        return FormatsFound(len(self.differing), self.write, tuple(self._describe_unmarked()))

    def _describe_unmarked(self) -> list[str]:
        found = []
        if self.frames:
            found.append(f"the properties of tables ({self.frames} × a table, row or cell)")
        if names := self.alike.old.find_redefined(self.alike.new):
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            found.append(f"what styles are defined to say ({', '.join(names[:_NAMED])}{more})")
        return found

    def _note(self, new: int, *, differs: bool) -> bool:
        if differs:
            self.differing.add(new)
        return differs and self.write


def find_failing(side: DocumentSide, redline: Opened) -> Iterator[int]:
    """Find the paragraphs of a document, by index, that do not look in a view of a redline as they must.

    The words are those of the document: that is proved before. Paragraphs that show nothing are not looked at.
    """
    alike = Alike(Looks(side.package), Looks(redline.package), redline.view)
    for (index, _), (at, _) in zip(find_printed(side.opened), find_printed(redline), strict=False):
        want, got = side.paragraphs[index], redline.paragraphs[at]
        length = len(want.text)
        equal = [(0, 0, length)] if length else []
        if (
            not (alike.is_paragraph_alike(want, got) and alike.is_paragraph_mark_alike(want, got))
            or next(alike.find_differing(want, got, got.pieces, equal), None) is not None
        ):
            yield index


def _spell_frame(element: Element) -> list[str]:
    properties = child(element, {"w:tr": "w:trPr", "w:tc": "w:tcPr"}.get(name(element), "w:tblPr"))
    return sorted(
        f"{name(one)} {spell(one)}"
        for one in (() if properties is None else properties)
        if name(one) not in ("w:cnfStyle", "w:ins", "w:del") and not name(one).endswith("Change")
    )
