"""Writes a Chinese act on a text with articles, reads it, applies it, and makes coarser what does not come out.

    carry out    what the act says of each article, compared line by line (`proof`): fast, so most is made coarser here
    apply        the whole text (`amend.apply`): headings, the name, signs at a join; the last word

The note of adoption below the title and the table of contents follow from an amendment, and no act orders them: they are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from decision_diff.amend.acts import read_lines
from decision_diff.amend.articles.agreeing import match_lines
from decision_diff.amend.articles.headings import is_idle
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText, list_articles
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation, UnitPlace, UnitStep
from decision_diff.amend.styles import npc
from decision_diff.amend.styles.recited import Recited
from decision_diff.amend.writing.acts import Shortfall, WrittenAct
from decision_diff.amend.writing.annex_orders import make_annex_orders
from decision_diff.amend.writing.article_orders import ARTICLE, WORDS, Following
from decision_diff.amend.writing.articles import (
    ArticleItem,
    ArticlePlan,
    find_following,
    has_moved,
    list_items,
    without_moves,
)
from decision_diff.amend.writing.heading_orders import (
    ARRANGED,
    FINE,
    NAMED,
    find_borders,
    make_heading_orders,
    tell_headings,
)
from decision_diff.amend.writing.origins import Origins, find_origins
from decision_diff.amend.writing.printed import apply_printed
from decision_diff.amend.writing.proof import find_failing
from decision_diff.changes import Comparison
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision

MAX_ROUNDS: Final = 8  # of making coarser: two levels of articles and of headings, and what follows said one by one
_NOWHERE: Final = ActOrigin("", 0)
_BEHIND_ALL: Final = (10**9,)  # where orders stand that are not about an article


@frozen
class _Choices:
    """How coarse the act is: the levels of new articles and of the headings, what may follow without an order, whether all numbers are said, and moves."""

    levels: Mapping[ArticleNumber, int]
    headings: int
    following: Following
    numbers: bool = False
    moves: bool = True


@frozen
class _Texts:
    """What does not change from attempt to attempt."""

    comparison: Comparison
    law: str
    origins: Origins
    olds: dict[ArticleNumber, ArticleText]
    news: dict[ArticleNumber, ArticleText]


@frozen
class _Attempt:
    """An act, what of the text does not come out of it, and the numbers of the new articles that do not."""

    recited: list[Recited]
    shortfalls: tuple[Shortfall, ...]
    failing: frozenset[ArticleNumber]
    is_refused: bool = True
    headings_differ: bool = False
    has_moved: bool = False


def can_count_articles(comparison: Comparison) -> bool:
    """Whether both texts have Chinese articles, each with a number of its own, ascending."""
    sides = [list_articles(side) for side in (comparison.old, comparison.new)]
    return all(_ascends([one.number for one in some]) and some[0].printed.startswith("第") for some in sides)


def _ascends(numbers: Sequence[ArticleNumber]) -> bool:
    return bool(numbers) and all(one < other for one, other in pairwise(numbers))


def write_article_act(comparison: Comparison, law: str) -> WrittenAct:
    """The act, coarsened where it did not come out."""
    olds, news = list_articles(comparison.old), list_articles(comparison.new)
    origins = find_origins(comparison, olds, news)
    texts = _Texts(comparison, law, origins, {one.number: one for one in olds}, {one.number: one for one in news})
    choices = _Choices({}, FINE, find_following(origins, olds, news, cites=True, terms=True))
    best = attempt = _try(texts, choices)
    chosen = choices
    for _ in range(MAX_ROUNDS):
        coarser = _coarsen(choices, attempt)
        if not attempt.shortfalls or coarser == choices:
            break
        choices = coarser
        attempt = _try(texts, choices)
        if _rate(attempt) < _rate(best):
            best, chosen = attempt, choices
    coarsened = tuple(texts.news[number].printed for number in sorted(chosen.levels))
    return WrittenAct("npc", law, tuple(best.recited), coarsened, best.shortfalls)


def _rate(attempt: _Attempt) -> tuple[bool, int]:
    """How far an attempt is from the new text: one that was refused as a whole is further than any other."""
    return attempt.is_refused, len(attempt.shortfalls)


def _coarsen(choices: _Choices, attempt: _Attempt) -> _Choices:
    """The next coarser choices: of the articles that fail; where these are given whole already, of what follows by itself; of the headings."""
    if attempt.has_moved and not choices.numbers:
        return replace(choices, numbers=True)
    if attempt.has_moved and attempt.is_refused and choices.moves:
        return replace(choices, numbers=False, moves=False)
    if not attempt.failing:
        if choices.headings < ARRANGED and (attempt.headings_differ or attempt.is_refused):
            return replace(choices, headings=choices.headings + 1)
        return replace(choices, following=Following({}, ()))
    finest = [number for number in attempt.failing if choices.levels.get(number, WORDS) < ARTICLE]
    raised = {number: choices.levels.get(number, WORDS) + 1 for number in finest}
    following = choices.following if finest else Following({}, ())
    return replace(choices, levels={**choices.levels, **raised}, following=following)


def _try(texts: _Texts, choices: _Choices) -> _Attempt:
    plan = ArticlePlan(texts.origins, texts.olds, texts.news, choices.levels, choices.following, choices.numbers)
    if not choices.moves:
        plan = without_moves(plan)
    return replace(_try_plan(texts, choices, plan), has_moved=has_moved(plan))


def _try_plan(texts: _Texts, choices: _Choices, plan: ArticlePlan) -> _Attempt:
    recited = _recite(texts, choices, plan)
    act = read_lines(texts.comparison.old.source, [text for line in recited for text in line.text.split("\n")])
    olds, news = list(texts.olds.values()), list(texts.news.values())
    if failing := find_failing(list(act.list_instructions()), olds, news):
        shown = tuple(Shortfall(texts.news[number].printed, "", texts.news[number].text) for number in sorted(failing))
        return _Attempt(recited, shown, frozenset(failing))
    return _prove(texts, recited)


def _recite(texts: _Texts, choices: _Choices, plan: ArticlePlan) -> list[Recited]:
    comparison = texts.comparison
    items = list_items(plan)
    if choices.headings == NAMED:
        items = _name_chapters(items, find_borders(comparison.new))
    for number, order in make_heading_orders(comparison.old, comparison.new, plan.origins.inserted, choices.headings):
        _add_heading(items, number, order)
    for nth, order in enumerate(make_annex_orders(comparison.old, comparison.new)):
        items.append(ArticleItem(_BEHIND_ALL, nth, [order]))
    if title := _find_new_name(comparison):
        rename = Instruction("rename", _NOWHERE, "", sources=(WHOLE,), new_words=(Quotation((title,)),))
        items.insert(0, ArticleItem((), 0, [rename]))
    if preamble := _find_new_preamble(comparison):
        place = UnitPlace((UnitStep("named", (), "引言"),))
        order = Instruction("replace", _NOWHERE, "", sources=(place,), new_words=(Quotation(preamble),))
        items.insert(0, ArticleItem((), 0, [order]))
    items.sort(key=lambda item: (item.number, item.turn))
    orders = [replace(one, origin=ActOrigin(str(nth), 0)) for nth, item in enumerate(items, 1) for one in item.orders]
    return npc.recite(orders, texts.law)


def _name_chapters(items: Sequence[ArticleItem], borders: Mapping[ArticleNumber, UnitPlace]) -> list[ArticleItem]:
    """New articles at the border of a chapter said with their chapter: 作为第二章第十条."""
    return [replace(item, orders=[_name_chapter(one, borders) for one in item.orders]) for item in items]


def _name_chapter(one: Instruction, borders: Mapping[ArticleNumber, UnitPlace]) -> Instruction:
    if one.verb not in ("insert", "join") or len(one.targets) != 1 or one.targets[0].article not in borders:
        return one
    target = one.targets[0]
    return (
        replace(one, targets=(UnitPlace((*borders[target.article].steps, *target.steps)),)) if target.article else one
    )


def _add_heading(items: list[ArticleItem], number: ArticleNumber, order: Instruction) -> None:
    """Put an order on a heading among the items: one that puts in a chapter into the item of its first article."""
    for item in items:
        first = item.orders[-1]
        holds = first.verb == "insert" and first.unit == "article" and first.targets[0].article == number
        if order.verb == "insert" and holds:
            item.orders.insert(0, order)
            return
    items.append(ArticleItem(number, 0, [order]))


def list_head(decision: Decision) -> list[Clause]:
    """The clauses before the first heading with a number and the first article, without notes of adoption and entries of a table of contents."""
    found: list[Clause] = []
    for clause in decision.walk():
        if clause.level == "article" or (clause.label and clause.heading and not is_idle(decision, clause)):
            break
        if clause.words and not clause.label and not _is_outside(decision, clause):
            found.append(clause)
    return found


def _is_outside(decision: Decision, clause: Clause) -> bool:
    """Whether no act orders a clause: a note of adoption, an entry of a table of contents, or a piece of one that a stored text broke."""
    return is_idle(decision, clause) or _is_broken_entry(decision, clause)


def _is_broken_entry(decision: Decision, clause: Clause) -> bool:
    """Whether a line before the entries of a table of contents is the end of a heading, the beginning of which was lost."""
    at = decision.position(clause.eid) + 1
    following = decision.walk()[at] if at < len(decision.walk()) else None
    if clause.label or following is None or not (following.label and is_idle(decision, following)):
        return False
    headings = (one.heading for one in decision.walk() if one.label)
    return any(one.endswith(clause.words) and len(one) > len(clause.words) for one in headings)


def find_name(decision: Decision) -> str:
    """What a text is called: its first lines that are headings, as one."""
    names: list[str] = []
    for clause in list_head(decision):
        if not clause.heading or clause.words.replace("\u3000", "").strip() == "目录":
            break
        names.append(clause.words.replace("\n", ""))
    return "".join(names)


def _find_new_name(comparison: Comparison) -> str:
    old, new = find_name(comparison.old), find_name(comparison.new)
    return new if old != new else ""


def _find_new_preamble(comparison: Comparison) -> tuple[str, ...]:
    """The paragraphs before the first article, if they changed."""
    old, new = ([one.words for one in list_head(side) if not one.heading] for side in (comparison.old, comparison.new))
    return tuple(new) if old != new and old and new else ()


def _prove(texts: _Texts, recited: list[Recited]) -> _Attempt:
    """Apply the printed act, and compare the whole text."""
    outcome = apply_printed(recited, texts.comparison.old)
    made = outcome.made
    if made is None:
        named = [number for one in outcome.named for number in _list_named(one, texts)]
        return _Attempt(recited, outcome.refusals, frozenset(named))
    differ = tell_headings(made) != tell_headings(texts.comparison.new)
    shortfalls = tuple(_compare(made, texts.comparison.new))
    return _Attempt(recited, shortfalls, frozenset(_list_differing(made, texts)), False, differ)


def _list_differing(made: Decision, texts: _Texts) -> Iterator[ArticleNumber]:
    """The new articles that another text has otherwise, or not at all."""
    articles = {one.number: [row.line for row in one.rows] for one in list_articles(made)}
    for number, one in texts.news.items():
        if articles.get(number) != [row.line for row in one.rows]:
            yield number


def _list_named(text: str, texts: _Texts) -> Iterator[ArticleNumber]:
    """The new numbers of the articles that a refusal names."""
    became = dict(texts.origins.pairs)
    for number, one in texts.olds.items():
        if one.printed in text and number in became:
            yield became[number]
    yield from (number for number, one in texts.news.items() if one.printed in text)


def _compare(made: Decision, wanted: Decision) -> Iterator[Shortfall]:
    """Where two texts differ, the notes of adoption, the table of contents and the breaks of the name left out."""
    left, right = list(_list_compared(made)), list(_list_compared(wanted))
    texts = [text for _, text in left], [text for _, text in right]
    for is_equal, (i1, i2, j1, j2) in match_lines(*texts):
        if not is_equal:
            eid = next((eid for eid, _ in right[j1:j2] if eid), "")
            yield Shortfall(wanted.place(eid) if eid else "", "\n".join(texts[0][i1:i2]), "\n".join(texts[1][j1:j2]))


def _list_compared(decision: Decision) -> Iterator[tuple[str, str]]:
    head = {one.eid for one in list_head(decision) if one.heading}
    yield "", find_name(decision)
    for clause in decision.walk():
        if clause.eid not in head and clause.line and not _is_outside(decision, clause):
            yield clause.eid, clause.line
