"""A text while it is amended clause by clause, and the lines that it consists of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import changeable, frozen
from decision_diff.labels.numerals import parse_numeral
from decision_diff.model import Clause, Decision
from decision_diff.patterns import late

CONTAINER_LEVELS: Final = frozenset(
    {"part", "book", "title", "chapter", "section", "subsection", "heading", "recitals", "formula"}
)
_EDGES: Final = " .,:;()[]（）［］【】。，、：；\t\u3000"


@frozen
class AmendedLine:
    """A line of a text: as printed, with one space between number and words; the instruction that brought it in, if any did.

    `eid` is the address of the old clause that it is, and `node` that clause; "" and None if it came in.
    """

    text: str
    instruction: Instruction | None = None
    eid: str = ""
    node: TreeNode | None = None


@frozen
class WordEdit:
    """Characters [start, end) of the words of a clause, and what an instruction puts in their place."""

    start: int
    end: int
    words: str
    instruction: Instruction


@changeable
class TreeNode:
    """A clause: its number as printed, its own lines, and the clauses below it. `eid` is its address in the old text, "" for what came in.

    `lead` stands before it and `behind` after it and all below it: what instructions put in. `gone`: it was taken out.
    """

    eid: str
    level: str
    number: str
    words: str
    children: list[TreeNode]
    parent: TreeNode | None
    lead: list[AmendedLine]
    start: list[AmendedLine]  # what comes in behind its own line, before all below it
    end: list[AmendedLine]  # what comes in behind all below it
    behind: list[AmendedLine]
    own: list[AmendedLine] | None = None  # what stands for its own line
    whole: list[AmendedLine] | None = None  # what stands for it and all below it
    touched: Instruction | None = None  # what changed its number or words
    renumbered: Instruction | None = None  # what gave it its number
    edits: list[WordEdit] | None = None  # what was changed of its words
    gone: bool = False
    labelled: dict[str, list[TreeNode]] | None = None  # what can be cited below it, by kind and number or name
    unnumbered: dict[bool, list[TreeNode]] | None = (
        None  # what can only be counted below it: rows of tables, all others
    )
    count: int = 0  # its own number among these

    @property
    def line(self) -> str:
        """Its own line as it is now."""
        words = "".join(text for text, _ in self.list_pieces())
        return f"{self.number} {words}".strip() if self.number else words

    def list_pieces(self) -> Iterator[tuple[str, Instruction | None]]:
        """Its words as they are now, in stretches, each with the instruction that brought it in."""
        at = 0
        for one in sorted(self.edits or (), key=lambda edit: (edit.start, edit.end)):
            yield self.words[at : one.start], None
            yield one.words, one.instruction
            at = one.end
        yield self.words[at:], None

    def list_unnumbered(self, *, in_table: bool) -> list[TreeNode]:
        """The nodes right below it that have no number by which they can be cited: rows of tables, or all others."""
        if self.unnumbered is None:
            self.unnumbered = {True: [], False: []}
            for child in self.children:
                if not has_number(child):
                    same = self.unnumbered[child.level == "row"]
                    same.append(child)
                    child.count = len(same)
        return self.unnumbered[in_table]

    def forget_index(self) -> None:
        """Forget what can be cited below it, after a clause came in."""
        self.labelled = self.unnumbered = None

    def walk(self) -> Iterator[TreeNode]:
        """This and all below it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def has_number(node: TreeNode) -> bool:
    """Whether a node has a number by which it can be cited: a dash is none."""
    return bool(fold_number(node.number))


def fold_number(number: str) -> str:
    """What is left of a printed number without brackets, dots and words: 3 of Section 3, a of (a), 3 of （三）, 3-1 of 第三条之一."""
    plain = unicodedata.normalize("NFKC", number).strip(_EDGES)
    last = plain.split()[-1].strip(_EDGES) if plain.split() else ""
    if not any(char.isalnum() for char in last):
        return ""
    han = _HAN.fullmatch(last)
    if not han:
        return last.casefold()
    branches = [str(parse_numeral(part)) for part in han["branches"].split("之")[1:]]
    return "-".join([_read_numeral(han["number"]), *branches])


def _read_numeral(printed: str) -> str:
    return printed.casefold() if printed[0].isdigit() and printed[0].isascii() else str(parse_numeral(printed))


_HAN: Final = late(
    r"第?(?P<number>[零〇一二三四五六七八九十百千]{1,9}|(?<=第)[0-9]{1,9}[a-z]?)[条款项目章节编段]?(?P<branches>(?:之[一二三四五六七八九十]{1,4})*)"
)


def open_tree(decision: Decision) -> TreeNode:
    """The tree of a text: a root without words, and a node for each clause."""
    root = TreeNode("", "", "", "", [], None, [], [], [], [])
    nodes = {"": root}
    for clause in decision.walk():
        above = decision.parent(clause.eid)
        parent = nodes[above.eid if above else ""]
        node = make_node(clause, parent)
        parent.children.append(node)
        nodes[clause.eid] = node
    return root


def make_node(clause: Clause, parent: TreeNode | None) -> TreeNode:
    """The node of a clause, without those below it."""
    return TreeNode(clause.eid, clause.level, clause.number, clause.words, [], parent, [], [], [], [])


def list_texts(clause: Clause) -> list[str]:
    """The lines of a clause and of all below it, as an act quotes them: one string per printed line."""
    return [text for one in clause.walk() for text in split_line(one.line)]


def split_line(line: str) -> list[str]:
    """The printed lines of a clause: the paragraphs of a cell are lines of their own."""
    return line.split("\n") if line else []


def list_amended_lines(root: TreeNode) -> list[AmendedLine]:
    """The lines of a text as it is now, in order."""
    made: list[AmendedLine] = []
    stack: list[TreeNode | list[AmendedLine]] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            made.extend(node)
            continue
        made.extend(node.lead)
        if node.gone or node.whole is not None:
            made.extend(node.whole or ())
            made.extend(node.behind)
            continue
        if node.own is not None:
            made.extend(node.own)
        else:
            made.extend(AmendedLine(text, node.touched, node.eid, node) for text in split_line(node.line))
        made.extend(node.start)
        stack.append(node.behind)
        stack.append(node.end)
        stack.extend(reversed(node.children))
    return made


def list_lines(decision: Decision) -> list[str]:
    """The lines of a text, one string per printed line."""
    return [text for clause in decision.walk() for text in split_line(clause.line)]
