"""For which new article each text in the quotations of an order is, so that no order replaces an article that it is not about.

将第二条修改为：“第二条　…”                          the number in the old text, or the one in the new text
将第三条改为第五条，修改为：“第五条　…”              the number that the order gives it, and no other
将第六条分为两条，作为第六条、第七条：“第六条　…”    too few: one text for two articles
增加两条，作为第四条、第五条：“…”“…”                 without numbers: one quotation for each, in order
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.instructions import CONTAINERS, Instruction
from decision_diff.frozen import frozen

_NAMED: Final = 3  # articles that a sentence names one by one; of more it names the first ones
_MAKING: Final = ("join", "split", "renumber")


@frozen
class QuotedArticles:
    """The new articles for which an order has words: number and paragraphs; or the `fault`, in a sentence, and then none."""

    texts: tuple[tuple[ArticleNumber, tuple[str, ...]], ...] = ()
    fault: str = ""


class QuotationReader:
    """Tells what the quotations of the orders of one act give; `became` has the new numbers of each old article."""

    def __init__(
        self, instructions: Sequence[Instruction], became: Mapping[ArticleNumber, Sequence[ArticleNumber]]
    ) -> None:
        self._became = became
        self._makers = {
            (one.origin, one.sources): one
            for one in instructions
            if one.verb in _MAKING and one.targets and all(target.article for target in one.targets)
        }

    def is_content(self, one: Instruction) -> bool:
        """Whether the words of an instruction are those of new articles, so that no old one takes them."""
        return one.verb == "replace" and (bool(_list_quoted(one)) or self._find_maker(one) is not None)

    def _find_maker(self, one: Instruction) -> Instruction | None:
        """The order of the same item that makes new articles of the places of an order; None if it only gives them other numbers."""
        made = self._makers.get((one.origin, one.sources))
        return None if made is None or _is_whole(made) else made

    def read(self, one: Instruction) -> QuotedArticles:
        """The articles of one order; none for an order that gives no whole article."""
        if one.verb not in ("insert", "replace") or not any(words.paragraphs for words in one.new_words):
            return QuotedArticles()
        return self._read_headed(one) if _list_quoted(one) else self._read_bare(one)

    def _read_headed(self, one: Instruction) -> QuotedArticles:
        texts = [(number, tuple(some)) for number, some in cut_articles(_list_paragraphs(one))]
        if one.unit in CONTAINERS or any(place.unit in CONTAINERS for place in one.sources):
            return QuotedArticles(tuple(texts))
        quoted = [number for number, _ in texts]
        numbers, due = self._settle(one, quoted)
        if not numbers:
            return QuotedArticles(fault=f"its words are those of {_name(quoted)}, and it is about {due}")
        return QuotedArticles(tuple((number, some) for number, (_, some) in zip(numbers, texts, strict=True)))

    def _settle(self, one: Instruction, quoted: Sequence[ArticleNumber]) -> tuple[Sequence[ArticleNumber], str]:
        """The new numbers of the articles that are quoted; none, and what the order is about, where they are not its own."""
        told = self._list_told(one)
        if told:
            return quoted if list(quoted) == told else (), _name(told)
        if one.verb == "insert" or any(place.unit != "article" for place in one.sources):
            return (), "、".join(map(str, one.sources)) or "no article"
        sources = list(dict.fromkeys(place.article for place in one.sources))
        now = [tuple(self._became.get(source, ())) for source in sources]
        return _follow_numbers(quoted, sources, now), _name(sources)

    def _list_told(self, one: Instruction) -> list[ArticleNumber]:
        """The new articles that the order itself, or another one of its item on the same places, makes."""
        if one.verb == "insert":
            return [target.article for target in one.targets if target.unit == "article" and one.unit == "article"]
        made = self._makers.get((one.origin, one.sources))
        return [target.article for target in made.targets] if made else []

    def _read_bare(self, one: Instruction) -> QuotedArticles:
        """Quotations without numbers: all for the one new article, or one for each."""
        made = one if one.verb == "insert" else self._find_maker(one)
        if made is None or (one.verb == "insert" and one.unit != "article"):
            return QuotedArticles()
        numbers = list(dict.fromkeys(target.article for target in made.targets if target.article))
        if len(numbers) == 1:
            return QuotedArticles(((numbers[0], tuple(_list_paragraphs(one))),))
        if len(numbers) == len(one.new_words):
            words = zip(numbers, one.new_words, strict=True)
            return QuotedArticles(tuple((number, quotation.paragraphs) for number, quotation in words))
        if not numbers:
            return QuotedArticles()
        due = f"its quotations do not say which words are those of {_name(numbers)}"
        return QuotedArticles(fault=f"{due}; each needs a quotation, or its number in it ({_name(numbers[:1])}　…)")


def _list_paragraphs(one: Instruction) -> list[str]:
    return [text for words in one.new_words for text in words.paragraphs]


def _list_quoted(one: Instruction) -> list[ArticleNumber]:
    """The numbers of the articles that the quotations of an order give, in order."""
    heads = (read_head(text) for text in _list_paragraphs(one))
    return [head.article for head in heads if head and head.article]


def _follow_numbers(
    quoted: Sequence[ArticleNumber], sources: Sequence[ArticleNumber], now: Sequence[Sequence[ArticleNumber]]
) -> Sequence[ArticleNumber]:
    """The new numbers of the articles that are quoted with their new numbers, or all with their old ones (`sources`); none for others.

    `now` are the new numbers of each source.
    """
    flat = dict.fromkeys(number for some in now for number in some)
    if list(quoted) == list(flat) or _are_among(quoted, now):
        return quoted
    if list(quoted) == list(sources) and all(len(some) <= 1 for some in now):
        return [some[0] if some else source for some, source in zip(now, sources, strict=True)]
    return ()


def _are_among(quoted: Sequence[ArticleNumber], now: Sequence[Sequence[ArticleNumber]]) -> bool:
    """Whether each number that is quoted is one of those that the old article in its turn became."""
    return len(quoted) == len(now) and all(number in some for number, some in zip(quoted, now, strict=True))


def _is_whole(one: Instruction) -> bool:
    """Whether an order only gives an article another number."""
    return one.verb == "renumber" and one.sources[0].unit == "article"


def cut_articles(paragraphs: Iterable[str]) -> Iterator[tuple[ArticleNumber, list[str]]]:
    """The articles of a quotation that gives their numbers (第三条　…): number and paragraphs, without the number."""
    number: ArticleNumber = ()
    texts: list[str] = []
    for paragraph in paragraphs:
        head = read_head(paragraph)
        if head is None:
            texts.append(paragraph)
            continue
        if number:
            yield number, texts
        number, texts = head.article, []
        rest = paragraph[sum(len(step.printed) for step in head.steps) :].strip(" \u3000\t")
        if rest and number:
            texts.append(rest)
    if number:
        yield number, texts


def _name(numbers: Sequence[ArticleNumber]) -> str:
    printed = "、".join(print_number("article", number) for number in numbers[:_NAMED])
    return f"{printed} …" if len(numbers) > _NAMED else printed
