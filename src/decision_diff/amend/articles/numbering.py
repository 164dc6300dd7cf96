"""Whether the numbers of the new text are in order, and no article got another number that no order explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from decision_diff.amend.articles.mapping import ArticleNumber, Mapping, list_inserted
from decision_diff.amend.articles.old import ITEM, ArticleText
from decision_diff.amend.instructions import Instruction
from decision_diff.frozen import frozen
from decision_diff.labels import is_next
from decision_diff.labels.numerals import parse_numeral
from decision_diff.model import Decision

FindingKind = Literal["not-done", "otherwise", "undeclared"]
_HEADINGS: Final = ("part", "book", "chapter", "section", "subsection", "title")
_BRACKETS: Final = "（）()"


@frozen
class CheckFinding:
    """Something that an act and the new text do not agree about.

    `kind` is "not-done" or "otherwise" of an `instruction`, or "undeclared". `old` and `new` are places as printed, "" where there is
    none; `expected` and `found` are words, "" for none.
    """

    kind: FindingKind
    instruction: Instruction | None
    old: str
    new: str
    expected: str
    found: str
    why: str = ""


def check_numbers(
    instructions: Sequence[Instruction],
    mapping: Mapping,
    olds: Sequence[ArticleText],
    news: Sequence[ArticleText],
    new: Decision,
) -> Iterator[CheckFinding]:
    """Articles and items whose numbers are not in order, and articles with another number though no order shifts any."""
    yield from _check_order(mapping, olds, news, new)
    broken = {_list_items(article) for article in olds}
    for article in news:
        items = _list_items(article)
        if items not in broken and _are_broken(items):
            yield _report(new, article, " ".join(items), "the items are not numbered one by one")
    if _shifts_numbers(instructions):
        return
    places = {article.number: article for article in news}
    for link in mapping.links:
        if link.instruction is None and link.old_number != link.new_number:
            article = places[link.new_number]
            yield _report(new, article, article.printed, "it has another number, and no order shifts any")


def _check_order(
    mapping: Mapping, olds: Sequence[ArticleText], news: Sequence[ArticleText], new: Decision
) -> Iterator[CheckFinding]:
    """Articles that do not follow the one before them, save where those of the old text did not either."""
    steps = {(before.number, after.number) for before, after in pairwise(olds)}
    for before, after in pairwise(news):
        if after.number <= before.number:
            yield _report(new, after, after.printed, f"the number comes behind {before.printed}")
        elif (before.number, after.number) not in steps and not _counts_on(before.number, after.number, mapping):
            yield _report(new, after, after.printed, f"numbers are missing between it and {before.printed}")


def check_headings(old: Decision, new: Decision) -> Iterator[CheckFinding]:
    """Chapters, sections and the like whose numbers do not count on, save where those of the old text did not either."""
    steps = {(style, before, after) for style, before, after, _, _ in _list_steps(old)}
    for style, before, after, eid, printed in _list_steps(new):
        counts_on = is_next(after, None) or is_next(
            after, before or None
        )  # in a new unit they begin again, or count on
        if (style, before, after) not in steps and not counts_on:
            yield CheckFinding(
                "undeclared", None, "", new.place(eid), "", printed, "the numbers of headings do not count on"
            )


def _list_steps(decision: Decision) -> Iterator[tuple[str, ArticleNumber, ArticleNumber, str, str]]:
    """From each heading to the next of its style: style, numbers ("()" before the first), address, number as printed."""
    latest: dict[str, ArticleNumber] = {}
    for clause in decision.walk():
        if clause.level not in _HEADINGS or clause.label is None or clause.label.style[2:3] != "-":
            continue
        style = clause.label.style
        yield style, latest.get(style, ()), clause.label.value, clause.eid, clause.label.text
        latest[style] = clause.label.value


def _counts_on(before: ArticleNumber, after: ArticleNumber, mapping: Mapping) -> bool:
    """Whether a number is the next one, or what stands between them is an article that was deleted and left a hole."""
    return is_next(after, before) or any(before < gone < after for gone in mapping.deleted)


def _report(new: Decision, article: ArticleText, found: str, why: str) -> CheckFinding:
    return CheckFinding("undeclared", None, "", new.place(article.eid), "", found, why)


def _shifts_numbers(instructions: Sequence[Instruction]) -> bool:
    """Whether an order gives articles other numbers: save those that are put in as 第三条之一."""
    for one in instructions:
        if one.verb == "insert" and any(len(number) == 1 for number in list_inserted(one)):
            return True
        if one.verb == "delete" and any(place.unit == "article" for place in one.sources):
            return True
        if one.verb in ("renumber", "split", "join", "move") and any(target.article for target in one.targets):
            return True
    return False


def _list_items(article: ArticleText) -> tuple[str, ...]:
    """The numbers of the items of an article, "" before those of each paragraph."""
    rows = (row for row in article.rows if row.depth <= ITEM)
    return tuple(row.number if row.depth == ITEM else "" for row in rows)


def _are_broken(items: Sequence[str]) -> bool:
    """Whether items in brackets are not numbered from one on, one by one."""
    due = 1
    for number in items:
        if not number:
            due = 1
        elif number[0] in _BRACKETS:
            if _read(number) != due:
                return True
            due += 1
    return False


def _read(number: str) -> int:
    try:
        return parse_numeral(number.strip(_BRACKETS))
    except ValueError:
        return 0
