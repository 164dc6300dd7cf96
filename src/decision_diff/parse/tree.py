"""Second step of parsing: where each line hangs.

A stack holds what is open, outermost first. Units with a rank of their own (annex, part, 编 章 节, article) close
all that is not above them. Lists have no rank: a label whose style is open continues that list, a new style opens a
list below the last line. Text without a number is the next paragraph (款) of an article, what follows a list is the
wrap-up of the list's parent, and a quotation holds all up to its closing mark. A footnote hangs on the line before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from decision_diff.labels import FoundLabel, is_next
from decision_diff.languages import zh
from decision_diff.model import Label, Notice, Origin, Span
from decision_diff.parse.lines import LogicalLine, is_title
from decision_diff.parse.quotations import MAX_QUOTED_LINES, find_closes

_RANKS: Final = {"part": 10, "book": 20, "title": 21, "subdivision": 21, "chapter": 22, "section": 23, "article": 30}
_ROOT, _ANNEX, _ANNEX_NUMBERED, _CALL, _LIST, _LEAF = -1, 0, 1, 10, 40, 90
_OUTLINE: Final = 24  # headings that only the file's outline levels tell: below sections, above articles
_GATHERING: Final = ("book", "title", "subdivision", "chapter", "section", "part")
_PARAGRAPH_STYLES: Final = ("1", "1.", "1.1", "1.1.1", "1.1.1.1", "一、", "I.", "A.", "zh-paragraph")


@dataclass(slots=True)
class Node:
    """A clause in the making; the only mutable thing of the parser, never seen outside it."""

    level: str
    rank: int
    start: int
    end: int
    text: str = ""
    label: Label | None = None
    gap: str = ""
    cells: tuple[Span, ...] = ()
    is_heading: bool = False
    children: list[Node] = field(default_factory=list)
    latest: dict[str, int] = field(default_factory=dict)  # by style the place of the last child that has it
    has_numbers: bool = False  # among its children

    @property
    def style(self) -> str:
        """The form of its number; labels of one style make one list. Rows and notes are not list items."""
        return self.label.style if self.label and self.level not in ("row", "note") else ""

    def append(self, child: Node) -> None:
        """Add a child after the others, and remember it as the last one of its style."""
        if child.label is not None:
            self.has_numbers = True
            if style := child.style:
                self.latest[style] = len(self.children)
        self.children.append(child)

    def find_last(self, style: str) -> Label | None:
        """The number of the last child of that style."""
        at = self.latest.get(style)
        return None if at is None else self.children[at].label

    def take_from(self, start: int) -> list[Node]:
        """The children from `start` on, which hang here no longer."""
        taken = self.children[start:]
        if taken:
            del self.children[start:]
            self.latest = {style: at for style, at in self.latest.items() if at < start}
        return taken


def _bare(level: str, line: LogicalLine) -> Node:
    """A row or a note, with the number that Word gave it, if any."""
    label = line.found.label if line.found else None
    return Node(level, _LEAF, line.start, line.end, line.text, label, cells=line.cells)


def build_tree(lines: list[LogicalLine]) -> tuple[Node, list[tuple[int, FoundLabel]], list[Notice]]:
    """The tree under a nameless root, the numbers that were meant by block, and what is odd about the numbering."""
    grower = _Grower(lines)
    for index, line in enumerate(lines):
        grower.add(index, line)
    return grower.root, grower.numbered, grower.notices


class _Grower:
    def __init__(self, lines: list[LogicalLine]) -> None:
        self.lines = lines
        self.root = Node("root", _ROOT, 0, 0)
        self.stack: list[Node] = [self.root]
        self.numbered: list[tuple[int, FoundLabel]] = []
        self.notices: list[Notice] = []
        self.floor = 0  # the stack is never cut at or below this: the open quotation, or the root
        self.quote_end = -1  # the line at which the open quotation closes
        self.articles: dict[int, tuple[int, ...]] = {}  # by scope: the last article's value
        self.chapters: dict[int, tuple[int, ...]] = {}  # likewise: chapters may count on through 编
        self.closes = find_closes([line.text for line in lines])
        self.last = self.root  # what the line before became: notes hang on it
        self.contents: Node | None = None  # the open table of contents

    def add(self, index: int, line: LogicalLine) -> None:
        found = line.found
        if line.kind == "note":
            self.last.append(_bare("note", line))
            return
        if (line.kind == "contents" or self.contents is not None) and self._is_contents(line):
            node = self._contents(line)
        elif line.kind == "row":
            node = self._row(line)
        elif found is not None and self._is_meant(found, index):
            node = self._numbered(line, found)
        elif line.kind in ("recitals", "operative") and not self._in_statute():
            node = self._push(
                Node("recitals" if line.kind == "recitals" else "part", _CALL, line.start, line.end, line.text), True
            )
        elif line.kind == "cover" and not self._has_body():
            node = self._push(Node("cover", _CALL, line.start, line.end, line.text), True)
        elif line.kind == "chapter":
            node = self._push(Node("chapter", _RANKS["chapter"], line.start, line.end, line.text), True)
        elif line.kind == "furniture":
            node = self._push(Node("furniture", _ANNEX, line.start, line.end, line.text))
        else:
            node = self._text(line)
        self.last = node
        if self.floor or self.closes[index] != index:
            self._quotation(index, node)

    # -- tables of contents

    def _is_contents(self, line: LogicalLine) -> bool:
        """Whether a line opens a table of contents, or is one of its entries: chapters, until the first comes again."""
        if line.kind == "contents":
            return True
        gathers = line.kind == "chapter" or (line.found is not None and line.found.label.level in _GATHERING)
        first = self.contents.children[0] if self.contents is not None and self.contents.children else None
        again = first is not None and line.found is not None and first.label == line.found.label
        if gathers and not again:
            return True
        self.contents = None
        self._cut(_CALL)
        return False

    def _contents(self, line: LogicalLine) -> Node:
        if line.kind == "contents":
            self.contents = self._push(Node("toc", _CALL, line.start, line.end, line.text), True)
            return self.contents
        label = line.found.label if line.found else None
        node = Node("tocItem", _LEAF, line.start, line.end, line.found.text if line.found else line.text, label)
        if line.found:
            self.numbered.append((line.start, line.found))
        self._container()
        return self._push(node)

    # -- numbered lines

    def _is_meant(self, found: FoundLabel, index: int) -> bool:
        """Whether a number at the head of a line numbers the line, or is the first word of a sentence."""
        label = found.label
        if label.level == "attachment":
            titled = not found.text or (is_title(found.text) and not found.text[0].islower())
            return titled and not (self.floor and self.quote_end >= index)
        if not found.weak:
            return True
        if label.level == "article":
            cited = found.text.startswith(zh.CITES) or (found.gap == "" and not found.text)
            return not cited and is_next(label.value, self.articles.get(self._scope()))
        if label.style.startswith("en-"):
            return True
        previous = self._open_list(label.style)
        before = previous.label.value if previous and previous.label else None
        if label.value == before:
            self._doubt(index, f"{label.text} stands at the head of two lines; the first was read as the number")
        if not is_next(label.value, before):
            return False
        if previous is None or previous.gap == " ":
            return True
        self._doubt(index, f"{label.text} is due here, but was read as the first word of a text")
        return False

    def _doubt(self, index: int, message: str) -> None:
        line = self.lines[index]
        self.notices.append(Notice("number-doubtful", message, Origin("text", line.start, line.end)))

    def _numbered(self, line: LogicalLine, found: FoundLabel) -> Node:
        label = self._disambiguated(found.label, found.other) if found.other else found.label
        rank = self._rank(label)
        node = Node(label.level, rank, line.start, line.end, found.text, label, found.gap)
        self.numbered.append((line.start, found if found.label is label else replace(found, label=label)))
        if rank == _LIST:
            self._open_parent(label)
            if label.style == "1." and self.stack[-1].text:
                node.level = {"article": "point", "point": "indent"}.get(self.stack[-1].level, node.level)
        else:
            self._cut(rank)
        self._check(node)
        self.stack[-1].append(node)
        self.stack.append(node)
        node.is_heading = rank < _RANKS["article"]
        return node

    def _rank(self, label: Label) -> int:
        if label.level == "attachment":
            return _ANNEX_NUMBERED if label.value else _ANNEX
        if label.style in ("I.", "A."):
            return _LIST
        return _RANKS.get(label.level, _LIST)

    def _disambiguated(self, label: Label, other: Label) -> Label:
        """i) after h) is a letter, and v) after u); else Roman."""
        previous = self._open_list(other.style)
        if previous and previous.label and is_next(other.value, previous.label.value):
            roman = self._open_list(label.style)
            if not (roman and roman.label and is_next(label.value, roman.label.value)):
                return other
        return label

    def _open_list(self, style: str) -> Node | None:
        """The open item of this style, inside the nearest unit with a rank of its own."""
        for node in reversed(self.stack[self.floor + 1 :]):
            if node.style == style:
                return node
            if node.rank < _LIST:
                return None
        return None

    def _open_parent(self, label: Label) -> None:
        """Cut the stack so that its top is where an item of this style hangs."""
        sibling = self._open_list(label.style)
        if sibling is not None:
            del self.stack[self.stack.index(sibling) :]
            return
        if self._resume(label):
            return
        while len(self.stack) > self.floor + 1:
            top = self.stack[-1]
            introduces = top.rank != _LEAF or (
                top.level in ("p", "paragraph", "wrapUp") and top.text.endswith(("：", ":", "—", "–"))
            )
            in_cover = top.level == "cover" and label.style in _PARAGRAPH_STYLES
            if introduces and not in_cover:
                return
            self.stack.pop()

    def _resume(self, label: Label) -> bool:
        """Go on with a list that text seemed to have ended: what stood between (六） and （七） belongs to （六）."""
        if not label.value or is_next(label.value, None):
            return False
        for depth in range(len(self.stack) - 1, self.floor - 1, -1):
            holder = self.stack[depth]
            if holder.rank > _LIST:
                continue
            item = holder.find_last(label.style)
            if item is not None and is_next(label.value, item.value):
                at = holder.latest[label.style]
                if any(node.rank < _LIST for node in holder.children[at + 1 :]):
                    return False
                for node in holder.take_from(at + 1):
                    node.level = "p" if node.label is None and node.level in ("paragraph", "wrapUp") else node.level
                    holder.children[at].append(node)
                del self.stack[depth + 1 :]
                return True
            if holder.rank < _LIST:
                return False
        return False

    def _check(self, node: Node) -> None:
        """Add a notice if a number is not the one that is due."""
        label = node.label
        if label is None or not label.value:
            return
        if label.level == "article":
            scope = self._scope()
            previous, self.articles[scope] = self.articles.get(scope), label.value
        else:
            last = self.stack[-1].find_last(label.style)
            previous = last.value if last else None
            if label.level == "chapter":
                before, self.chapters[self._scope()] = self.chapters.get(self._scope()), label.value
                previous = before if previous is None and label.value != (1,) else previous
        if is_next(label.value, previous) or (previous is None and label.level == "attachment"):
            return
        origin = Origin("text", node.start, node.end)
        printed = label.text
        if previous is None:
            self.notices.append(Notice("number-start", f"the numbering starts at {printed}", origin))
        elif label.value == previous:
            self.notices.append(Notice("number-repeated", f"the number {printed} occurs twice in a row", origin))
        elif label.value < previous:
            self.notices.append(Notice("number-order", f"{printed} comes after a higher number", origin))
        else:
            self.notices.append(Notice("number-gap", f"numbers are missing before {printed}", origin))

    # -- lines without a number

    def _text(self, line: LogicalLine) -> Node:
        top = self._container()
        if line.kind == "formula":
            return self._push(Node("formula", _LEAF, line.start, line.end, line.text))
        if top is self.root and not self.root.children:
            return self._push(Node("title", _LEAF, line.start, line.end, line.text), True)
        if self._is_title_line(top, line):
            return self._push(Node("heading", _LEAF, line.start, line.end, line.text), True)
        if line.outline is not None and is_title(line.text):
            rank = _OUTLINE + min(line.outline, _RANKS["article"] - _OUTLINE - 1)
            return self._push(Node("section", rank, line.start, line.end, line.text), True)
        level = "p"
        if top.rank == _LIST and top.style not in _PARAGRAPH_STYLES:
            level = self._close_list()
        elif top.level == "article":
            level = "paragraph"
        return self._push(Node(level, _LEAF, line.start, line.end, line.text))

    def _container(self) -> Node:
        """The innermost open node that may hold text; leaves are closed."""
        while self.stack[-1].rank == _LEAF and len(self.stack) > self.floor + 1:
            self.stack.pop()
        return self.stack[-1]

    def _close_list(self) -> str:
        """Leave the innermost list: text after it belongs to its parent. Returns the level of that text."""
        style = self.stack[-1].style
        while len(self.stack) > self.floor + 1 and self.stack[-1].style == style:
            self.stack.pop()
        if self.stack[-1].rank == _LEAF and len(self.stack) > self.floor + 1:
            self.stack.pop()  # the paragraph that introduced the list
        return "paragraph" if self.stack[-1].level == "article" else "wrapUp"

    def _is_title_line(self, top: Node, line: LogicalLine) -> bool:
        """A further line of the title of the text, of an annex, or of a chapter whose number stands alone."""
        if not (top.rank <= _ANNEX_NUMBERED or (20 <= top.rank < 30 and not top.text)) or not is_title(line.text):
            return False
        # The last one tells for all: a heading is only ever made after nothing but headings.
        return not top.children or top.children[-1].level in ("title", "heading")

    def _row(self, line: LogicalLine) -> Node:
        self._container()
        return self._push(_bare("row", line))

    def _push(self, node: Node, is_heading: bool = False) -> Node:
        if node.rank < _LIST:
            self._cut(node.rank)
        node.is_heading = is_heading
        self.stack[-1].append(node)
        self.stack.append(node)
        return node

    def _cut(self, rank: int) -> None:
        stack, lowest = self.stack, self.floor + 1
        while len(stack) > lowest and stack[-1].rank >= rank:
            stack.pop()

    # -- what stands around

    def _scope(self) -> int:
        """Articles count on through chapters, and start anew in an annex or a quotation."""
        for depth in range(len(self.stack) - 1, 0, -1):
            if depth == self.floor or self.stack[depth].level == "attachment":
                return id(self.stack[depth])
        return 0

    def _in_statute(self) -> bool:
        return self._scope() in self.articles

    def _has_body(self) -> bool:
        return self.root.has_numbers

    def _quotation(self, index: int, node: Node) -> None:
        """Open a quotation that the next lines close, or close the one that ends here."""
        if self.floor:
            if index >= self.quote_end:
                del self.stack[self.floor + 1 :]
                self.floor, self.quote_end = 0, -1
                self.stack[-1].rank = max(self.stack[-1].rank, _LIST) if self.stack[-1].label else _LEAF
            return
        close = self.closes[index]
        if close - index >= MAX_QUOTED_LINES or node.rank < _RANKS["article"]:
            return
        for line in self.lines[index + 1 : close]:
            if line.kind in ("recitals", "operative", "furniture") or (line.found and self._leaves(line.found)):
                return
        self.floor, self.quote_end = len(self.stack) - 1, close

    def _leaves(self, found: FoundLabel) -> bool:
        """Whether a number ahead belongs to a list or unit that is open around the quotation."""
        if found.label.level == "attachment" or found.weak:
            return found.label.level == "attachment"
        return any(node.style == found.label.style for node in self.stack)
