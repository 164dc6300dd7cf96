"""What the new text must be, article by article, if an act was carried out on the old one.

The numbers of the new articles come from the `Mapping`; their lines from the old articles as the act amends them, or from what the act
brings in. Where an article was only divided, or several were only put together, it is the lines of all of them in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from decision_diff.amend.articles.carrying import carry_out, change_pending, list_rows
from decision_diff.amend.articles.drafts import (
    WORD_VERBS,
    Draft,
    DraftNode,
    Problem,
    Segment,
    build_nodes,
    change_words,
    open_draft,
)
from decision_diff.amend.articles.finding import find_each
from decision_diff.amend.articles.mapping import ArticleNumber, Mapping, ToldLink
from decision_diff.amend.articles.old import ArticleText, Row, cut_rows
from decision_diff.amend.articles.quoted import QuotationReader
from decision_diff.amend.chinese.orders import PREAMBLES, WHOLE
from decision_diff.amend.instructions import CONTAINERS, Instruction, UnitPlace
from decision_diff.frozen import frozen

DepthLine = tuple[int, DraftNode]


@frozen
class ExpectedArticle:
    """A new article as it must be: its lines with their depth, and the old articles from which they are.

    `is_divided`: the act says into which articles an old one was divided, and not where; the lines are those of all of them.
    """

    number: ArticleNumber
    lines: tuple[DepthLine, ...]
    sources: tuple[ArticleNumber, ...]
    is_divided: bool = False


@frozen
class Expectation:
    """All that an act leads to expect: the new articles, what cannot be carried out, and the lines that are to be gone."""

    articles: dict[ArticleNumber, ExpectedArticle]
    problems: tuple[Problem, ...]
    taken_out: tuple[tuple[ArticleNumber, DraftNode, Instruction], ...]
    doubts: tuple[Problem, ...] = ()
    choices: tuple[Problem, ...] = ()
    drafts: tuple[tuple[ArticleNumber, Draft], ...] = ()  # of the old articles, as they are now


def derive_expected(instructions: Sequence[Instruction], olds: Sequence[ArticleText], mapping: Mapping) -> Expectation:
    """What an act leads to expect of the new text."""
    instructions = _relate_targets(instructions, mapping)
    drafts = {article.number: open_draft(article) for article in olds}
    made: dict[ArticleNumber, Draft] = {}  # new articles that an act brings in, by their new number
    problems = list(_list_unchecked(instructions))
    became = mapping.group_new()
    for stage in sorted({one.origin.stage for one in instructions}):
        if stage > 1:
            _open_stage((*drafts.values(), *made.values()))
        some = [one for one in instructions if one.origin.stage == stage]
        problems.extend(_carry_out_act(some, drafts, made, QuotationReader(some, became)))
    every = [*drafts.values(), *made.values()]
    problems.extend(chain.from_iterable(draft.problems for draft in every))
    return Expectation(
        _expect_articles(mapping, drafts, made),
        tuple(problems),
        tuple((draft.article.number, *taken) for draft in every for taken in draft.taken_out),
        tuple(chain.from_iterable(draft.doubts for draft in every)),
        tuple(chain.from_iterable(draft.choices for draft in every)),
        tuple(drafts.items()),
    )


def _relate_targets(instructions: Iterable[Instruction], mapping: Mapping) -> list[Instruction]:
    """The orders; those that give a paragraph another number within its own article with that number alone: 第三条第二款改为第三条第一款."""
    whole = (link for link in mapping.links if link.old is None or link.old.unit == "article")
    stays = {link.old_number: link.new_number for link in whole}
    return [_relate(one, stays) for one in instructions]


def _relate(one: Instruction, stays: dict[ArticleNumber, ArticleNumber]) -> Instruction:
    if one.verb not in ("renumber", "join") or len(one.targets) != 1:
        return one
    target = one.targets[0]
    units = {source.unit for source in one.sources}
    articles = {source.article for source in one.sources}
    if units != {target.unit} or target.unit == "article" or len(articles) != 1:
        return one
    if not target.article or stays.get(next(iter(articles))) != target.article:
        return one
    steps = tuple(step for step in target.steps if step.unit != "article" and step.unit not in CONTAINERS)
    return replace(one, targets=(UnitPlace(steps),))


def _open_stage(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        draft.open_stage()


def _list_unchecked(instructions: Iterable[Instruction]) -> Iterator[Problem]:
    """Orders on the words of chapters, annexes and a preamble, which are not checked here."""
    for one in instructions:
        for place in one.sources if one.verb in WORD_VERBS else ():
            if not place.article and place != WHOLE and str(place) not in PREAMBLES:
                yield Problem(one, f"this program cannot check an order on words of {place}")


def _expect_articles(
    mapping: Mapping, drafts: dict[ArticleNumber, Draft], made: dict[ArticleNumber, Draft]
) -> dict[ArticleNumber, ExpectedArticle]:
    """Each new article of which something is known, by its number."""
    links: dict[ArticleNumber, list[ToldLink]] = {number: [] for number in mapping.inserted if number in made}
    for link in mapping.links:
        links.setdefault(link.new_number, []).append(link)
    return {number: _expect_article(number, some, drafts, made) for number, some in sorted(links.items())}


def _carry_out_act(
    instructions: Sequence[Instruction],
    drafts: dict[ArticleNumber, Draft],
    made: dict[ArticleNumber, Draft],
    reader: QuotationReader,
) -> list[Problem]:
    """Carry out one act of a file on the articles as the acts before it left them; the orders whose quotations are not clear."""
    every = {**made, **drafts}
    by_article = _sort_by_article(one for one in instructions if not reader.is_content(one))
    for number, draft in every.items():
        carry_out(draft, by_article.get(number, []))
    change_everywhere([line for draft in every.values() for line in list_all(draft)], instructions)
    for draft in every.values():
        change_pending(draft)
    contents, problems = _read_contents(instructions, reader)
    for number, (one, rows) in contents.items():
        made[number] = Draft(ArticleText(number, ()), build_nodes(rows, one), [], [], {}, [], [], [])
    return problems


def list_all(draft: Draft) -> list[DraftNode]:
    """The lines of a draft, and of what went away from it."""
    return [*draft.list_lines(), *(line for node in draft.away.values() for line in _walk_gone(node))]


def _walk_gone(node: DraftNode) -> Iterator[DraftNode]:
    yield node
    for child in node.children:
        yield from child.walk()


def _sort_by_article(orders: Iterable[Instruction]) -> dict[ArticleNumber, list[Instruction]]:
    """The orders for each old article, in order, each once."""
    found: dict[ArticleNumber, list[Instruction]] = {}
    for one in orders:
        for number in dict.fromkeys(place.article for place in one.sources):
            found.setdefault(number, []).append(one)
    return found


def _read_contents(
    instructions: Sequence[Instruction], reader: QuotationReader
) -> tuple[dict[ArticleNumber, tuple[Instruction, list[Row]]], list[Problem]]:
    """The rows that the act gives for whole new articles, by their number; and the orders that do not say clearly for which."""
    contents: dict[ArticleNumber, tuple[Instruction, list[Row]]] = {}
    problems: list[Problem] = []
    for one in instructions:
        given = reader.read(one)
        if given.fault:
            problems.append(Problem(one, given.fault, one.sources[0].article if one.sources else ()))
        contents.update((number, (one, cut_rows(texts))) for number, texts in given.texts)
    return contents, problems


def _expect_article(
    number: ArticleNumber,
    links: Sequence[ToldLink],
    drafts: dict[ArticleNumber, Draft],
    made: dict[ArticleNumber, Draft],
) -> ExpectedArticle:
    sources = tuple(sorted({link.old_number for link in links}))
    if number in made:
        return ExpectedArticle(number, tuple(list_rows(made[number].nodes)), sources)
    nodes: list[DraftNode] = []
    moved: list[tuple[int, DraftNode]] = []
    for link in links:
        taken = _take_nodes(drafts[link.old_number], link.old)
        place = _find_slot(link)
        moved.extend((place + nth, node) for nth, node in enumerate(taken) if place)
        nodes.extend(taken if not place else ())
    for place, node in sorted(moved, key=lambda one: one[0]):
        nodes.insert(place - 1, node)
    divided = any(link.instruction is not None and link.instruction.verb == "split" for link in links)
    return ExpectedArticle(number, tuple(list_rows(nodes)), sources, divided)


def _find_slot(link: ToldLink) -> int:
    """The number of the paragraph of another article that a paragraph became; 0 if it became no such."""
    targets = link.instruction.targets if link.instruction else ()
    target = next((one for one in targets if one.article == link.new_number and one.unit == "paragraph"), None)
    return (
        target.steps[-1].number[0]
        if target and link.instruction and link.instruction.verb in ("renumber", "move")
        else 0
    )


def _take_nodes(draft: Draft, place: UnitPlace | None) -> list[DraftNode]:
    """What a place of an old article became: the article, or a part that went away from it."""
    if place is None or place.unit == "article":
        return draft.nodes
    node = draft.away.get(str(place))
    if node is None:
        return []
    node.gone = False
    return [node]


def change_everywhere(lines: Sequence[DraftNode], instructions: Iterable[Instruction]) -> None:
    """Change words in the whole text: longer ones first, each stretch once, and nothing that the act brought in."""
    orders = [one for one in instructions if one.verb in WORD_VERBS and WHOLE in one.sources]
    pairs = {
        old.text: (new.text, one)
        for one in orders
        if one.verb == "substitute-words"
        for old, new in zip(one.old_words, one.new_words, strict=True)
    }
    for one in orders:
        if one.verb != "substitute-words":
            _change_others(lines, one)
    if pairs:
        _substitute_everywhere(lines, pairs)


def _substitute_everywhere(lines: Sequence[DraftNode], pairs: dict[str, tuple[str, Instruction]]) -> None:
    texts = [segment.text for line in lines for segment in line.segments if not segment.instruction]
    found = iter(find_each(list(pairs), texts))
    for line in lines:
        if any(not segment.instruction for segment in line.segments):
            line.segments[:] = [piece for segment in line.segments for piece in _substitute(segment, found, pairs)]


def _substitute(
    segment: Segment, found: Iterator[Sequence[tuple[int, int, str]]], pairs: dict[str, tuple[str, Instruction]]
) -> Iterator[Segment]:
    at = 0
    for start, end, words in () if segment.instruction else next(found):
        yield Segment(segment.text[at:start])
        yield Segment(*pairs[words])
        at = end
    yield Segment(segment.text[at:], segment.instruction)


def _change_others(lines: Sequence[DraftNode], one: Instruction) -> None:
    """Words put in or taken out throughout."""
    for at, words in enumerate(one.old_words):
        new = one.new_words[at].text if one.new_words else ""
        make: list[tuple[str | None, bool]] = (
            [(new, True)] if one.verb == "delete-words" else [(None, False), (new, True)]
        )
        change_words(lines, words.text, make[::-1] if one.where == "before" else make, one, 0)
