"""Which article became which, as an act tells it and as follows from it.

Told: 将第三条改为第四条, 增加一条作为第五条, 删去第七条, 分为, 合并, 第八条第三款单列一条. What is told nothing of fills the numbers that are
left, in the old order; so the mapping is whole if the act was understood whole. Where the numbers do not add up, the stretch between
two articles that are told is left open and reported.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.instructions import CONTAINERS, LAST, Instruction, UnitPlace
from decision_diff.frozen import changeable, frozen
from decision_diff.words.likeness import measure_likeness
from decision_diff.words.sequence import find_heaviest_chain

ArticleNumber = tuple[int, ...]
_ALIKE: Final = 0.5  # likeness from which words alone prove that an article is the same, wherever it stands


@frozen
class ToldLink:
    """An old place, and the new article that it became, as an instruction says; None for what follows from the order alone."""

    old: UnitPlace | None
    old_number: ArticleNumber
    new_number: ArticleNumber
    instruction: Instruction | None


@frozen
class Disagreement:
    """Something that an act says and the texts do not bear out, in a sentence; about the article of that number on either side."""

    sentence: str
    instruction: Instruction | None = None
    old_number: ArticleNumber = ()
    new_number: ArticleNumber = ()


@frozen
class Mapping:
    """All links between articles, the new ones that the act put in, the old ones that it deleted, and what does not add up.

    `inserted` and `deleted` have the instruction for each number.
    """

    links: tuple[ToldLink, ...]
    inserted: dict[ArticleNumber, Instruction]
    deleted: dict[ArticleNumber, Instruction]
    disagreements: tuple[Disagreement, ...]

    def group_new(self) -> dict[ArticleNumber, list[ArticleNumber]]:
        """What each old article became, ascending."""
        found: dict[ArticleNumber, set[ArticleNumber]] = {}
        for link in self.links:
            found.setdefault(link.old_number, set()).add(link.new_number)
        return {number: sorted(numbers) for number, numbers in found.items()}


@changeable
class Told:
    """What the act says of articles, as it is gathered."""

    links: list[ToldLink]
    inserted: dict[ArticleNumber, Instruction]
    deleted: dict[ArticleNumber, Instruction]
    whole: set[ArticleNumber]  # old articles of which nothing keeps a number that is not told
    left: dict[ArticleNumber, set[ArticleNumber]]  # the paragraphs of an old article that went elsewhere
    disagreements: list[Disagreement]


def map_articles(
    instructions: Iterable[Instruction], old: Sequence[ArticleText], new: Sequence[ArticleText]
) -> Mapping:
    """The mapping of articles that an act's instructions give for two texts."""
    told = gather_told(instructions, old)
    report_unknown(told, old, new)
    follows = _fill(told, old, new)
    return Mapping((*told.links, *follows), told.inserted, told.deleted, tuple(told.disagreements))


def gather_told(instructions: Iterable[Instruction], old: Sequence[ArticleText]) -> Told:
    """What an act's instructions say of the articles of a text."""
    told = Told([], {}, {}, set(), {}, [])
    for one in instructions:
        _gather(one, told)
    told.links[:] = _list_finest(told.links)
    by_number = {article.number: article for article in old}
    for number, paragraphs in told.left.items():
        article = by_number.get(number)
        count = len(article.list_paragraphs()) if article else 0
        if article and len({count if one == (LAST,) else one[0] for one in paragraphs}) == count:
            told.whole.add(number)
    return told


def _list_finest(links: Sequence[ToldLink]) -> list[ToldLink]:
    """The links without those of a divided article to new ones that its paragraphs are told to become."""
    told = {
        (link.old_number, link.new_number) for link in links if link.old is not None and link.old.unit == "paragraph"
    }
    return [link for link in links if not _is_split(link) or (link.old_number, link.new_number) not in told]


def _is_split(link: ToldLink) -> bool:
    is_whole = link.old is not None and link.old.unit == "article"
    return is_whole and link.instruction is not None and link.instruction.verb == "split"


def _gather(one: Instruction, told: Told) -> None:
    if one.verb in ("renumber", "split", "join", "move"):
        _gather_links(one, told)
    elif one.verb == "insert":
        for number in list_inserted(one):
            told.inserted[number] = one
    elif one.verb == "delete":
        for place in one.sources:
            if place.unit == "article":
                told.deleted[place.article] = one
                told.whole.add(place.article)
            elif place.unit == "paragraph" and place.article:
                told.left.setdefault(place.article, set()).add(place.steps[-1].number)


def list_inserted(one: Instruction) -> list[ArticleNumber]:
    """The numbers of the articles that an instruction puts in, with a chapter or by themselves."""
    if one.unit == "article":
        return [target.article for target in one.targets if target.unit == "article"]
    if one.unit in CONTAINERS:
        heads = (read_head(text) for words in one.new_words for text in words.paragraphs)
        return [head.article for head in heads if head and head.article]
    return []


def _gather_links(one: Instruction, told: Told) -> None:
    targets = [target for target in one.targets if target.article]
    if not targets or not all(source.article for source in one.sources):
        return
    for source in one.sources:
        for target in targets:
            told.links.append(ToldLink(source, source.article, target.article, one))
        if source.unit == "article":
            told.whole.add(source.article)
        elif source.unit == "paragraph" and all(target.unit == "article" for target in targets):
            told.left.setdefault(source.article, set()).add(source.steps[-1].number)


