"""Orders on a division of a text, spread over its articles: 删去第三章 takes out its articles too, 将第二章中的“甲”修改为“乙” is about each that has them, 将第二章修改为：“…” gives each anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.articles.drafts import WORD_VERBS
from decision_diff.amend.articles.finding import find_words
from decision_diff.amend.articles.witness import has_place
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.instructions import CONTAINERS, Instruction, Quotation, UnitPlace, UnitStep
from decision_diff.model import Clause, Decision

_DIVISIONS: Final = ("book", "subdivision", "chapter", "section")


def expand_divisions(instructions: Sequence[Instruction], old: Decision) -> list[Instruction]:
    """The instructions, those on a division with the articles in it that they concern; one that is not clear stays as it is."""
    if not any(_concerns_division(one) for one in instructions):
        return list(instructions)
    divisions = [clause for clause in old.walk() if clause.level in _DIVISIONS and _list_articles(clause)]
    return [made for one in instructions for made in _expand(one, divisions, old)]


def _expand(one: Instruction, divisions: Sequence[Clause], old: Decision) -> Sequence[Instruction]:
    if not _concerns_division(one):
        return [one]
    if one.verb == "replace":
        return _replace_division(one, divisions, old) or [one]
    return [_spread(one, divisions, old)]


def _concerns_division(one: Instruction) -> bool:
    verbs = ("delete", "replace", *WORD_VERBS)
    return one.verb in verbs and any(place.unit in CONTAINERS for place in one.sources)


def _replace_division(one: Instruction, divisions: Sequence[Clause], old: Decision) -> list[Instruction]:
    """The orders that give a chapter anew: another heading, and its articles; [] where the quotation is not clear.

    As many articles with the numbers that they had are each given anew. Else the old ones go, and those that are quoted come in.
    """
    meant = [division for place in one.sources for division in divisions if has_place(old, division, place)]
    quoted = _read_division([text for words in one.new_words for text in words.paragraphs], one.sources[0])
    if len(one.sources) != 1 or len(meant) != 1 or quoted is None or _has_inner_headings(meant[0]):
        return []
    heading, articles = quoted
    made: list[Instruction] = []
    if heading and fold_print(heading) != fold_print(meant[0].heading):
        made.append(replace(one, verb="rename", new_words=(Quotation((heading,)),)))
    olds = list(map(_cite, _list_articles(meant[0])))
    if [place.article for place in olds] == [place.article for place, _ in articles]:
        words = zip(olds, articles, strict=True)
        return made + [replace(one, sources=(place,), new_words=(Quotation(texts),)) for place, (_, texts) in words]
    made.append(replace(one, verb="delete", sources=tuple(olds), new_words=()))
    for place, texts in articles:
        target = UnitPlace((*one.sources[0].steps, *place.steps))
        given = (Quotation(texts),)
        made.append(
            replace(one, verb="insert", sources=(), targets=(target,), new_words=given, unit="article", count=1)
        )
    return made


def _has_inner_headings(division: Clause) -> bool:
    return any(one.heading and one.level != "article" for one in list(division.walk())[1:])


def _read_division(
    paragraphs: Sequence[str], source: UnitPlace
) -> tuple[str, list[tuple[UnitPlace, tuple[str, ...]]]] | None:
    """The heading of a division that is quoted, without its number, "" if it is not; and its articles. None if the quotation is anything else."""
    heads = [read_head(text) for text in paragraphs]
    first = heads[0] if heads else None
    heading = ""
    start = 0
    if first is not None and first.unit == source.unit:
        if first.steps[-1].number != source.steps[-1].number:
            return None
        heading, start = paragraphs[0][len(str(first)) :].strip(" \u3000\t"), 1
    articles: list[tuple[UnitPlace, tuple[str, ...]]] = []
    for text, head in zip(paragraphs[start:], heads[start:], strict=True):
        if head is not None and head.unit == "article":
            articles.append((head, (text,)))
        elif head is not None or not articles:
            return None
        else:
            articles[-1] = (articles[-1][0], (*articles[-1][1], text))
    return (heading, articles) if articles else None


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
