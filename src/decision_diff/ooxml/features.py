"""What a reader sees of a paragraph apart from its characters: pictures, links, notes, hidden words, merged cells.

    paragraph of a view ==walk==> where objects, fields and links stand ==runs==> how words look ==> features

A paragraph without features costs one look at the set of those that have some (`_noted`), and one at each of its runs
(`appearance`). Links and references (17.16.5) lead to an address or to a bookmark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from decision_diff.model import Feature, FeatureKind, Span, View
from decision_diff.ooxml import revisions
from decision_diff.ooxml.appearance import Appearance
from decision_diff.ooxml.document import Paragraph, find_stories
from decision_diff.ooxml.equations import describe_structure, find_equations
from decision_diff.ooxml.names import above, child, every, get, is_on, name, number
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.pictures import PICTURES, Pictures, is_picture
from decision_diff.ooxml.statuses import find_statuses, has_highlights
from decision_diff.ooxml.text import measure_elements
from decision_diff.patterns import late
from decision_diff.safexml import Element

_REFERENCES: Final = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_OBJECTS: Final = (
    *PICTURES,
    "w:object",
    *_REFERENCES,
    "w:hyperlink",
    "w:fldSimple",
    "w:fldChar",
    "w:instrText",
    "w:delInstrText",
)
_DIGITS: Final = 12  # of the SHA-256 of a picture: enough to tell, and short enough to read
_HOST: Final = late("https?://[^/?#]++", re.IGNORECASE)
# What a field leads to (17.16.5): its first argument, or for a hyperlink the bookmark behind \l.
_ARGUMENT: Final = late(r'\s*(\\[a-zA-Z*#@])?\s*("(?:[^"\\]|\\.)*"|\S+)')
# Fields that show what their instruction says, and have no result (17.16.5): fractions, symbols, numbers, buttons.
_DRAWN: Final = frozenset({"EQ", "SYMBOL", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "MACROBUTTON"})
_LEADING: Final = {"HYPERLINK": "link", "REF": "reference", "NOTEREF": "reference"}


class FieldLink(NamedTuple):
    """Code points [start, end) of a paragraph that lead somewhere: the instruction of a field, and the feature's value."""

    start: int
    end: int
    instruction: str
    value: str


@dataclass(slots=True)
class _Field:
    """A complex field that is open: where its result begins, once that is known, and what it says."""

    start: int | None = None
    instruction: str = ""
    mark: Element | None = None


