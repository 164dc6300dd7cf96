"""Orders on a division of a text, spread over its articles: 删去第三章 takes out its articles too, 将第二章中的“甲”修改为“乙” is about each that has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.articles.drafts import WORD_VERBS
from decision_diff.amend.articles.finding import find_words
from decision_diff.amend.articles.witness import has_place
from decision_diff.amend.instructions import CONTAINERS, Instruction, UnitPlace, UnitStep
from decision_diff.model import Clause, Decision

_DIVISIONS: Final = ("book", "subdivision", "chapter", "section")


def expand_divisions(instructions: Sequence[Instruction], old: Decision) -> list[Instruction]:
    """The instructions, those on a division with the articles in it that they concern; one that is not clear stays as it is."""
    if not any(_concerns_division(one) for one in instructions):
        return list(instructions)
    divisions = [clause for clause in old.walk() if clause.level in _DIVISIONS and _list_articles(clause)]
    return [_spread(one, divisions, old) if _concerns_division(one) else one for one in instructions]


def _concerns_division(one: Instruction) -> bool:
    return one.verb in ("delete", *WORD_VERBS) and any(place.unit in CONTAINERS for place in one.sources)


def _list_articles(division: Clause) -> list[Clause]:
    return [clause for clause in division.walk() if clause.level == "article" and clause.label]


def _spread(one: Instruction, divisions: Sequence[Clause], old: Decision) -> Instruction:
    return replace(
        one, sources=tuple(found for place in one.sources for found in _spread_place(place, one, divisions, old))
    )


def _spread_place(
    place: UnitPlace, one: Instruction, divisions: Sequence[Clause], old: Decision
) -> Iterator[UnitPlace]:
    """A place, and the articles that it stands for; those alone where the order is about words in them."""
    meant = [division for division in divisions if has_place(old, division, place)]
    articles = _list_articles(meant[0]) if place.unit in CONTAINERS and len(meant) == 1 else []
    if one.verb != "delete":
        articles = [article for article in articles if _has_words(article, one)]
    if one.verb == "delete" or not articles:
        yield place
    yield from map(_cite, articles)


def _has_words(article: Clause, one: Instruction) -> bool:
    texts = [clause.words for clause in article.walk()]
    return all(_is_there(words.text, texts) for words in one.old_words)


def _is_there(words: str, texts: Sequence[str]) -> bool:
    return any(find_words(words, texts))


def _cite(article: Clause) -> UnitPlace:
    assert article.label is not None  # noqa: S101 - only numbered articles are listed
    return UnitPlace((UnitStep("article", article.label.value, article.label.text),))