def report_unknown(told: Told, old: Sequence[ArticleText], new: Sequence[ArticleText]) -> None:
    """Report what names an article that is not there, and take it back."""
    olds, news = {one.number for one in old}, {one.number for one in new}
    for link in list(told.links):
        if link.old_number not in olds:
            told.disagreements.append(
                Disagreement("it names an article that the old text does not have", link.instruction, link.old_number)
            )
        elif link.new_number not in news:
            told.disagreements.append(
                Disagreement(
                    "it makes an article that the new text does not have", link.instruction, (), link.new_number
                )
            )
        else:
            continue
        told.links.remove(link)
        told.whole.discard(link.old_number)
    for number, one in list(told.deleted.items()):
        if number not in olds:
            told.disagreements.append(
                Disagreement("it deletes an article that the old text does not have", one, number)
            )
            del told.deleted[number]
    for number, one in list(told.inserted.items()):
        if number not in news:
            told.disagreements.append(
                Disagreement("it adds an article that the new text does not have", one, (), number)
            )
            del told.inserted[number]


def _fill(told: Told, old: Sequence[ArticleText], new: Sequence[ArticleText]) -> list[ToldLink]:
    """The links that follow from the order: old articles of which nothing is told take the numbers that are left."""
    taken = {link.new_number for link in told.links if is_article_made(link)} | told.inserted.keys()
    rest_old = [at for at, one in enumerate(old) if one.number not in told.whole]
    rest_new = [at for at, one in enumerate(new) if one.number not in taken and not _is_left(told, one)]
    ends = [(-1, -1), *find_anchors(told, old, new), (len(old), len(new))]
    if len(rest_old) == len(rest_new):
        pairs = zip(rest_old, rest_new, strict=True)
        return [link_following(old[i], new[j]) for i, j in pairs if _stands_between(i, j, ends, told, old, new)]
    made: list[ToldLink] = []
    for before, after in pairwise(ends):
        some_old = [old[at] for at in rest_old[bisect_right(rest_old, before[0]) : bisect_left(rest_old, after[0])]]
        some_new = [new[at] for at in rest_new[bisect_right(rest_new, before[1]) : bisect_left(rest_new, after[1])]]
        made.extend(_fill_stretch(told, some_old, some_new))
    return made


def _fill_stretch(told: Told, old: Sequence[ArticleText], new: Sequence[ArticleText]) -> list[ToldLink]:
    """The links of a stretch between two told articles; where it does not add up, only of articles that stayed as they were."""
    if len(old) == len(new):
        return list(map(link_following, old, new))
    told.disagreements.append(_report_stretch(old, new))
    return _keep_numbers(old, new)


def is_article_made(link: ToldLink) -> bool:
    """Whether an order makes the whole new article, and not a paragraph of one that is there in any case."""
    targets = link.instruction.targets if link.instruction else ()
    return any(target.unit == "article" and target.article == link.new_number for target in targets)


def _is_left(told: Told, article: ArticleText) -> bool:
    """Whether a new article is the mere number that a deleted one left."""
    return article.is_tombstone and article.number in told.deleted


def link_following(old: ArticleText, new: ArticleText) -> ToldLink:
    """The link of an article of which nothing is told."""
    return ToldLink(None, old.number, new.number, None)


def _keep_numbers(old: Sequence[ArticleText], new: Sequence[ArticleText]) -> list[ToldLink]:
    """Where the numbers do not add up: articles that have the same number and the same text."""
    texts = {one.number: one for one in new}
    same = (one for one in old if one.number in texts and texts[one.number].text == one.text)
    return [link_following(one, texts[one.number]) for one in same]


def _report_stretch(old: Sequence[ArticleText], new: Sequence[ArticleText]) -> Disagreement:
    sentence = (
        f"{len(old)} old and {len(new)} new articles are left where as many should be: {_name(old)} and {_name(new)}"
    )
    return Disagreement(sentence, None, old[0].number if old else (), new[0].number if new else ())


def _name(articles: Sequence[ArticleText]) -> str:
    if not articles:
        return "none"
    first, last = articles[0].printed, articles[-1].printed
    return first if first == last else f"{first} … {last}"


def find_anchors(told: Told, old: Sequence[ArticleText], new: Sequence[ArticleText]) -> list[tuple[int, int]]:
    """The longest run of told links that ascends on both sides: those that did not move."""
    at_old = {one.number: at for at, one in enumerate(old)}
    at_new = {one.number: at for at, one in enumerate(new)}
    moved = (link for link in told.links if link.instruction and link.instruction.verb == "renumber")
    whole = (link for link in moved if link.old and link.old.unit == "article")
    pairs = sorted({(at_old[link.old_number], at_new[link.new_number]) for link in whole})
    chain = find_heaviest_chain([(*pair, 1.0) for pair in pairs])
    return [pairs[at] for at in chain]


def _stands_between(
    i: int,
    j: int,
    ends: Sequence[tuple[int, int]],
    told: Told,
    old: Sequence[ArticleText],
    new: Sequence[ArticleText],
) -> bool:
    """Whether an article without a told number stands between the same told neighbours as before, or proves by its words."""
    after = bisect_left(ends, (i, -1))
    before = after - 1
    if ends[after][0] == i:  # a part of it was told, and the rest stays where it is
        after += 1
    if ends[before][1] <= j <= ends[after][1] or measure_likeness(old[i].text, new[j].text) >= _ALIKE:
        return True
    sentence = f"{old[i].printed} would become {new[j].printed}, which stands between other articles than before"
    told.disagreements.append(Disagreement(sentence, None, old[i].number, new[j].number))
    return False
