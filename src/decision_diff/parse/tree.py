"""Builds the tree of clauses from the readings of the lines.

`reading` gives the number and the parent of each numbered line. This module places lines without a number:
a text is the next paragraph (款) of an article, a text after a list is the wrap-up of the list's parent, and a
quotation contains all lines up to its closing mark. A footnote is below the line before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from decision_diff.labels import FoundLabel, get_last, is_next
from decision_diff.model import Label, Notice, Origin
from decision_diff.notices import NoticeCode
from decision_diff.parse.frames import INTRODUCES, ROOT, Outcome, Surprise, Taken, is_part_of_sentence, may_hold_text
from decision_diff.parse.headings import find_captions, has_headings, is_below_number, looks_like_heading
from decision_diff.parse.levels import (
    ANNEX,
    ARTICLE,
    CALL,
    LEAF,
    LIST,
    NUMBERED_ANNEX,
    OUTLINE,
    PROPOSAL,
    REASONS,
    USUAL,
    Ranks,
    find_ranks,
)
from decision_diff.parse.lines import has_ended_lists, is_item_of_minutes, is_title
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.parse.nodes import Node, make_bare, make_head, take_back
from decision_diff.parse.odd_heads import get_words
from decision_diff.parse.oddities import SURPRISES, gather_notices, report_narrowed
from decision_diff.parse.reading import Candidates, read_lines
from decision_diff.parse.runs import build_run
from decision_diff.parse.unit_costs import is_cited

_ASIDES: Final = ("note", "editorialNote", "cover")


def build_tree(
    lines: Sequence[LogicalLine], candidates: Candidates | None = None
) -> tuple[Node, dict[int, FoundLabel], list[Notice]]:
    """The tree under a nameless root, the numbers that were meant by block, and what is odd about the numbering.

    `candidates`, if given, is filled as by `read_lines`.
    """
    ranks = find_ranks(lines)
    outcome = read_lines(lines, ranks, candidates)
    grower = _Grower(lines, ranks, outcome)
    index = 0
    while index < len(lines):
        if end := outcome.runs.get(index):
            grower.add_run(index, end)
        else:
            grower.add(index, lines[index])
        index = end or index + 1
    return grower.root, grower.numbered, grower.list_notices()


class _Grower:
    def __init__(self, lines: Sequence[LogicalLine], ranks: Ranks, outcome: Outcome) -> None:
        self.lines = lines
        self.ranks = ranks
        self.taken, self.quotes = outcome.taken, outcome.quotes
        self.narrowed = outcome.narrowed
        self.root = Node("root", ROOT, 0, 0)
        self.stack: list[Node] = [self.root]
        self.nodes: dict[int, Node] = {ROOT: self.root}  # by line
        self.numbered: dict[int, FoundLabel] = {}  # by block
        self.notices: list[tuple[str, Notice]] = []  # with the style of the number that it is about
        self.steps: Counter[str] = Counter()  # numbers by style
        self.gaps: Counter[str] = Counter()
        self.floor = 0  # the stack is never cut at or below this: the open quotation, or the root
        self.quote_end = -1  # the line at which the open quotation closes
        self.last = self.root  # what the line before became: notes hang on it
        self.latest_units: dict[str, tuple[int, ...]] = {}  # by style the last number
        self.has_headings = has_headings(lines, ranks)
        self.captions = find_captions(lines, ranks, self.taken)

    def add(self, index: int, line: LogicalLine) -> None:
        if line.kind in ("note", "editorial"):
            self.last.append(make_bare("note" if line.kind == "note" else "editorialNote", line))
            if line.found is not None and line.found.label.typed:
                self.numbered[line.start] = line.found
            return
        node = self._make(index, line)
        self.last = self.nodes[index] = node
        if self.floor and index >= self.quote_end:
            self._close_quotation()
        elif index in self.quotes:
            self.floor, self.quote_end = self.stack.index(node), self.quotes[index]

    def add_run(self, start: int, end: int) -> None:
        """Add the lines of a run: `runs`."""
        lines, before = self.lines[start:end], self.nodes[start - 1]
        build_run(lines, before, self._has_heading if before.rank == ARTICLE and self.has_headings else None)
        self.steps[before.style] += len(lines)
        self.numbered.update([(line.start, line.found) for line in lines if line.found is not None])

    def _make(self, index: int, line: LogicalLine) -> Node:
        taken = self.taken.get(index)
        kind = line.kind
        if taken is not None and taken.label is not None:
            return self._numbered(line, taken, taken.label)
        if kind in ("contents", "entry"):
            return self._contents(line)
        if kind == "row":
            self._close_leaves()
            return self._push(make_bare("row", line))
        if index in self.captions:
            return self._caption(index, line)
        if line.found is not None:
            self._doubt(line, line.found)
        return self._named(line) or self._text(index, line)

    def _named(self, line: LogicalLine) -> Node | None:
        """What a line without a number opens by its words alone; None for a text."""
        kind = line.kind
        if kind in ("recitals", "operative") and not self._in_statute() and not self._in_minutes(line):
            return self._push(make_head("recitals" if kind == "recitals" else "part", CALL, line))
        if kind in ("cover", "coverText", "coverLine", "title") and not self.root.has_numbers:
            return self._cover(line)
        if kind in ("part", "chapter"):
            if kind == "part":
                self.latest_units.clear()
            return self._push(make_head(kind, USUAL[kind], line))
        if kind == "furniture":
            return self._push(Node("furniture", PROPOSAL, line.start, line.end, line.text))
        if kind in ("proposal", "reasons"):
            return self._council(line)
        return None

    def _cover(self, line: LogicalLine) -> Node:
        """A part of a cover block, or the title of the decision below it."""
        if line.kind == "cover":
            return self._push(make_head("cover", CALL, line))
        if line.kind == "coverText":
            return self._push(Node("cover", CALL, line.start, line.end, line.text))
        self._cut(CALL)
        if line.kind == "coverLine":
            return self._push(Node("cover", LEAF, line.start, line.end, line.text))
        level = "heading" if any(child.level == "title" for child in self.root.children) else "title"
        return self._push(make_head(level, LEAF, line))

    def _council(self, line: LogicalLine) -> Node:
        """A proposal, which holds all up to the next one, or its reasons; those of no proposal hang on the innermost unit."""
        if line.kind == "proposal":
            self.latest_units.clear()
            return self._push(make_head("proposal", PROPOSAL, line))
        self._cut(ANNEX if self._in_proposal() else LIST)
        return self._push(Node("reasons", REASONS, line.start, line.end, line.text))

    def _in_proposal(self) -> bool:
        return len(self.stack) > 1 and self.stack[1].level == "proposal"

    # -- tables of contents

    def _contents(self, line: LogicalLine) -> Node:
        if line.kind == "contents":
            return self._push(make_head("toc", CALL, line))
        found = line.found
        node = Node(
            "tocItem", LEAF, line.start, line.end, found.text if found else line.text, found.label if found else None
        )
        if found:
            self.numbered[line.start] = found
        self._close_leaves()
        return self._push(node)

    # -- numbered lines

    def _numbered(self, line: LogicalLine, taken: Taken, label: Label) -> Node:
        found = line.found
        assert found is not None  # noqa: S101 - `taken` has a label
        rank = self.ranks.find(label)
        node = Node(label.level, rank, line.start, line.end, get_words(found), label, found.gap)
        if is_below_number(line):  # the words are those of the block below the number
            self.numbered[line.start] = replace(found, label=label, text="")
        else:
            self.numbered[line.start] = found if found.label is label else replace(found, label=label)
        self._open_holder(self.nodes[taken.holder])
        if rank == LIST and not taken.is_first:
            self._resume(self.stack[-1], label.style)
        holder = self.stack[-1]
        if rank == LIST and label.style == "1." and holder.text:
            node.level = {"article": "point", "point": "indent"}.get(holder.level, node.level)
        self.steps[label.style] += 1
        if taken.surprise:
            self._report(taken.surprise, line, label)
        if rank == LIST and label.style not in holder.enumerations and is_part_of_sentence(node.text):
            holder.enumerations = holder.enumerations | {label.style}
        holder.append(node)
        self.stack.append(node)
        node.is_heading = rank < ARTICLE or (rank == ARTICLE and self._has_heading(line, node.text))
        if CALL < rank < LIST:
            self.latest_units[label.style] = get_last(label)
        elif rank <= NUMBERED_ANNEX:
            self.latest_units.clear()
        return node

    def _has_heading(self, line: LogicalLine, text: str) -> bool:
        """Whether the words of an article are its heading, and not its first paragraph."""
        return self.has_headings and looks_like_heading(text, is_below=is_below_number(line))

    def _report(self, surprise: Surprise, line: LogicalLine, label: Label) -> None:
        """Add a notice of what is odd about a number; an excerpt in a proposal may begin and leave out what it likes."""
        if surprise in ("start", "gap") and self._in_proposal():
            return
        code, message = SURPRISES[surprise]
        if surprise == "gap":
            self.gaps[label.style] += 1
        self._notice(code, message.format(label.text), line, label.style)

    def _open_holder(self, holder: Node) -> None:
        """Cut the stack so that its top is what the next number hangs on."""
        stack = self.stack
        at = len(stack) - 1
        while at > self.floor and stack[at] is not holder:
            at -= 1
        if stack[at] is holder:
            del stack[at + 1 :]
        else:
            path = [holder]
            while path[-1].up is not None:
                path.append(path[-1].up)
            stack[:] = path[::-1]
            self.floor = min(self.floor, len(stack) - 1)
            take_back(stack)

    def _resume(self, holder: Node, style: str) -> None:
        """Go on with a list that text seemed to have ended: what stood between （六） and （七） belongs to （六）."""
        at = holder.find_latest(style)
        if at is None or at + 1 == len(holder.children):
            return
        if any(
            node.label is not None or node.rank < LIST or node.rank == REASONS or node.is_heading
            for node in holder.children[at + 1 :]
        ):
            return
        for node in holder.take_from(at + 1):
            node.level = "p" if node.level in ("paragraph", "wrapUp") else node.level
            holder.children[at].append(node)

    def _doubt(self, line: LogicalLine, found: FoundLabel) -> None:
        """Add a notice if a line that is read as text might be the one that is due."""
        label = found.label
        rank = self.ranks.find(label)
        if rank < LIST:
            last = self.latest_units.get(label.style)
            if is_next(label.value, last) and not is_cited(found) and label.level != "attachment":
                self._notice("heading-not-taken", f"{label.text} is due here, but the line was read as text", line)
            return
        previous = self._open_list(label.style)
        if previous is None or previous.label is None:
            return
        if label.value == previous.label.value:
            message = f"{label.text} stands at the head of two lines; the first was read as the number"
        elif is_next(label.value, get_last(previous.label)):
            message = f"{label.text} is due here, but was read as the first word of a text"
        else:
            return
        self._notice("number-doubtful", message, line)

    def _caption(self, index: int, line: LogicalLine) -> Node:
        """A heading that stands above the number of the article that it is about."""
        after = self.taken[index + 1]
        self._open_holder(self.nodes[after.holder])
        node = make_head("heading", LEAF, line)
        self.stack[-1].append(node)
        self.stack.append(node)
        return node

    def _notice(self, code: NoticeCode, message: str, line: LogicalLine, style: str = "") -> None:
        self.notices.append((style, Notice(code, message, Origin("text", line.start, line.end))))

    def list_notices(self) -> list[Notice]:
        """The notices, without the gaps of numbers that mostly have gaps: extracts of a longer text are numbered so."""
        sparse = {style for style, gaps in self.gaps.items() if 2 * gaps >= self.steps[style] - 1 and gaps > 1}
        kept = [one for style, one in self.notices if one.code != "number-gap" or style not in sparse]
        narrowed = [report_narrowed(self.lines[self.narrowed])] if self.narrowed != ROOT else []
        return gather_notices([*narrowed, *kept])

    def _open_list(self, style: str) -> Node | None:
        """The open item of this style, inside the nearest unit with a rank of its own."""
        for node in reversed(self.stack[self.floor + 1 :]):
            if node.style == style:
                return node
            if node.rank < LIST:
                return None
        return None

    # -- lines without a number

    def _text(self, index: int, line: LogicalLine) -> Node:
        top = self._close_leaves()
        if line.kind == "formula":
            self._cut(CALL)
            return self._push(Node("formula", LEAF, line.start, line.end, line.text))
        if line.kind == "closing":
            return self._close(line)
        if top is self.root and self._is_before_title():
            return self._push(make_head("title", LEAF, line))
        if self._is_title_line(top, line):
            return self._push(make_head("heading", LEAF, line))
        if line.outline is not None and is_title(line.text):
            return self._push(make_head("section", OUTLINE + min(line.outline, ARTICLE - OUTLINE - 1), line))
        level = "p"
        if top.rank == LIST and not self._may_hold_text(top):
            level = self._close_lists(index, line)
        elif top.level == "article":
            level = "paragraph"
        return self._push(Node(level, LEAF, line.start, line.end, line.text))

    def _close(self, line: LogicalLine) -> Node:
        """The first line of what closes a text, or an annex: closing provisions (附則, Disposición final) have ended too."""
        self._cut(CALL)
        while len(self.stack) > self.floor + 1 and self.stack[-1].style == "supplement":
            self.stack.pop()
        return self._push(Node("p", LEAF, line.start, line.end, line.text))

    def _may_hold_text(self, item: Node) -> bool:
        holder = item.up
        assert holder is not None  # noqa: S101 - an item hangs on something
        return may_hold_text(
            item.style, in_article=holder.rank >= ARTICLE, is_enumeration=item.style in holder.enumerations
        )

    def _close_leaves(self) -> Node:
        """The innermost open node that may hold text; leaves are closed."""
        while self.stack[-1].rank == LEAF and len(self.stack) > self.floor + 1:
            self.stack.pop()
        return self.stack[-1]

    def _close_lists(self, index: int, line: LogicalLine) -> str:
        """Leave the innermost list: text after it belongs to its parent. Returns the level of that text.

        A finished sentence ends the lists around it too, as long as they stand behind a colon; the rest of one is not a paragraph of its own.
        """
        self._close_list()
        has_ended = has_ended_lists(self.lines, index)
        while has_ended and (top := self.stack[-1]).rank == LIST and len(self.stack) > self.floor + 1:
            if top.up is None or not top.up.text.endswith(INTRODUCES) or self._may_hold_text(top):
                break
            self._close_list()
        return "paragraph" if self.stack[-1].level == "article" and not line.text[:1].islower() else "wrapUp"

    def _close_list(self) -> None:
        """Leave the innermost list."""
        style = self.stack[-1].style
        while len(self.stack) > self.floor + 1 and self.stack[-1].style == style:
            self.stack.pop()
        if self.stack[-1].rank == LEAF and len(self.stack) > self.floor + 1:
            self.stack.pop()  # the paragraph that introduced the list

    def _is_before_title(self) -> bool:
        """Whether nothing stands at the top of the text yet but notes and lines of a cover block."""
        children = self.root.children
        return not children or (children[-1].level in _ASIDES and all(child.level in _ASIDES for child in children))

    def _is_title_line(self, top: Node, line: LogicalLine) -> bool:
        """A further line of the title of the text, of an annex, or of a chapter whose number stands alone."""
        is_bare_unit = NUMBERED_ANNEX < top.rank < ARTICLE and top.label is not None and not top.text
        if not (top.rank <= NUMBERED_ANNEX or is_bare_unit) or not is_title(line.text):
            return False
        # The last one tells for all: a heading is only ever made after nothing but headings.
        return not top.children or top.children[-1].level in ("title", "heading", *_ASIDES)

    def _push(self, node: Node) -> Node:
        if node.rank < LIST:
            self._cut(node.rank)
        self.stack[-1].append(node)
        self.stack.append(node)
        return node

    def _cut(self, rank: int) -> None:
        stack, lowest = self.stack, self.floor + 1
        while len(stack) > lowest and stack[-1].rank >= rank:
            stack.pop()

    # -- what stands around

    def _in_statute(self) -> bool:
        return any(self.ranks.by_style.get(style) == ARTICLE for style in self.latest_units)

    def _in_minutes(self, line: LogicalLine) -> bool:
        """Whether a call line in capitals stands below an item of minutes."""
        items = [node for node in self.stack[1:2] if node.rank == LIST and is_item_of_minutes(node.style, node.text)]
        return bool(items) and line.text.isupper()

    def _close_quotation(self) -> None:
        del self.stack[self.floor + 1 :]
        self.floor, self.quote_end = 0, -1
        self.stack[-1].rank = max(self.stack[-1].rank, LIST) if self.stack[-1].label else LEAF
