"""Which field text stands in, ISO/IEC 29500-1, 17.16.18: in its instruction, which is not text, or in its result.

Fields run over as many paragraphs as they like. Results of some are computed whenever a document is opened or printed
(`page_fields.COMPUTED`); of a table of contents (TOC) these are the page numbers at the ends of its lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from decision_diff.ooxml import page_fields
from decision_diff.ooxml.names import every, get, name
from decision_diff.ooxml.text import Leaf, TextPiece
from decision_diff.patterns import late
from decision_diff.safexml import Element

Computed = tuple[int, int, str]  # the code points [start, end) that are the result of a field, and its name

_PAGE: Final = late(r"(?<=\t)[0-9ivxlcIVXLC]+(?=\s*\Z)")


@dataclass(slots=True)
class _OpenField:
    name: str
    instructing: bool = True


class Fields:
    """The fields that are open while a story is read. `broken` are marks of those that never close: they are ignored."""

    def __init__(self, container: Element, is_there: Callable[[Element], bool]) -> None:
        self.open: list[_OpenField] = []
        self.broken: set[Element] = set()
        begun: list[Element] = []
        # Only the marks of fields are looked at here, not every leaf: most documents have few.
        for mark in every(container, "w:fldChar"):
            if not is_there(mark):
                continue
            kind = get(mark, "w:fldCharType")
            if kind == "begin":
                begun.append(mark)
            elif kind == "end" and begun:
                begun.pop()
        self.broken.update(begun)

    def step(self, mark: Element) -> None:
        """Opens, turns to its result or closes a field at a w:fldChar."""
        kind = get(mark, "w:fldCharType")
        if kind == "begin" and mark not in self.broken:
            self.open.append(_OpenField(page_fields.find_name(mark)))
        elif kind == "separate" and self.open:
            self.open[-1].instructing = False
        elif kind == "end" and self.open:
            self.open.pop()

    @property
    def hidden(self) -> bool:
        """Whether what stands here is an instruction."""
        return bool(self.open) and any(one.instructing for one in self.open)

    @property
    def computed(self) -> str:
        """The name of the open field whose result is computed, "" without one."""
        return next((one.name for one in self.open if one.name in page_fields.COMPUTED), "")

    @property
    def in_contents(self) -> bool:
        """Whether this is in a table of contents."""
        return any(one.name == "TOC" for one in self.open)


def find_computed_simple(root: Element) -> dict[Element, str]:
    """Finds the w:fldSimple at or below an element whose results are computed, with their names."""
    called = {one: page_fields.find_name(one) for one in every(root, "w:fldSimple")}
    return {one: name for one, name in called.items() if name in page_fields.COMPUTED}


def find_volatile(leaf: Leaf) -> tuple[TextPiece, Element] | None:
    """Finds the field of `page_fields` that begins here, as one character, and its end or, if it is one element, itself."""
    field: Element | None
    if leaf.name == "w:fldChar" and get(leaf.element, "w:fldCharType") == "begin":
        field = leaf.element
        last = page_fields.find_end(field) if page_fields.find_code(field) else None
    else:
        field = last = page_fields.find_simple(leaf.element)
    run = field if leaf.run is None else leaf.run
    return None if field is None or last is None else (TextPiece(page_fields.find_code(field), field, 0, run), last)


def is_before(element: Element, last: Element) -> bool:
    """Whether an element is still in a field: in a w:fldSimple, or not yet at the w:fldChar that ends it."""
    return name(last) == "w:fldChar" or any(one is last for one in element.iterancestors())


class Results:
    """Collects what is computed in one paragraph; `simple` are those fields of its part that are one element."""

    __slots__ = ("fields", "found", "simple")

    def __init__(self, fields: Fields, simple: dict[Element, str]) -> None:
        self.fields = fields
        self.simple = simple
        self.found: list[Computed] = []

    def add(self, element: Element, start: int, end: int) -> None:
        """The text of an element, code points [start, end) of the paragraph. Asked only if a field is open, or there are simple ones."""
        name = self.fields.computed
        if self.simple and not name:
            around = (self.simple[one] for one in (element, *element.iterancestors()) if one in self.simple)
            name = next(around, "")
        if name and self.found and self.found[-1][1:] == (start, name) and start < end:
            self.found[-1] = (self.found[-1][0], end, name)
        elif name:
            self.found.append((start, end, name))

    def collect(self, text: str, *, in_contents: bool) -> tuple[Computed, ...]:
        """Collects what is computed in the paragraph, with the page number of a line in a table of contents."""
        number = _PAGE.search(text) if in_contents else None
        if number is not None and not any(end > number.start() for _, end, _ in self.found):
            self.found.append((*number.span(), "TOC"))
        return tuple(self.found)
