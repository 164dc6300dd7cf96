"""A text as an amending act sees it: its articles in order, each a list of rows (款, 项, 目) with their numbers.

第五条 甲：          row 0  款 1        (its first paragraph has no number of its own)
（一）乙；            row 1  项 1 of 款 1
（二）丙。            row 2  项 2 of 款 1
丁。                 row 3  款 2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from decision_diff.amend.instructions import LAST, UnitName, UnitPlace, UnitStep
from decision_diff.frozen import frozen
from decision_diff.labels import is_tombstone
from decision_diff.model import Clause, Decision

PARAGRAPH, ITEM, SUBITEM = 0, 1, 2
_DEPTHS: Final[dict[UnitName, int]] = {"paragraph": PARAGRAPH, "item": ITEM, "subitem": SUBITEM}


@frozen
class Row:
    """One paragraph of an article: its depth (`PARAGRAPH`, `ITEM`, `SUBITEM`), number as printed and words; `eid` is its clause's; `is_cells`: a row of a table."""

    depth: int
    number: str
    words: str
    eid: str = ""
    is_cells: bool = False

    @property
    def line(self) -> str:
        """Number and words, with nothing between, as acts quote them."""
        return self.number + self.words


@frozen
class ArticleText:
    """An article: its number, the rows of which it consists, its address and its place as printed."""

    number: tuple[int, ...]
    rows: tuple[Row, ...]
    eid: str = ""
    printed: str = ""
    is_tombstone: bool = False

    def find_rows(self, place: UnitPlace) -> list[tuple[int, int]]:
        """Where a place of this article stands, as ranges [start, end) of its rows; [] if it has none, several if it is not clear."""
        ranges = [(0, len(self.rows))]
        for step in place.steps:
            ranges = [found for one in ranges for found in self._find_step(one, step)]
        return ranges

    def _find_step(self, within: tuple[int, int], step: UnitStep) -> Iterable[tuple[int, int]]:
        if step.unit in _DEPTHS:
            return self._find_nth(within, _DEPTHS[step.unit], step.number)
        if step.unit == "row":
            at = within[0] + step.number[0] - 1
            return [(at, at + 1)] if at < within[1] else []
        return [within]

    def _find_nth(self, within: tuple[int, int], depth: int, number: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        """The unit of that number within some rows; items count anew in each paragraph."""
        count, last = 0, None
        for at in range(*within):
            row = self.rows[at]
            if row.depth < depth:
                count = 0
            elif row.depth == depth and (row.number or not depth):
                count += 1
                if count == number[0] and len(number) == 1:
                    yield at, self.find_end(at, within[1])
                last = at
        if number == (LAST,) and last is not None:
            yield last, self.find_end(last, within[1])

    def find_end(self, at: int, end: int) -> int:
        """Where what hangs below a row ends, at `end` at the latest."""
        after = at + 1
        while after < end and self.rows[after].depth > self.rows[at].depth:
            after += 1
        return after

    def list_paragraphs(self) -> list[tuple[int, int]]:
        """The ranges of its 款, in order."""
        return [(at, self.find_end(at, len(self.rows))) for at, row in enumerate(self.rows) if row.depth == PARAGRAPH]

    @property
    def text(self) -> str:
        """All rows, one per line."""
        return "\n".join(row.line for row in self.rows)


def list_articles(decision: Decision) -> list[ArticleText]:
    """The articles of a text in order, those of annexes left out."""
    return [
        _take_article(clause)
        for clause in decision.walk()
        if clause.level == "article" and clause.label and not _is_annexed(decision, clause)
    ]


def _is_annexed(decision: Decision, clause: Clause) -> bool:
    return any(step.level == "attachment" for step in decision.path(clause.eid))


def _take_article(article: Clause) -> ArticleText:
    rows: list[Row] = []
    styles: list[str] = []
    within = set(_list_below_items(article))
    assert article.label is not None  # noqa: S101 - only numbered articles are taken
    for clause in article.walk():
        if clause is not article and clause.label is not None:
            rows.append(Row(_measure_depth(styles, clause.label.style), clause.number, clause.words, clause.eid))
            continue
        goes_on = clause.eid in within and bool(styles)  # an item, on a line of its own
        styles = styles if goes_on else []
        if clause.words:
            depth = min(SUBITEM, len(styles) + 1) if goes_on else PARAGRAPH
            rows.append(Row(depth, "", clause.words, clause.eid, clause.level == "row"))
    return ArticleText(
        article.label.value, tuple(rows), article.eid, article.number, is_tombstone(article.words) and len(rows) <= 1
    )


def _measure_depth(styles: list[str], style: str) -> int:
    """How deep a number of this style stands below a paragraph, where `styles` are open, outermost first; brings them up to date."""
    if style not in styles:
        styles.append(style)
    del styles[styles.index(style) + 1 :]
    return min(SUBITEM, len(styles))


def _list_below_items(article: Clause) -> Iterator[str]:
    for item in article.walk():
        if item.label and item is not article:
            yield from (child.eid for child in item.children)


def cut_rows(paragraphs: Sequence[str]) -> list[Row]:
    """The rows that the paragraphs of a quotation are, by the numbers with which they begin."""
    pieces = [split_number(piece) for whole in paragraphs for piece in _divide_items(whole)]
    within = set(_list_within_items(pieces))
    rows: list[Row] = []
    styles: list[str] = []
    for at, (number, kind, words) in enumerate(pieces):
        if not number and at in within:
            rows.append(Row(min(SUBITEM, len(styles) + 1), "", words))
            continue
        styles = styles if number else []
        rows.append(Row(_measure_depth(styles, kind) if number else PARAGRAPH, number, words))
    return rows


def _list_within_items(pieces: Sequence[tuple[str, str, str]]) -> Iterator[int]:
    """The paragraphs without a number with which an item goes on: the next item of its list comes behind them."""
    last: tuple[int, str, int] | None = None
    for at, (number, kind, _) in enumerate(pieces):
        value = _read_number(number) if kind == "han" else 0
        if last and kind == last[1] and value == last[2] + 1:
            yield from range(last[0] + 1, at)
        if value:
            last = (at, kind, value)


def _read_number(number: str) -> int:
    from decision_diff.labels.numerals import parse_numeral  # noqa: PLC0415 - late, as the patterns

    return parse_numeral(number.strip("（）()"))


def _divide_items(paragraph: str) -> list[str]:
    """A paragraph whose items stand in it one behind the other (…：（一）…；（二）…), each by itself."""
    from decision_diff.amend.chinese.lexer import INLINE_ITEM  # noqa: PLC0415 - late: patterns

    places = [found.start() for found in INLINE_ITEM.finditer(paragraph)]
    if len(places) < 2 or paragraph[: places[0]].rstrip()[-1:] not in ("：", ":"):
        return [paragraph]
    return [paragraph[start:end] for start, end in zip([0, *places], [*places, len(paragraph)], strict=True)]


def split_number(paragraph: str) -> tuple[str, str, str]:
    """The number with which a paragraph begins, its kind, and the rest: （三）, "(一)" and what follows. "" if it has none."""
    from decision_diff.amend.chinese.lexer import ITEM_NUMBER  # noqa: PLC0415 - late: patterns

    found = ITEM_NUMBER.match(paragraph)
    if not found:
        return "", "", paragraph
    return found.group().strip(), found.lastgroup or "", paragraph[found.end() :].lstrip(" \u3000\t")
