"""Headers, footers and comments: text in parts of its own, outside of all clauses.

A field that any program works out anew (page numbers, dates of printing) is shown by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby

from decision_diff.frozen import frozen
from decision_diff.model import SLOTS, Pages, Story, StoryKind, View
from decision_diff.ooxml import document, page_fields
from decision_diff.ooxml.names import every
from decision_diff.ooxml.opened import Opened
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.sections import Slot, find_sections

# Not page numbers, which are computed, and not what only the body has.
_SEEN = ("superscript", "subscript", "strike", "hidden", "picture", "equation", "link", "form-field", "field")
_PAGES = {"default": "", "first": "first-page ", "even": "even-page "}


Comments = list[tuple[str, ...]]  # of each the paragraphs with words
HeaderFeature = tuple[str, str, str]  # kind and value of a feature, and its words


@frozen
class HeaderText:
    """A header or footer; `place` says which ("header 2", "first-page footer 1"), `lines` are its paragraphs with words.

    `looks` are their features; headers with the same words are one, whatever their looks.
    """

    kind: str
    place: str
    lines: tuple[str, ...]
    looks: frozenset[HeaderFeature] = field(default=frozenset(), compare=False)


def read_stories(opened: Opened) -> tuple[tuple[Story, ...], ...]:
    """Reads the headers and footers of each section of a view, its own or those of the section before.

    The result has at least one section, whether or not the file names one.
    """
    known: dict[str, Story] = {}
    found = []
    for section in find_sections(opened.package, opened.view):
        named = [(slot, part) for slot in SLOTS if (part := section.shown.get(slot, ""))]
        for slot, part in named:
            if part not in known:
                known[part] = _read_story(opened, slot, part)
        found.append(tuple(replace(known[part], kind=slot[0], pages=slot[1]) for slot, part in named))
    return tuple(found) or ((),)


def _read_story(opened: Opened, slot: Slot, part: str) -> Story:
    package, features = opened.package, opened.features
    paragraphs = list(document.read_story(package, package.read_xml(part), part, opened.view))
    seen = tuple(tuple(one for one in features.find_features(each) if one.kind in _SEEN) for each in paragraphs)
    return Story(*slot, part, tuple(one.text for one in paragraphs), seen)


def read_texts(opened: Opened) -> list[HeaderText]:
    """Reads what is printed on the pages of a view, kind by kind: the texts that follow each other, section by section.

    A section with the text of the section before counts as one with it, because a redline may have to cut a section in two.
    A section without words counts, unless no section has any.
    """
    return list_texts(read_stories(opened))


def list_texts(of: tuple[tuple[Story, ...], ...]) -> list[HeaderText]:
    """Lists what `read_texts` gives, from the stories of each section."""
    return [text for kind, pages in SLOTS for text in _list_slot(of, kind, pages)]


def _list_slot(of: tuple[tuple[Story, ...], ...], kind: StoryKind, pages: Pages) -> Iterator[HeaderText]:
    """The texts of the headers, or of the footers, of one sort of pages."""
    here = [next((one for one in section if (one.kind, one.pages) == (kind, pages)), None) for section in of]
    runs = [(lines, _looks(stories)) for lines, stories in groupby(here, key=_worded)]
    if any(lines or looks for lines, looks in runs):
        for at, (lines, looks) in enumerate(runs, 1):
            yield HeaderText(kind, f"{_PAGES[pages]}{kind} {at}", lines, looks)


def compare_features(
    wanted: Sequence[HeaderText], found: Sequence[HeaderText]
) -> Iterator[tuple[str, list[HeaderFeature], list[HeaderFeature]]]:
    """Compares each header that both have: its place, the features that are missing, and those that are too many."""
    given = {one.place: one.looks for one in found}
    for one in wanted:
        looks = given.get(one.place)
        if looks is not None and looks != one.looks:
            yield one.place, sorted(one.looks - looks), sorted(looks - one.looks)


def _looks(stories: Iterable[Story | None]) -> frozenset[HeaderFeature]:
    return frozenset(
        (one.kind, one.value, one.span.of(text))
        for story in stories
        if story is not None
        for text, row in zip(story.paragraphs, story.features, strict=False)
        for one in row
    )


def _worded(story: Story | None) -> tuple[str, ...]:
    return () if story is None else tuple(text for text in story.paragraphs if text.strip())


def read_comments(package: Package, view: View) -> Comments:
    """Reads each comment (17.13.4), in order: its paragraphs with words."""
    found = []
    for part in find_comment_parts(package):
        for root in every(package.read_xml(part), "w:comment"):
            texts = (page_fields.show_fields(one.text) for one in document.read_story(package, root, part, view))
            found.append(tuple(text for text in texts if text.strip()))
    return found


def find_comment_parts(package: Package) -> list[str]:
    """Finds the parts that hold comments, in the order of their relationships."""
    links = package.read_relationships(package.main)
    return list(
        dict.fromkeys(
            one.target for one in links if one.kind == "comments" and not one.external and package.has(one.target)
        )
    )