@dataclass
class Features:
    """The features of the paragraphs of one view of a package. `targets` are the bookmarks that any of them leads to."""

    package: Package
    view: View
    targets: set[str] = field(default_factory=set)
    _instructions: dict[Feature, str] = field(default_factory=dict)
    _pictures: dict[str, Pictures] = field(default_factory=dict)

    def find_features(self, paragraph: Paragraph) -> tuple[Feature, ...]:
        """Finds what a reader sees of a paragraph apart from its characters: in order, in code points of its text."""
        found = self._appearance.find_looks(paragraph)
        if paragraph.where.cell is not None:
            found.extend(self._cell(paragraph))
        if paragraph.computed:
            found.extend(Feature("computed", Span(start, end), field) for start, end, field in paragraph.computed)
        if not self._noted.isdisjoint(paragraph.elements):
            found.extend(_joined(self._objects(paragraph)))
        if self._has_highlights:
            found.extend(find_statuses(paragraph, self.view))
        if self.has_equations and any(name(piece.element) == "m:t" for piece in paragraph.pieces):
            found.extend(
                Feature("equation", Span(one.start, one.end), _formula(one.element, self.view))
                for one in find_equations(paragraph.pieces)
            )
        if len(found) > 1:
            found.sort(key=lambda one: (one.span.start, one.span.end, one.kind, one.value))
        return tuple(found)

    def find_links(self, paragraph: Paragraph) -> list[FieldLink]:
        """Finds the links and cross-references of a paragraph, in order, each with the instruction of its field."""
        if not any(element in self._noted for element in paragraph.elements):
            return []
        self._instructions.clear()
        found = (one for one in self._objects(paragraph) if one.kind in ("link", "reference"))
        links = [FieldLink(one.span.start, one.span.end, self._instructions[one], one.value) for one in found]
        return sorted(links, key=lambda one: one.start)

    def find_bookmarks(self) -> dict[str, Element]:
        """Finds where the bookmarks begin that features read so far lead to (17.13.6.2), the first of each name."""
        found: dict[str, Element] = {}
        for part in self._parts if self.targets else ():
            for one in every(self.package.read_xml(part), "w:bookmarkStart"):
                if (named := get(one, "w:name") or "") in self.targets:
                    found.setdefault(named, one)
        return found

    @cached_property
    def _noted(self) -> frozenset[Element]:
        """The paragraphs in which any object, link or field stands."""
        found: set[Element] = set()
        for part in self._parts:
            root = self.package.read_xml(part)
            for one in every(root, *_OBJECTS):
                paragraph = above(one, "w:p")
                if paragraph is not None:
                    found.add(paragraph)
        return frozenset(found)

    @cached_property
    def _has_highlights(self) -> bool:
        return has_highlights(self.package)

    @cached_property
    def has_equations(self) -> bool:
        """Whether there is any equation."""
        return any(next(every(self.package.read_xml(part), "m:t"), None) is not None for part in self._parts)

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        return find_stories(self.package)

    # -- cells

    def _cell(self, paragraph: Paragraph) -> Iterator[Feature]:
        """How the cell that the paragraph begins is merged."""
        cell = paragraph.elements[0].getparent()
        if paragraph.where.cell is None or cell is None or name(cell) != "w:tc":
            return
        if child(cell, "w:p") is not paragraph.elements[0]:
            return
        properties = child(cell, "w:tcPr")
        if self.view == "rejected":  # as they were (w:tcPrChange, 17.13.5.36)
            before = child(properties, "w:tcPrChange", "w:tcPr")
            properties = properties if before is None else before
        span = number(properties, "w:gridSpan") or 1
        if span > 1:
            yield Feature("cell", Span(0, 0), f"{span} columns")
        merged = child(properties, "w:vMerge")
        if merged is not None:
            restarts = get(merged, "w:val") == "restart"
            yield Feature("cell", Span(0, 0), "continues below" if restarts else "continues above")

    # -- objects, links and fields

    @cached_property
    def _appearance(self) -> Appearance:
        return Appearance(self.package, self.view)

    def _objects(self, paragraph: Paragraph) -> Iterator[Feature]:
        lengths = measure_elements(paragraph.pieces)
        part = paragraph.where.part
        at = 0
        fields: list[_Field] = []
        links: list[tuple[Element, int]] = []
        for element in (one for root in paragraph.elements for one in root.iter()):
            while links and not _is_below(element, links[-1][0]):
                yield from self._link(*links.pop(), at, part)
            kind = name(element)
            if kind in _OBJECTS and self._is_seen(element, paragraph):
                if kind in ("w:hyperlink", "w:fldSimple"):
                    links.append((element, at))
                else:
                    yield from self._object(element, at, part, fields)
            at += lengths.get(element, 0)
        for element, start in reversed(links):
            yield from self._link(element, start, at, part)
        for one in reversed(fields):
            yield from self._led(one, at)

    def _object(self, element: Element, at: int, part: str, fields: list[_Field]) -> Iterator[Feature]:
        """What stands before the code point `at`; `fields` are those that are open."""
        kind = name(element)
        if kind in _REFERENCES:
            yield Feature("note", Span(at, at), _REFERENCES[kind])
        elif kind == "w:fldChar":
            yield from self._step(element, fields, at)
        elif kind in ("w:instrText", "w:delInstrText"):
            if fields:
                fields[-1].instruction += element.text or ""
        elif is_picture(element):
            yield Feature("picture", Span(at, at), self._digest(element, part))

    def _is_seen(self, element: Element, paragraph: Paragraph) -> bool:
        """Whether an element is in the view and in this very paragraph, not in a text box."""
        for holder in element.iterancestors():
            if holder in paragraph.elements:
                return True
            kind = name(holder)
            if revisions.is_hidden(kind, self.view) or kind in ("w:txbxContent", "w:rPrChange", "w:pPrChange"):
                return False
        return True

    def _step(self, mark: Element, fields: list[_Field], at: int) -> Iterator[Feature]:
        kind = get(mark, "w:fldCharType")
        if kind == "begin":
            fields.append(_Field(mark=mark))
        elif kind == "separate" and fields:
            fields[-1].start = at
        elif kind == "end" and fields:
            yield from self._led(fields.pop(), at)

    def _led(self, one: _Field, end: int) -> Iterator[Feature]:
        start = end if one.start is None else one.start
        if (found := find_target(one.instruction)) is not None:
            yield from self._feature(*found, start, end, one.instruction)
        elif one.mark is not None and (state := _state(one.mark)):
            yield Feature("form-field", Span(start, start), state)
        elif start == end and (said := one.instruction.split()) and said[0].upper() in _DRAWN:
            yield Feature("field", Span(start, start), " ".join(said))

    def _digest(self, picture: Element, part: str) -> str:
        # Each part has relationships of its own, with the same ids as others.
        known = self._pictures.get(part)
        if known is None:
            known = self._pictures[part] = Pictures(self.package, part)
        return known.hash_picture(picture)[:_DIGITS]

    def _link(self, element: Element, start: int, end: int, part: str) -> Iterator[Feature]:
        if name(element) == "w:fldSimple":
            said = get(element, "w:instr") or ""
            yield from self._led(_Field(start, said), end)
            return
        anchor = get(element, "w:anchor") or ""
        id_ = get(element, "r:id")
        target = self._addresses.get((part, id_), "") if id_ else ""
        value = f"{target}#{anchor}" if anchor else target
        said = " ".join(
            ("HYPERLINK", *(_quoted(target) for _ in target[:1]), *(f"\\l {_quoted(anchor)}" for _ in anchor[:1]))
        )
        yield from self._feature("link", value, start, end, said)

    def _feature(self, kind: FeatureKind, value: str, start: int, end: int, instruction: str) -> Iterator[Feature]:
        if start == end:  # words that lead nowhere any more
            return
        if value.startswith("#"):
            self.targets.add(value[1:])
        found = Feature(kind, Span(start, end), value)
        self._instructions[found] = instruction
        yield found

    @cached_property
    def _addresses(self) -> dict[tuple[str, str], str]:
        """By the part and the id of the relationship."""
        return {
            (part, one.id): _plain(one.target) for part in self._parts for one in self.package.read_relationships(part)
        }


