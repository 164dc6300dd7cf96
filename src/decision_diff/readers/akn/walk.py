"""From the elements of a document to blocks: numbers, headings and paragraphs as the file divides them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from decision_diff.model import FEATURES, Block, FeatureKind, Label, Span, View
from decision_diff.patterns import late
from decision_diff.readers import grid
from decision_diff.readers.akn.stated import OWN, StatedClauses
from decision_diff.readers.akn.views import Views, find_local
from decision_diff.readers.flow import Flow, TrackedBy, Trait
from decision_diff.readers.lists import make_label
from decision_diff.safexml import Element

_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "affectedDocument",
        "argument",
        "b",
        "change",
        "concept",
        "courtType",
        "date",
        "decoration",
        "def",
        "del",
        "docAuthority",
        "docCommittee",
        "docDate",
        "docIntroducer",
        "docJurisdiction",
        "docNumber",
        "docProponent",
        "docPurpose",
        "docStage",
        "docStatus",
        "docTitle",
        "docType",
        "docketNumber",
        "entity",
        "event",
        "fillIn",
        "i",
        "inline",
        "ins",
        "judge",
        "lawyer",
        "legislature",
        "location",
        "mmod",
        "mod",
        "mref",
        "neutralCitation",
        "num",
        "object",
        "omissis",
        "opinion",
        "organization",
        "outcome",
        "party",
        "person",
        "placeholder",
        "process",
        "quantity",
        "quotedText",
        "recordedTime",
        "ref",
        "relatedDocument",
        "remark",
        "rmod",
        "role",
        "rref",
        "session",
        "shortTitle",
        "signature",
        "span",
        "sub",
        "sup",
        "term",
        "time",
        "u",
        "vote",
        "witness",
    ]
)
_SKIPPED: Final = frozenset({"meta", "noteRef", "toc"})
_TRAITS: Final[dict[str, Trait]] = {"sup": ("superscript", ""), "sub": ("subscript", "")}
_PARAGRAPHS: Final = frozenset({"block", "crossHeading", "heading", "p", "subheading"})
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# What `renderers.akn` writes for what the standard has no element for; a test compares the two.
_OWN: Final = "decision-diff"
_NAMED: Final = late("U[+]([0-9A-F]{4,6})")
_CELLS: Final = frozenset({"td", "th"})
# A footnote that a program which read pages left within a paragraph: the rule of the page, a number, the note.
_RULED: Final = late(r"_{8,}\s*[0-9]{1,3}\s+\S")
_PARTED: Final = "a footnote stands within the words of a paragraph, behind the rule of a page; it is read as a note of the clause that refers to it"


class AknWalk:
    """A walk over a document in a view, whose blocks go to `flow`."""

    def __init__(self, flow: Flow, view: View, views: Views, source: str) -> None:
        self.flow = flow
        self._view = view
        self._views = views
        self._source = source
        self._pending: list[Element] = []
        self.stated = StatedClauses()
        self._notes = 0
        self._keeps = False  # white space, as `xml:space` says
        self._headed: dict[Element, bool] = {}  # whether an element has a heading
        self._table: grid.Grid | None = None
        self._tables = 0
        self._cells = grid.CellFlow(flow, "document", source)

    def walk(self, element: Element, traits: tuple[Trait, ...] = (), change: TrackedBy | None = None) -> None:
        """Read all that is in an element."""
        keeps, self._keeps = self._keeps, _keeps_space(element, self._keeps)
        self._write(element.text, traits, change)
        for child in element:
            if self._views.has(child, self._view):
                is_clause = self._open_clause(child)
                self._take(child, traits, self._find_change(child, change))
                if is_clause:
                    self.complete_number()
                    self.stated.close_clause(len(self.flow.blocks))
            self._write(child.tail, traits, change)
        self._keeps = keeps

    def _open_clause(self, child: Element) -> bool:
        """Whether an element states that it is a clause, which then begins; a note is one where it is read."""
        if f"{OWN}level" not in child.attrib or find_local(child) == "authorialNote":
            return False
        self.complete_number()
        return self.stated.open_clause(child, len(self.flow.blocks))

    def complete(self) -> None:
        """The paragraph is whole; the notes that it refers to follow, behind the row where it stands in one."""
        before = len(self.flow.blocks)
        self.flow.complete()
        self._part_note(before)
        if self._pending and self.flow.row is None and not self.flow.note:
            pending, self._pending = self._pending, []
            for note in pending:
                self._read_note(note)

    def complete_number(self) -> None:
        """A number with no words behind it has a block nevertheless."""
        self.complete()
        if self.flow.label is not None:
            self.flow.complete(keep=True)

    def _write(self, text: str | None, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        if text:
            self.flow.write(text, traits, change, preserve=self._keeps)

    def _part_note(self, before: int) -> None:
        """Where a footnote stands within the paragraph that was made last, it is read as a line of a page, and its note is set apart."""
        if len(self.flow.blocks) == before or "________" not in (block := self.flow.blocks[-1]).text:
            return
        if block.place is None or block.place.note or block.place.row or not _RULED.search(block.text):
            return
        number = f"{block.label.text}\t" if block.label else ""
        features = tuple(replace(one, span=_shift(one.span, len(number))) for one in block.features)
        authored = tuple(replace(one, span=_shift(one.span, len(number))) for one in block.authored)
        self.flow.blocks[-1] = Block(number + block.text, block.origin, features=features, authored=authored)
        self.flow.remember("note-in-text", _PARTED, at=before)

    def _find_change(self, child: Element, above: TrackedBy | None) -> TrackedBy | None:
        """Whose change an element is that one view has and the other has not."""
        other: View = "rejected" if self._view == "accepted" else "accepted"
        if self._views.has(child, other):
            return above
        return TrackedBy("", f"{self._views.last}T00:00:00Z" if child.get("period") and self._views.last else "")

    def _take(self, child: Element, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        kind = find_local(child)
        if kind in _SKIPPED:
            return
        for name in filter(None, (child.get("eId"), child.get("wId"))):
            self.flow.mark_target(name)
        if kind == "num":
            self._read_number(child)
        elif kind in ("eol", "br"):
            self.flow.add_break(traits, change)
        elif kind == "img":
            self.flow.add_point("picture", child.get("src") or "", change)
        elif kind == "authorialNote":
            self.flow.add_point("note", _find_note_kind(child), change)
            self._pending.append(child)
        elif kind in _INLINE:
            self._read_inline(child, kind, traits, change)
        elif kind in ("table", "tr", *_CELLS):
            self._read_table(child, kind, traits, change)
        elif kind == "intro" and _is_bare(child):
            self.complete_number()  # the number has no words of its own, and is not that of the next
        else:
            self._read_block(child, traits, change)

    def _read_inline(self, child: Element, kind: str, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        own = [_TRAITS[kind]] if kind in _TRAITS else []
        if kind == "inline" and child.get("class") == _OWN and child.get("name") == "character":
            self.flow.write(_read_character(child.get("title") or ""), traits, change, preserve=True)
            return
        if kind == "inline" and child.get("class") == _OWN and (feature := _find_feature(child.get("name"))):
            value = child.get("title") or ""
            if not len(child) and not child.text:
                self.flow.add_point(feature, value, change)
                return
            own.append((feature, value))
        if kind == "a" and (href := child.get("href")) and not any(one[0] == "link" for one in traits):
            own.append(("link", href))
        self._write(child.get("startQuote"), traits, change)
        self.walk(child, (*traits, *(one for one in own if one not in traits)), change)
        self._write(child.get("endQuote"), traits, change)

    def _read_block(self, child: Element, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        self.complete()
        self.flow.outline = self._find_depth(child) if find_local(child) in ("heading", "crossHeading") else None
        if quote := child.get("startQuote"):
            self.flow.write(quote, traits, change)
        self.walk(child, traits, change)
        if quote := child.get("endQuote"):
            self.flow.write(quote, traits, change)
        self.complete()
        self.flow.outline = None
        if any(find_local(one) == "num" for one in child):
            self.complete_number()

    def _find_depth(self, heading: Element) -> int:
        """The outline level of a heading, from 0: how many elements around that of its own have a heading too."""
        depth = -1
        for one in heading.iterancestors():
            if one not in self._headed:
                self._headed[one] = one.find("{*}heading") is not None
            depth += self._headed[one]
        return max(0, min(depth, 8))

    def _read_number(self, child: Element) -> None:
        """A number, which is that of the next words; one that has none yet stays a block of its own."""
        self.complete_number()
        inner = Flow(self.flow.part)
        AknWalk(inner, self._view, self._views, self._source).walk(child)
        inner.complete()
        if inner.blocks:
            self.flow.label = _make_label(inner.blocks[0].text, child)

    def _read_note(self, note: Element) -> None:
        kind = _find_note_kind(note)
        is_stated = self.stated.open_clause(note, len(self.flow.blocks))
        self._open_note(kind, (note.get("marker") or "").strip("[]() "))
        self.walk(note)
        self._close_note()
        if is_stated:
            self.stated.close_clause(len(self.flow.blocks))

    def _open_note(self, kind: str, marker: str) -> None:
        self._notes += 1
        self.flow.note = f"{kind} {self._notes}"
        self.flow.label = Label(marker or str(self._notes), (self._notes,), "note", kind, typed=False)

    def _close_note(self) -> None:
        self.flow.complete()
        self.flow.label = None
        self.flow.note = ""

    # -- tables

    def _read_table(self, child: Element, kind: str, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        self.complete()
        if self._cells.is_open or (kind != "table" and self._table is None):  # in a cell: its text belongs to that cell
            self._read_block(child, traits, change)
        elif kind == "table":
            self._table = grid.Grid(self._tables)
            self._tables += 1
            self.walk(child, traits, change)
            self.complete()
            self._table = None
        elif kind == "tr" and self._table is not None:
            self._table.open_row()
            self.walk(child, traits, change)
            self._cells.cover(self._table, to_end=True)
            self.complete()
        elif self._table is not None:
            self._read_cell(child, self._table, traits, change)

    def _read_cell(self, child: Element, table: grid.Grid, traits: tuple[Trait, ...], change: TrackedBy | None) -> None:
        self._cells.open_cell(table, _read_span(child, "colspan"), _read_span(child, "rowspan"))
        for how in filter(None, (child.get(f"{OWN}cell") or "").split("|")):
            self.flow.merge_cell(how)
        self.walk(child, traits, change)
        self.flow.complete()
        self._cells.close_cell()


def _keeps_space(element: Element, around: bool) -> bool:
    """Whether white space in an element is kept (XML 1.0, 2.10). Outside of paragraphs and what is in them it is indentation, whatever is said."""
    kind = find_local(element)
    if kind not in _INLINE and kind not in _PARAGRAPHS:
        return False
    return {"preserve": True, "default": False}.get(element.get(_SPACE) or "", around)


def _is_bare(element: Element) -> bool:
    """Whether an element holds paragraphs with nothing in them, and nothing else."""
    return not "".join(map(str, element.itertext())).strip() and all(
        find_local(one) == "p" for one in element.iter("{*}*") if one is not element
    )


def _find_feature(name: str | None) -> FeatureKind | None:
    """The kind of feature of that name."""
    return next((kind for kind in FEATURES if kind == name), None)


def _read_character(said: str) -> str:
    """The character that `U+0007` names; what names none that a text can hold is U+FFFD."""
    found = _NAMED.fullmatch(said)
    code = int(found[1], 16) if found else 0
    return "\ufffd" if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def _find_note_kind(note: Element) -> str:
    """Footnote or endnote. The standard has no placement at the end; ours says it by the style of its number."""
    return "endnote" if "end" in (note.get("placement"), note.get(f"{OWN}style", "")[:3]) else "footnote"


def _make_label(printed: str, number: Element) -> Label:
    """What a number means; one that the grammar does not know numbers the element in which it stands.

    "i)" behind "h)" is the ninth letter, as the element before it says.
    """
    letter, before = (said.lower().strip("().） ") for said in (printed, _find_number(number)))
    counts_on = len(letter) == len(before) == 1 and ord(letter) == ord(before) + 1
    label = make_label(printed, "lowerLetter" if counts_on else "", ())
    if label.value or label.style == "•":
        return label
    holder = number.getparent()
    level = "paragraph" if holder is None else _find_level(holder)
    return Label(label.text, (), level, label.style, typed=False)


def _find_level(holder: Element) -> str:
    """What kind of clause an element is: its name, or for a container of any kind the name that it is given."""
    name = find_local(holder)
    return (holder.get("name") or name) if name == "hcontainer" else name


def _find_number(number: Element) -> str:
    """The number of the element before the one that a number numbers; "" if it has none."""
    holder = number.getparent()
    other = None if holder is None else next(holder.itersiblings(preceding=True), None)
    own = None if other is None or holder is None or other.tag != holder.tag else other.find("{*}num")
    return "" if own is None else "".join(map(str, own.itertext())).strip()


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _read_span(element: Element, attribute: str) -> int:
    said = element.get(attribute) or ""
    return int(said) if said.isascii() and said.isdecimal() and 0 < len(said) < 5 and int(said) > 0 else 1
