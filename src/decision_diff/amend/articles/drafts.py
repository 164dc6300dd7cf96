"""An old article while an act amends it: its paragraphs, items and lines, each with what the act put in.

Words of the old text and words that the act brings in are kept apart, since no order touches what another one brought in, and so
that it is known which instruction made each word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from decision_diff.amend.articles.finding import find_beside, find_words
from decision_diff.amend.articles.old import ArticleText, Row
from decision_diff.amend.instructions import LAST, Instruction, UnitPlace
from decision_diff.frozen import changeable, frozen

WORD_VERBS: Final = ("substitute-words", "insert-words", "delete-words")
_QUOTES: Final = "“”\"„‘’'＂＇「」『』"


@frozen
class Segment:
    """A stretch of words: of the old text, or brought in by an instruction. An empty one marks where words were taken out."""

    text: str
    instruction: Instruction | None = None


@changeable
class DraftNode:
    """A paragraph, item or point: its own line, and what hangs below it.

    `old` is its number among its siblings in the old text, 0 if the act brought it in; `target` the number that the act gives it, 0
    if none. `was` are its old words, `instructions` what touched it. `gone`: the act took it out, or away to another place.
    """

    segments: list[Segment]
    children: list[DraftNode]
    old: int
    was: str
    number: str
    target: int = 0
    placed: Instruction | None = None  # what gave it that number, or put it in
    gone: bool = False
    base: Instruction | None = None  # of an earlier act in the same file: what made its old words
    eid: str = ""  # of the clause of the old text that it is
    is_cells: bool = False  # a row of a table

    @property
    def words(self) -> str:
        """Its own line as it is now."""
        return "".join(segment.text for segment in self.segments)

    def walk(self) -> Iterator[DraftNode]:
        """This and all below that is not gone, in order."""
        if not self.gone:
            yield self
            for child in self.children:
                yield from child.walk()

    def list_instructions(self) -> list[Instruction]:
        """The instructions that made any of its own words, in the order of the words."""
        made = [segment.instruction for segment in self.segments if segment.instruction]
        return made or ([self.base] if self.base else [])


@frozen
class Problem:
    """Why an instruction cannot be carried out on a text, in a sentence; at the old article of that number."""

    instruction: Instruction
    sentence: str
    article: tuple[int, ...] = ()


@changeable
class Draft:
    """An article while it is amended."""

    article: ArticleText
    nodes: list[DraftNode]
    problems: list[Problem]
    pending: list[
        tuple[Instruction, UnitPlace, int]
    ]  # words that were not found; another order may still bring them in
    away: dict[str, DraftNode]  # what became an article, or a part of one, by its place
    taken_out: list[tuple[DraftNode, Instruction]]
    doubts: list[Problem]  # what was carried out otherwise than it says, since else it could not be
    choices: list[Problem]  # what it does not say, and what was taken
    whole: Instruction | None = None  # what replaced all of it

    def open_stage(self) -> None:
        """Begin the next act of the same file: what stands now is the old text."""
        _number_anew(self.nodes)
        self.whole = None
        self.away.clear()

    def find(self, place: UnitPlace) -> list[tuple[DraftNode, bool]]:
        """The nodes of a place, by old numbers, each with whether only its own line is meant; none for what is not there."""
        nodes = self.nodes
        own = False
        for step in place.steps:
            if step.unit == "paragraph":
                nodes = find_numbered(nodes, step.number[0])
            elif step.unit in ("item", "subitem"):
                nodes = find_children(nodes, step.number[0])
            elif step.unit == "row":
                nodes, own = self._find_row(nodes, step.number[0]), True
        return [(node, own) for node in nodes]

    def _find_row(self, nodes: Sequence[DraftNode], number: int) -> list[DraftNode]:
        """第N自然段 of some nodes: the N-th line, items among them."""
        lines = [line for node in nodes for line in node.walk()]
        return [lines[number - 1]] if number <= len(lines) else []

    def list_lines(self) -> list[DraftNode]:
        """All lines that are not gone, in order."""
        return [line for node in self.nodes for line in node.walk()]


def _number_anew(nodes: Sequence[DraftNode]) -> None:
    for number, node in enumerate(nodes, 1):
        node.base = next(iter(node.list_instructions()), None)
        node.old, node.target, node.placed, node.was = number, 0, None, node.words
        node.segments[:] = [Segment(node.words)]
        _number_anew(node.children)


def open_draft(article: ArticleText) -> Draft:
    """A draft of an article as it is."""
    return Draft(article, build_nodes(article.rows, None), [], [], {}, [], [], [])


def build_nodes(rows: Iterable[Row], instruction: Instruction | None) -> list[DraftNode]:
    """Nodes of rows; those of an act, if there is an instruction, have no old number."""
    top: list[DraftNode] = []
    path: list[DraftNode] = []
    counts: dict[int, int] = {}  # how many of the siblings of each list, by its identity, have an old number
    for row in rows:
        del path[min(row.depth, len(path)) :]
        siblings = path[-1].children if path else top
        is_counted = bool(row.number) or not path  # a line with which an item goes on has no number among its points
        old = counts.get(id(siblings), 0) + 1 if is_counted else -1
        was = "" if instruction else row.words
        segments = [Segment(row.words, instruction)]
        node = DraftNode(segments, [], 0 if instruction else old, was, row.number, eid=row.eid, is_cells=row.is_cells)
        counts[id(siblings)] = counts.get(id(siblings), 0) + (node.old > 0)
        siblings.append(node)
        path.append(node)
    return top


Pieces = Sequence[tuple[str | None, bool]]  # a text, or None for the words themselves; and whether the act brings it in


def make_pieces(one: Instruction, at: int) -> list[tuple[str | None, bool]]:
    """What stands in the place of the words that are named: (text, whether the act brings it in)."""
    if one.verb == "delete-words":
        return [("", True)]
    new = one.new_words[min(at, len(one.new_words) - 1)].text
    if one.verb == "substitute-words":
        return [(new, True)]
    return [(new, True), (None, False)] if one.where == "before" else [(None, False), (new, True)]


def change_words(
    lines: Sequence[DraftNode], words: str, make: Pieces, instruction: Instruction, occurrence: int
) -> int:
    """Put the pieces `make` in the place of words of the old text, in some lines; how many times they were found.

    `occurrence` is which one is meant, from 1; 0 for all.
    """
    found = iter(
        find_words(words, [segment.text for line in lines for segment in line.segments if not segment.instruction])
    )
    count = 0
    for line in lines:
        made: list[Segment] = []
        for segment in line.segments:
            spans = next(found) if segment.instruction is None else []
            meant = [span for nth, span in enumerate(spans, count + 1) if occurrence in (0, nth)]
            count += len(spans)
            made.extend(put_pieces(segment, meant, make, instruction))
        line.segments[:] = made
    return count


def change_between(lines: Sequence[DraftNode], instruction: Instruction) -> int:
    """Put words between two that stand beside each other in the old text, with a sign or a conjunction between; how many times they do."""
    first, second = (words.text for words in instruction.old_words)
    count = 0
    for line in lines:
        made: list[Segment] = []
        for segment in line.segments:
            spans = find_beside(first, second, segment.text) if segment.instruction is None else []
            count += len(spans)
            made.extend(put_pieces(segment, spans, make_pieces(instruction, 0), instruction))
        line.segments[:] = made
    return count


def change_words_anywhere(lines: Sequence[DraftNode], words: str, make: Pieces, instruction: Instruction) -> int:
    """The same where an order before touched the words: a line that holds them counts as old from then on, but for these pieces."""
    count = 0
    for line, spans in zip(lines, find_words(words, [line.words for line in lines]), strict=True):
        if spans:
            count += len(spans)
            line.segments[:] = put_pieces(Segment(line.words), spans, make, instruction)
    return count


def put_pieces(
    segment: Segment, spans: Sequence[tuple[int, int]], make: Pieces, instruction: Instruction
) -> list[Segment]:
    """A segment with the pieces in the place of some of its stretches."""
    if not spans:
        return [segment]
    made: list[Segment] = []
    at = 0
    for start, end in spans:
        made.append(Segment(segment.text[at:start], segment.instruction))
        for text, brought in make:
            made.append(Segment(segment.text[start:end] if text is None else text, instruction if brought else None))
        at = end
    made.append(Segment(segment.text[at:], segment.instruction))
    return [one for one in made if one.text or one.instruction]


def find_children(nodes: Iterable[DraftNode], number: int) -> list[DraftNode]:
    """The items, or points, of that old number below some nodes."""
    return [child for node in nodes for child in find_numbered(node.children, number)]


def find_numbered(nodes: Sequence[DraftNode], number: int) -> list[DraftNode]:
    """The nodes of that old number among siblings; the last of them for `LAST`."""
    due = max((node.old for node in nodes), default=0) if number == LAST else number
    return [node for node in nodes if due > 0 and node.old == due]
