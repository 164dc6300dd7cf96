"""The authors of a tracked document on the tracked changes of a redline that is written from it.

    tracked changes ==two views==> stretches of the two texts ==Block.authored==> one author, or none of them

A tracked change keeps author and date where all that is tracked in its stretch is one author's; of several dates the latest. Words are
marked whole, so it may hold a few characters more than were tracked. Where several authors share one, where none is
named, or where it holds far more than was tracked, it stays ours: so it does where formatting and paragraph
properties are marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from decision_diff.model import Authored, View
from decision_diff.ooxml import document, sections
from decision_diff.ooxml.authors import Authors, find_end_change, find_row_change, find_tracked
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.names import every, name
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.tracked_changes import NO_DATE
from decision_diff.safexml import Element

if TYPE_CHECKING:
    from decision_diff.changes import Comparison

_A_WORD: Final = 24  # code points: a tracked change may hold that many that were not tracked
_ACCEPTED: Final[View] = "accepted"
_REJECTED: Final[View] = "rejected"
_RANGES: Final = ("w:moveFrom", "w:moveTo")


class _AuthoredText(NamedTuple):
    """A paragraph of the tracked document in one view, and what is tracked of it."""

    text: str
    authored: tuple[Authored, ...]


class _Signature(NamedTuple):
    author: str
    date: str


@dataclass(slots=True)
class _Tracked:
    """What of the content of a tracked change was tracked in the document: by whom, how many code points of how many."""

    by: list[Authored] = field(default_factory=list)
    covered: int = 0
    length: int = 0

    def add(self, stretches: Iterable[Authored], start: int, end: int) -> None:
        """Take in code points [start, end) of a paragraph, of which these stretches are tracked."""
        self.length += end - start
        for one in stretches:
            self.by.append(one)
            self.covered += min(one.span.end, end) - max(one.span.start, start)

    @property
    def signature(self) -> _Signature | None:
        """The one author and the latest date; None for several authors, none, or if far more than was tracked is held."""
        names = {one.author for one in self.by}
        if len(names) != 1 or "" in names or self.length - self.covered > max(self.covered, _A_WORD):
            return None
        return _Signature(names.pop(), max(one.date for one in self.by))


def sign(redline: bytes, comparison: Comparison) -> bytes:
    """Write the authors that the tracked document names onto the redline. `comparison` is of its two views."""
    package = Package(redline)
    signed = _choose_signatures(_find_tracked(package, comparison))
    for mark, signature in signed.items():
        _write(mark, signature)
    output = Output(package)
    changed = {mark.getroottree().getroot() for mark in signed}
    for part in document.find_stories(package):
        if package.read_xml(part) in changed:
            _sign_ranges(output.edit(part), signed)
    return output.pack()


def _find_tracked(package: Package, comparison: Comparison) -> dict[Element, _Tracked]:
    """What was tracked of the content of each tracked change of the redline."""
    source = Package(comparison.new.source.data)
    found: dict[Element, _Tracked] = defaultdict(_Tracked)
    for view, decision in ((_ACCEPTED, comparison.new), (_REJECTED, comparison.old)):
        body = [_AuthoredText(block.raw.removesuffix("\n"), block.authored) for block in decision.blocks]
        for paragraphs, texts in (
            (document.read_paragraphs(package, view), body),
            *_pair_headers(package, source, view),
        ):
            pairs = list(_pair(paragraphs, texts))
            for paragraph, text in pairs:
                _collect(paragraph, text.authored, view, found)
            _collect_ends(pairs, view, found)
    return found


def _choose_signatures(found: dict[Element, _Tracked]) -> dict[Element, _Signature]:
    """The author and date of each tracked change that gets them."""
    chosen = {mark: one.signature or _find_neighbour_signature(mark, one, found) for mark, one in found.items()}
    return {mark: signature for mark, signature in chosen.items() if signature is not None}


def _pair_headers(
    package: Package, source: Package, view: View
) -> Iterator[tuple[Iterator[Paragraph], list[_AuthoredText]]]:
    """The paragraphs of each header and footer of the redline that the document has too, and what is tracked in it there."""
    authors = Authors(source, view)
    for part in sections.find_header_parts(source):
        if package.has(part):
            texts = [
                _AuthoredText(one.text, authors.find_authored(one))
                for one in document.read_story(source, source.read_xml(part), part, view)
            ]
            yield document.read_story(package, package.read_xml(part), part, view), texts


def _pair(paragraphs: Iterable[Paragraph], texts: Sequence[_AuthoredText]) -> Iterator[tuple[Paragraph, _AuthoredText]]:
    """The paragraphs of a view of the redline with the texts that they are. Empty ones may be missing on either side."""
    at = 0
    for paragraph in paragraphs:
        text = paragraph.text
        while at < len(texts) and texts[at].text != text and not texts[at].text.strip():
            at += 1
        if at < len(texts) and texts[at].text == text:
            yield paragraph, texts[at]
            at += 1
        elif text.strip():
            return  # another text: this redline does not prove


def _collect(paragraph: Paragraph, authored: Sequence[Authored], view: View, found: dict[Element, _Tracked]) -> None:
    """Collect what is tracked in the changes around the runs of a paragraph, and in the row that it stands in."""
    at = 0
    for mark, start, end in find_tracked(paragraph, view):
        while at < len(authored) and authored[at].span.end < start:
            at += 1
        here = _find_overlapping(authored, at, start, end)
        found[mark].add(here, start, end)
    row = find_row_change(paragraph, view)
    if row is not None:
        end = len(paragraph.text) + 1  # with the paragraph mark
        found[row].add(_find_overlapping(authored, 0, 0, end), 0, end)


def _find_overlapping(stretches: Sequence[Authored], at: int, start: int, end: int) -> list[Authored]:
    """Those from `at` on that share a code point with [start, end), or all that stand at `start` if that is empty."""
    here: list[Authored] = []
    while at < len(stretches) and stretches[at].span.start <= end:
        span = stretches[at].span
        if (max(span.start, start) < min(span.end, end)) or (span.start == span.end == start == end):
            here.append(stretches[at])
        at += 1
    return here


def _collect_ends(pairs: Sequence[tuple[Paragraph, _AuthoredText]], view: View, found: dict[Element, _Tracked]) -> None:
    """What is tracked of paragraph marks. Of paragraphs that came together any but the last may have lent its mark."""
    run: list[tuple[Element | None, Authored | None]] = []
    for paragraph, text in pairs:
        length = len(paragraph.text)
        tracked = next((one for one in reversed(text.authored) if one.span.end > length), None)
        mark = find_end_change(paragraph, view)
        if mark is None and tracked is None:
            _settle(run, found)
            run = []
        else:
            run.append((mark, tracked))
    _settle(run, found)


def _settle(run: Sequence[tuple[Element | None, Authored | None]], found: dict[Element, _Tracked]) -> None:
    pairs = [(mark, one) for mark, one in run if mark is not None and one is not None]
    marks = [mark for mark, one in run if mark is not None and one is None]
    lent = [one for mark, one in run if mark is None and one is not None]
    if len(marks) == len(lent):
        pairs.extend(zip(marks, lent, strict=True))
    for mark, one in pairs:
        found[mark].add([one], one.span.end - 1, one.span.end)


def _find_neighbour_signature(mark: Element, one: _Tracked, found: dict[Element, _Tracked]) -> _Signature | None:
    """For a word in which nothing was tracked, since only a part of its replacement was: the signature of the replacement."""
    if one.by or not one.length or one.length > _A_WORD:
        return None
    for other in (mark.getprevious(), mark.getnext()):
        if other is not None and other in found and name(other) != name(mark):
            return found[other].signature
    return None


def _sign_ranges(root: Element, signed: dict[Element, _Signature]) -> None:
    """Give the start of a move the author of the move."""
    for kind in _RANGES:
        for start in every(root, f"{kind}RangeStart"):
            mark = next((one for one in start.itersiblings() if name(one) == kind), None)
            signature = None if mark is None else signed.get(mark)
            if signature is not None:
                _write(start, signature._replace(date=signature.date or NO_DATE))


def _write(mark: Element, signature: _Signature) -> None:
    uri = etree.QName(mark).namespace
    mark.set(f"{{{uri}}}author", signature.author)
    if signature.date:
        mark.set(f"{{{uri}}}date", signature.date)
    else:
        mark.attrib.pop(f"{{{uri}}}date", "")
