"""What was deleted, carried from the old document into the new one: runs, paragraphs and rows in their own formatting.

Styles are found by their names or imported; lists are found by their definitions (`Numbering` prints the same) or imported
with new ids. What has no meaning outside its own document is reduced to its text, and counted in `lost`: pictures, fields,
links, bookmarks, comments, content controls, equations without a character. Whoever writes the redline reports
pictures of the main part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import Final

from decision_diff.ooxml.document import find_stories
from decision_diff.ooxml.names import child, every, get, name, number, parse_whole, value
from decision_diff.ooxml.writing import families
from decision_diff.ooxml.writing.carry_links import LinkFields
from decision_diff.ooxml.writing.losses import find_losses
from decision_diff.ooxml.writing.saving import Output
from decision_diff.ooxml.writing.side import DocumentSide
from decision_diff.ooxml.writing.tracked_changes import ElementMaker, copy_bare
from decision_diff.ooxml.writing.trees import remove_element
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

    def __init__(
        self, old: DocumentSide, new: DocumentSide, output: Output, maker: ElementMaker, *, own_lists: bool = False
    ) -> None:
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
        self._extensions = _find_extensions(new)
        self._new_names = _name_styles(new)
        self._old_styles = {get(style, "w:styleId") or "": style for style in _find_styles(old)}
        self._new_ids = {get(style, "w:styleId") or "" for style in _find_styles(new)}

    # -- runs

    def make_run(self, run: Element | None) -> Element:
        """Make a new run with the properties of an old one."""
        made = self.maker.make("r")
        properties = child(run, "w:rPr")
        if properties is not None:
            made.append(self.carry_run_properties(properties))
        return made

    def carry_run_properties(self, properties: Element | None) -> Element:
        """Carry run properties of the old document, fit for the new package: same style; empty if there are none."""
        copy = self.maker.make("rPr") if properties is None else self.adopt(deepcopy(properties))
        self.fit_run_properties(copy)
        return copy

    def fit_run_properties(self, properties: Element) -> None:
        """Make copied run properties those of the new document."""
        for one in list(properties):
            if name(one) in _DROPPED_PROPERTIES:
                properties.remove(one)
            elif name(one) == "w:rStyle":
                self._map_style(one, "character")

    def count_lost(self, olds: Iterable[Element], news: Iterable[Element] = ()) -> None:
        """Count what old paragraphs hold apart from text and the new ones that they became do not: it is not carried along."""
        lost = Counter(what for one in olds for what in find_losses(one))
        lost.subtract(what for one in news for what in find_losses(one))
        self.lost.update(+lost)

    # -- paragraphs

    def carry_properties(self, index: int) -> Element:
        """Carry the properties of an old paragraph, fit for the new package: same style, number and outline level."""
        paragraph = self.old.paragraphs[index]
        copy = self.adopt(copy_bare(paragraph.properties, self.maker))
        for one in copy:
            if name(one) == "w:pStyle":
                self._map_style(one, "paragraph")
        wanted = self._find_level(index)
        own = child(copy, "w:numPr")
        if own is not None:
            copy.remove(own)
        if self.find_new_level(copy) != wanted:
            _insert_ordered(copy, self._make_number(wanted))
        outline = self.old.find_outline(index)
        level = child(copy, "w:outlineLvl")
        if level is not None:
            copy.remove(level)
        if self.new.styles.find_outline(copy) != outline:
            level = self.maker.make("outlineLvl", val=str(NO_OUTLINE if outline is None else outline))
            at = next((at for at, one in enumerate(copy) if name(one) in _AFTER_OUTLINE), len(copy))
            copy.insert(at, level)
        return copy

    def carry_all_properties(self, index: int) -> Element:
        """Carry the properties of an old paragraph with those of its mark, and the section that ends with it."""
        made = self.carry_properties(index)
        run = self.carry_end_properties(index)
        if run is not None:
            made.append(run)
        section = child(self.old.paragraphs[index].properties, "w:sectPr")
        if section is not None:
            made.append(self.carry_section(section))
        return made

    def carry_section(self, section: Element) -> Element:
        """Carry a section of the old document (w:sectPr) without its headers and footers; `sections` holds it with the old one."""
        copy = self.adopt(deepcopy(section))
        for one in [one for one in copy if name(one) in _NOT_OF_SECTIONS]:
            copy.remove(one)
        self.sections.append((section, copy))
        return copy

    def carry_end_properties(self, index: int) -> Element | None:
        """Carry the run properties of an old paragraph's mark; None if there are none."""
        found = child(self.old.paragraphs[index].properties, "w:rPr")
        return None if found is None else self.carry_run_properties(found)

    def has_same_number(self, old: int, new: int) -> bool:
        """Whether an old paragraph, given the new one's properties, keeps its place in its list and its outline level."""
        return self._find_level(old) == self.new.find_list_level(new) and self.old.find_outline(
            old
        ) == self.new.find_outline(new)

    def _find_level(self, index: int) -> tuple[int, int] | None:
        """The list and level in the new document that an old paragraph counts in."""
        place = self.old.find_list_level(index)
        return None if place is None else (self.carry_list(place[0]), place[1])

    def find_new_level(self, properties: Element | None) -> tuple[int, int] | None:
        """Find (list, level) in the new document, as it was before anything was imported."""
        own = number(properties, "w:numPr", "w:numId")
        if own is not None and own in self._lists.values():
            return own, number(properties, "w:numPr", "w:ilvl") or 0
        return self.new.numbering.find_list(properties)

    def _make_number(self, place: tuple[int, int] | None) -> Element:
        numbered = self.maker.make("numPr")
        numbered.append(self.maker.make("ilvl", val=str(place[1] if place else 0)))
        numbered.append(self.maker.make("numId", val=str(place[0] if place else 0)))
        return numbered

    # -- tables

    def carry_frame(self, element: Element) -> Element:
        """Copy a w:tbl, w:tr or w:tc with its properties and grid, and nothing in it."""
        copy = self.adopt(deepcopy(element))
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
        mapped = self._carry_style(get(reference, "w:val") or "", kind)
        if mapped:
            reference.set(f"{{{self.maker.uri}}}val", mapped)
        else:
            remove_element(reference)

    def _carry_style(self, style_id: str, kind: str) -> str:
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
        root = self.open_part("styles")
        copy = self.adopt(deepcopy(style), root)
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

    def carry_list(self, old_id: int) -> int:
        """Find the list (w:numId) of the new document that an old one is, or import it."""
        if old_id not in self._lists:
            same = self._find_same_list(old_id) if not self.own_lists else None
            self._lists[old_id] = self._import_list(old_id) if same is None else same
        return self._lists[old_id]

    def agree(self, old_id: int, new_id: int) -> None:
        """Take these two lists for the same if they print the same: most of their paragraphs correspond."""
        if not self.own_lists and old_id not in self._lists and self._are_alike(old_id, new_id):
            self._lists[old_id] = new_id

    def _find_same_list(self, old_id: int) -> int | None:
        return old_id if self._are_alike(old_id, old_id) else None

    def _are_alike(self, old_id: int, new_id: int) -> bool:
        return self.old.numbering.find_definition(old_id) == self.new.numbering.find_definition(new_id)

    def _import_list(self, old_id: int) -> int:
        root = self.open_part("numbering")
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
        copy = self.adopt(deepcopy(instance), root)
        copy.set(f"{{{self.maker.uri}}}numId", str(fresh))
        for one in copy:
            if name(one) == "w:abstractNumId":
                one.set(f"{{{self.maker.uri}}}val", self._abstracts[target])
        for style in list(every(copy, "w:pStyle")):
            remove_element(style)
        at = max((at for at, one in enumerate(root, 1) if name(one) in (*_NUMBER_ORDER, "w:num")), default=0)
        root.insert(at, copy)
        return fresh

    def _import_abstract(self, abstract: Element, root: Element) -> str:
        taken = [parse_whole(get(one, "w:abstractNumId")) or 0 for one in every(root, "w:abstractNum")]
        fresh = str(max(taken, default=-1) + 1)
        copy = self.adopt(deepcopy(abstract), root)
        copy.set(f"{{{self.maker.uri}}}abstractNumId", fresh)
        for kind in ("w:nsid", "w:tmpl", "w:styleLink", "w:pStyle", "w:lvlPicBulletId"):
            for one in list(every(copy, kind)):
                remove_element(one)
        at = max((at for at, one in enumerate(root, 1) if name(one) in _NUMBER_ORDER), default=0)
        root.insert(at, copy)
        return fresh

    def open_part(self, kind: str) -> Element:
        """Open the tree of that part of the new document ("numbering"), made if there is none."""
        part = self.new.package.find_related(kind)
        if part:
            return self.output.edit(part)
        if kind not in self._made:
            self._made[kind] = self.output.add(kind, kind)
        return self._made[kind]

    def adopt(self, element: Element, root: Element | None = None) -> Element:
        """Make a copied element fit for a part of the new document; for its body, notes and headers if no `root` is given."""
        allowed = self._extensions if root is None else families.find_ignorable(root)
        return families.drop_extensions(families.convert(element, self.maker.uri), allowed)


def _find_extensions(side: DocumentSide) -> frozenset[str]:
    """The extensions that may stand in each part of a document where words are."""
    return frozenset.intersection(
        *(families.find_ignorable(side.package.read_xml(part)) for part in find_stories(side.package))
    )


def _find_styles(side: DocumentSide) -> list[Element]:
    part = side.package.find_related("styles")
    return list(every(side.package.read_xml(part), "w:style")) if part else []


def _name_styles(side: DocumentSide) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for style in _find_styles(side):
        called = (value(style, "w:name") or get(style, "w:styleId") or "").casefold()
        found.setdefault((get(style, "w:type") or "paragraph", called), get(style, "w:styleId") or "")
    return found


def _insert_ordered(properties: Element, numbered: Element) -> None:
    at = 0
    while at < len(properties) and name(properties[at]) in _BEFORE_NUMBER:
        at += 1
    properties.insert(at, numbered)
