"""The words of a paragraph, and what stands between them: fields, notes, links, pictures, tracked changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml.symbols import translate_symbols
from decision_diff.patterns import late
from decision_diff.readers.flow import Flow, TrackedBy, Trait
from decision_diff.readers.odt.changes import TrackedRegion
from decision_diff.readers.odt.names import get, name_element
from decision_diff.readers.odt.opened import OdtDocument
from decision_diff.readers.odt.styles import OdtStyles, list_traits
from decision_diff.safexml import Element

_MAX_LEVELS: Final = 200  # of elements within elements, those of a deletion on top of those around it
_MOST_SPACES: Final = 1_000
_DIGITS: Final = 16  # of a hash
_SPACES: Final = late(r"[ \t\r\n]+")
# What any program works out anew, by the name that Word has for it.
_COMPUTED: Final = {
    "text:page-number": "PAGE", "text:page-count": "NUMPAGES", "text:date": "DATE", "text:time": "TIME",
    "text:modification-date": "SAVEDATE", "text:modification-time": "SAVEDATE", "text:print-date": "PRINTDATE",
    "text:print-time": "PRINTDATE", "text:page-variable-get": "PAGE",
}  # fmt: skip
_REFERENCES: Final = frozenset({"text:bookmark-ref", "text:reference-ref", "text:note-ref", "text:sequence-ref"})
_TARGETS: Final = frozenset(
    {"text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start"}
)
_UNSEEN: Final = frozenset(
    [
        "text:soft-page-break",
        "office:annotation-end",
        "text:bookmark-end",
        "text:reference-mark-end",
        "text:toc-mark",
        "text:toc-mark-start",
        "text:toc-mark-end",
        "text:alphabetical-index-mark",
        "text:alphabetical-index-mark-start",
        "text:alphabetical-index-mark-end",
        "text:user-index-mark",
        "office:event-listeners",
        "text:script",
        "text:meta-field-source",
        "text:ruby-text",
        "office:binary-data",
    ]
)
_WORDED: Final = frozenset({"text:p", "text:h", "text:list", "table:table"})  # what makes a drawing a text box
_ALTERNATIVES: Final = (
    "draw:text-box",
    "draw:object",
    "draw:object-ole",
    "draw:image",
    "draw:plugin",
    "draw:floating-frame",
)


@frozen
class Context:
    """How words look where they stand, and where they lead."""

    looks: Mapping[str, str] = {}
    links: tuple[Trait, ...] = ()

    def with_looks(self, looks: Mapping[str, str]) -> Context:
        """The same with what a style says."""
        return Context({**self.looks, **looks}, self.links) if looks else self

    def hide(self, why: str) -> Context:
        """The same, hidden."""
        return Context({**self.looks, "hidden": why}, self.links)

    def with_link(self, link: Trait) -> Context:
        """The same, within a link; the outer one holds."""
        return self if self.links else Context(self.looks, (link,))

    def list_traits(self) -> tuple[Trait, ...]:
        """What is seen of the words."""
        return (*list_traits(self.looks), *self.links)


class Inline:
    """Reads what is in a paragraph. `pending` are notes and `boxes` text boxes that follow it."""

    def __init__(
        self, flow: Flow, view: View, document: OdtDocument, styles: OdtStyles, regions: Mapping[str, TrackedRegion]
    ) -> None:
        self.flow = flow
        self.document = document
        self.styles = styles
        self.pending: list[tuple[Element, Context]] = []
        self.boxes: list[tuple[Element, Context]] = []
        self.notes = {"footnote": 0, "endnote": 0}
        self.numbers = {"footnote": 0, "endnote": 0}
        self.regions = regions
        self._view = view
        self._absent: dict[str, None] = {}  # insertions that are open and not in the view
        self._present: dict[str, TrackedBy] = {}  # those that are
        self._deleted: list[TrackedBy] = []
        self._level = 0
        self.is_spaced = (
            True  # whether white space here is none: at the head of a paragraph of the file, or behind other
        )

    @property
    def is_gone(self) -> bool:
        """Whether what comes next is not in the view."""
        return bool(self._absent)

    @abstractmethod
    def insert(self, region: TrackedRegion, context: Context) -> None:
        """What a deletion took away, at its place."""

    @contextmanager
    def mark_deleted(self, by: TrackedBy) -> Iterator[None]:
        """Words that are read within were deleted by someone."""
        self._deleted.append(by)
        try:
            yield
        finally:
            self._deleted.pop()

    def read_inline(self, element: Element, context: Context) -> None:
        """Read the words in an element."""
        self._level += 1
        if self._level > _MAX_LEVELS:
            sentence = f"the document nests elements more than {_MAX_LEVELS} levels deep, which no decision does"
            raise UnreadableError(sentence, source=self.document.source)
        self._write(element.text, context)
        for child in element:
            kind = name_element(child)
            take = _TAKE.get(kind)
            if take is not None:
                take(self, child, context)
            elif kind in _COMPUTED or kind in _REFERENCES:
                self._read_field(child, context, kind)
            elif kind.startswith("draw:"):
                self.take_object(child, context)
            elif kind in _TARGETS:
                self.flow.mark_target(get(child, "text:name") or "")
            elif kind not in _UNSEEN:
                self.read_inline(child, context)
            self._write(child.tail, context)
        self._level -= 1

    def _write(self, text: str | None, context: Context, *, preserve: bool = False) -> None:
        """Words behind those before. White space is collapsed as it stands in the file, whatever the view leaves out (6.1.2)."""
        if not text:
            return
        if not preserve:
            text = _SPACES.sub(" ", text)
            text = text[1:] if self.is_spaced and text[0] == " " else text
        if text:
            self.is_spaced = not preserve and text[-1] == " "
        if self._absent:
            return
        text = translate_symbols(context.looks.get("font", ""), text)
        if context.looks.get("hidden") and text.strip():
            self.flow.remember("hidden-text", "hidden text, which is read and compared as any other")
        self.flow.write(text, context.list_traits(), self._find_change(), preserve=True)

    def _find_change(self) -> TrackedBy | None:
        if self._deleted:
            return self._deleted[-1]
        return next(reversed(self._present.values())) if self._present else None

    # -- by element

    def _take_span(self, element: Element, context: Context) -> None:
        style = get(element, "text:style-name") or ""
        self.read_inline(element, context.with_looks(self.styles.find_looks("text", style)))

    def _take_link(self, element: Element, context: Context) -> None:
        href = get(element, "xlink:href") or ""
        address = href.partition("|")[0] if href.startswith("#") else href
        self.read_inline(element, context.with_link(("link", address)) if address else context)

    def _take_spaces(self, element: Element, context: Context) -> None:
        said = get(element, "text:c") or "1"
        if not (said.isascii() and said.isdecimal()):
            said = "1"
        count = int(said) if len(said) < 6 else _MOST_SPACES
        self._write(" " * min(count, _MOST_SPACES), context, preserve=True)

    def _take_tab(self, element: Element, context: Context) -> None:
        del element
        self._write("\t", context, preserve=True)

    def _take_break(self, element: Element, context: Context) -> None:
        del element
        self.is_spaced = False
        if not self._absent:
            self.flow.add_break(context.list_traits(), self._find_change())

    def _take_note(self, element: Element, context: Context) -> None:
        if self._absent:
            return
        kind = "endnote" if get(element, "text:note-class") == "endnote" else "footnote"
        self.flow.add_point("note", kind, self._find_change())
        self.pending.append((element, Context(context.looks if context.looks.get("hidden") else {})))

    def _take_comment(self, element: Element, context: Context) -> None:
        del element, context
        self.flow.remember("comments", "a comment, which is not compared")

    def _take_ruby(self, element: Element, context: Context) -> None:
        for child in element:
            if name_element(child) == "text:ruby-base":
                self.read_inline(child, context)

    def _take_hidden(self, element: Element, context: Context) -> None:
        hidden = get(element, "text:is-hidden") != "false"
        self._write(get(element, "text:string-value") or element.text, context.hide("vanish") if hidden else context)

    def _read_field(self, element: Element, context: Context, kind: str) -> None:
        """A field: its result, and which one it is if any program works it out anew, or where it leads."""
        if kind in _REFERENCES:
            target = get(element, "text:ref-name") or ""
            self.read_inline(element, context.with_link(("reference", f"#{target}")))
        elif get(element, "text:fixed") == "true":
            self.read_inline(element, context)
        else:
            computed: Trait = ("computed", _COMPUTED[kind])
            self.read_inline(element, Context(context.looks, (*context.links, computed)))

    def take_change(self, element: Element, context: Context) -> None:
        """A place where a tracked change begins, ends, or took something away."""
        id_ = get(element, "text:change-id") or ""
        region = self.regions.get(id_)
        kind = name_element(element)
        if region is None:
            return
        if region.kind == "deletion":
            if kind == "text:change" and self._view == "rejected" and not self._absent and not self._deleted:
                self.insert(region, context)
        elif kind == "text:change-start":
            if self._view == "rejected":
                self._absent[id_] = None
            else:
                self._present[id_] = region.by
        elif kind == "text:change-end":
            self._absent.pop(id_, None)
            self._present.pop(id_, None)

    def take_object(self, element: Element, context: Context) -> None:
        """A picture, a text box, an equation, a drawing."""
        if self._absent:
            return
        kind = name_element(element)
        if kind == "draw:frame":
            shown = next((child for child in element if name_element(child) in _ALTERNATIVES), None)
            if shown is not None:
                self._take_shown(shown, context)
        elif kind in ("draw:g", "draw:a"):
            for child in element:
                if name_element(child).startswith("draw:"):
                    self.take_object(child, context)
        elif any(name_element(child) in _WORDED for child in element):
            self.boxes.append((element, context))

    def _take_shown(self, element: Element, context: Context) -> None:
        kind = name_element(element)
        if kind == "draw:text-box":
            self.boxes.append((element, context))
        elif kind == "draw:image":
            self.flow.add_point("picture", self._hash_picture(element), self._find_change())
        elif kind == "draw:object" and (equation := self._find_equation(element)) is not None:
            words, structure = equation
            self.flow.remember(
                "equation", "equations are read as the characters in them; how they are built is compared too"
            )
            self._write(words, Context(context.looks, (*context.links, ("equation", structure))))
        else:
            self.flow.add_point("picture", get(element, "xlink:href") or "", self._find_change())
            self.flow.remember("diagrams", "an embedded object (a chart, a table), whose words are not compared")

    def _hash_picture(self, element: Element) -> str:
        href = (get(element, "xlink:href") or "").removeprefix("./")
        if self.document.has(href):
            return sha256(self.document.read(href)).hexdigest()[:_DIGITS]
        inside = next((child.text or "" for child in element if name_element(child) == "office:binary-data"), "")
        return sha256("".join(inside.split()).encode()).hexdigest()[:_DIGITS] if inside else href

    def _find_equation(self, element: Element) -> tuple[str, str] | None:
        """The characters of an equation, and its elements with these; None if the object is something else."""
        part = f"{(get(element, 'xlink:href') or '').removeprefix('./').rstrip('/')}/content.xml"
        root = self.document.read_xml(part) if self.document.has(part) else next(iter(element), None)
        if root is None or name_element(root) != "math:math":
            return None
        words: list[str] = []
        structure = _describe(root, words)
        return "".join(words), structure


def _describe(element: Element, words: list[str]) -> str:
    """The elements of an equation with their characters, which go to `words`."""
    kind = name_element(element)
    if kind == "math:annotation":
        return ""
    text = " ".join((element.text or "").split())
    if text:
        words.append(text)
    return f"{kind.removeprefix('math:')}({text}{''.join(_describe(child, words) for child in element)})"


_Take = Callable[[Inline, Element, Context], None]
_TAKE: Final[dict[str, _Take]] = {
    "text:span": Inline._take_span,  # noqa: SLF001 - the table is of this class
    "text:a": Inline._take_link,  # noqa: SLF001
    "text:s": Inline._take_spaces,  # noqa: SLF001
    "text:tab": Inline._take_tab,  # noqa: SLF001
    "text:line-break": Inline._take_break,  # noqa: SLF001
    "text:note": Inline._take_note,  # noqa: SLF001
    "text:ruby": Inline._take_ruby,  # noqa: SLF001
    "text:hidden-text": Inline._take_hidden,  # noqa: SLF001
    "text:change": Inline.take_change,
    "text:change-start": Inline.take_change,
    "text:change-end": Inline.take_change,
    "office:annotation": Inline._take_comment,  # noqa: SLF001
}
