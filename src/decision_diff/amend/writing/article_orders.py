"""The orders that turn one article into another, from the finest that an act would give to the whole article anew.

level 0    words, paragraphs and items
level 1    paragraphs and items
level 2    the article
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from decision_diff.amend.articles.old import ITEM, PARAGRAPH, ArticleText, Row
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation, UnitName, UnitPlace, UnitStep, Verb
from decision_diff.amend.writing.hunks import Aside, WordHunk, change_asides, find_hunks, list_asides, list_replaced
from decision_diff.citations.articles import Cited, renumber_citations
from decision_diff.frozen import frozen
from decision_diff.words.likeness import measure_likeness

WORDS, LINES, ARTICLE = 0, 1, 2  # levels
MIN_LIKENESS: Final = 0.4  # from which two paragraphs are one that was amended
MAX_WORD_ORDERS: Final = 3  # on one article, beyond which paragraphs are given anew
MAX_REPLACED: Final = 0.6  # share of the characters that may be given anew before the article is given as a whole
MAX_CELLS: Final = 40_000  # pairs of paragraphs of one article that are compared


@frozen
class Following:
    """What changes without an order for the line: `became` has the new numbers of the articles that are cited, `terms` what is replaced throughout."""

    became: Mapping[Cited, str]
    terms: tuple[tuple[str, str], ...] = ()

    def list_asides(self, line: str) -> list[Aside]:
        """What changes by itself in a line."""
        followed = renumber_citations(line, self.became, ("zh",)) if self.became else line
        return list_asides(line, self.terms, followed)

    def change_line(self, line: str) -> str:
        """The line with all that changes by itself."""
        return change_asides(line, self.list_asides(line))


@frozen
class _Unit:
    """A paragraph or item: its number among its siblings, its own line and the rows below it."""

    at: int
    row: Row
    below: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return (self.row, *self.below)

    @property
    def text(self) -> str:
        return "\n".join(row.words for row in self.rows)


def make_place(number: tuple[int, ...], *steps: tuple[UnitName, int]) -> UnitPlace:
    """A place of an article, printed as Chinese acts do."""
    first = UnitStep("article", number, print_number("article", number))
    return UnitPlace((first, *(UnitStep(unit, (at,), print_number(unit, (at,))) for unit, at in steps)))


def make_order(origin: ActOrigin, verb: Verb, *sources: UnitPlace, **fields: object) -> Instruction:
    """An instruction that is not recited yet."""
    return Instruction(verb, origin, "", sources=sources, **fields)  # type: ignore[arg-type]


def make_quotation(rows: Sequence[Row]) -> Quotation:
    """Rows as an act quotes them, each a paragraph with its number."""
    return Quotation(tuple(row.line for row in rows))


def make_article_orders(
    old: ArticleText, new: ArticleText, origin: ActOrigin, level: int, following: Following
) -> list[Instruction]:
    """The orders that give an old article the lines of a new one; none if it has them. Its number is another matter."""
    has_words = _list_words(old.rows) == _list_words(new.rows)
    has_print = level < ARTICLE or old.text == new.text  # （一） or (一): only an article given anew says which
    if has_words and has_print and not any(following.list_asides(row.words) for row in old.rows):
        return []
    if level < ARTICLE and (orders := _make_orders(old, new, origin, level, following)) is not None:
        return orders
    return [make_order(origin, "replace", make_place(old.number), new_words=(make_quotation(new.rows),))]


def _make_orders(
    old: ArticleText, new: ArticleText, origin: ActOrigin, level: int, following: Following
) -> list[Instruction] | None:
    """The orders on paragraphs and items; None where the article is better given as a whole."""
    olds, news = _list_units(old.rows, PARAGRAPH), _list_units(new.rows, PARAGRAPH)
    if not olds or not news or olds[0].row.depth != PARAGRAPH or news[0].row.depth != PARAGRAPH:
        return None
    maker = _Maker(old, origin, level, following, is_single=len(olds) == len(news) == 1)
    orders = list(maker.amend_units(olds, news, "paragraph", ()))
    if None in orders:
        return None
    made = [one for one in orders if one is not None]
    words = sum(one.verb in WORD_VERBS for one in made)
    if level < LINES and words > MAX_WORD_ORDERS:
        return _make_orders(old, new, origin, LINES, following)
    given = sum(len(words.text) for one in made if one.verb == "replace" for words in one.new_words)
    if given > MAX_REPLACED * len(new.text):
        return None
    return _merge_same(made)


def _merge_same(orders: Sequence[Instruction]) -> list[Instruction]:
    """Orders with the same words made one for several places."""
    merged: dict[tuple[object, ...], Instruction] = {}
    for at, one in enumerate(orders):
        key = (one.verb, one.old_words, one.new_words, one.where) if one.verb in WORD_VERBS else (at,)
        last = merged.get(key)
        merged[key] = replace(last, sources=(*last.sources, *one.sources)) if last else one
    return list(merged.values())


WORD_VERBS: Final = ("substitute-words", "insert-words", "delete-words")


def _list_units(rows: Sequence[Row], depth: int) -> list[_Unit]:
    """The units of that depth with what hangs below them; [] where rows stand above or outside of any."""
    units: list[_Unit] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end].depth > depth:
            end += 1
        if rows[at].depth != depth or (depth and not rows[at].number):
            return []
        units.append(_Unit(len(units) + 1, rows[at], tuple(rows[at + 1 : end])))
        at = end
    return units


@frozen
class _Maker:
    """Makes the orders for one article."""

    article: ArticleText
    origin: ActOrigin
    level: int
    following: Following
    is_single: bool  # the article has one paragraph, which need not be named

    def amend_units(
        self, olds: Sequence[_Unit], news: Sequence[_Unit], unit: UnitName, above: tuple[tuple[UnitName, int], ...]
    ) -> Iterator[Instruction | None]:
        """Orders on siblings; a None says that the article is better given as a whole."""
        pairs = _pair_units(olds, news)
        kept_old, kept_new = {one.at for one, _ in pairs}, {other.at for _, other in pairs}
        made: list[tuple[tuple[int, int], list[Instruction | None]]] = []
        for one in olds:
            if one.at not in kept_old:
                after = next((other.at for old, other in pairs if old.at > one.at), len(news) + 1)
                made.append(((after, 0), [self._order("delete", (*above, (unit, one.at)))]))
        for one, other in pairs:
            made.append(((other.at, 1), list(self._amend_unit(one, other, unit, above))))
        runs = _find_runs([one for one in news if one.at not in kept_new])
        made.extend(((run[0].at, 1), [self._insert(run, unit, above)]) for run in runs)
        for _, some in sorted(made, key=lambda item: item[0]):
            yield from some

    def _insert(
        self, run: Sequence[_Unit], unit: UnitName, above: tuple[tuple[UnitName, int], ...]
    ) -> Instruction | None:
        """Units put in one behind the other."""
        targets = tuple(UnitPlace((UnitStep(unit, (one.at,), print_number(unit, (one.at,))),)) for one in run)
        words = Quotation(tuple(row.line for one in run for row in one.rows))
        return self._order("insert", above, targets=targets, new_words=(words,), count=len(run), unit=unit)

    def _amend_unit(
        self, old: _Unit, new: _Unit, unit: UnitName, above: tuple[tuple[UnitName, int], ...]
    ) -> Iterator[Instruction | None]:
        """Orders on a unit that stays."""
        place = (*above, (unit, old.at))
        if [(row.depth, self.following.change_line(row.words)) for row in old.rows] == _list_words(new.rows):
            return
        if unit == "item" and self.level == WORDS and self._differs_in_end(old, new):
            return
        if unit == "item" and (old.below or new.below):
            yield self._order("replace", place, new_words=(make_quotation(new.rows),))
            return
        olds, news = _list_units(old.below, ITEM), _list_units(new.below, ITEM)
        if bool(old.below) != bool(olds) or bool(new.below) != bool(news) or (bool(olds) != bool(news)):
            yield self._order("replace", place, new_words=(make_quotation(new.rows),))
            return
        if self.following.change_line(old.row.words) != new.row.words:
            hunks = self._find_hunks(old, new)
            if hunks is None:
                yield self._order("replace", place, new_words=(make_quotation(new.rows),))
                return
            yield from (self._change(hunk, place) for hunk in hunks)
        yield from self.amend_units(olds, news, "item", place)

    def _differs_in_end(self, old: _Unit, new: _Unit) -> bool:
        """Whether an item only got another sign at its end (； for 。), which follows where items came in or went, and no act says."""
        ends = self.following.change_line(old.row.words), new.row.words
        return (
            not old.below
            and not new.below
            and ends[0][:-1] == ends[1][:-1]
            and {ends[0][-1:], ends[1][-1:]} == {"；", "。"}
        )

    def _find_hunks(self, old: _Unit, new: _Unit) -> list[WordHunk] | None:
        if self.level > WORDS:
            return None
        asides = self.following.list_asides(old.row.words)
        return find_hunks(old.row.words, new.row.words, old.text, asides)

    def _change(self, hunk: WordHunk, place: tuple[tuple[UnitName, int], ...]) -> Instruction:
        words = (Quotation((hunk.old,)),)
        if hunk.order == "delete":
            return self._order("delete-words", place, old_words=words)
        new = (Quotation((hunk.new,)),)
        if hunk.order == "substitute":
            return self._order("substitute-words", place, old_words=words, new_words=new)
        where = "after" if hunk.order == "insert-after" else "before"
        return self._order("insert-words", place, old_words=words, new_words=new, where=where)

    def _order(self, verb: Verb, steps: tuple[tuple[UnitName, int], ...], **fields: object) -> Instruction:
        if self.is_single and steps[:1] == (("paragraph", 1),) and (len(steps) > 1 or verb != "replace" or fields):
            steps = steps[1:] if len(steps) > 1 or verb not in ("replace", "delete") else steps
        return make_order(self.origin, verb, make_place(self.article.number, *steps), **fields)


def _list_words(rows: Sequence[Row]) -> list[tuple[int, str]]:
    return [(row.depth, row.words) for row in rows]


def _find_runs(units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    """Units with numbers one behind the other."""
    run: list[_Unit] = []
    for one in units:
        if run and one.at != run[-1].at + 1:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _pair_units(olds: Sequence[_Unit], news: Sequence[_Unit]) -> list[tuple[_Unit, _Unit]]:
    """Which unit is which, in order: the pairs of the greatest likeness in sum, and between them what is left on both sides."""
    if len(olds) * len(news) > MAX_CELLS:
        return [(one, other) for one, other in zip(olds, news, strict=False) if one.text == other.text]
    like = [[_measure(one, other) for other in news] for one in olds]
    pairs = [(olds[i], news[j]) for i, j in _find_best_pairs(like, len(news))]
    return sorted([*pairs, *_pair_left(olds, news, pairs)], key=lambda pair: pair[0].at)


def _find_best_pairs(like: Sequence[Sequence[float]], width: int) -> Iterator[tuple[int, int]]:
    """The pairs, ascending on both sides, with the greatest sum."""
    best = [[0.0] * (width + 1) for _ in range(len(like) + 1)]
    for i in range(len(like) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            joined = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    i = j = 0
    while i < len(like) and j < width:
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield i, j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _pair_left(
    olds: Sequence[_Unit], news: Sequence[_Unit], pairs: Sequence[tuple[_Unit, _Unit]]
) -> Iterator[tuple[_Unit, _Unit]]:
    """What is left between two pairs on both sides: one unit stands for the other, however unlike."""
    ends = [(0, 0), *((one.at, other.at) for one, other in pairs), (len(olds) + 1, len(news) + 1)]
    for before, after in pairwise(ends):
        yield from zip(olds[before[0] : after[0] - 1], news[before[1] : after[1] - 1], strict=False)


def _measure(one: _Unit, other: _Unit) -> float:
    """Likeness of two units, 0 where it says nothing; equal ones count more."""
    if one.text == other.text:
        return 1.5
    return measure_likeness(one.text, other.text, MIN_LIKENESS)


def list_replaced_words(old: ArticleText, new: ArticleText) -> Iterator[tuple[str, str]]:
    """The words of an article that gave way to others."""
    for one, other in _pair_units(_list_units(old.rows, PARAGRAPH), _list_units(new.rows, PARAGRAPH)):
        for was, now in zip(one.rows, other.rows, strict=False):
            yield from list_replaced(was.words, now.words)
