"""Which articles of the new text stand below which heading: none loses all of them, and none that comes in takes others, in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from decision_diff.amend.applying.accounting import Trouble
from decision_diff.amend.applying.divisions import Division
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.instructions import ORDER, Instruction

Held = Sequence[tuple[Division, Sequence[ArticleNumber]]]


def list_held(parts: Iterable[object]) -> list[tuple[Division, list[ArticleNumber]]]:
    """Each heading of the new text with the articles below it, those below its sections among them, in order."""
    held: list[tuple[Division, list[ArticleNumber]]] = []
    path: list[tuple[Division, list[ArticleNumber]]] = []
    for part in parts:
        if isinstance(part, Division):
            while path and ORDER.index(path[-1][0].unit) >= ORDER.index(part.unit):
                path.pop()
            path.append((part, []))
            held.append(path[-1])
        elif isinstance(part, tuple):
            for _, numbers in path:
                numbers.append(part)
    return held


def report_emptied(held: Held) -> Iterator[str]:
    """Name the headings of which all articles are gone: no order says that they go too."""
    for division, numbers in held:
        clause = division.part.clause if division.part else None
        if clause and not numbers and any(one.level == "article" for one in clause.walk()):
            yield f"{_print(division)} has no article now, and no order takes its heading out; it stays"


def find_overheld(held: Held, orders: Sequence[Instruction]) -> Iterator[Trouble]:
    """The headings that come in and below which articles of the old text would stand that the act does not say are theirs."""
    brought = {place.article for one in orders if one.verb == "insert" for place in one.targets}
    for division, numbers in held:
        one = division.declared if division.is_new else None
        others = set(numbers).difference(brought, _list_due(one)) if one else ()
        if others:
            count = f"{len(others)} articles that" if len(others) > 1 else "an article that"
            remedy = "list all its articles, or put a heading behind them"
            yield Trouble(one, f"{count} it does not list would stand below {_print(division)} too; {remedy}")


def _list_due(one: Instruction) -> Iterator[ArticleNumber]:
    """The articles that an order says are below its headings, or quotes there."""
    yield from (place.article for place in one.targets if place.article)
    heads = (read_head(text) for words in one.new_words for text in words.paragraphs)
    yield from (head.article for head in heads if head and head.article)


def _print(division: Division) -> str:
    clause = division.part.clause if division.part else None
    number = division.printed or (clause.number if clause else print_number(division.unit, division.number))
    return f"{number} {division.words}"
