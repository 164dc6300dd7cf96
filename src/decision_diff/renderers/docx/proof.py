"""Prove a redline in Word: which paragraphs of its two views fail, and are written again with coarser marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Final

from decision_diff.frozen import frozen
from decision_diff.ooxml import headers
from decision_diff.ooxml.opened import REDLINE, Opened, open_package, open_view
from decision_diff.ooxml.pictures import Pictures
from decision_diff.ooxml.writing.section_breaks import find_section_ends
from decision_diff.ooxml.writing.side import Printed, list_printed
from decision_diff.renderers.docx.document import Expected, open_document
from decision_diff.renderers.docx.formatting import find_failing
from decision_diff.renderers.docx.paragraph_match import Indexes
from decision_diff.words.sequence import find_common_runs

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.model import View
    from decision_diff.ooxml.package import Package

_VIEWS: Final[tuple[View, View]] = ("accepted", "rejected")


@frozen
class Failure:
    """What does not prove: paragraphs of the old and the new document, by index; `said` names the first for people.

    `numbers`: nothing but numbers that Word generates. Neither paragraph is named where something else fails.
    """

    said: str
    old: Indexes = frozenset()
    new: Indexes = frozenset()
    numbers: bool = False


@frozen
class Redline:
    """A redline that was written, as all who judge it read it."""

    data: bytes

    @property
    def package(self) -> Package:
        """Its package."""
        return open_package(self.data, REDLINE)

    def open_view(self, view: View) -> Opened:
        """One of its views."""
        return open_view(self.data, REDLINE, view)

    def count_pictures(self, view: View) -> Counter[str]:
        """Count how often each picture stands in a view."""
        return Pictures(self.package).count_in_view(view)


def prove_text(redline: Redline, old: Expected, new: Expected) -> Failure | None:
    """Find the paragraphs, pictures or sections that fail, None if none does. Of a text only words and numbers are proved."""
    failed: dict[View, Indexes] = {}
    said, numbers = "", True
    for view, document in zip(_VIEWS, (new, old), strict=True):
        found = list_printed(redline.open_view(view))
        if not document.native:
            found = [Printed(one.text, one.number, "", 0, None, None, "") for one in found]
        failed[view], only_numbers = _find_differing(document.paragraphs, found)
        if failed[view]:
            numbers = numbers and only_numbers
            first = min(failed[view])
            words = next(one.text for index, one in document.paragraphs if index == first)[:40]
            said = said or f"{view}, paragraph {first + 1} ({words!r}) is not that of {document.source}"
    if said:
        return Failure(said, failed["rejected"], failed["accepted"], numbers)
    if redline.count_pictures("accepted") != new.pictures:
        return Failure(f"accepted, the pictures are not those of {new.source}")
    if new.native and find_section_ends(redline.package, "accepted") != new.section_ends:
        return Failure(f"accepted, the sections are not those of {new.source}")
    return None


def prove_formats(redline: Redline, comparison: Comparison) -> Failure | None:
    """Find what does not look as in the documents, None if all does."""
    old, new = (open_document(one) for one in (comparison.old, comparison.new))
    failed: dict[View, Indexes] = {}
    said = ""
    for view, document in zip(_VIEWS, (new, old), strict=True):
        found = list(find_failing(document.side, redline.open_view(view)))
        failed[view] = frozenset(found)
        if found and not said:
            said = f"{view}, a paragraph ({document.side.paragraphs[found[0]].text[:40]!r}) is not formatted as that of {document.expected.source}"
    return Failure(said, failed["rejected"], failed["accepted"]) if said else None


def find_unproved_headers(redline: Redline, comparison: Comparison) -> tuple[list[str], list[str]]:
    """Find the headers and footers that fail by their words, and those of which rejecting does not give back the looks.

    By their words are those of the old document that rejecting does not give back, and of the new one by accepting; looks are
    pictures, links, raised, struck and hidden words. Of a text there are none to prove.
    """
    places: set[str] = set()
    looks: list[str] = []
    for view, decision in zip(_VIEWS, (comparison.new, comparison.old), strict=True):
        if decision.sections:
            wanted, found = headers.list_texts(decision.sections), headers.read_texts(redline.open_view(view))
            places.update(one.place for one in {*wanted} ^ {*found})
            if view == "rejected":
                looks = [place for place, *_ in headers.compare_features(wanted, found)]
    return sorted(places), looks


_KEYS: Final[tuple[Callable[[Printed], Hashable], ...]] = (
    # What each paragraph says by itself; where it stands, which one table more changes for all that follow; its number.
    lambda one: (one.text, one.references, one.equations, one.outline),
    lambda one: (one.row, one.note),
    lambda one: (one.number, one.format, one.level),
)


def _find_differing(expected: Sequence[tuple[int, Printed]], found: Sequence[Printed]) -> tuple[Indexes, bool]:
    """The indexes of the expected paragraphs that were not found, and whether only their numbers differ.

    What was found in addition is blamed on its neighbours. Of positions and numbers only the first that differs counts: what
    follows may differ because of it.
    """
    wanted = [one for _, one in expected]
    if wanted == list(found):
        return frozenset(), True
    key = next((key for key in _KEYS if list(map(key, wanted)) != list(map(key, found))), None)
    if key is None:
        return frozenset(), True
    positions = _find_left_over([key(one) for one in wanted], [key(one) for one in found]) or {0}
    chosen = positions if key is _KEYS[0] else [min(positions)]
    return frozenset(expected[at][0] for at in chosen if expected), key is _KEYS[-1]


def _find_left_over(wanted: Sequence[Hashable], given: Sequence[Hashable]) -> set[int]:
    places: set[int] = set()
    at = other = 0
    for i, j, size in [*find_common_runs(wanted, given), (len(wanted), len(given), 0)]:
        if i > at:
            places.update(range(at, i))
        elif j > other:
            places.update(one for one in (at - 1, at) if 0 <= one < len(wanted))
        at, other = i + size, j + size
    return places
