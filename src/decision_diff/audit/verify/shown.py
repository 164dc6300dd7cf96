"""What a reader of a redline in Word sees besides the words, or does not see, in both views and beside the two files.

    clauses whose lines are the same ==features==> hidden, struck, raised words; links, notes, pictures … of each view
    sections of each view            ==> where they end, and which first pages have headers of their own
    the redline itself               ==> text that only some readers see, marks that are switched off

A link, reference or form field that stood in deleted words and is not in the redline is a notice: the words are struck, and
nobody is misled. A text has no looks: of it only what hides, strikes or raises words counts, unless the other file has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest
from typing import Final

from decision_diff.audit.verify.texts import spoken
from decision_diff.audit.verify.verdict import Difference, Revision
from decision_diff.model import Clause, Decision, Feature, FeatureKind, Notice, View, locate_blocks
from decision_diff.ooxml import deceptions, document, revisions
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.notices import SEEN_BY_SOME
from decision_diff.ooxml.opened import open_package
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.sections import find_sections
from decision_diff.words.sequence import find_common_runs

_LEFT_BEHIND: Final[tuple[FeatureKind, ...]] = ("link", "reference", "form-field")
_LOOKS: Final[tuple[FeatureKind, ...]] = ("hidden", "strike", "superscript", "subscript")
_VIEWS: Final[dict[Revision, View]] = {"old": "rejected", "new": "accepted"}


class Shown:
    """Compares; `differences` are those of the old text first, then of the new, then of the redline as a whole."""

    def __init__(
        self, package: Package, read: tuple[Decision, Decision], old: Decision | None, new: Decision | None
    ) -> None:
        self.package = package
        self.left_behind: Counter[FeatureKind] = Counter()
        sides: tuple[tuple[Revision, Decision | None, Decision | None, Decision], ...] = (
            ("old", old, new, read[0]),
            ("new", new, old, read[1]),
        )
        found: list[list[Difference]] = [
            [] if decision is None else list(self._of(revision, decision, other, view))
            for revision, decision, other, view in sides
        ]
        if old is not None and not found[1]:
            found[0] = _unmarked(found[0], old, read[1] if new is None else new)
        self.differences = (*found[0], *found[1], *self._whole(read))

    @property
    def notices(self) -> Iterator[Notice]:
        """What was left behind in deleted words."""
        if self.left_behind:
            what = ", ".join(f"{count} × {kind}" for kind, count in sorted(self.left_behind.items()))
            yield Notice("not-carried", f"deleted words have lost what they led to: {what}", revision="old")

    def _of(
        self, revision: Revision, decision: Decision, other: Decision | None, view: Decision
    ) -> Iterator[Difference]:
        is_word = looks_like_one(decision.source.data)
        foreign = Counter(_looks(other)) if not is_word and other is not None else Counter()
        expected, found = (spoken(side) for side in (decision, view))
        for i, j, size in find_common_runs([one.line for one in expected], [one.line for one in found]):
            for step in range(size):
                before, after = expected[i + step], found[j + step]
                if before.features != after.features:
                    yield from self._of_clause(revision, i + step, before, after, view, foreign, is_word=is_word)
        if is_word:
            yield from _of_sections(
                revision, open_package(decision.source.data, decision.source.name), decision.view, self.package
            )

    def _of_clause(
        self,
        revision: Revision,
        position: int,
        expected: Clause,
        found: Clause,
        view: Decision,
        foreign: Counter[tuple[str, str, str]],
        *,
        is_word: bool,
    ) -> Iterator[Difference]:
        # Deleted words keep no field, and the result of one that any program works out anew says nothing.
        wanted, given = (
            Counter(feature for feature in clause.features if revision == "new" or feature.kind != "computed")
            for clause in (expected, found)
        )
        own = list((given - wanted).elements())
        if not is_word:
            own = [one for one in own if one.kind in _LOOKS and not foreign[_look(found, one)]]
        for one in (wanted - given).elements():
            other = next((each for each in own if each.kind == one.kind), None)
            if other is not None:
                own.remove(other)
            elif one.kind in _LEFT_BEHIND and revision == "old" and self._is_deleted(found, one, view):
                self.left_behind[one.kind] += 1
                continue
            yield _difference(revision, position, expected, one, other)
        for one in own:
            yield _difference(revision, position, expected, None, one)

    def _is_deleted(self, clause: Clause, one: Feature, view: Decision) -> bool:
        """Whether all the words of a feature are marked as deleted or moved away."""
        covered = 0
        for start, end, index in locate_blocks(clause, view.blocks):
            first, last = max(one.span.start, start), min(one.span.end, end)
            if first < last:
                head = view.blocks[index].head - start
                pieces = self._paragraphs[index].cut(first + head, last + head)
                covered += sum(
                    len(piece.text)
                    for piece in pieces
                    if any(name(above) in revisions.DELETED for above in piece.element.iterancestors())
                )
        return 0 < len(one.span) == covered

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        return list(document.read_paragraphs(self.package, "rejected"))

    def _whole(self, read: tuple[Decision, Decision]) -> Iterator[Difference]:
        # Never verified, whatever the files have: nobody knows which of the texts a reader sees.
        partial = {one.message: one.code for view in read for one in view.notices if one.code in SEEN_BY_SOME}
        for message, code in partial.items():
            yield Difference("", 0, None, None, "redline", "shown", code, message)
        if deceptions.is_markup_hidden(self.package):
            yield Difference(
                "", 0, None, None, "redline", "shown", "marks switched off", "its settings hide tracked changes"
            )
        for said, shown in deceptions.find_bound_controls(self.package):
            what = "a content control shows what another part says"
            yield Difference("", 0, said, shown, "redline", "shown", "bound control", what)


def _unmarked(found: list[Difference], old: Decision, new: Decision) -> list[Difference]:
    """The differences of the old text, with those marked that are changes to what the new text has."""
    before, after = (Counter(map(_called, _said_of(side))) for side in (old, new))
    came, went = after - before, before - after
    return [
        replace(
            one,
            unmarked=one.kind == "section"
            or (came[_called(one.found)] if one.found else went[_called(one.expected)]) > 0,
        )
        for one in found
    ]


def _said_of(decision: Decision) -> Iterator[str | None]:
    return (_said(clause, one) for clause in decision.walk() for one in clause.features)


def _called(said: str | None) -> str:
    """What a feature is called, wherever it stands between two characters."""
    return (said or "").partition(", behind ")[0]


def _looks(decision: Decision) -> Iterator[tuple[str, str, str]]:
    return (_look(clause, one) for clause in decision.walk() for one in clause.features)


def _look(clause: Clause, one: Feature) -> tuple[str, str, str]:
    return one.kind, one.value, one.span.of(clause.words)


def _difference(
    revision: Revision, position: int, clause: Clause, expected: Feature | None, found: Feature | None
) -> Difference:
    kind = expected.kind if expected is not None else found.kind if found is not None else ""
    return Difference(revision, position, _said(clause, expected), _said(clause, found), "", "shown", kind, kind)


def _said(clause: Clause, one: Feature | None) -> str | None:
    """A feature for people: what it is, and which words."""
    if one is None:
        return None
    what = f"{one.kind} {one.value}".strip()
    words = one.span.of(clause.words)
    return f"{what}: {words}" if words else f"{what}, behind {clause.words[: one.span.start][-20:]!r}"


def _of_sections(revision: Revision, file: Package, view: View, redline: Package) -> Iterator[Difference]:
    wanted, found = list(_sections(file, view)), list(_sections(redline, _VIEWS[revision]))
    for at, (line, given) in enumerate(zip_longest(wanted, found)):
        if line != given:
            yield Difference(revision, at, line, given, f"section {at + 1}", "shown", "section", "section")
            return  # those behind it are only pushed on


def _sections(package: Package, view: View) -> Iterator[str]:
    """Where each section of a view ends, for people, and whether its first page has a header of its own."""
    ends: list[str] = []
    last = ""
    for paragraph in document.read_paragraphs(package, view):
        if paragraph.where.part == package.main and not paragraph.where.box:
            last = paragraph.text.strip() or last
            if child(paragraph.elements[-1], "w:pPr", "w:sectPr") is not None:
                ends.append(last)
    found = find_sections(package, view)
    for at, section in enumerate(found):
        apart = bool(section.shown) and deceptions.has_first_page_header(section.element, view)
        end = f"behind {ends[at][-20:]!r}" if at < len(ends) else "with the document"
        yield f"ends {end}{', first page apart' if apart else ''}"
    if not found:
        yield "ends with the document"
