"""From the elements of a document to the blocks of a view: paragraphs, lists and tables.

A tracked insertion that is not in the view joins the paragraphs around it, and a deletion that is in the view parts the paragraph
where it stood. As in LibreOffice the properties of the later paragraph hold if nothing stands before the place, else those of the
earlier one. Numbers are counted when a paragraph is whole, so that one that is not in the view counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from decision_diff.errors import UnreadableError
from decision_diff.frozen import frozen
from decision_diff.model import Label, View
from decision_diff.readers import grid
from decision_diff.readers.flow import Flow
from decision_diff.readers.odt.changes import TrackedRegion, read_regions
from decision_diff.readers.odt.inline import Context, Inline
from decision_diff.readers.odt.names import get, name_element
from decision_diff.readers.odt.numbering import Count, ListPlace, number_paragraph, write_number
from decision_diff.readers.odt.opened import OdtDocument
from decision_diff.readers.odt.styles import NoteStyle, OdtStyles
from decision_diff.safexml import Element

_SKIPPED: Final = frozenset(
    [
        "text:tracked-changes",
        "office:forms",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:dde-connection-decls",
        "text:alphabetical-index-auto-mark-file",
        "text:soft-page-break",
        "office:event-listeners",
        "table:table-column",
        "table:table-columns",
        "table:table-header-columns",
        "table:table-column-group",
        "text:table-of-content-source",
        "text:illustration-index-source",
        "text:table-index-source",
        "text:object-index-source",
        "text:user-index-source",
        "text:alphabetical-index-source",
        "text:bibliography-source",
        "office:change-info",
        "text:list-header-source",
        "text:section-source",
        "table:title",
        "table:desc",
    ]
)
_MOST_REPEATED: Final = 1_000  # rows or cells that a file says once
_MAX_REPEATED: Final = 200_000  # of these in a file


@frozen
class Properties:
    """What holds for a paragraph: its outline level from 0, its place in a list, and how its words look."""

    outline: int | None = None
    numbered: ListPlace | None = None
    context: Context = Context()


@dataclass(slots=True)
class OpenList:
    """A list that is open: its style, how deep it is, and its count."""

    style: str
    level: int
    count: Count


class DocumentWalk(Inline):
    """A walk over a document in a view, whose blocks go to `flow`."""

    def __init__(self, flow: Flow, view: View, document: OdtDocument) -> None:
        super().__init__(flow, view, document, OdtStyles(document), read_regions(document.body))
        self._properties = Properties()
        self._is_joined = False  # the paragraph that is begun goes on in the next one
        self._last: Element | None = None  # the last paragraph of a deletion, which goes on in the text
        self._counts: dict[str, Count] = {}
        self._outline = Count()
        self._latest = Count()
        self._home: Mapping[str, Count] = {}  # by style, the count of the list in which a deletion stands
        self._tables = self._repeated = 0
        self._cells = grid.CellFlow(flow, "document", document.source)

    def walk(self) -> None:
        """Read the whole text."""
        self._walk_blocks(self.document.body, Context(), None)
        self._close_joined()
        self._flush()

    # -- blocks

    def _walk_blocks(self, holder: Element, context: Context, opened: OpenList | None) -> None:
        for element in holder:
            self._walk_block(element, context, opened)

    def _walk_block(self, element: Element, context: Context, opened: OpenList | None) -> None:
        kind = name_element(element)
        if kind in ("text:p", "text:h"):
            self._read_paragraph(element, context, self._find_outline(element))
        elif kind == "text:list":
            self._walk_list(element, context, opened)
        elif kind == "table:table":
            self._walk_table(element, context)
        elif kind in ("text:change-start", "text:change-end", "text:change"):
            self.take_change(element, context)
        elif kind.startswith("draw:"):
            self.take_object(element, context)
            self._complete_lone()
        elif kind not in _SKIPPED:
            is_hidden = get(element, "text:display") == "none" or get(element, "text:is-hidden") == "true"
            self._walk_blocks(element, context.hide("vanish") if is_hidden else context, opened)

    def _walk_list(self, element: Element, context: Context, above: OpenList | None) -> None:
        style = get(element, "text:style-name") or (above.style if above else "")
        count = above.count if above else self._find_count(element, style)
        if id_ := get(element, "xml:id"):
            self._counts[id_] = count
        if not above:
            self._latest = count
        opened = OpenList(style, above.level + 1 if above else 1, count)
        for item in element:
            self._walk_item(item, context, opened)

    def _walk_item(self, item: Element, context: Context, opened: OpenList) -> None:
        """An item of a list, whose first paragraph has its number, or its header, which has none."""
        kind = name_element(item)
        place = self._place(opened, get(item, "text:start-value")) if kind == "text:list-item" else None
        for child in item if kind in ("text:list-item", "text:list-header") else ():
            if name_element(child) in ("text:p", "text:h"):
                self._read_paragraph(child, context, place)
                place = None
            else:
                self._walk_block(child, context, opened)

    def _find_count(self, element: Element, style: str) -> Count:
        """The count of an outermost list: its own, or that of the list that it continues."""
        if style in self._home:
            return self._home[style]
        continued = get(element, "text:continue-list")
        if continued in self._counts:
            return self._counts[continued]
        return self._latest if get(element, "text:continue-numbering") == "true" else Count()

    def _place(self, opened: OpenList, start: str | None) -> ListPlace:
        number = int(start) if start is not None and start.isascii() and start.isdecimal() and len(start) < 10 else None
        return ListPlace(self.styles.find_levels(opened.style), opened.count, opened.level, number)

    def _find_outline(self, element: Element) -> ListPlace | None:
        """The place of a heading that is numbered as such, outside of all lists; None for any other paragraph."""
        level = _read_outline(element)
        if level is None or get(element, "text:is-list-header") == "true":
            return None
        own = self.styles.outline.get(level + 1)
        if own is None or not own.form:
            return None
        return self._numbered_heading(element, level + 1)

    def _numbered_heading(self, element: Element, level: int) -> ListPlace:
        start = get(element, "text:start-value") if get(element, "text:restart-numbering") == "true" else None
        return replace(self._place(OpenList("", level, self._outline), start), levels=self.styles.outline)

    # -- paragraphs

    def _read_paragraph(self, element: Element, context: Context, numbered: ListPlace | None) -> None:
        own = context.with_looks(self.styles.find_looks("paragraph", get(element, "text:style-name") or ""))
        properties = Properties(_read_outline(element), numbered, own)
        if not self._is_joined or self.flow.is_empty:
            self._properties = properties
        self._is_joined = False
        self.is_spaced = True
        self.read_inline(element, own)
        if self.is_gone or element is self._last:
            self._is_joined = True
        else:
            self._complete()

    def _complete(self) -> None:
        """The paragraph is whole; text boxes and notes that it refers to follow it."""
        self._is_joined = False
        properties, flow = self._properties, self.flow
        if properties.numbered is not None:
            label = number_paragraph(properties.numbered, self._meet_form)
            flow.label = label if flow.label is None else flow.label
        flow.outline = properties.outline
        flow.complete(keep=True)
        flow.label = flow.outline = None
        self._properties = Properties()
        self._read_boxes()
        if flow.row is None and not flow.note:
            self._flush()

    def _complete_lone(self) -> None:
        """What was drawn outside of all paragraphs."""
        if not self.flow.is_empty and not self._is_joined:
            self._complete()
        else:
            self._read_boxes()

    def _close_joined(self) -> None:
        """Where no paragraph follows, one that was to go on is whole."""
        if self._is_joined and not self.flow.is_empty:
            self._complete()
        self._is_joined = False

    def _read_boxes(self) -> None:
        boxes, self.boxes = self.boxes, []
        for box, context in boxes:
            self._walk_blocks(box, context, None)

    def _flush(self) -> None:
        """The notes to which the paragraphs before refer."""
        pending, self.pending = self.pending, []
        for note, context in pending:
            self._read_note(note, context)

    def _read_note(self, note: Element, context: Context) -> None:
        kind = "endnote" if get(note, "text:note-class") == "endnote" else "footnote"
        self.notes[kind] += 1
        parts = {name_element(one): one for one in note}
        citation = parts.get("text:note-citation")
        is_own = citation is not None and get(citation, "text:label") is not None
        self.numbers[kind] += not is_own
        self.flow.note = f"{kind} {self.notes[kind]}"
        if not is_own:
            own = self.styles.notes.get(kind, NoteStyle())
            number = own.start + self.numbers[kind] - 1
            printed = write_number(number, own.form, self._meet_form)
            if not own.is_continuous and citation is not None:  # where chapters and pages begin, the file does not say
                printed = "".join(map(str, citation.itertext())).strip() or printed
            self.flow.label = Label(printed, (number,), "note", kind, typed=False)
        if (body := parts.get("text:note-body")) is not None:
            self._walk_blocks(body, context, None)
        self._close_joined()
        self.flow.label = None
        self.flow.note = ""

    def insert(self, region: TrackedRegion, context: Context) -> None:
        """What a deletion took away, at its place."""
        if not region.content:
            return
        own, was_empty, was_spaced = self._properties, self.flow.is_empty, self.is_spaced
        outer_last, outer_home = self._last, self._home
        if own.numbered is not None:
            self._home = dict.fromkeys(self._name_style(own.numbered), own.numbered.count)
        paragraphs = [one for block in region.content for one in _find_paragraphs(block)]
        ends_in_table = name_element(region.content[-1]) == "table:table"
        self._last = None if ends_in_table or not paragraphs else paragraphs[-1]
        self._is_joined = True
        with self.mark_deleted(region.by):
            for block in region.content:
                self._walk_block(block, context, None)
        self._last, self._home = outer_last, outer_home
        if was_empty or len(paragraphs) < 2:
            self._properties = own
        self._is_joined, self.is_spaced = False, was_spaced

    def _name_style(self, numbered: ListPlace) -> list[str]:
        return [style for style in self.styles.list_styles() if self.styles.find_levels(style) is numbered.levels]

    def _meet_form(self, form: str) -> None:
        self.flow.remember("number-format", f"numbers in the format {form[:40]}, which are shown in decimals")

    # -- tables

    def _walk_table(self, table: Element, context: Context) -> None:
        if self.is_gone:
            return
        self._close_joined()
        if self.flow.row is not None or self.flow.note:  # inside a cell: its text belongs to that cell
            for row in _find_rows(table):
                for cell in row:
                    self._walk_blocks(cell, context, None)
            return
        opened = grid.Grid(self._tables)
        self._tables += 1
        for row in _find_rows(table):
            for _ in range(self._count_repeated(row, "table:number-rows-repeated")):
                self._walk_row(row, opened, context)
                self._flush()

    def _walk_row(self, row: Element, opened: grid.Grid, context: Context) -> None:
        opened.open_row()
        below = context.hide("row") if get(row, "table:visibility") in ("collapse", "filter") else context
        for cell in row:
            if name_element(cell) != "table:table-cell":
                continue
            for _ in range(self._count_repeated(cell, "table:number-columns-repeated")):
                columns, rows = (_read_span(cell, f"table:number-{what}-spanned") for what in ("columns", "rows"))
                self._cells.open_cell(opened, columns, rows)
                self._walk_blocks(cell, below, None)
                self._close_joined()
                self._cells.close_cell()
        self._cells.cover(opened, to_end=True)

    def _count_repeated(self, element: Element, attribute: str) -> int:
        times = _read_span(element, attribute, more=_MOST_REPEATED + 1)
        self._repeated += times - 1
        if times > _MOST_REPEATED or self._repeated > _MAX_REPEATED:
            sentence = f"the document says that rows or cells are repeated more than {_MOST_REPEATED:,} times, which no decision does"
            raise UnreadableError(sentence, source=self.document.source)
        return times


def _find_paragraphs(block: Element) -> Iterator[Element]:
    """The paragraphs of a block, and not those of the notes in them."""
    if name_element(block) in ("text:p", "text:h"):
        yield block
    else:
        for child in block:
            yield from _find_paragraphs(child)


def _find_rows(table: Element) -> list[Element]:
    """The rows of a table, through groups of rows."""
    found: list[Element] = []
    for element in table:
        kind = name_element(element)
        if kind == "table:table-row":
            found.append(element)
        elif kind in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            found.extend(_find_rows(element))
    return found


def _read_outline(element: Element) -> int | None:
    """The outline level of a heading, from 0; None for any other paragraph."""
    level = get(element, "text:outline-level") if name_element(element) == "text:h" else None
    if name_element(element) == "text:h" and level is None:
        return 0
    return int(level) - 1 if level is not None and level.isdecimal() and 1 <= int(level) <= 9 else None


def _read_span(element: Element, attribute: str, more: int = 1) -> int:
    """A number of at most six digits; 1 for none, and `more` for a longer one."""
    said = get(element, attribute) or ""
    if not (said.isascii() and said.isdecimal()):
        return 1
    return max(int(said), 1) if len(said) < 7 else more
