"""Whether every order of an act was carried out, and no line of the old text was lost on the way.

What is not accounted for refuses the act: an order on a place that the text does not have, or of a kind that nothing carries out; an
order of which no word stands in the new text; an old line that neither stands there nor was taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.applying.choices import NewWords
from decision_diff.amend.articles.agreeing import fold_loosely
from decision_diff.amend.articles.drafts import WORD_VERBS
from decision_diff.amend.articles.expected import DepthLine, Expectation, ExpectedArticle, list_all
from decision_diff.amend.articles.finding import ONLY_WITHIN, are_cut
from decision_diff.amend.articles.mapping import ArticleNumber, list_inserted
from decision_diff.amend.articles.mapping import Mapping as ArticleMapping
from decision_diff.amend.articles.old import PARAGRAPH, split_number
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import Instruction, Quotation
from decision_diff.frozen import frozen

ORDERLESS: Final = ("heading", "force", "follow", "provision")
_ARTICLE_VERBS: Final = ("replace", "renumber", "split", "join", "delete", "move")
_BRINGING: Final = ("insert", "replace", "rename", "arrange")
_BELOW: Final = ("paragraph", "item", "subitem", "sentence")


@frozen
class Trouble:
    """Why an instruction, or the act as a whole (None), cannot be carried out; at the old article of that number."""

    instruction: Instruction | None
    sentence: str
    article: ArticleNumber = ()


def find_empty(orders: Iterable[Instruction]) -> Iterator[Trouble]:
    """Orders that quote nothing where words must stand, so that a text would be emptied or nothing be found."""
    for one in orders:
        if any(not any(text.strip() for text in words.paragraphs) for words in (*one.new_words, *one.old_words)):
            sentence = "it quotes nothing where words must stand; quote the words, or delete what is to go"
            yield Trouble(one, sentence, _get_article(one))


def find_unfit(
    instructions: Iterable[Instruction], numbers: Collection[ArticleNumber], handled: Collection[int]
) -> Iterator[Trouble]:
    """Orders that nothing carries out; `handled` are those that concern headings and lines outside of the articles."""
    orders = list(instructions)
    replaced, whole = _list_replaced(orders)
    for one in orders:
        if one.verb in ORDERLESS or id(one) in handled:
            continue
        missing = next((place for place in one.sources if place.article and place.article not in numbers), None)
        if missing:
            yield Trouble(one, f"the old text has no {missing}")
        elif one.verb == "insert":
            yield from _find_unfit_insert(one, whole)
        elif why := _find_unclear(one, replaced):
            yield Trouble(one, why, _get_article(one))


def _list_replaced(orders: Iterable[Instruction]) -> tuple[set[ArticleNumber], set[ArticleNumber]]:
    """The articles of which something gets new words, and those that get them as a whole."""
    places = [one.sources[0] for one in orders if one.verb == "replace"]
    return {place.article for place in places}, {place.article for place in places if place.unit == "article"}


def _find_unclear(one: Instruction, replaced: Collection[ArticleNumber]) -> str:
    """Why an order leaves open what becomes of the words, in a sentence; "" if it does not. `replaced` are articles that get new words."""
    if one.verb == "join" and (len(one.sources) == 1 or (_joins_parts(one) and _get_article(one) not in replaced)):
        return "it does not say how the words are joined"
    if one.verb == "split" and one.unit != "article" and _get_article(one) not in replaced:
        return "it does not say where it is divided"
    return "" if _is_carried_out(one) else "this program cannot carry out such an order"


def _joins_parts(one: Instruction) -> bool:
    """Whether paragraphs or items become one paragraph or item, so that their words make one line."""
    return one.sources[0].unit != "article" and not any(target.unit == "article" for target in one.targets)


def _is_carried_out(one: Instruction) -> bool:
    if not one.sources:
        return False
    if one.verb in WORD_VERBS:
        return all(place.article or place == WHOLE for place in one.sources)
    return one.verb in _ARTICLE_VERBS and all(place.article for place in one.sources)


def _find_unfit_insert(one: Instruction, whole: Collection[ArticleNumber]) -> Iterator[Trouble]:
    if one.unit == "article":
        if not list_inserted(one):
            yield Trouble(one, "it does not say which number the article gets")
    elif one.unit not in _BELOW or not one.sources or not one.sources[0].article:
        yield Trouble(one, "this program cannot carry out such an order")
    elif not one.new_words and one.sources[0].article not in whole:  # else they stand in the words of the whole article
        yield Trouble(one, "it brings no words")


def find_untraced(
    instructions: Iterable[Instruction],
    expectation: Expectation,
    mapping: ArticleMapping,
    emitted: Collection[int],
    lines: Iterable[Sequence[NewWords]],
) -> Iterator[Trouble]:
    """Orders of which no word stands in the new text, and old lines that are lost."""
    made = _gather_made(lines)
    traces = set(_list_traces(expectation, emitted))
    for one in instructions:
        texts = made.get(id(one))
        if one.verb in WORD_VERBS:
            yield from _find_untraced_words(one, texts, traces, expectation)
        elif one.verb in _BRINGING:
            yield from _find_untraced_texts(one, texts)
    given = {str(place) for one in instructions if one.verb == "replace" for place in one.sources}
    yield from _find_lost_lines(expectation, mapping, emitted, given)


def _gather_made(lines: Iterable[Sequence[NewWords]]) -> dict[int, list[str]]:
    """The words that each instruction made, by its identity."""
    made: dict[int, list[str]] = {}
    for piece in (piece for pieces in lines for piece in pieces):
        if piece.instruction:
            made.setdefault(id(piece.instruction), []).append(piece.text)
    return made


def _list_traces(expectation: Expectation, emitted: Collection[int]) -> Iterator[tuple[int, ArticleNumber]]:
    """Each instruction, by its identity, with the old articles in whose lines it left a trace in the new text."""
    for number, draft in expectation.drafts:
        for node in list_all(draft):
            if id(node) in emitted:
                yield from ((id(segment.instruction), number) for segment in node.segments if segment.instruction)


def _find_untraced_texts(one: Instruction, texts: Sequence[str] | None) -> Iterator[Trouble]:
    """The first paragraph of what an order brings in that would not stand in the new text."""
    whole = fold_loosely("".join(texts or ()))
    lost = next((text for text in _list_texts(one.new_words) if fold_loosely(text) not in whole), None)
    if lost is not None:
        yield Trouble(one, f"of its words these would not stand in the new text: {lost[:40]}", _get_article(one))


def _find_untraced_words(
    one: Instruction,
    texts: Sequence[str] | None,
    traces: Collection[tuple[int, ArticleNumber]],
    expectation: Expectation,
) -> Iterator[Trouble]:
    if texts is None:
        yield Trouble(one, _tell_untraced(one, expectation), _get_article(one))
        return
    for place in one.sources:
        if place.article and (id(one), place.article) not in traces:
            yield Trouble(one, f"another order replaces {place}, and its words would be lost", place.article)
            return


def _tell_untraced(one: Instruction, expectation: Expectation) -> str:
    """Why an order on words left no trace."""
    if WHOLE not in one.sources:
        return "another order takes away the words that it changes"
    lines = [node.was for _, draft in expectation.drafts for node in list_all(draft)]
    cut = [words.text for words in one.old_words if are_cut(words.text, lines)]
    return f"the old text has the words “{cut[0]}” {ONLY_WITHIN}" if cut else "the old text does not have these words"


def _get_article(one: Instruction) -> ArticleNumber:
    return one.sources[0].article if one.sources else ()


def _list_texts(words: Iterable[Quotation]) -> Iterator[str]:
    """The paragraphs of quotations, without the numbers of articles and headings."""
    for one in words:
        for text in one.paragraphs:
            head = read_head(text)
            yield (
                text[sum(len(step.printed) for step in head.steps) :].strip(" \u3000\t")
                if head
                else split_number(text)[2]
            )


def _find_lost_lines(
    expectation: Expectation, mapping: ArticleMapping, emitted: Collection[int], given: Collection[str]
) -> Iterator[Trouble]:
    """Old lines that stand nowhere in the new text, though nothing took them out or replaced the article; `given` are the places of new words."""
    replaced = _find_replaced(expectation)
    became = mapping.group_new()
    for number, draft in expectation.drafts:
        if number in mapping.deleted:
            continue
        away = [node for place, node in draft.away.items() if place not in given]
        staying = [] if replaced.intersection(became.get(number, ())) else draft.list_lines()
        lost = next((node for node in (*away, *staying) if id(node) not in emitted), None)
        if lost is not None:
            yield Trouble(None, f"no order says what becomes of these words: {lost.words[:40]}", number)


def _find_replaced(expectation: Expectation) -> set[ArticleNumber]:
    """The new articles of which no line is an old one."""
    old = {id(node) for _, draft in expectation.drafts for node in list_all(draft)}
    articles = expectation.articles.items()
    return {number for number, article in articles if old.isdisjoint(id(node) for _, node in article.lines)}


def divide_articles(
    articles: Mapping[ArticleNumber, ExpectedArticle],
) -> tuple[dict[ArticleNumber, ExpectedArticle], list[Trouble], list[ArticleNumber]]:
    """Give the articles into which one was divided their paragraphs, where there are as many; and those of which that was chosen."""
    made = dict(articles)
    troubles: list[Trouble] = []
    chosen: list[ArticleNumber] = []
    for sources, numbers in _group_divided(articles).items():
        parts = _cut_paragraphs(articles[numbers[0]].lines)
        if len(parts) != len(numbers):
            names = "、".join(print_number("article", one) for one in sources)
            troubles.append(Trouble(None, f"no order says where {names} is divided", sources[0] if sources else ()))
            continue
        chosen.extend(numbers)
        for number, part in zip(sorted(numbers), parts, strict=True):
            made[number] = ExpectedArticle(number, part, sources)
    return made, troubles, chosen


def _group_divided(
    articles: Mapping[ArticleNumber, ExpectedArticle],
) -> dict[tuple[ArticleNumber, ...], list[ArticleNumber]]:
    """The articles into which one was divided without words of their own, by what was divided."""
    groups: dict[tuple[ArticleNumber, ...], list[ArticleNumber]] = {}
    for number, article in articles.items():
        if article.is_divided:
            groups.setdefault(article.sources, []).append(number)
    return {sources: numbers for sources, numbers in groups.items() if not _have_own_words(articles, numbers)}


def _have_own_words(articles: Mapping[ArticleNumber, ExpectedArticle], numbers: Iterable[ArticleNumber]) -> bool:
    firsts = {id(articles[number].lines[0][1]) for number in numbers if articles[number].lines}
    return len(firsts) > 1


def _cut_paragraphs(lines: Sequence[DepthLine]) -> list[tuple[DepthLine, ...]]:
    starts = [at for at, (depth, _) in enumerate(lines) if depth == PARAGRAPH]
    return [tuple(lines[start:end]) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