def _plain(address: str) -> str:
    """An address with the slash that some programs write behind a mere host, and that says nothing (RFC 3986, 6.2.3)."""
    return f"{address}/" if _HOST.fullmatch(address) else address


def _joined(features: Iterator[Feature]) -> Iterator[Feature]:
    """Features with neighbouring stretches of one link as one: a redline may have to cut a link in two."""
    last: dict[FeatureKind, Feature] = {}
    for one in sorted(features, key=lambda feature: (feature.span.start, feature.span.end)):
        before = last.get(one.kind)
        if one.kind not in ("link", "reference"):
            yield one
        elif before is not None and before.value == one.value and before.span.end >= one.span.start:
            end = max(before.span.end, one.span.end)
            last[one.kind] = Feature(one.kind, Span(before.span.start, end), one.value)
        else:
            if before is not None:
                yield before
            last[one.kind] = one
    yield from last.values()


def find_target(instruction: str) -> tuple[FeatureKind, str] | None:
    """Finds where a field leads from its instruction: kind and value of a feature; None if it leads nowhere."""
    code, _, rest = instruction.strip().partition(" ")
    kind = _LEADING.get(code.upper())
    if kind is None:
        return None
    target = anchor = ""
    for found in _ARGUMENT.finditer(rest):
        switch, argument = found.group(1), found.group(2)
        argument = re.sub(r"\\(.)", r"\1", argument[1:-1]) if argument.startswith('"') else argument
        if switch == "\\l":
            anchor = argument
        elif switch is None and not target and not argument.startswith("\\"):
            target = argument
    if kind == "reference":
        return "reference", f"#{target}"
    return "link", f"{target}#{anchor}" if anchor else target


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _state(mark: Element) -> str:
    """The state of a form field (17.16.17); "" for another field, or one whose state is its text."""
    data = child(mark, "w:ffData")
    box = child(data, "w:checkBox")
    if box is not None:
        state = child(box, "w:checked")
        return "checked" if is_on(child(box, "w:default") if state is None else state) else "unchecked"
    options = child(data, "w:ddList")
    if options is None:
        return ""
    chosen = number(options, "w:result") or 0
    entries = [get(one, "w:val") or "" for one in options if name(one) == "w:listEntry"]
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def _formula(equation: Element, view: View) -> str:
    """How an equation is built, as a line: `sSup(e(x)sup(2))`."""
    said: list[str] = []
    open_: list[int] = []
    for depth, kind, text in describe_structure(equation, view):
        while open_ and open_[-1] >= depth:
            open_.pop()
            said.append(")")
        if kind.startswith("m:"):
            said.append(f"{kind[2:]}{'=' + text if text else ''}(")
            open_.append(depth)
        else:
            said.append(f"{kind}{text}")
    said.append(")" * len(open_))
    return "".join(said).replace("()", "")


def _is_below(element: Element, holder: Element) -> bool:
    return element is holder or any(above is holder for above in element.iterancestors())
