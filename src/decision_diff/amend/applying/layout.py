"""The old text as a row of parts, and the new one made of it: each new article stands where its old one stood, or behind the one before it.

heading   第一章　总则
article   第一条 …            → 第一条, as it was
article   第二条 …            → 第三条, behind what was put in
other     title, notes, annexes: as they were
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText, Row
from decision_diff.frozen import frozen
from decision_diff.model import Block, Clause, Decision
from decision_diff.words.sequence import find_heaviest_chain

PartKind = Literal["article", "heading", "entry", "other"]
HEADINGS: Final = ("book", "part", "subpart", "subdivision", "chapter", "section", "subsection")


@frozen
class TextPart:
    """The blocks [start, end) of the old text that are one article, one heading, one entry of the table of contents, or none of these.

    `at` is the index of an article among the articles.
    """

    kind: PartKind
    start: int
    end: int
    at: int = -1
    clause: Clause | None = None


@frozen
class Indents:
    """How lines of the old text begin: the indentation and the gap behind the number of articles and items, and indentation of paragraphs."""

    article: str
    article_gap: str
    paragraph: str
    item: str
    item_gap: str


def cut_parts(decision: Decision, articles: Sequence[ArticleText]) -> list[TextPart]:
    """The parts of a text, in order; they tile its blocks."""
    indices = {article.eid: at for at, article in enumerate(articles)}
    found: list[TextPart] = []
    annexed = 0  # where the annex ends that was met last: what looks like a heading in it is none of the text
    for clause in decision.walk():
        if clause.level == "attachment":
            annexed = max(annexed, *(one.origin.end for one in clause.walk()))
        if clause.origin.start < annexed:
            continue
        if clause.eid in indices:
            end = max(one.origin.end for one in clause.walk())
            found.append(TextPart("article", clause.origin.start, end, indices[clause.eid], clause))
        elif clause.level == "tocItem" and clause.label:
            found.append(TextPart("entry", clause.origin.start, clause.origin.end, -1, clause))
        elif clause.heading and clause.label and clause.level in HEADINGS:
            found.append(TextPart("heading", clause.origin.start, clause.origin.end, -1, clause))
    return list(_fill_gaps(found, len(decision.blocks)))


def _fill_gaps(found: Sequence[TextPart], count: int) -> Iterator[TextPart]:
    at = 0
    for part in found:
        if part.start > at:
            yield TextPart("other", at, part.start)
        yield part
        at = part.end
    if at < count:
        yield TextPart("other", at, count)


def find_blank(decision: Decision, start: int) -> int:
    """Where the blank lines begin that stand right before a block."""
    while start and not decision.blocks[start - 1].raw.strip():
        start -= 1
    return start


def measure_indents(decision: Decision, articles: Sequence[ArticleText]) -> Indents:
    """How lines begin, by the first article, paragraph and item that stand on lines of their own."""
    found: dict[str, Block] = {}
    for article in articles:
        for row in article.rows:
            block = decision.blocks[decision.clause(row.eid).origin.start]
            found.setdefault(_name_line(article, row, block), block)
    first, item = found.get("article"), found.get("item")
    lead = first.lead if first else ""
    paragraph = found["paragraph"].lead if "paragraph" in found else lead
    return Indents(lead, _take_gap(first, "\u3000"), paragraph, item.lead if item else paragraph, _take_gap(item, ""))


def _name_line(article: ArticleText, row: Row, block: Block) -> str:
    """Whether a line is the first one of an article ("number" if its number has a line of its own), an item, or a paragraph."""
    if row.eid == article.eid:
        return "article" if block.text else "number"
    return "item" if row.number else "paragraph"


def _take_gap(block: Block | None, default: str) -> str:
    return block.gap if block and block.label and block.label.typed else default


def order_articles(
    numbers: Sequence[ArticleNumber], sources: Mapping[ArticleNumber, int]
) -> tuple[dict[int, ArticleNumber], dict[ArticleNumber | None, list[ArticleNumber]]]:
    """Where new articles stand: by the index of the old article in whose place they are, and those that follow another one (None: the first).

    `sources` is the index of the old article that each is, where it is one. An article that was moved follows the one before it.
    """
    pairs = sorted((sources[number], at) for at, number in enumerate(numbers) if number in sources)
    chain = {pairs[at][1]: pairs[at][0] for at in find_heaviest_chain([(*pair, 1.0) for pair in pairs])}
    in_place: dict[int, ArticleNumber] = {}
    behind: dict[ArticleNumber | None, list[ArticleNumber]] = {}
    last: ArticleNumber | None = None
    for at, number in enumerate(numbers):
        if at in chain:
            in_place[chain[at]] = last = number
        else:
            behind.setdefault(last, []).append(number)
    return in_place, behind
