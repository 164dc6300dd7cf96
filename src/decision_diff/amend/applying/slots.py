"""Which numbers the articles of the new text have, as an act tells it and as follows from it, without a look at the new text.

Declared numbers (作为第五条, 改为第四条) are taken. The articles of which nothing is told keep their order and fill what is left. Whether
their numbers shift at all must be said: by an order that renumbers, by an article put in among them, or in so many words
(对条文顺序作相应调整). Where nothing says so, every article keeps its number, and a deleted one leaves a hole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.amend.articles.mapping import (
    ArticleNumber,
    Disagreement,
    Mapping,
    Told,
    ToldLink,
    find_anchors,
    gather_told,
    is_article_made,
    list_inserted,
    report_unknown,
)
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.instructions import Instruction
from decision_diff.labels import is_next
from decision_diff.patterns import late

_SHIFTS: Final = late(r"顺序|序号|顺延|递延|后移|前移|编号")


def derive_mapping(
    instructions: Sequence[Instruction], olds: Sequence[ArticleText]
) -> tuple[Mapping, list[Disagreement]]:
    """The mapping of articles to which an act leads, whose disagreements are what is not certain; and what no act says, but follows.

    The latter: articles that end between other declared articles than before, since only there a number is left for them.
    """
    told = gather_told(instructions, olds)
    doubts = list(_find_conflicts(instructions, told))
    doubts.extend(_find_undivided(instructions, told))
    taken = {link.new_number for link in told.links if is_article_made(link)} | told.inserted.keys()
    rest = [one for one in olds if one.number not in told.whole]
    shifts = _shifts_numbers(instructions, told, olds)
    if shifts:
        kept = _shift(rest, taken, olds, told, doubts)
    else:
        kept = [one.number for one in rest]
        doubts.extend(_find_unsaid_holes(told, olds))
    numbers = sorted({*taken, *kept})
    doubts.extend(_find_gaps(numbers, told, olds, is_sticky=not shifts))
    news = [ArticleText(number, (), "", print_number("article", number)) for number in numbers]
    report_unknown(told, olds, news)
    doubts.extend(told.disagreements)
    follows = (
        [] if doubts else [ToldLink(None, one.number, number, None) for one, number in zip(rest, kept, strict=True)]
    )
    strays, is_balanced = _find_strays(follows, told, olds, news)
    if not is_balanced:
        doubts.extend(strays)
    mapping = Mapping((*told.links, *follows), told.inserted, told.deleted, tuple(doubts))
    return mapping, strays if is_balanced else []


def _find_strays(
    follows: Sequence[ToldLink], told: Told, olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> tuple[list[Disagreement], bool]:
    """Articles that end between other declared articles than before, and whether as many numbers are left as articles before the last one.

    An order that was not understood, or is missing, leaves one article or number too many all the way to the end. An article that
    was moved leaves one too many only up to where it went.
    """
    at_old = {one.number: at for at, one in enumerate(olds)}
    at_new = {one.number: at for at, one in enumerate(news)}
    anchors = find_anchors(told, olds, news)
    pairs = [(at_old[link.old_number], at_new[link.new_number], link) for link in follows]
    strays: list[Disagreement] = []
    for i, j, link in pairs:
        before = bisect_left(anchors, (i, -1))
        after = bisect_right(anchors, (i, len(news)))
        if (before and anchors[before - 1][1] > j) or (after < len(anchors) and anchors[after][1] < j):
            names = print_number("article", link.old_number), print_number("article", link.new_number)
            sentence = f"{names[0]} would become {names[1]}, which stands between other articles than before"
            strays.append(Disagreement(sentence, None, link.old_number, link.new_number))
    if not anchors:
        return strays, True
    last = anchors[-1]
    return strays, sum(i < last[0] for i, _, _ in pairs) == sum(j < last[1] for _, j, _ in pairs)


def _shifts_numbers(instructions: Iterable[Instruction], told: Told, olds: Sequence[ArticleText]) -> bool:
    """Whether the act says that articles get other numbers, of itself or by what it puts in among them."""
    numbers = {one.number for one in olds}
    if any(one.verb == "follow" and _SHIFTS.search(one.printed) for one in instructions):
        return True
    if any(is_article_made(link) and link.new_number != link.old_number for link in told.links):
        return True
    return any(number in numbers and number not in told.whole for number in told.inserted)


def _shift(
    rest: Sequence[ArticleText],
    taken: set[ArticleNumber],
    olds: Sequence[ArticleText],
    told: Told,
    doubts: list[Disagreement],
) -> list[ArticleNumber]:
    """The new numbers of the articles of which nothing is told: they count on, past those that are taken; old holes stay."""
    holes = _count_holes(olds)
    became: dict[ArticleNumber, ArticleNumber] = {
        link.old_number: link.new_number for link in told.links if len(link.old_number) == 1
    }
    made: list[ArticleNumber] = []
    at = olds[0].number[0] - 1 if olds else 0
    passed = 0
    for article in rest:
        main, branch = article.number[0], article.number[1:]
        host = became.get((main,), ())
        if branch and len(host) != 1:
            doubts.append(_doubt(article, "the article to which it was added is gone, and no order gives it a number"))
            continue
        if not branch:
            at += holes.get(article.number, 0) - passed
            passed = holes.get(article.number, 0)
            at = _find_free(at + 1, taken)
            host = became[article.number] = (at,)
        number = (*host, *branch)
        if number in taken:
            doubts.append(_doubt(article, f"another article is declared to be {print_number('article', number)}"))
        made.append(number)
    return made


def _find_free(at: int, taken: set[ArticleNumber]) -> int:
    while (at,) in taken:
        at += 1
    return at


def _count_holes(olds: Sequence[ArticleText]) -> dict[ArticleNumber, int]:
    """How many numbers are missing in the old text before each article."""
    found: dict[ArticleNumber, int] = {}
    missing = 0
    for before, after in pairwise(olds):
        if len(after.number) == 1:
            missing += max(0, after.number[0] - before.number[0] - 1)
            found[after.number] = missing
    return found


def _find_conflicts(instructions: Sequence[Instruction], told: Told) -> Iterator[Disagreement]:
    """Articles that two orders make."""
    makers = _list_makers(told)
    inserted = Counter(number for one in instructions if one.verb == "insert" for number in list_inserted(one))
    for number, count in inserted.items():
        if count > 1 or number in makers:
            yield Disagreement(_say_twice(number), told.inserted[number], (), number)
    for number, some in makers.items():
        whole = [one for one in some.values() if one.verb == "renumber" and one.sources[0].unit == "article"]
        if len(whole) > 1:
            yield Disagreement(_say_twice(number), whole[1], (), number)


def _list_makers(told: Told) -> dict[ArticleNumber, dict[int, Instruction]]:
    """The orders that make each new article of old ones, by their identity."""
    makers: dict[ArticleNumber, dict[int, Instruction]] = {}
    for link in told.links:
        if link.instruction and is_article_made(link):
            makers.setdefault(link.new_number, {})[id(link.instruction)] = link.instruction
    return makers


def _find_undivided(instructions: Iterable[Instruction], told: Told) -> Iterator[Disagreement]:
    """Articles that are divided, told by their paragraphs, of which some are not told."""
    for one in instructions:
        number = one.sources[0].article if one.sources else ()
        if one.verb == "split" and one.unit == "article" and not one.targets and number not in told.whole:
            yield Disagreement("it does not say what becomes of all paragraphs of the divided article", one, number)


def _say_twice(number: ArticleNumber) -> str:
    return f"two orders make {print_number('article', number)}"


def _find_unsaid_holes(told: Told, olds: Sequence[ArticleText]) -> Iterator[Disagreement]:
    """Deleted articles of which it is not known whether those behind them get other numbers."""
    if not told.deleted or not olds:
        return
    if any(len(one.number) > 1 or one.is_tombstone for one in olds) or any(len(number) > 1 for number in told.inserted):
        return  # in this text numbers stay where they are
    staying = [one.number for one in olds if one.number not in told.whole]
    for number, one in told.deleted.items():
        if staying and number < staying[-1]:
            yield Disagreement(
                "it does not say whether the articles behind the deleted one get other numbers", one, number
            )


def _find_gaps(
    numbers: Sequence[ArticleNumber], told: Told, olds: Sequence[ArticleText], *, is_sticky: bool
) -> Iterator[Disagreement]:
    """Numbers that do not follow the one before, save where those of the old text did not either."""
    steps = {(before.number, after.number) for before, after in pairwise(olds)}
    holes = {(two[0] - one[0]) for one, two in steps if len(two) == 1}
    for before, after in pairwise(numbers):
        if is_next(after, before) or (before, after) in steps:
            continue
        if is_sticky and any(before < gone < after for gone in told.deleted):
            continue
        if len(after) == 1 and after[0] - before[0] > 1 and after[0] - before[0] in holes:
            continue
        sentence = f"no article is left for the numbers between {_print(before)} and {_print(after)}"
        yield Disagreement(sentence, told.inserted.get(after), (), after)


def _print(number: ArticleNumber) -> str:
    return print_number("article", number)


def _doubt(article: ArticleText, sentence: str) -> Disagreement:
    return Disagreement(f"{article.printed}: {sentence}", None, article.number)
