"""Puts the new text together: each article with its lines, headings, and all else as it stood; and knows which instruction made each word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.applying.arranging import Arranger, Choice, NewPart, OldFrame
from decision_diff.amend.applying.choices import (
    NewLine,
    NewWords,
    follow_citations,
    join_words,
    report_citations,
    report_divisions_cited,
    report_parts_cited,
    report_preceding,
    turn_marks,
)
from decision_diff.amend.applying.divisions import Division, DivisionPlan, number_divisions
from decision_diff.amend.applying.holding import list_held, report_emptied
from decision_diff.amend.applying.itemlists import close_lists, number_items, settle_paragraphs
from decision_diff.amend.applying.layout import Indents, TextPart, find_blank
from decision_diff.amend.applying.number_lines import NumberLayout, find_words_block, measure_layout
from decision_diff.amend.articles.expected import ExpectedArticle
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText, Row
from decision_diff.amend.chinese.numbers import print_article, print_number
from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import frozen
from decision_diff.model import Block

_ARTICLE: Final = "article"
_SENTENCE_ENDS: Final = ("。", "：", "；", "，")
_WIDE: Final = "\u3000"
_GENERIC: Final = ("法律责任", "监督检查", "监督管理", "一般规定", "其他规定")  # headings that many articles name
_SHORTEST_NAME: Final = 4  # characters of a heading that is worth finding
_BEGINNING: Final = 24  # characters at the beginning of an article in which it says what it is about


@frozen
class WrittenLine:
    """A line of the new text, and the index of the old block of which it has words; -1 if it has none."""

    pieces: tuple[NewWords, ...]
    block: int


class Assembler:
    """Writes the lines of the new text, in order."""

    def __init__(
        self, frame: OldFrame, divisions: DivisionPlan, articles: Mapping[ArticleNumber, ExpectedArticle]
    ) -> None:
        self.frame = frame
        self.divisions = divisions
        self.articles = articles
        self.lines: list[WrittenLine] = []
        self.choices: list[Choice] = []
        self.emitted: set[int] = set()  # the identity of each draft line that stands in the new text
        self.held: list[tuple[Division, list[ArticleNumber]]] = []  # each heading of the new text with its articles
        self._olds = {one.number: one for one in frame.olds}
        self._contents: list[Division] | None = None
        self._has_other_divisions = False
        self._gap_of_two = self._find_gap_of_two()
        self._rests = {id(one.rest): one for one in divisions.old if one.rest}
        self._entries = {id(one.entry): one for one in divisions.old if one.entry}

    def write(self, makers: Mapping[ArticleNumber, Instruction], sources: Mapping[ArticleNumber, int]) -> None:
        """Write all lines. `makers` has the order that gave an article its number, `sources` the index of the old article that it is."""
        arranger = Arranger(self.frame, self.divisions, self.articles)
        ordered = [one for one in arranger.arrange(sources) if not self._is_rest(one)]
        self.choices.extend(arranger.choices)
        headings = [one for one in ordered if isinstance(one, Division)]
        for sentence in number_divisions(self.divisions, headings):
            self.choices.append(Choice("", sentence))
        self.held = list_held(ordered)
        self.choices.extend(Choice("", sentence) for sentence in report_emptied(self.held))
        self._plan_contents(headings)
        self._has_other_divisions = any(one.printed for one in self.divisions.old)
        for one in ordered:
            if isinstance(one, Division):
                self._write_heading(one)
            elif isinstance(one, TextPart) and id(one) in self._entries and self._contents is not None:
                self._write_contents(one)
            elif isinstance(one, TextPart):
                self._write_part(one)
            else:
                self._write_article(one, makers.get(one), sources.get(one))
        for line in self.frame.before.get(len(self.frame.old.blocks), ()):
            self._add(line)

    def _plan_contents(self, headings: Sequence[Division]) -> None:
        """The lines of the table of contents, if the old text has one and headings change."""
        listed = {one.unit for one in self.divisions.old if one.entry}
        changed = any(one.is_new or one.printed or one.instruction for one in headings)
        if not listed or not (changed or any(one.gone for one in self.divisions.old)):
            return
        self._contents = [one for one in headings if one.unit in listed]
        self.choices.append(Choice("", "the table of contents follows the headings"))

    def _write_contents(self, part: TextPart) -> None:
        """All entries in the place of the first one, each as the old ones are set."""
        for one in self._contents or ():
            entry = self.frame.old.blocks[one.entry.start if one.entry else part.start]
            number = one.printed or self._print_old_number(one)
            by = one.instruction or one.declared
            self._add([NewWords(entry.lead), NewWords(f"{number}{entry.gap or _WIDE}", by), *self._space(one)])
        self._contents = []

    def _add(self, pieces: Sequence[NewWords], block: int = -1) -> None:
        self.lines.append(WrittenLine(tuple(pieces), block))

    def _print_old_number(self, one: Division) -> str:
        return one.part.clause.number if one.part and one.part.clause else print_number(one.unit, one.number)

    def _is_rest(self, one: NewPart) -> bool:
        """Whether a part is the rest of a heading that got other words: lines right below it that are not a sentence."""
        heading = self._rests.get(id(one))
        if heading is None or heading.instruction is None or not isinstance(one, TextPart):
            return False
        texts = [block.text for block in self.frame.old.blocks[one.start : one.end] if block.text]
        if not texts or any(text.endswith(_SENTENCE_ENDS) for text in texts):
            return False
        sentence = f"the line {''.join(texts)} is taken for the rest of the heading that is now {heading.words}"
        self.choices.append(Choice("", sentence))
        return True

    def _write_heading(self, one: Division) -> None:
        number = one.printed or self._print_old_number(one)
        if one.part is None:
            alike = self._find_alike(one)
            edge, gap = (alike.lead, alike.gap or _WIDE) if alike else ("", _WIDE)
            self._add([NewWords(edge), NewWords(f"{number}{gap}", one.instruction), *self._space(one)])
            return
        if not one.printed and not one.instruction:
            self._write_part(one.part)
            return
        block = self.frame.old.blocks[one.part.start]
        gap = block.gap or _WIDE
        words = self._take_words(one.part.start, one) if not one.instruction else self._space(one)
        lead = [NewWords(block.lead), NewWords(number, one.declared, is_choice=bool(one.printed and not one.declared))]
        self._add([*lead, NewWords(gap), *words], one.part.start)

    def _space(self, one: Division) -> list[NewWords]:
        """The words of a heading; two characters stand apart as those of the old headings do (总　　则)."""
        if len(one.words) != 2 or not self._gap_of_two:
            return [NewWords(one.words, one.instruction)]
        first, last = one.words[0], one.words[1]
        return [
            NewWords(first, one.instruction),
            NewWords(self._gap_of_two, is_choice=True),
            NewWords(last, one.instruction),
        ]

    def _take_words(self, at: int, one: Division) -> list[NewWords]:
        block = self.frame.old.blocks[at]
        return self.frame.other_lines.get(at) or [NewWords(block.text or one.words)]

    def _find_gap_of_two(self) -> str:
        """What stands between the two characters of short headings of the old text, if it is the same in all of them."""
        texts = {self.frame.old.blocks[one.part.start].text.strip() for one in self.divisions.old if one.part}
        gaps = {text[1:-1] for text in texts if len("".join(text.split())) == 2}
        return gaps.pop() if len(gaps) == 1 else ""

    def _find_alike(self, one: Division) -> Block | None:
        """A heading of the same kind in the old text, else any."""
        alike = (other.part for other in self.divisions.old if other.unit == one.unit and other.part)
        part = next(alike, None) or next((other.part for other in self.divisions.old if other.part), None)
        return self.frame.old.blocks[part.start] if part else None

    def _write_part(self, part: TextPart) -> None:
        for at in range(part.start, part.end):
            for line in self.frame.before.get(at, ()):
                self._add(line)
            if at in self.frame.gone:
                continue
            block = self.frame.old.blocks[at]
            words = self.frame.other_lines.get(at)
            head = print_block(block)[: -len(block.text)] if block.text else print_block(block)
            self._add([NewWords(print_block(block))] if words is None else [NewWords(head), *words], at)

    def _write_article(self, number: ArticleNumber, maker: Instruction | None, source: int | None) -> None:
        expected = self.articles[number]
        lines = [
            NewLine(
                depth,
                node.number,
                [NewWords(segment.text, segment.instruction) for segment in node.segments],
                node.placed,
                node.eid,
                node.number,
                any(segment.instruction for segment in node.segments),
            )
            for depth, node in expected.lines
        ]
        self.emitted.update(id(node) for _, node in expected.lines)
        place = print_number(_ARTICLE, number)
        rows = [row for one in expected.sources for row in self._olds[one].rows]
        self.choices.extend(Choice(place, sentence) for sentence in self._choose(lines, rows))
        old = self.frame.olds[source] if source is not None else None
        printed = self._print_number(number, old)
        if old and self._is_untouched(lines, old):
            self._copy(old, printed, maker)
        else:
            self._write_lines(lines, old, printed, maker)

    def _choose(self, lines: list[NewLine], rows: Sequence[Row]) -> Iterator[str]:
        """Make the choices that an article needs."""
        for line in lines:
            yield from report_citations(line, self.frame.unclear)
            yield from report_parts_cited(line, self.frame.shifted)
            yield from report_divisions_cited(line) if self._has_other_divisions else ()
            yield from turn_marks(line, self.frame.marks)
            yield from follow_citations(line, self.frame.became)
            if line.is_touched:
                yield from join_words(line)
        yield from report_preceding(lines, rows)
        yield from settle_paragraphs(lines, rows)
        yield from number_items(lines, rows)
        yield from close_lists(lines, rows)

    def _print_number(self, number: ArticleNumber, old: ArticleText | None) -> str:
        return old.printed if old and old.number == number else print_article(number, self.frame.olds[0].printed)

    def _is_untouched(self, lines: Sequence[NewLine], old: ArticleText) -> bool:
        return [(line.eid, line.number, line.words) for line in lines] == [
            (row.eid, row.number, row.words) for row in old.rows
        ] and not any(piece.instruction or piece.is_choice for line in lines for piece in line.pieces)

    def _copy(self, old: ArticleText, printed: str, maker: Instruction | None) -> None:
        """An article with its lines as they stand in the file, and its new number."""
        clause = self.frame.old.clause(old.eid)
        end = max(one.origin.end for one in clause.walk())
        for at in range(clause.origin.start, end):
            block = self.frame.old.blocks[at]
            if at > clause.origin.start:
                self._add([NewWords(print_block(block))], at)
                continue
            number = self._make_number(old.printed, printed, maker)
            gap = NewWords(_get_gap(block, self.frame.indents))
            self._add([NewWords(block.lead), number, gap, NewWords(block.text)], at)

    def _make_number(self, was: str, printed: str, maker: Instruction | None) -> NewWords:
        return NewWords(printed) if was == printed else NewWords(printed, maker, is_choice=maker is None)

    def _write_lines(
        self, lines: Sequence[NewLine], old: ArticleText | None, printed: str, maker: Instruction | None
    ) -> None:
        indents = self.frame.indents
        first = self.frame.old.blocks[self.frame.old.clause(old.eid).origin.start] if old else None
        number = self._make_number(old.printed if old else "", printed, maker)
        gap = _get_gap(first, indents) if first and first.text else indents.article_gap
        head = [NewWords(first.lead if first else indents.article), number, NewWords(gap)]
        if not lines:
            self._add(head)
            return
        if (layout := self._find_layout(old)).is_alone:
            head = self._write_alone(layout, head[0], number, lines[0])
        for at, line in enumerate(lines):
            start = head if at == 0 else [NewWords(indents.item if line.number else indents.paragraph)]
            self._write_blank(line, is_first=at == 0)
            self._add([*start, *self._write_number(line), *line.pieces], self._find_block(line))

    def _write_blank(self, line: NewLine, *, is_first: bool) -> None:
        """The blank lines before an old line below the first one, as they stand in the file."""
        start = 0 if is_first or not line.eid else self.frame.old.clause(line.eid).origin.start
        for at in range(find_blank(self.frame.old, start), start):
            self._add([NewWords(print_block(self.frame.old.blocks[at]))], at)

    def _find_block(self, line: NewLine) -> int:
        """The old block of which a line has words; -1 if it came in."""
        return find_words_block(self.frame.old, self.frame.old.clause(line.eid)) if line.eid else -1

    def _write_alone(self, layout: NumberLayout, lead: NewWords, number: NewWords, first: NewLine) -> list[NewWords]:
        """The number on a line of its own; how the first line below it begins."""
        self._add([lead, number])
        for text in layout.between:
            self._add([NewWords(text)])
        return [NewWords(self.frame.indents.item if first.number else layout.words_lead)]

    def _find_layout(self, old: ArticleText | None) -> NumberLayout:
        """How an article is set: as the old one that it is, or as the first of the text."""
        like = old or next((one for one in self.frame.olds if self.frame.old.clause(one.eid).words), None)
        return measure_layout(self.frame.old, self.frame.old.clause(like.eid)) if like else NumberLayout(is_alone=False)

    def _write_number(self, line: NewLine) -> list[NewWords]:
        """The number of an item: the act's own, or one that follows from what came in before it."""
        if not line.number:
            return []
        by = next((piece.instruction for piece in line.pieces if piece.instruction), None)
        is_choice = line.number != line.was_number and line.instruction is None
        maker = None if line.eid and line.number == line.was_number else line.instruction or by
        maker = None if is_choice else maker
        return [NewWords(line.number, maker, is_choice=is_choice), NewWords(self.frame.indents.item_gap)]


def _get_gap(block: Block, indents: Indents) -> str:
    if block.label and block.label.typed:
        return block.gap
    return indents.article_gap


def print_block(block: Block) -> str:
    """A block as it reads, without its end: with the number that Word gives it."""
    if block.label and not block.label.typed:
        return f"{block.lead}{block.label.text} {block.text}"
    return block.raw.removesuffix(block.end) if block.end else block.raw
