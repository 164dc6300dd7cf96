"""Deleted words that lead somewhere: the result of a field, since a link (w:hyperlink) cannot stand in a tracked change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.features import Features, FieldLink
from decision_diff.ooxml.names import every, get
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.tracked_changes import SPACE, ElementMaker
from decision_diff.safexml import Element


@dataclass
class LinkFields:
    """The links of an old document as fields of a new one (17.16.18)."""

    old: Package
    new: Package
    maker: ElementMaker

    def find_links(self, paragraph: Paragraph) -> list[FieldLink]:
        """Find where the words of an old paragraph lead, if the new document has that target."""
        return [
            one
            for one in self._features.find_links(paragraph)
            if not one.value.startswith("#") or one.value[1:] in self._bookmarks
        ]

    def change_link(self, before: FieldLink | None, after: FieldLink | None, *, deleted: bool) -> Iterator[Element]:
        """Write the runs that close the field of one link and open that of another."""
        if before is not None:
            yield self._make_run(self.maker.make("fldChar", fldCharType="end"))
        if after is not None:
            instruction = self.maker.make("delInstrText" if deleted else "instrText")
            instruction.set(SPACE, "preserve")
            instruction.text = f" {after.instruction.strip()} "
            yield self._make_run(self.maker.make("fldChar", fldCharType="begin"))
            yield self._make_run(instruction)
            yield self._make_run(self.maker.make("fldChar", fldCharType="separate"))

    @cached_property
    def _features(self) -> Features:
        return Features(self.old, "accepted")

    @cached_property
    def _bookmarks(self) -> frozenset[str]:
        root = self.new.read_xml(self.new.main)
        return frozenset(get(one, "w:name") or "" for one in every(root, "w:bookmarkStart"))

    def _make_run(self, element: Element) -> Element:
        run = self.maker.make("r")
        run.append(element)
        return run
