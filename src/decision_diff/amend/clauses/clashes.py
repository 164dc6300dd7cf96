"""Finds what orders on clauses make of each other: clauses that get one number, and orders that another one undoes.

    1 → 2, and the old 2 stays                two clauses would have the number 2
    NOC decides 1, MOD decides 1              the one keeps what the other changes
    Omit section 2; renumber section 2        nothing is left of the second

A number is counted where it is cited: below what holds the clause, that of an article through all chapters. Clauses that had one
number in the old text already may keep it. An order that brings in a clause may give it a number that stands already if it says which of
those with this number below its holder the clause then is (第三编[1]), and it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.articles.drafts import Problem
from decision_diff.amend.clauses.places import find_list_holder, find_nodes, is_container
from decision_diff.amend.clauses.trees import AmendedLine, TreeNode, fold_number, list_amended_lines
from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import changeable, frozen
from decision_diff.labels import find, make_grammar

_WORD_VERBS: Final = ("substitute-words", "insert-words", "delete-words")
_NumberKey = tuple[str, str, str]  # what holds it, the style of its number, the number


@frozen
class _Number:
    """A number as a clause has it: its style (`1`, `(a)`), what it is without print, as printed, and its rank if it is that of a 编, 章 or 节."""

    style: str
    plain: str
    printed: str
    rank: int = 0


@frozen
class _Holder:
    """What holds a list: a key that nothing else has, and how it is cited; both "" for the text as a whole."""

    key: str
    cited: str


@frozen
class _NumberedClause:
    """A clause as it will be: what holds the list in which its number counts, and the instruction that gave it the number, if any did."""

    holder: _Holder
    number: _Number
    instruction: Instruction | None
    is_head: bool = False  # whether it is the first line that the instruction brings in

    @property
    def key(self) -> _NumberKey:
        """By what it is the same as another one."""
        return self.holder.key, self.number.style, self.number.plain


def find_doubled_numbers(root: TreeNode, before: TreeNode) -> Iterator[Problem]:
    """The orders by which two clauses below one holder get one number, which they did not have in `before`, the tree of the old text."""
    numbers = _NumberReader()
    was = Counter(one.key for one in _Counter(before, numbers).list_counted())
    found: dict[_NumberKey, list[_NumberedClause]] = {}
    for one in _Counter(root, numbers).list_counted():
        found.setdefault(one.key, []).append(one)
    heads: set[int] = set()
    for key, same in found.items():
        told = [_tell_nth(one) for one in same]
        heads.update(id(one.instruction) for one, nth in zip(same, told, strict=True) if nth)
        yield from _find_wrongly_told(same, told)
        if len(same) > max(1, was[key]):
            yield from _find_untold(same, told)
    yield from _find_not_brought(root, heads)


def _find_untold(same: Sequence[_NumberedClause], told: Sequence[int]) -> Iterator[Problem]:
    """The last of the orders that give one number to several clauses, unless all say which of them theirs is, and beside which clause."""
    numbered = [(one.instruction, nth) for one, nth in zip(same, told, strict=True) if one.instruction]
    made = [one for one, nth in numbered if not (nth and one.sources)]
    if made:
        cited = _join(same[0].holder.cited, same[0].number.printed)
        yield Problem(
            made[-1],
            f"{len(same)} clauses would have the number {cited}; give one of them another number, or say what becomes of the other",
        )


def _find_not_brought(root: TreeNode, heads: Collection[int]) -> Iterator[Problem]:
    """The orders that say which of several clauses they bring in beside another, and whose words begin with another number or none."""
    orders = {id(line.instruction): line.instruction for line in list_amended_lines(root) if line.instruction}
    for key, one in orders.items():
        if one.sources and _get_told(one) and key not in heads:
            last = one.targets[0].steps[-1]
            sentence = f"it says {last.printed}[{last.number[0]}], and its words do not begin with that number; correct the one or the other"
            yield Problem(one, sentence)


def _tell_nth(one: _NumberedClause) -> int:
    """Which of the clauses with its number an order says that a clause is that it brings in (第三编[1]), from 1; 0 if it does not say so."""
    order = one.instruction
    nth = _get_told(order) if one.is_head and order else 0
    is_same = nth and order and fold_number(order.targets[0].steps[-1].printed) == fold_number(one.number.printed)
    return nth if is_same else 0


def _get_told(order: Instruction) -> int:
    """Which of several clauses with its number an order says that it brings in; 0 if it does not, -1 if it says the 0th."""
    last = order.targets[0].steps[-1] if order.verb == "insert" and order.targets else None
    return (last.number[0] or -1) if last and last.number and last.unit != "row" else 0


def _find_wrongly_told(same: Sequence[_NumberedClause], told: Sequence[int]) -> Iterator[Problem]:
    """The orders that say of a clause that it is another one of those with its number than it would be."""
    for at, (one, nth) in enumerate(zip(same, told, strict=True), 1):
        if nth not in (0, at) and one.instruction and (one.instruction.sources or len(same) > 1):
            cited = _join(one.holder.cited, one.number.printed)
            sentence = f"it says {cited}[{max(nth, 0)}], and that clause would be {cited}[{at}] of {len(same)}; say behind which clause it stands, or correct the number in brackets"
            yield Problem(one.instruction, sentence)


class _NumberReader:
    """Reads the number with which a line begins, in the languages that are known."""

    def __init__(self) -> None:
        self._grammar = make_grammar(("zh", "en"))
        self._known: dict[str, _Number | None] = {}

    def read_number(self, printed: str) -> _Number | None:
        """A number that stands alone."""
        if not fold_number(printed):
            return None
        if printed not in self._known:
            self._known[printed] = self.read_line(f"{printed}\t.") or _Number("", fold_number(printed), printed)
        return self._known[printed]

    def read_line(self, line: str) -> _Number | None:
        """The number of a line; None if it has none."""
        found = find(line, self._grammar)
        if found is None or not found.label.value:
            return None
        label = found.label
        rank = _RANKS.get(label.level, 0) if label.text.startswith("第") else 0
        return _Number(label.style, ".".join(map(str, label.value)), label.text.strip(), rank)


_RANKS: Final = {"book": 1, "part": 2, "chapter": 3, "section": 4, "subsection": 5}


@changeable
class _Level:
    """Which styles of numbers the clauses below a holder have."""

    holder: _Holder
    styles: set[str]


class _Counter:
    """Counts the numbers of a text as it is now."""

    def __init__(self, root: TreeNode, numbers: _NumberReader) -> None:
        self.root, self.numbers = root, numbers
        self._levels: dict[int, _Level] = {}

    def list_counted(self) -> Iterator[_NumberedClause]:
        """Each numbered clause, with those of the lines that came in, in the order of the text."""
        stack: list[TreeNode | tuple[Sequence[AmendedLine], TreeNode, bool]] = [self.root]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                lines, beside, is_below = node
                yield from self._read_block(lines, beside, is_below=is_below)
                continue
            yield from self._read_block(node.lead, node, is_below=False)
            own = node.whole if node.whole is not None else node.own
            if not node.gone and own is not None:
                yield from self._read_block(own, node, is_below=False)
            elif not node.gone and (number := self.numbers.read_number(node.number)):
                yield _NumberedClause(self.get_level(find_list_holder(node)).holder, number, node.renumbered)
            stack.append((node.behind, node, False))
            if not node.gone and node.whole is None:
                yield from self._read_block(node.start, node, is_below=True)
                stack.append((node.end, node, True))
                stack.extend(reversed(node.children))

    def _read_block(self, lines: Sequence[AmendedLine], node: TreeNode, *, is_below: bool) -> Iterator[_NumberedClause]:
        """The numbers of lines that stand where a node does, or below it: each in the list of its style, further ones below the line before."""
        if not lines:
            return
        levels = self._list_levels(node, is_below=is_below)
        inner = self.get_level(node) if lines is node.whole else None  # what stands for a clause holds its list
        part = f"#{node.eid}" if is_below and _begins_list(node) else ""
        headings = _Headings(self, node if is_below else node.parent or node)
        for at_line, line in enumerate(lines):
            number = self.numbers.read_line(line.text)
            if number is None:
                part = f"#{at_line}" if _ends_open(line.text) else part  # what follows is a list of its own
                continue
            if number.rank:
                yield _NumberedClause(headings.enter(number), number, line.instruction, _is_head(lines, at_line))
                continue
            at = _find_level(levels, number.style)
            holder = levels[at].holder
            yield _NumberedClause(
                _Holder(f"{holder.key}{part}", holder.cited), number, line.instruction, _is_head(lines, at_line)
            )
            below = _Holder(f"{holder.key}/{number.style}{number.plain}", _join(holder.cited, number.printed))
            levels[at:] = [_Level(holder, {*levels[at].styles, number.style}), inner or _Level(below, set())]
            inner = None

    def _list_levels(self, node: TreeNode, *, is_below: bool) -> list[_Level]:
        """The lists in which a line may stand that comes in at a node, the outermost first."""
        path = [node] if is_below else []
        at = node
        while at.parent is not None:
            at = find_list_holder(at)
            path.append(at)
        return [self.get_level(one) for one in reversed(path)]

    def get_level(self, holder: TreeNode) -> _Level:
        known = self._levels.get(id(holder))
        if known is None:
            read = (self.numbers.read_number(child.number) for child in holder.children)
            known = _Level(_Holder(holder.eid, _cite(holder)), {one.style for one in read if one})
            self._levels[id(holder)] = known
        return known


def _is_head(lines: Sequence[AmendedLine], at: int) -> bool:
    """Whether a line is the first of those that its instruction brings in."""
    return not at or lines[at - 1].instruction is not lines[at].instruction


def _find_level(levels: Sequence[_Level], style: str) -> int:
    """The innermost list that has numbers of a style; else the innermost one."""
    last = len(levels) - 1
    return next((at for at in range(last, -1, -1) if style in levels[at].styles), last)


def _ends_open(line: str) -> bool:
    """Whether a line introduces what stands below it."""
    return line.rstrip().endswith((":", "："))


class _Headings:
    """The headings of parts and chapters among lines that come in, each within the one before it that is above it, or within what holds the lines."""

    def __init__(self, counter: _Counter, node: TreeNode) -> None:
        self._counter, self._node = counter, node
        self._open: list[tuple[int, _Holder]] = []

    def enter(self, number: _Number) -> _Holder:
        """Enter the next heading: what holds it."""
        while self._open and self._open[-1][0] >= number.rank:
            self._open.pop()
        holder = self._open[-1][1] if self._open else self._counter.get_level(self._find_outer(number.rank)).holder
        below = _Holder(f"{holder.key}/{number.style}{number.plain}", _join(holder.cited, number.printed))
        self._open.append((number.rank, below))
        return holder

    def _find_outer(self, rank: int) -> TreeNode:
        """The nearest part or chapter that can hold a heading of a rank; else the text."""
        at = self._node
        while at.parent is not None and not (is_container(at) and _RANKS.get(at.level, rank) < rank):
            at = at.parent
        return at


def _begins_list(node: TreeNode) -> bool:
    """Whether a clause without a number introduces a list, which then is a list of its own."""
    line = node.own[-1].text if node.own else node.line
    return not node.number and _ends_open(line)


def _cite(node: TreeNode) -> str:
    """A clause by the numbers and names of those that hold it."""
    path: list[str] = []
    at: TreeNode | None = node
    while at is not None and at.parent is not None:
        path.append(at.number.strip() or " ".join(at.words.split())[:40])
        at = at.parent
    cited = ""
    for printed in reversed(path):
        cited = _join(cited, printed)
    return cited


def _join(cited: str, printed: str) -> str:
    """A number behind what holds it: decides 2, 2(a), 第三条（一）."""
    is_close = not cited or not printed.isascii() or not cited.isascii() or printed.startswith("(")
    return f"{cited}{'' if is_close else ' '}{printed}"


def find_contradictions(root: TreeNode, before: TreeNode, orders: Sequence[Instruction]) -> Iterator[Problem]:
    """The orders that another one undoes, after all were carried out on `root`; `before` is the tree of the old text."""
    nodes = {node.eid: node for node in root.walk() if node.eid}
    resolved = [(one, _resolve(one, before, nodes)) for one in orders]
    lost = set(_list_lost(root))
    changed = _list_words_kept(root, lost)
    for one, found in resolved:
        if why := _find_contradiction(one, found, lost, changed):
            yield Problem(one, why)
    yield from _find_renumbered_twice(resolved)


def _resolve(one: Instruction, before: TreeNode, nodes: Mapping[str, TreeNode]) -> list[TreeNode]:
    """The nodes of the places of an order, as they are now."""
    return [nodes[node.eid] for place in one.sources for node in find_nodes(before, place) if node.eid in nodes]


def _find_renumbered_twice(resolved: Sequence[tuple[Instruction, list[TreeNode]]]) -> Iterator[Problem]:
    renumbered: set[str] = set()
    for one, found in resolved:
        if one.verb not in ("renumber", "replace") or not one.targets:
            continue
        eids = {node.eid for node in found}
        if not renumbered.isdisjoint(eids):
            yield Problem(one, f"another order gives {one.sources[0].cited} a number too; only one can hold")
        renumbered |= eids


def _find_contradiction(one: Instruction, found: Sequence[TreeNode], lost: set[int], changed: dict[int, bool]) -> str:
    """Why an order does not hold, in a sentence; "" if it does."""
    cited = one.sources[0].cited if one.sources else ""
    if one.verb == "keep" and any(_is_changed(inner, lost) for node in found for inner in node.walk()):
        return f"another order changes {cited}, which is to stay as it is; only one can hold"
    if one.verb == "delete" and any(node.whole or node.own for node in found):
        return f"another order gives {cited} new words; only one can hold"
    if one.verb == "renumber" and any(id(node) in lost or node.own for node in found):
        return f"another order takes {cited} out or gives it new words, so that its new number would be lost; only one can hold"
    if one.verb in _WORD_VERBS and not changed.get(id(one), True):
        return f"another order takes the words of {cited} out that this one changes; only one can hold"
    return ""


def _is_changed(node: TreeNode, lost: set[int]) -> bool:
    return id(node) in lost or node.own is not None or node.touched is not None or bool(node.edits)


def _list_lost(root: TreeNode) -> Iterator[int]:
    """The nodes of which nothing is left but what stands for them."""
    stack = [(root, False)]
    while stack:
        node, is_lost = stack.pop()
        is_lost = is_lost or node.gone or node.whole is not None
        if is_lost:
            yield id(node)
        stack.extend((child, is_lost) for child in node.children)


def _list_words_kept(root: TreeNode, lost: set[int]) -> dict[int, bool]:
    """For each order on words whether one of the words that it put in, or one place where it took some out, is left."""
    found: dict[int, bool] = {}
    for node in root.walk():
        is_left = id(node) not in lost and node.own is None
        for edit in node.edits or ():
            key = id(edit.instruction)
            found[key] = found.get(key, False) or is_left
    return found
