"""A Word document as one view of it was read. Whoever needs that view again takes it from here: it is read once.

    package ==document.paragraphs==> paragraphs ==Numbering==> the number of each ==Features==> what is seen apart from the words

What is read stays in one value because a number depends on all numbers before it, and because each judge of a redline asks
for the same paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from threading import get_ident
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.memory import remembered
from decision_diff.model import Feature, View
from decision_diff.ooxml import document
from decision_diff.ooxml.document import Paragraph
from decision_diff.ooxml.features import Features
from decision_diff.ooxml.numbering import Counted, Numbering
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.styles import Styles
from decision_diff.safexml import Element

REDLINE: Final = "redline.docx"  # the name of a redline that is read back before it is given out
MAX_PARAGRAPHS: Final = 500_000  # some 10,000 pages


@dataclass(eq=False)
class Opened:
    """One view of a package: its paragraphs, and of each where it counts and its outline level (0 to 8, None for text).

    `losses` are what could not be read as it is meant, each with the paragraph to come (`document`).
    """

    package: Package
    view: View
    styles: Styles
    numbering: Numbering
    paragraphs: list[Paragraph] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    outlines: list[int | None] = field(default_factory=list)
    losses: list[tuple[str, int]] = field(default_factory=list)

    @cached_property
    def at(self) -> dict[Element, int]:
        """Which paragraph, by its index, an element makes or helps to make."""
        return {element: index for index, one in enumerate(self.paragraphs) for element in one.elements}

    def find_paragraph(self, element: Element) -> int | None:
        """Finds the index of the paragraph around an element, or of the first in it; None if the view has neither."""
        for one in (element, *element.iterancestors()):
            if one in self.at:
                return self.at[one]
        return next((self.at[one] for one in element.iter() if one in self.at), None)

    @cached_property
    def features(self) -> Features:
        """The reader of what is seen apart from the words."""
        return Features(self.package, self.view)

    @cached_property
    def seen(self) -> list[tuple[Feature, ...]]:
        """The features of each paragraph."""
        return [self.features.find_features(one) for one in self.paragraphs]


def open_package(data: bytes, source: str) -> Package:
    """Opens the package in these bytes, once per job. Raises UnreadableError."""
    package = _package(data, source, get_ident())
    return Package(data, source) if package.claimed else package


def open_view(data: bytes, source: str, view: View) -> Opened:
    """Opens a view of the document in these bytes with all of its paragraphs, once per job. Raises UnreadableError."""
    opened = _view(data, source, view, get_ident())
    return read_view(open_package(data, source), view) if opened.package.claimed else opened


# A redline is read in both views, and asked for by all who judge it. No two threads share a tree, for a writer changes trees.
@remembered(4)
def _package(data: bytes, source: str, thread: int) -> Package:
    del thread
    return Package(data, source)


@remembered(4)
def _view(data: bytes, source: str, view: View, thread: int) -> Opened:
    del thread
    return read_view(open_package(data, source), view)


def read_view(package: Package, view: View) -> Opened:
    """Reads all paragraphs of a view of a package. Raises UnreadableError."""
    styles = Styles(package)
    opened = Opened(package, view, styles, Numbering(package, styles, view))
    paragraphs = opened.paragraphs
    for paragraph in document.read_paragraphs(
        package, view, lambda code: opened.losses.append((code, len(paragraphs)))
    ):
        if len(paragraphs) == MAX_PARAGRAPHS:
            sentence = f"more than {MAX_PARAGRAPHS:,} paragraphs, which no decision has"
            raise UnreadableError(sentence, source=package.source)
        said = styles.resolve(paragraph.properties)
        opened.counted.append(opened.numbering.count(paragraph.properties, said))
        opened.outlines.append(said.outline)
        paragraphs.append(paragraph)
    return opened
