"""Plans the orders on the articles of a text: which article became which, then what changed in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import ActOrigin, Instruction, Quotation
from decision_diff.amend.writing.article_orders import (
    WORD_VERBS,
    WORDS,
    Following,
    list_replaced_words,
    make_article_orders,
    make_order,
    make_place,
    make_quotation,
)
from decision_diff.amend.writing.origins import Origins
from decision_diff.citations.articles import Cited
from decision_diff.frozen import frozen

MAX_TERMS: Final = 200  # words that gave way to the same ones in several articles, of which the text is searched
MIN_PLACES: Final = 3  # in which the same words give way to the same, from which one order says so for all


@frozen
class ArticlePlan:
    """What was found out about the articles; `levels` says for a new article how coarse its orders must be (0 where not said)."""

    origins: Origins
    olds: dict[ArticleNumber, ArticleText]
    news: dict[ArticleNumber, ArticleText]
    levels: Mapping[ArticleNumber, int]
    following: Following
    numbers: bool = False  # every other number is said, also those that follow from the order


def find_following(
    origins: Origins, olds: Sequence[ArticleText], news: Sequence[ArticleText], *, cites: bool, terms: bool
) -> Following:
    """What changes without an order for each line: citations, if `cites`, and `terms` that the new text has nowhere any more."""
    by_old, by_new = {one.number: one for one in olds}, {one.number: one for one in news}
    became: dict[Cited, str] = {("article", was): by_new[now].printed for was, now in origins.pairs if was != now}
    became.update({("article", was): by_new[now].printed for now, some in origins.joined.items() for was in some})
    replaced = _find_replaced([(by_old[was], by_new[now]) for was, now in origins.pairs]) if terms else []
    return Following(became if cites else {}, tuple(_choose_terms(replaced, news)))


def _find_replaced(pairs: Sequence[tuple[ArticleText, ArticleText]]) -> list[tuple[str, str]]:
    """The words that gave way to the same ones in several articles, shorter ones first."""
    found: dict[tuple[str, str], set[ArticleNumber]] = {}
    for old, new in pairs:
        for words in list_replaced_words(old, new):
            found.setdefault(words, set()).add(new.number)
    return sorted(
        (words for words, some in found.items() if len(some) >= MIN_PLACES), key=lambda one: (len(one[0]), one)
    )


def _choose_terms(replaced: Sequence[tuple[str, str]], news: Sequence[ArticleText]) -> Iterator[tuple[str, str]]:
    """Those that the new text has nowhere any more, without what holds another of them."""
    text = "\n".join(row.words for one in news for row in one.rows)
    chosen: list[str] = []
    for gone, come in replaced[:MAX_TERMS]:
        held = any(one in gone for one in chosen)
        if not held and not _has_citation(gone) and gone not in text:
            chosen.append(gone)
            yield gone, come


def _has_citation(words: str) -> bool:
    return "第" in words or words.isdigit() or all(char in "零一二三四五六七八九十百千" for char in words)


@frozen
class ArticleItem:
    """The orders that stand under one number: at the new article of that number; `turn` orders those of one article."""

    number: ArticleNumber
    turn: int
    orders: list[Instruction]


def list_items(plan: ArticlePlan) -> list[ArticleItem]:
    """The items for the articles, in the order of the new text; words changed in many places come last."""
    items: list[tuple[tuple[ArticleNumber, int], list[Instruction]]] = []
    items.extend(_plan_pairs(plan))
    items.extend(_plan_groups(plan))
    items.extend(_plan_comings(plan))
    items.extend(_plan_goings(plan))
    items.extend(_plan_numbers(plan) if plan.numbers else ())
    items.sort(key=lambda item: item[0])
    follows = dict(plan.origins.pairs)
    items = _gather_same(items, {follows[was] for was in _find_moved(plan)})
    for was, now in plan.following.terms:
        words = {"old_words": (Quotation((was,)),), "new_words": (Quotation((now,)),)}
        items.append((((10**9,), 2), [make_order(_NOWHERE, "substitute-words", WHOLE, **words)]))
    return [ArticleItem(number, turn, orders) for (number, turn), orders in items]


_Item = tuple[tuple[ArticleNumber, int], list[Instruction]]


def _gather_same(items: Sequence[_Item], moved: AbstractSet[ArticleNumber]) -> list[_Item]:
    """The same words put for the same in several articles said once for all of them, behind the rest."""
    several = _find_several([one for _, some in items for one in some if one.verb in WORD_VERBS])
    made: list[_Item] = []
    for key, some in items:
        left = [one for one in some if one.verb not in WORD_VERBS or _name_words(one) not in several]
        is_idle = len(left) < len(some) and all(one.verb == "renumber" for one in left)
        if left and not (is_idle and key[0] not in moved):
            made.append((key, left))
    behind = ((10**9,), 1)
    made.extend((behind, [_join_places(found)]) for found in several.values())
    return made


def _find_several(orders: Sequence[Instruction]) -> dict[_WordsKey, list[Instruction]]:
    """The orders that say the same of so many articles that one says it for all."""
    places: dict[_WordsKey, list[Instruction]] = {}
    for one in orders:
        places.setdefault(_name_words(one), []).append(one)
    return {key: found for key, found in places.items() if len({one.sources[0].article for one in found}) >= MIN_PLACES}


def _join_places(orders: Sequence[Instruction]) -> Instruction:
    return replace(orders[0], sources=tuple(place for one in orders for place in one.sources))


_WordsKey = tuple[object, ...]


def _name_words(one: Instruction) -> _WordsKey:
    return one.verb, one.old_words, one.new_words, one.where


_NOWHERE: Final = ActOrigin("", 0)


def _plan_pairs(plan: ArticlePlan) -> Iterator[tuple[tuple[ArticleNumber, int], list[Instruction]]]:
    moved = _find_moved(plan)
    for was, now in plan.origins.pairs:
        old, new = plan.olds[was], plan.news[now]
        orders = make_article_orders(old, new, _NOWHERE, plan.levels.get(now, WORDS), plan.following)
        if was != now and (orders or was in moved):
            orders.insert(0, make_order(_NOWHERE, "renumber", make_place(was), targets=(make_place(now),)))
        if orders:
            yield (now, 1), orders


def _plan_numbers(plan: ArticlePlan) -> Iterator[_Item]:
    """Articles of which only the number changes, one order for each run: 将第三条至第五条改为第四条至第六条."""
    run: list[tuple[ArticleNumber, ArticleNumber]] = []
    said = _find_moved(plan)
    for was, now in [*plan.origins.pairs, ((), ())]:
        follows = bool(run) and all(_is_next(a, b) for a, b in zip(run[-1], (was, now), strict=True))
        if run and not follows:
            yield (run[0][1], 0), [_renumber_run(run)]
            run = []
        if was != now and was not in said and not _is_amended(plan, was, now):
            run.append((was, now))


def _is_next(before: ArticleNumber, number: ArticleNumber) -> bool:
    return len(before) == len(number) == 1 and number[0] == before[0] + 1


def _is_amended(plan: ArticlePlan, was: ArticleNumber, now: ArticleNumber) -> bool:
    level = plan.levels.get(now, WORDS)
    return bool(make_article_orders(plan.olds[was], plan.news[now], _NOWHERE, level, plan.following))


def _renumber_run(run: Sequence[tuple[ArticleNumber, ArticleNumber]]) -> Instruction:
    targets = tuple(make_place(now) for _, now in run)
    return make_order(_NOWHERE, "renumber", *(make_place(was) for was, _ in run), targets=targets)


def has_moved(plan: ArticlePlan) -> bool:
    """Whether an article stands between other articles than before."""
    return bool(_find_moved(plan))


def without_moves(plan: ArticlePlan) -> ArticlePlan:
    """The plan in which what moved goes where it stood, and comes in where it stands now."""
    moved = _find_moved(plan)
    origins = plan.origins
    came = {now for was, now in origins.pairs if was in moved}
    changed = Origins(
        tuple(pair for pair in origins.pairs if pair[0] not in moved),
        origins.divided,
        origins.joined,
        tuple(number for number in plan.news if number in came or number in origins.inserted),
        tuple(number for number in plan.olds if number in moved or number in origins.deleted),
    )
    return replace(plan, origins=changed)


def _find_moved(plan: ArticlePlan) -> set[ArticleNumber]:
    """Articles whose new number does not follow from the order of the others, so that an order must say it."""
    from decision_diff.words.sequence import find_longest_run  # noqa: PLC0415

    order = {number: at for at, number in enumerate(plan.olds)}, {number: at for at, number in enumerate(plan.news)}
    places = sorted((order[0][was], order[1][now]) for was, now in plan.origins.pairs)
    stays = {place for place, _ in find_longest_run(places)}
    return {was for was, _ in plan.origins.pairs if order[0][was] not in stays}


def _plan_groups(plan: ArticlePlan) -> Iterator[tuple[tuple[ArticleNumber, int], list[Instruction]]]:
    """Articles that were divided or joined, always with their words."""
    for was, parts in plan.origins.divided.items():
        targets = tuple(make_place(now) for now in parts)
        place = make_place(was)
        words = (Quotation(tuple(text for now in parts for text in _list_texts(plan.news[now]))),)
        yield (
            (parts[0], 1),
            [
                make_order(_NOWHERE, "split", place, targets=targets, count=len(parts), unit="article"),
                make_order(_NOWHERE, "replace", place, new_words=words),
            ],
        )
    for now, wholes in plan.origins.joined.items():
        places = [make_place(was) for was in wholes]
        yield (
            (now, 1),
            [
                make_order(_NOWHERE, "join", *places, targets=(make_place(now),)),
                make_order(_NOWHERE, "replace", *places, new_words=(make_quotation(plan.news[now].rows),)),
            ],
        )


def _list_texts(article: ArticleText) -> list[str]:
    """The paragraphs of an article, the first with its number, as acts quote several of them."""
    first, *rest = article.rows
    return [f"{article.printed}　{first.line}", *(row.line for row in rest)]


def _plan_comings(plan: ArticlePlan) -> Iterator[tuple[tuple[ArticleNumber, int], list[Instruction]]]:
    for now in plan.origins.inserted:
        words = (make_quotation(plan.news[now].rows),)
        order = make_order(_NOWHERE, "insert", targets=(make_place(now),), new_words=words, count=1, unit="article")
        yield (now, 1), [order]


def _plan_goings(plan: ArticlePlan) -> Iterator[tuple[tuple[ArticleNumber, int], list[Instruction]]]:
    """Articles that went, each told where it stood: before the new number of the next one that stayed."""
    follows = dict(plan.origins.pairs)
    gone = set(plan.origins.deleted)
    places: dict[ArticleNumber, ArticleNumber] = {}
    after: ArticleNumber = (10**9,)
    for number in reversed(plan.olds):
        after = follows.get(number, after)
        if number in gone:
            places[number] = after
    for was in plan.origins.deleted:
        yield (places[was], 0), [make_order(_NOWHERE, "delete", make_place(was))]
