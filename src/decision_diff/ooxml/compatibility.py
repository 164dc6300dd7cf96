"""Markup compatibility, ISO/IEC 29500-3: what Word of today reads of a file that holds versions for several programs.

    mc:AlternateContent     the first mc:Choice all of whose Requires Word understands, else mc:Fallback (7.6, 10)
    mc:Ignorable            elements of a namespace that Word does not understand are not there (7.2)
    mc:ProcessContent       of such an element, its content is there all the same (7.4)
    mc:MustUnderstand       Word opens no file that must be understood and is not (7.5); we read it and report it

`Compatibility.resolve` does this once, when a part is loaded, and nothing else in the program knows of these elements: the
tree holds what was chosen in the place of its alternatives. What was not chosen is kept apart, and `wrap` puts it back
around the tree while it is written, unless tracked changes were written into what was chosen: the other version has none, and
would show a text that is in neither view of the redline.

Elements that are ignored and hold nothing that is ever read (ids, caches of other programs) stay in the tree as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final, Literal

from lxml import etree

from decision_diff.frozen import frozen
from decision_diff.ooxml import revisions
from decision_diff.ooxml.names import NAMESPACES, every, get, name
from decision_diff.safexml import Element

Oddity = Literal["alternatives", "ignored", "must-understand"]
_MC: Final = next(uri for uri, short in NAMESPACES.items() if short == "mc")
_MICROSOFT: Final = "http://schemas.microsoft.com/office/"
_OPEN: Final = "http://schemas.openxmlformats.org/"
# What Word for Microsoft 365 understands ([MS-DOCX] 2.2, [MS-ODRAWXML] 2.2, [MS-OI29500]): what it writes into Requires itself.
UNDERSTOOD: Final = frozenset(
    {
        *NAMESPACES,
        *("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", "urn:schemas-microsoft-com:office:word"),
        *(f"{_OPEN}drawingml/2006/{one}" for one in ("main", "picture", "chart", "chartDrawing", "diagram", "lockedCanvas", "wordprocessingDrawing", "compatibility")),
        *(f"http://purl.oclc.org/ooxml/drawingml/{one}" for one in ("main", "picture", "chart", "chartDrawing", "diagram", "lockedCanvas", "wordprocessingDrawing")),
        f"{_OPEN}schemaLibrary/2006/main",
        *(
            f"{_MICROSOFT}word/{one}"
            for one in (
                "2003/wordml", "2006/wordml", "2010/wordml", "2012/wordml", "2015/wordml/symex", "2016/wordml/cid",
                "2018/wordml", "2018/wordml/cex", "2020/wordml/sdtdatahash", "2020/oembed", "2023/wordml/word16du",
                "2024/wordml/sdtformatlock", "2010/wordprocessingCanvas", "2010/wordprocessingDrawing", "2010/wordprocessingGroup",
                "2010/wordprocessingInk", "2010/wordprocessingShape", "2012/wordprocessingDrawing",
            )
        ),
        *(
            f"{_MICROSOFT}drawing/{one}"
            for one in (
                "2007/8/2/chart", "2008/diagram", "2010/main", "2010/diagram", "2010/picture", "2010/chartDrawing", "2010/slicer",
                "2012/main", "2012/chart", "2012/chartStyle", "2013/main/command", "2014/main", "2014/chart", "2014/chartex",
                "2014/chart/ac", "2015/06/chart", "2015/9/8/chartex", "2015/10/21/chartex", "2016/5/9/chartex", "2016/5/10/chartex",
                "2016/5/11/chartex", "2016/5/12/chartex", "2016/5/13/chartex", "2016/5/14/chartex", "2016/11/main", "2016/12/diagram",
                "2016/ink", "2016/SVG/main", "2017/decorative", "2017/model3d", "2018/hyperlinkcolor", "2018/sketchyshapes",
                "2019/extlst", "2020/classificationShape",
            )
        ),
        f"{_MICROSOFT}2019/extlst",
    }
)  # fmt: skip
_WORDS: Final = ("w:t", "w:delText", "m:t")
_ALTERNATIVES: Final = f"{{{_MC}}}AlternateContent"
_CHOICE: Final = f"{{{_MC}}}Choice"
_FALLBACK: Final = f"{{{_MC}}}Fallback"
_SAYING: Final = etree.XPath("//@mc:*/..", namespaces={"mc": _MC})


@frozen
class _Branch:
    """The mc:Choice or mc:Fallback that an element was chosen from, emptied; its siblings are what was not chosen.

    Of several elements that were chosen together, all but the first have a Choice of their own without siblings.
    `requires` are the namespaces of a Choice; the prefixes that name them hold only where they are declared.
    """

    element: Element
    requires: tuple[str, ...] = ()

    @property
    def holder(self) -> Element | None:
        """The mc:AlternateContent around it; None for a Fallback that stands alone, which may not be written."""
        return self.element.getparent()

    @property
    def has_others(self) -> bool:
        """Whether there is anything that was not chosen."""
        return self.holder is not None and len(self.holder) > 1

    def alone(self) -> _Branch:
        """The same without what was not chosen."""
        spaces = {"mc": _MC, **{f"x{at}": uri for at, uri in enumerate(self.requires)}}
        shell = etree.Element(self.element.tag, nsmap=spaces)
        if self.element.tag == _CHOICE:
            etree.Element(_ALTERNATIVES, nsmap={"mc": _MC}).append(shell)
        return _Branch(shell, self.requires)

    def again(self) -> _Branch:
        """A copy with what was not chosen."""
        holder = self.holder
        return self.alone() if holder is None else _Branch(deepcopy(holder)[holder.index(self.element)], self.requires)

    def take(self, element: Element) -> Element:
        """Put itself around an element where that stands; gives what stands there now."""
        holder = self.holder
        if holder is None:
            return element
        _replace(element, [holder])  # or nothing, where it is the root of a copy
        self.element.append(element)
        if self.requires:
            known = {uri: prefix for prefix, uri in self.element.nsmap.items() if prefix}
            self.element.set("Requires", " ".join(known[uri] for uri in self.requires))
        return holder


@dataclass(eq=False, slots=True)
class Compatibility:
    """What was chosen and left out in the parts of one package.

    `branches` are, innermost first, those that an element of a tree was chosen from; where nothing is chosen, an empty
    element of `empties` keeps the place of the alternatives. `oddities` are what two readers of the
    file may see differently: of what kind, in which part, and the element where it is, or, where nothing is left, the one above.
    """

    branches: dict[Element, tuple[_Branch, ...]] = field(default_factory=dict)
    empties: dict[Element, Element] = field(default_factory=dict)
    oddities: list[tuple[Oddity, str, Element]] = field(default_factory=list)

    def resolve(self, root: Element, part: str) -> None:
        """Turns a tree into what Word reads of it, in place."""
        for element in _saying(root):
            unknown = {uri for uri in _uris(element, get(element, "mc:Ignorable")) if uri not in UNDERSTOOD}
            if unknown:
                self._ignore(element, part, unknown)
            if any(uri not in UNDERSTOOD for uri in _uris(element, get(element, "mc:MustUnderstand"))):
                self.oddities.append(("must-understand", part, element))
        done: set[Element] = set()
        for alternatives in list(root.iter(_ALTERNATIVES)):
            if alternatives not in done:
                self._choose(alternatives, part)
                done.update(alternatives.iter(_ALTERNATIVES))

    def _ignore(self, element: Element, part: str, unknown: set[str]) -> None:
        kept = _kept_names(element)
        for uri in sorted(unknown):
            for ignored in list(element.iter(f"{{{uri}}}*")):
                parent = ignored.getparent()
                if parent is None or not any(name(one) != one.tag for one in ignored.iter()):
                    continue
                if ignored.tag in kept or f"{{{uri}}}*" in kept:
                    _replace(ignored, list(ignored))
                    continue
                if _words(ignored):
                    self.oddities.append(("ignored", part, parent))
                parent.remove(ignored)

    def _choose(self, alternatives: Element, part: str) -> None:
        parent = alternatives.getparent()
        branch = _chosen(alternatives)
        outer = self.branches.pop(alternatives, ())
        if parent is None:  # a part may be nothing else; nobody reads such a one
            return
        differs = _say_otherwise(alternatives, branch)
        elements = [] if branch is None else list(branch)
        own = outer
        if branch is not None and elements:
            own = (_Branch(branch, tuple(_uris(branch, branch.get("Requires")))), *outer)
        if not elements:
            elements = [etree.Element(_ALTERNATIVES, nsmap={"mc": _MC})]
            self.empties[elements[0]] = alternatives
        _replace(alternatives, elements)
        if differs:
            self.oddities.append(("alternatives", part, elements[0]))
        for element in elements if own else ():
            self.branches[element] = own if element is elements[0] else tuple(one.alone() for one in own)

    def copy(self, element: Element) -> Element:
        """Copies an element for another tree of this package; what was not chosen comes along."""
        copy = deepcopy(element)
        for after, branches in self._copies(element, copy):
            self.branches[after] = tuple(one.again() for one in branches)
        return copy

    def carry(self, element: Element) -> Element:
        """Copies an element for another package: with the choices around it, without what was not chosen."""
        copy = deepcopy(element)
        for after, branches in self._copies(element, copy):
            outer = after
            for branch in branches:
                outer = branch.alone().take(outer)
            copy = outer if after is copy else copy
        return copy

    def _copies(self, element: Element, copy: Element) -> list[tuple[Element, tuple[_Branch, ...]]]:
        pairs = zip(element.iter(), copy.iter(), strict=True) if self.branches else ()
        return [(after, self.branches[before]) for before, after in pairs if before in self.branches]

    def list_unread(self) -> Iterator[Element]:
        """Lists the alternatives that were not chosen, each in an mc:AlternateContent of its own, outside of any tree."""
        for branches in list(self.branches.values()):
            for branch in branches:
                if branch.holder is not None and branch.has_others:
                    yield branch.holder
        yield from list(self.empties.values())

    @contextmanager
    def wrap(self, root: Element) -> Iterator[int]:
        """Puts the alternatives back into the tree while the context lasts.

        Gives how many are left out, because the chosen one holds tracked changes.
        """
        put: list[tuple[Element, Element]] = []
        left_out = 0
        for element, branches in self.branches.items():
            if element is root or _top(element) is not root:
                continue
            chosen, lost = _find_writable(element, branches)
            left_out += lost
            put.append((element, _wrap(element, chosen)))
        put.extend(self._put_back(root))
        yield left_out
        for element, outer in reversed(put):
            if outer is not element:
                _replace(outer, [element])

    def _put_back(self, root: Element) -> Iterator[tuple[Element, Element]]:
        """The alternatives of which none is read, each with the empty element that keeps its place and makes way for it."""
        for place in [one for one in root.iter(_ALTERNATIVES) if not len(one)]:
            kept = [self.empties[place]] if place in self.empties else []
            yield from ((place, one) for one in kept)
            _replace(place, kept)


def _find_writable(element: Element, branches: Sequence[_Branch]) -> tuple[Sequence[_Branch], int]:
    """The branches as they may stand around an element, and how many lose their alternatives for tracked changes in it."""
    if not revisions.count(element):
        return branches, 0
    return [one.alone() for one in branches], sum(one.has_others for one in branches)


def _wrap(element: Element, branches: Iterable[_Branch]) -> Element:
    """Put branches around an element where it stands, the inner one first; gives what stands there now."""
    outer = element
    for branch in branches:
        outer = branch.take(outer)
    return outer


def _say_otherwise(alternatives: Element, branch: Element | None) -> bool:
    """Whether an alternative that was not chosen has words, and other ones than the chosen one."""
    said = "" if branch is None else "".join(_words(one) for one in branch)
    return any(words not in ("", said) for one in alternatives if one is not branch and (words := _words(one)))


def _saying(root: Element) -> list[Element]:
    """The elements with an attribute of markup compatibility."""
    found = _SAYING(root)
    return [one for one in found if isinstance(one, Element)] if isinstance(found, list) else []


def _chosen(alternatives: Element) -> Element | None:
    """The alternative that Word reads. A Choice that requires nothing, which the standard does not allow, is read."""
    for one in alternatives:
        if one.tag == _FALLBACK:
            return one
        if one.tag == _CHOICE and all(uri in UNDERSTOOD for uri in _uris(one, one.get("Requires"))):
            return one
    return None


def _uris(element: Element, prefixes: str | None) -> list[str]:
    """The namespaces that a list of prefixes names where it stands; a prefix that is not declared gives `?prefix`."""
    return [element.nsmap.get(prefix) or f"?{prefix}" for prefix in (prefixes or "").split()]


def _kept_names(element: Element) -> set[str]:
    """The elements whose content is processed though they are not understood: `{namespace}local` or `{namespace}*`."""
    found = set()
    for above in (element, *element.iterancestors()):
        for qualified in (get(above, "mc:ProcessContent") or "").split():
            prefix, _, local = qualified.rpartition(":")
            found.add(f"{{{above.nsmap.get(prefix or None, '')}}}{local}")
    return found


def _words(element: Element) -> str:
    """The words of one alternative; of alternatives inside it those of the first only."""
    found = []
    for kind in _WORDS:
        for words in every(element, kind):
            above = words.getparent()
            while above is not None and above is not element and above.tag != _FALLBACK:
                above = above.getparent()
            if above is element or words is element:
                found.append(words.text or "")
    return "".join(found)


def _replace(element: Element, others: list[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        for one in others:
            element.addprevious(one)
        parent.remove(element)


def _top(element: Element) -> Element:
    top = element
    for above in element.iterancestors():
        top = above
    return top
