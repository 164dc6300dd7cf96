"""What was deleted, carried from the old document into the new one: runs, paragraphs and rows in their own formatting.

Styles are found by their names or imported; lists are found by their definitions (`Numbering` prints the same) or imported
with new ids. What has no meaning outside its own document is reduced to its text, and said in `lost`: pictures, fields,
links, bookmarks, comments, content controls, equations without a character. Pictures of the main part are told by
who writes the redline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final

from decision_diff.ooxml.document import Paragraph, find_stories
from decision_diff.ooxml.equations import copy_equation, find_equation
from decision_diff.ooxml.features import FieldLink
from decision_diff.ooxml.names import child, every, get, name, number, parse_whole, value
from decision_diff.ooxml.text import Piece
from decision_diff.ooxml.writing import families
from decision_diff.ooxml.writing.carry_links import LinkFields
from decision_diff.ooxml.writing.losses import things
from decision_diff.ooxml.writing.marks import SPACE, Maker, bare
from decision_diff.ooxml.writing.page_fields import make_field
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.side import Side
from decision_diff.safexml import Element

_KEPT: Final = frozenset({"w:tab", "w:ptab", "w:br", "w:cr", "w:noBreakHyphen", "w:softHyphen", "w:sym"})
_FIELDS: Final = frozenset({"w:fldChar", "w:fldSimple"})
_DROPPED_PROPERTIES: Final = frozenset({"w:rPrChange", "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:sectPr", "w:pPrChange"})  # fmt: skip
_NOT_OF_SECTIONS: Final = frozenset({"w:headerReference", "w:footerReference", "w:printerSettings", "w:sectPrChange"})
_NUMBER_ORDER: Final = ("w:numPicBullet", "w:abstractNum")
_BEFORE_NUMBER: Final = frozenset({"w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl"})  # fmt: skip
_AFTER_OUTLINE: Final = frozenset({"w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"})
NO_OUTLINE: Final = 9


class Carrier:
    """Brings content of `old` into the package of `new`, which `output` will write."""

    def __init__(self, old: Side, new: Side, output: Output, maker: Maker, *, own_lists: bool = False) -> None:
        self.old = old
        self.new = new
        self.output = output
        self.maker = maker
        self.own_lists = own_lists  # each list of the old document as a list of its own, whatever there is
        self.links = LinkFields(old.package, new.package, maker)
        self.lost: Counter[str] = Counter()
        self.sections: list[
            tuple[Element, Element]
        ] = []  # that only the old document has: its w:sectPr, the one written
        self.touched: set[str] = set()  # kinds of notes that were brought
        self._styles: dict[tuple[str, str], str] = {}
        self._lists: dict[int, int] = {}
        self._abstracts: dict[int, str] = {}
        self._made: dict[str, Element] = {}
        self._extensions = _extensions(new)
        self._new_names = _by_name(new)
        self._old_styles = {get(style, "w:styleId") or "": style for style in _styles(old)}
        self._new_ids = {get(style, "w:styleId") or "" for style in _styles(new)}

    # -- runs

    def runs(self, paragraph: Paragraph, start: int, end: int, *, deleted: bool) -> list[Element]:
        """The code points [start, end) of an old paragraph as new runs, `w:delText` in them if `deleted`; equations as such.

        Words that lead somewhere are the result of a field, since a link (w:hyperlink) cannot stand in a tracked change.
        """
        found: list[Element] = []
        last: Element | None = None
        equation: Element | None = None
        links = self.links.of(paragraph) if start < end else []
        open_: FieldLink | None = None
        at = 0
        for piece in paragraph.pieces:
            low, high = max(start, at), min(end, at + len(piece.text))
            if low < high:
                link = next((one for one in links if one.start <= at < one.end), None)
                if link is not open_:
                    found.extend(self.links.turn(open_, link, deleted=deleted))
                    open_, last = link, None
            if (within := find_equation(piece)) is not None:
                if within is not equation and start <= at < end:  # an equation goes whole, where it begins
                    found.append(self._equation(within, deleted=deleted))
                    last = None
                equation = within
            elif low < high and name(piece.element) in _FIELDS:
                found.extend(self._field(piece, deleted=deleted))
                last = None
            elif low < high:
                if piece.run is None or piece.run is not last or not found:
                    found.append(self.empty_run(piece.run))
                    last = piece.run
                if name(piece.element) in _KEPT:
                    found[-1].append(self.own(deepcopy(piece.element)))
                else:
                    text = self.maker.make("delText" if deleted else "t")
                    text.set(SPACE, "preserve")
                    text.text = piece.own[low - at : high - at]
                    found[-1].append(text)
            at += len(piece.text)
        found.extend(self.links.turn(open_, None, deleted=deleted))
        return found

    def _field(self, piece: Piece, *, deleted: bool) -> Iterator[Element]:
        """A page number, which is one character of a header."""
        for element in make_field(piece.element, self.maker, deleted=deleted):
            run = self.empty_run(piece.run)
            run.append(element)
            yield run

    def empty_run(self, run: Element | None) -> Element:
        """A new run with the properties of an old one."""
        made = self.maker.make("r")
        properties = child(run, "w:rPr")
        if properties is not None:
            made.append(self.run_properties(properties))
        return made

    def run_properties(self, properties: Element | None) -> Element:
        """Run properties of the old document, fit for the new package: same style; empty if there are none."""
        copy = self.maker.make("rPr") if properties is None else self.own(deepcopy(properties))
        self._fit(copy)
        return copy

    def _equation(self, equation: Element, *, deleted: bool) -> Element:
        copy = self.own(copy_equation(equation, deleted=deleted))
        for properties in list(every(copy, "w:rPr")):
            self._fit(properties)
        return copy

    def _fit(self, properties: Element) -> None:
        """Make copied run properties those of the new document."""
        for one in list(properties):
            if name(one) in _DROPPED_PROPERTIES:
                properties.remove(one)
            elif name(one) == "w:rStyle":
                self._map_style(one, "character")

    def tell(self, olds: Iterable[Element], news: Iterable[Element] = ()) -> None:
        """Count what old paragraphs hold beside text and the new ones that they became do not: it is not carried along."""
        lost = Counter(what for one in olds for what in things(one))
        lost.subtract(what for one in news for what in things(one))
        self.lost.update(+lost)

    # -- paragraphs

    def properties(self, index: int) -> Element:
        """The properties of an old paragraph, fit for the new package: same style, number and outline level."""
        paragraph = self.old.paragraphs[index]
        copy = self.own(bare(paragraph.properties, self.maker))
        for one in copy:
            if name(one) == "w:pStyle":
                self._map_style(one, "paragraph")
        wanted = self._place(index)
        own = child(copy, "w:numPr")
        if own is not None:
            copy.remove(own)
        if self.new_place(copy) != wanted:
            _insert_ordered(copy, self._number(wanted))
        outline = self.old.outline(index)
        level = child(copy, "w:outlineLvl")
        if level is not None:
            copy.remove(level)
        if self.new.styles.find_outline(copy) != outline:
            level = self.maker.make("outlineLvl", val=str(NO_OUTLINE if outline is None else outline))
            at = next((at for at, one in enumerate(copy) if name(one) in _AFTER_OUTLINE), len(copy))
            copy.insert(at, level)
        return copy

    def all_properties(self, index: int) -> Element:
        """`properties`, with those of the paragraph's mark, and the section that ends with it."""
        made = self.properties(index)
        run = self.mark_properties(index)
        if run is not None:
            made.append(run)
        section = child(self.old.paragraphs[index].properties, "w:sectPr")
        if section is not None:
            made.append(self.section(section))
        return made

    def section(self, section: Element) -> Element:
        """A section of the old document (w:sectPr), without its headers and footers; kept in `sections` with the old one."""
        copy = self.own(deepcopy(section))
        for one in [one for one in copy if name(one) in _NOT_OF_SECTIONS]:
            copy.remove(one)
        self.sections.append((section, copy))
        return copy

    def mark_properties(self, index: int) -> Element | None:
        """The run properties of an old paragraph's mark."""
        found = child(self.old.paragraphs[index].properties, "w:rPr")
        return None if found is None else self.run_properties(found)

    def same_number(self, old: int, new: int) -> bool:
        """Whether an old paragraph, given the new one's properties, keeps its place in its list and its outline level."""
        return self._place(old) == self.new.place(new) and self.old.outline(old) == self.new.outline(new)

    def _place(self, index: int) -> tuple[int, int] | None:
        """The list and level in the new document that an old paragraph counts in."""
        place = self.old.place(index)
        return None if place is None else (self.list(place[0]), place[1])

    def new_place(self, properties: Element | None) -> tuple[int, int] | None:
        """(list, level) in the new document, as it was before anything was imported."""
        own = number(properties, "w:numPr", "w:numId")
        if own is not None and own in self._lists.values():
            return own, number(properties, "w:numPr", "w:ilvl") or 0
        return self.new.numbering.find_list(properties)

    def _number(self, place: tuple[int, int] | None) -> Element:
        numbered = self.maker.make("numPr")
        numbered.append(self.maker.make("ilvl", val=str(place[1] if place else 0)))
        numbered.append(self.maker.make("numId", val=str(place[0] if place else 0)))
        return numbered

    # -- tables

    def frame(self, element: Element) -> Element:
        """A copy of a w:tbl, w:tr or w:tc with its properties and grid, and nothing in it."""
        copy = self.own(deepcopy(element))
        for one in list(copy):
            kind = name(one)
            if kind in ("w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:tblPrEx"):
                for inner in list(one):
                    if name(inner) == "w:tblStyle":
                        self._map_style(inner, "table")
                    elif name(inner).endswith("Change") or name(inner) in ("w:ins", "w:del", "w:cellIns", "w:cellDel"):
                        one.remove(inner)
            else:
                copy.remove(one)
        return copy

    # -- styles

    def _map_style(self, reference: Element, kind: str) -> None:
        mapped = self._style(get(reference, "w:val") or "", kind)
        if mapped:
            reference.set(f"{{{self.maker.uri}}}val", mapped)
        else:
            parent = reference.getparent()
            if parent is not None:
                parent.remove(reference)

    def _style(self, style_id: str, kind: str) -> str:
        """The id in the new document of a style of the old one; "" if the old one has no such style."""
        if (style_id, kind) in self._styles:
            return self._styles[style_id, kind]
        style = self._old_styles.get(style_id)
        if style is None:
            return ""
        called = (value(style, "w:name") or style_id).casefold()
        found = self._new_names.get((kind, called), "")
        self._styles[style_id, kind] = found or self._import_style(style, style_id, kind)
        return self._styles[style_id, kind]

    def _import_style(self, style: Element, style_id: str, kind: str) -> str:
        count, mapped = 0, style_id
        while mapped in self._new_ids:
            count += 1
            mapped = f"{style_id}Old{count}"
        self._new_ids.add(mapped)
        self._styles[style_id, kind] = mapped
        root = self.root("styles")
        copy = self.own(deepcopy(style), root)
        copy.set(f"{{{self.maker.uri}}}styleId", mapped)
        if get(copy, "w:default") is not None:
            del copy.attrib[f"{{{self.maker.uri}}}default"]
        for one in list(copy):
            if name(one) in ("w:link", "w:next"):
                copy.remove(one)
            elif name(one) == "w:basedOn":
                self._map_style(one, kind)
        properties = child(copy, "w:pPr")
        numbered = child(properties, "w:numPr")
        if properties is not None and numbered is not None:
            properties.remove(numbered)  # each paragraph says its own
        root.append(copy)
        self.new.styles.add(copy)
        return mapped

    # -- lists

    def list(self, old_id: int) -> int:
        """The list (w:numId) of the new document that an old one is, imported if there is none like it."""
        if old_id not in self._lists:
            same = self._same_list(old_id) if not self.own_lists else None
            self._lists[old_id] = self._import_list(old_id) if same is None else same
        return self._lists[old_id]

    def agree(self, old_id: int, new_id: int) -> None:
        """Take these two lists for the same if they print the same: most of their paragraphs correspond."""
        if not self.own_lists and old_id not in self._lists and self._alike(old_id, new_id):
            self._lists[old_id] = new_id

    def _same_list(self, old_id: int) -> int | None:
        return old_id if self._alike(old_id, old_id) else None

    def _alike(self, old_id: int, new_id: int) -> bool:
        return self.old.numbering.find_definition(old_id) == self.new.numbering.find_definition(new_id)

    def _import_list(self, old_id: int) -> int:
        root = self.root("numbering")
        source = self.old.package.read_xml(self.old.package.find_related("numbering") or "")
        instance = next(one for one in every(source, "w:num") if parse_whole(get(one, "w:numId")) == old_id)
        target = self.old.numbering.find_abstract(old_id)
        if target not in self._abstracts:
            abstract = next(
                one for one in every(source, "w:abstractNum") if parse_whole(get(one, "w:abstractNumId")) == target
            )
            self._abstracts[target] = self._import_abstract(abstract, root)
        taken = [parse_whole(get(one, "w:numId")) or 0 for one in every(root, "w:num")]
        fresh = max(taken, default=0) + 1
        copy = self.own(deepcopy(instance), root)
        copy.set(f"{{{self.maker.uri}}}numId", str(fresh))
        for one in copy:
            if name(one) == "w:abstractNumId":
                one.set(f"{{{self.maker.uri}}}val", self._abstracts[target])
        for style in list(every(copy, "w:pStyle")):
            _drop(style)
        at = max((at for at, one in enumerate(root, 1) if name(one) in (*_NUMBER_ORDER, "w:num")), default=0)
        root.insert(at, copy)
        return fresh

    def _import_abstract(self, abstract: Element, root: Element) -> str:
        taken = [parse_whole(get(one, "w:abstractNumId")) or 0 for one in every(root, "w:abstractNum")]
        fresh = str(max(taken, default=-1) + 1)
        copy = self.own(deepcopy(abstract), root)
        copy.set(f"{{{self.maker.uri}}}abstractNumId", fresh)
        for kind in ("w:nsid", "w:tmpl", "w:styleLink", "w:pStyle", "w:lvlPicBulletId"):
            for one in list(every(copy, kind)):
                _drop(one)
        at = max((at for at, one in enumerate(root, 1) if name(one) in _NUMBER_ORDER), default=0)
        root.insert(at, copy)
        return fresh

    def root(self, kind: str) -> Element:
        """The tree of that part of the new document ("numbering"), made if there is none."""
        part = self.new.package.find_related(kind)
        if part:
            return self.output.edit(part)
        if kind not in self._made:
            self._made[kind] = self.output.add(kind, kind)
        return self._made[kind]

    def own(self, element: Element, root: Element | None = None) -> Element:
        """A copied element fit for a part of the new document, its body and notes and headers if no `root` is given."""
        allowed = self._extensions if root is None else families.ignorable(root)
        return families.without_extensions(families.converted(element, self.maker.uri), allowed)


def _extensions(side: Side) -> frozenset[str]:
    """The extensions that may stand in each part of a document where words are."""
    return frozenset.intersection(
        *(families.ignorable(side.package.read_xml(part)) for part in find_stories(side.package))
    )


def _styles(side: Side) -> list[Element]:
    part = side.package.find_related("styles")
    return list(every(side.package.read_xml(part), "w:style")) if part else []


def _by_name(side: Side) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for style in _styles(side):
        called = (value(style, "w:name") or get(style, "w:styleId") or "").casefold()
        found.setdefault((get(style, "w:type") or "paragraph", called), get(style, "w:styleId") or "")
    return found


def _insert_ordered(properties: Element, numbered: Element) -> None:
    at = 0
    while at < len(properties) and name(properties[at]) in _BEFORE_NUMBER:
        at += 1
    properties.insert(at, numbered)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
