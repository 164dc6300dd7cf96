"""The new text of an act on clauses: lines that no order touches as they stand in the file, the others with their old number's indentation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.applying.accounting import Trouble
from decision_diff.amend.applying.arranging import Choice
from decision_diff.amend.applying.assembling import WrittenLine, print_block
from decision_diff.amend.applying.choices import NewWords
from decision_diff.amend.applying.layout import find_blank
from decision_diff.amend.applying.newtext import NewText
from decision_diff.amend.applying.number_lines import NumberLayouts, find_words_block, measure_layouts
from decision_diff.amend.articles.drafts import WORD_VERBS
from decision_diff.amend.clauses.clashes import find_contradictions, find_doubled_numbers
from decision_diff.amend.clauses.places import find_nodes
from decision_diff.amend.clauses.tree_orders import carry_out_orders
from decision_diff.amend.clauses.trees import AmendedLine, TreeNode, list_amended_lines, list_lines, open_tree
from decision_diff.amend.instructions import Instruction
from decision_diff.model import FOOT, Clause, Decision
from decision_diff.patterns import late

_DIGITS: Final = late(r"[0-9]+")
_HAN_NUMERAL: Final = late(r"[零〇一二三四五六七八九十百千]+")
_LETTER: Final = late(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")


def carry_out_on_clauses(old: Decision, orders: Sequence[Instruction]) -> NewText:
    """Carry orders out on the clauses of a text, in which a number stays what it is unless an order changes it."""
    tree = open_tree(old)
    problems = carry_out_orders(tree, orders)
    lines = list_amended_lines(tree)
    troubles = [Trouble(one.instruction, one.sentence) for one in problems]
    if not troubles:
        troubles.extend(_find_untraced(tree, orders, lines))
    if not troubles:
        troubles.extend(_find_clashes(old, tree, orders))
    written = tuple(_join_file_lines(old, _write_lines(old, tree, lines))) if not troubles else ()
    choices = (*_list_printed_otherwise(old, orders), *_list_repeated(tree), *_list_joined(old)) if not troubles else ()
    return NewText(written, bool(old.blocks and old.blocks[-1].end), choices, tuple(troubles))


def _join_file_lines(old: Decision, lines: Iterable[WrittenLine]) -> Iterator[WrittenLine]:
    """The lines; clauses that stand on one line of the file, one behind the other (2 (1) A keeper …), on one line."""
    held: WrittenLine | None = None
    for line in lines:
        if held is not None and line.block == held.block + 1:
            line = WrittenLine((*held.pieces, *line.pieces), line.block)  # noqa: PLW2901 - the line with what stands before it
        elif held is not None:
            yield held
        held = line if line.block >= 0 and not old.blocks[line.block].end else None
        if held is None:
            yield line
    if held is not None:
        yield held


def prove_clauses(old: Decision, orders: Sequence[Instruction], made: Decision) -> list[Trouble]:
    """Whether the new text, read again, has the lines that the orders make, and no other."""
    tree = open_tree(old)
    carry_out_orders(tree, orders)
    due = list(measure_layouts(old).join([line.text for line in list_amended_lines(tree)]))
    read = list_lines(made)
    keys = [_drop_spaces(line) for line in due], [_drop_spaces(line) for line in read]
    if keys[0] == keys[1]:
        return []
    pairs = enumerate(zip(*keys, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(due), len(read)))
    line = (due[at : at + 1] or read[at : at + 1] or [""])[0]
    return [Trouble(None, f"the new text does not read as it is ordered, at the line: {line[:60]}")]


def _drop_spaces(line: str) -> str:
    """A line without white space: what stands between a number and its words is print, （一）每月 or （一） 每月."""
    return "".join(line.split())


def _find_untraced(tree: TreeNode, orders: Sequence[Instruction], lines: Sequence[AmendedLine]) -> Iterator[Trouble]:
    """Orders that bring in lines of which none stands in the new text, and those on words that changed none."""
    made = {id(line.instruction) for line in lines}
    edited = {id(edit.instruction) for node in tree.walk() for edit in node.edits or ()}
    for one in orders:
        if one.verb in ("replace", "insert") and one.new_words and id(one) not in made:
            yield Trouble(one, "another order takes away the words that it brings in")
        elif one.verb in WORD_VERBS and id(one) not in edited:
            yield Trouble(one, "this program cannot tell which words it changes")


def _find_clashes(old: Decision, tree: TreeNode, orders: Sequence[Instruction]) -> Iterator[Trouble]:
    """Orders that contradict each other, or by which two clauses get one number."""
    before = open_tree(old)
    found = list(find_contradictions(tree, before, orders)) or list(find_doubled_numbers(tree, before))
    yield from (Trouble(one.instruction, one.sentence) for one in found)


def _list_printed_otherwise(old: Decision, orders: Sequence[Instruction]) -> Iterator[Choice]:
    """The clauses that go whose words the act prints with other spaces, widths or quotation marks."""
    quoting = [one for one in orders if one.verb == "delete" and one.old_words]
    before = open_tree(old)
    for one in quoting:
        nodes = find_nodes(before, one.sources[0])
        if not any(_prints_as(one.old_words[0].text, node) for node in nodes):
            yield Choice(
                one.sources[0].cited,
                "it is taken out, although the act prints its words with other spaces, widths or quotation marks",
            )


def _list_repeated(tree: TreeNode) -> Iterator[Choice]:
    """Words that stand several times in one place where the act does not say which are meant: each is changed."""
    edits = [edit for node in tree.walk() for edit in node.edits or ()]
    counts = Counter(id(edit.instruction) for edit in edits)
    for one in {id(edit.instruction): edit.instruction for edit in edits}.values():
        count = counts[id(one)]
        due = len(one.old_words) * len(one.sources)
        if count > due > 0 and one.occurrence == 0 and not _SAYS_EACH.search(one.printed):
            words = "”, “".join(words.text for words in one.old_words)
            yield Choice(one.sources[0].cited, f"“{words}” stands {count} times there, and each is changed")


_SAYS_EACH: Final = late(r"(?:each|both|all|every) places?|wherever|where it occurs|各处|两处|均|都")


def _list_joined(old: Decision) -> Iterator[Choice]:
    """That lines are joined that a page wrapped."""
    if joined := sum(is_wrapped(old, clause) for clause in old.walk()):
        yield Choice("", f"lines that a page wrapped are joined, in {joined} clause{'s' * (joined > 1)}")


def _prints_as(text: str, node: TreeNode) -> bool:
    """Whether a text is the words of a clause, with all below it or without, to the letter."""
    first, *below = [line.text for line in list_amended_lines(node)]
    return text in (node.words, "\n".join([first, *below]), "\n".join([node.words, *below]))


def _write_lines(old: Decision, tree: TreeNode, lines: Sequence[AmendedLine]) -> Iterator[WrittenLine]:
    nodes = {node.eid: node for node in tree.walk() if node.eid}
    gaps, layouts = _measure_gaps(old), measure_layouts(old)
    has_cells_below = _sets_cells_below(old)
    done: set[str] = set()
    for line in lines:
        if not line.eid:
            is_row = has_cells_below and "\t" in line.text
            texts = _divide_cells(line.text) if is_row else _set_line(line.text, gaps, layouts)
            yield from (WrittenLine((NewWords(text, line.instruction),), -1) for text in texts)
            continue
        is_first = line.eid not in done
        done.add(line.eid)
        clause = old.clause(line.eid)
        if line.instruction is not None or is_wrapped(old, clause):
            yield from _list_blank(old, clause, is_first=is_first)
            yield from _write_touched(old, nodes[line.eid], line, clause.origin.start, is_first=is_first)
        else:
            yield from _write_untouched(old, line, clause, is_first=is_first)


def is_wrapped(old: Decision, clause: Clause) -> bool:
    """Whether a page wrapped the words of a clause, so that one line of its words stands on several lines of the file."""
    if clause.cells or "\n" in clause.words or old.blocks[clause.origin.start].place is not None:
        return False
    below = old.blocks[find_words_block(old, clause) : clause.origin.end]
    return sum(1 for block in below if block.raw.strip()) > 1


def _list_blank(old: Decision, clause: Clause, *, is_first: bool) -> Iterator[WrittenLine]:
    """The blank lines before a clause, as they stand in the file."""
    start = clause.origin.start
    for at in range(find_blank(old, start), start if is_first else 0):
        yield WrittenLine((NewWords(print_block(old.blocks[at])),), at)


def _write_untouched(old: Decision, line: AmendedLine, clause: Clause, *, is_first: bool) -> Iterator[WrittenLine]:
    """The lines of a clause as they stand in the file, with the blank ones before it; rows of Word by line."""
    if _is_typed_row(old, clause):
        yield WrittenLine((NewWords(line.text),), -1)
    elif is_first:
        is_note = old.blocks[clause.origin.start].origin.part == FOOT
        for at in range(find_blank(old, clause.origin.start), clause.origin.end):
            if (
                is_note or old.blocks[at].origin.part != FOOT
            ):  # a note within the lines of a clause is written as itself
                yield WrittenLine((NewWords(print_block(old.blocks[at])),), at)


def _is_typed_row(old: Decision, clause: Clause) -> bool:
    """Whether a clause is a row of a table whose cells are not lines of text, as in Word: it is written as one, with tabs between the cells."""
    return clause.level == "row" and len(clause.cells) > 1 and old.blocks[clause.origin.start].place is not None


def _sets_cells_below(old: Decision) -> bool:
    """Whether the old text has the cells of a row on lines of their own, each behind a tab, and a blank line before the row."""
    rows = (clause for clause in old.walk() if clause.level == "row" and len(clause.cells) > 1)
    starts = [clause.origin.start for clause in rows]
    return bool(starts) and all(old.blocks[at].raw.startswith("\t") for at in starts)


def _divide_cells(text: str) -> list[str]:
    """The lines of a row that came in, whose cells a tab divides."""
    return ["", *(f"\t{cell}" for cell in text.split("\t"))]


def _measure_gaps(old: Decision) -> dict[str, str]:
    """What stands behind numbers of each shape in the old text: a tab behind 9), where the first such number has one."""
    gaps: dict[str, str] = {}
    for block in old.blocks:
        if block.label and block.label.typed and block.text:
            gaps.setdefault(_shape(block.label.text), block.gap)
    return gaps


def _shape(number: str) -> str:
    """A number without its value: 9) for 12), a. for c."""
    return _HAN_NUMERAL.sub("一", _DIGITS.sub("9", _LETTER.sub("a", number)))


def _set_line(text: str, gaps: Mapping[str, str], layouts: NumberLayouts) -> list[str]:
    """The lines of a clause that came in, set as those with such a number are: its number on a line of its own, or before its words.

    A row of a table stays as printed: what its first cell begins with is not a number (3 mai 2027).
    """
    if "\t" in text:
        return [text]
    found = layouts.divide(text)
    if found is None:
        return [_set_gap(text, gaps)]
    layout, number, words = found
    return [f"{layout.number_lead}{number}", *layout.between, f"{layout.words_lead}{words}"]


def _set_gap(text: str, gaps: Mapping[str, str]) -> str:
    """A line that came in, with the gap of the old text behind its number, which instructions print as one space."""
    number, space, words = text.partition(" ")
    gap = gaps.get(_shape(number)) if space and words else None
    return text if gap is None else f"{number}{gap}{words}"


def _write_touched(
    old: Decision, node: TreeNode, line: AmendedLine, at: int, *, is_first: bool
) -> Iterator[WrittenLine]:
    """A line of which an order changed words or number, set as the old one is: a number on a line of its own stays there."""
    block = old.blocks[at]
    clause = old.clause(node.eid)
    if not is_first or not node.number:
        pieces = _mark_words(node, line.text, clause.words, line.instruction)
        yield WrittenLine((NewWords(block.lead), *pieces), at)
        return
    words = line.text.removeprefix(node.number).strip()
    number = NewWords(node.number, (node.renumbered or line.instruction) if node.number != clause.number else None)
    marked = _mark_words(node, words, clause.words, line.instruction)
    below = find_words_block(old, clause)
    if below == at:
        gap = NewWords(block.gap if block.label and block.label.typed else " ")
        yield WrittenLine((NewWords(block.lead), number, gap, *marked), at)
        return
    yield WrittenLine((NewWords(block.lead), number), at)
    for between in range(at + 1, below):
        yield WrittenLine((NewWords(print_block(old.blocks[between])),), between)
    yield WrittenLine((NewWords(old.blocks[below].lead), *marked), below)


def _mark_words(node: TreeNode, words: str, was: str, by: Instruction | None) -> Iterator[NewWords]:
    """Words with what an order put into them marked, if the line has all words of its clause."""
    pieces = [NewWords(text, made_by) for text, made_by in node.list_pieces()] if was == node.words else []
    if "".join(piece.text for piece in pieces) == words:
        yield from pieces
    else:
        yield NewWords(words, by)
