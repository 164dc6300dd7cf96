"""From which old articles each new article is, as a comparison linked their clauses.

Links of single paragraphs are summed up to articles by the characters that they hold. A pair counts if it holds a good part of either
article; what is less is a paragraph that moved, which the orders for both articles say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText
from decision_diff.changes import Comparison
from decision_diff.frozen import frozen

# Share of the shorter article that a link must hold for the articles to be called joined or divided.
JOINED_SHARE: Final = 0.5


@frozen
class Origins:
    """What became what: pairs (old, new) in the order of the new text, the divided old ones, the joined new ones, what came and went.

    `divided` has the new articles of an old one, `joined` the old articles of a new one; neither is among the pairs.
    """

    pairs: tuple[tuple[ArticleNumber, ArticleNumber], ...]
    divided: dict[ArticleNumber, tuple[ArticleNumber, ...]]
    joined: dict[ArticleNumber, tuple[ArticleNumber, ...]]
    inserted: tuple[ArticleNumber, ...]
    deleted: tuple[ArticleNumber, ...]


def find_origins(comparison: Comparison, olds: Sequence[ArticleText], news: Sequence[ArticleText]) -> Origins:
    """The origins of all articles of the new text."""
    held = _weigh_pairs(comparison, olds, news)
    sizes = {one.number: max(1, len(one.text)) for one in olds}, {one.number: max(1, len(one.text)) for one in news}
    divided, joined = _find_groups(held, sizes)
    taken_old = {*divided, *(old for some in joined.values() for old in some)}
    taken_new = {*joined, *(new for some in divided.values() for new in some)}
    pairs: list[tuple[ArticleNumber, ArticleNumber]] = []
    for (old, new), _ in sorted(held.items(), key=lambda item: (-item[1], item[0])):
        if old not in taken_old and new not in taken_new:
            pairs.append((old, new))
            taken_old.add(old)
            taken_new.add(new)
    pairs.sort(key=lambda pair: pair[1])
    return Origins(
        tuple(pairs),
        divided,
        joined,
        tuple(one.number for one in news if one.number not in taken_new),
        tuple(one.number for one in olds if one.number not in taken_old),
    )


def _weigh_pairs(
    comparison: Comparison, olds: Sequence[ArticleText], news: Sequence[ArticleText]
) -> Counter[tuple[ArticleNumber, ArticleNumber]]:
    """How many characters the links between two articles hold."""
    holders = _find_holders(olds), _find_holders(news)
    held: Counter[tuple[ArticleNumber, ArticleNumber]] = Counter()
    for change in comparison.every:
        for link in change.links:
            old, new = holders[0].get(link.old.eid), holders[1].get(link.new.eid)
            if old is not None and new is not None:
                size = min(link.old.span.end - link.old.span.start, link.new.span.end - link.new.span.start)
                held[old, new] += 1 + round(size * link.score)
    return held


def _find_holders(articles: Sequence[ArticleText]) -> dict[str, ArticleNumber]:
    """The article of each clause, by address."""
    found = {one.eid: one.number for one in articles}
    found.update((row.eid, one.number) for one in articles for row in one.rows)
    return found


def _find_groups(
    held: Counter[tuple[ArticleNumber, ArticleNumber]], sizes: tuple[dict[ArticleNumber, int], dict[ArticleNumber, int]]
) -> tuple[dict[ArticleNumber, tuple[ArticleNumber, ...]], dict[ArticleNumber, tuple[ArticleNumber, ...]]]:
    """The old articles of which several new ones mostly consist, and the new ones that mostly hold several old ones."""
    parts: dict[ArticleNumber, list[ArticleNumber]] = {}
    wholes: dict[ArticleNumber, list[ArticleNumber]] = {}
    for (old, new), size in sorted(held.items()):
        if size >= JOINED_SHARE * sizes[1][new]:
            parts.setdefault(old, []).append(new)
        if size >= JOINED_SHARE * sizes[0][old]:
            wholes.setdefault(new, []).append(old)
    joined = {new: tuple(some) for new, some in wholes.items() if len(some) > 1}
    within = {old for some in joined.values() for old in some}
    divided = {
        old: tuple(some)
        for old, some in parts.items()
        if len(some) > 1
        and old not in within
        and not joined.keys() & set(some)
        and sum(held[old, new] for new in some) >= JOINED_SHARE * sizes[0][old]
    }
    return divided, joined
