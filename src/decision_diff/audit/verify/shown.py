"""What a reader of a redline in Word sees besides the words, or does not see: both views compared with the two files.

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

from decision_diff.audit.verify.texts import list_spoken
from decision_diff.audit.verify.verdict import Difference, NamedText
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision, Feature, FeatureKind, Notice, View, locate_blocks
from decision_diff.ooxml import deceptions, document, revisions
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.names import child, name
from decision_diff.ooxml.notices import SEEN_BY_SOME
from decision_diff.ooxml.opened import open_package
from decision_diff.ooxml.package import Package, looks_like_one
from decision_diff.ooxml.sections import find_sections
from decision_diff.safexml import Element
from decision_diff.words.sequence import find_common_runs

_LEFT_BEHIND: Final[tuple[FeatureKind, ...]] = ("link", "reference", "form-field")
_LOOKS: Final[tuple[FeatureKind, ...]] = ("hidden", "strike", "superscript", "subscript")
_VIEWS: Final[dict[NamedText, View]] = {"old": "rejected", "new": "accepted"}


class ShownCheck:
    """Compares; `differences` are those of the old text first, then of the new, then of the redline as a whole."""

    def __init__(
        self, package: Package, read: tuple[Decision, Decision], old: Decision | None, new: Decision | None
    ) -> None:
        self.package = package
        self.left_behind: Counter[FeatureKind] = Counter()
        sides = (_open_text("old", old, new, read[0]), _open_text("new", new, old, read[1]))
        found = [[] if text is None else list(self._compare(text)) for text in sides]
        if old is not None and not found[1]:
            found[0] = _name_unmarked(found[0], old, read[1] if new is None else new)
        self.differences = (*found[0], *found[1], *self._judge_whole(read))

    @property
    def notices(self) -> Iterator[Notice]:
        """What was left behind in deleted words."""
        if self.left_behind:
            what = ", ".join(f"{count} × {kind}" for kind, count in sorted(self.left_behind.items()))
            yield Notice("not-carried", f"deleted words have lost their targets: {what}", revision="old")

    def _compare(self, text: _CheckedText) -> Iterator[Difference]:
        decision = text.decision
        expected, found = (list_spoken(side) for side in (decision, text.view))
        for i, j, size in find_common_runs([one.line for one in expected], [one.line for one in found]):
            for step in range(size):
                before, after = expected[i + step], found[j + step]
                if before.features != after.features:
                    yield from self._compare_clause(text, i + step, before, after)
        if text.is_word:
            file = open_package(decision.source.data, decision.source.name)
            yield from _compare_sections(text.revision, file, decision.view, self.package)

    def _compare_clause(
        self, text: _CheckedText, position: int, expected: Clause, found: Clause
    ) -> Iterator[Difference]:
        wanted, given = text.count_features(expected), text.count_features(found)
        own = [one for one in (given - wanted).elements() if text.must_match(found, one)]
        for one in (wanted - given).elements():
            other = next((each for each in own if each.kind == one.kind), None)
            if other is not None:
                own.remove(other)
            elif text.revision == "old" and self._is_left_behind(found, one, text.view):
                self.left_behind[one.kind] += 1
                continue
            yield _make_difference(text.revision, position, expected, one, other)
        for one in own:
            yield _make_difference(text.revision, position, expected, None, one)

    def _is_left_behind(self, clause: Clause, one: Feature, view: Decision) -> bool:
        """Whether a feature leads somewhere, and all of its words are marked as deleted or moved away."""
        if one.kind not in _LEFT_BEHIND:
            return False
        covered = 0
        for start, end, index in locate_blocks(clause, view.blocks):
            first, last = max(one.span.start, start), min(one.span.end, end)
            if first < last:
                head = view.blocks[index].head - start
                pieces = self._paragraphs[index].cut(first + head, last + head)
                covered += sum(len(piece.text) for piece in pieces if _is_deleted(piece.element))
        return 0 < len(one.span) == covered

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        return list(document.read_paragraphs(self.package, "rejected"))

    def _judge_whole(self, read: tuple[Decision, Decision]) -> Iterator[Difference]:
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


@frozen
class _CheckedText:
    """The old or the new text: its file as read, and the view of the redline that must show the same.

    `is_word`: the file is a Word document. `foreign` are the looks of the other file if this one has none.
    """

    revision: NamedText
    decision: Decision
    view: Decision
    is_word: bool
    foreign: Counter[tuple[str, str, str]]

    def count_features(self, clause: Clause) -> Counter[Feature]:
        """Count the features of a clause. Deleted words keep no field, and the result of one that any program computes says nothing; nor does highlighting."""
        left_out = ("status",) if self.revision == "new" else ("computed", "status")
        return Counter(one for one in clause.features if one.kind not in left_out)

    def must_match(self, clause: Clause, one: Feature) -> bool:
        """Whether a feature that only the redline has is a difference."""
        return self.is_word or (one.kind in _LOOKS and not self.foreign[_find_look(clause, one)])


def _open_text(
    revision: NamedText, decision: Decision | None, other: Decision | None, view: Decision
) -> _CheckedText | None:
    """A text to check with its view, None if there is no file of it; `other` is the other text."""
    if decision is None:
        return None
    is_word = looks_like_one(decision.source.data)
    foreign = Counter(_list_looks(other)) if not is_word and other is not None else Counter[tuple[str, str, str]]()
    return _CheckedText(revision, decision, view, is_word, foreign)


def _is_deleted(element: Element) -> bool:
    return any(name(above) in revisions.DELETED for above in element.iterancestors())


def _name_unmarked(found: list[Difference], old: Decision, new: Decision) -> list[Difference]:
    """The differences of the old text, with those marked that are changes to what the new text has."""
    before, after = (Counter(map(_cut_position, _describe_all(side))) for side in (old, new))
    came, went = after - before, before - after
    return [
        replace(
            one,
            unmarked=one.kind == "section"
            or (came[_cut_position(one.found)] if one.found else went[_cut_position(one.expected)]) > 0,
        )
        for one in found
    ]


def _describe_all(decision: Decision) -> Iterator[str | None]:
    return (_describe(clause, one) for clause in decision.walk() for one in clause.features)


def _cut_position(said: str | None) -> str:
    """What a feature is called, wherever it stands between two characters."""
    return (said or "").partition(", behind ")[0]


def _list_looks(decision: Decision) -> Iterator[tuple[str, str, str]]:
    return (_find_look(clause, one) for clause in decision.walk() for one in clause.features)


def _find_look(clause: Clause, one: Feature) -> tuple[str, str, str]:
    return one.kind, one.value, one.span.of(clause.words)


def _make_difference(
    revision: NamedText, position: int, clause: Clause, expected: Feature | None, found: Feature | None
) -> Difference:
    kind = expected.kind if expected is not None else found.kind if found is not None else ""
    return Difference(
        revision, position, _describe(clause, expected), _describe(clause, found), "", "shown", kind, kind
    )


def _describe(clause: Clause, one: Feature | None) -> str | None:
    """A feature for people: what it is, and which words."""
    if one is None:
        return None
    what = f"{one.kind} {one.value}".strip()
    words = one.span.of(clause.words)
    return f"{what}: {words}" if words else f"{what}, behind {clause.words[: one.span.start][-20:]!r}"


def _compare_sections(revision: NamedText, file: Package, view: View, redline: Package) -> Iterator[Difference]:
    wanted, found = list(_describe_sections(file, view)), list(_describe_sections(redline, _VIEWS[revision]))
    for at, (line, given) in enumerate(zip_longest(wanted, found)):
        if line != given:
            yield Difference(revision, at, line, given, f"section {at + 1}", "shown", "section", "section")
            return  # those behind it are only pushed on


def _describe_sections(package: Package, view: View) -> Iterator[str]:
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
