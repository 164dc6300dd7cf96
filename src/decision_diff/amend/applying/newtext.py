"""Carries an act out on a text: the new text, or what stands in the way.

derive      which number each article gets (`slots`), and its lines (`expected`), as `check` does
account     every order is carried out by somebody (`accounting`)
write       the new text (`assembling`), with what no act says (`choices`)
account     every order left a trace, and no old line is lost
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as TypingMapping
from typing import Final

from decision_diff.amend.applying.accounting import Trouble, divide_articles, find_unfit, find_untraced
from decision_diff.amend.applying.arranging import Choice, OldFrame
from decision_diff.amend.applying.assembling import Assembler, WrittenLine
from decision_diff.amend.applying.divisions import DivisionPlan, carry_out_divisions, open_divisions
from decision_diff.amend.applying.holding import find_overheld
from decision_diff.amend.applying.layout import cut_parts, measure_indents
from decision_diff.amend.applying.outside import OtherLines, change_other_lines
from decision_diff.amend.applying.slots import derive_mapping
from decision_diff.amend.articles.annexes import is_on_annexes
from decision_diff.amend.articles.drafts import WORD_VERBS, DraftNode, Problem
from decision_diff.amend.articles.expected import Expectation, ExpectedArticle, derive_expected
from decision_diff.amend.articles.mapping import ArticleNumber, Disagreement, Mapping
from decision_diff.amend.articles.old import ITEM, PARAGRAPH, ArticleText
from decision_diff.amend.chinese.numbers import print_article, print_number
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import Act, Instruction
from decision_diff.citations.articles import Cited, list_citing, list_renumbered
from decision_diff.frozen import frozen
from decision_diff.model import Decision
from decision_diff.patterns import late

_MARKS: Final = ("“”", '""', "「」")


@frozen
class NewText:
    """What came of it: the lines of the new text, what was chosen, and what stands in the way; the lines count only if nothing does."""

    lines: tuple[WrittenLine, ...]
    is_ended: bool
    choices: tuple[Choice, ...]
    troubles: tuple[Trouble, ...]

    @property
    def text(self) -> str:
        """The lines; the last one ends as that of the old text."""
        return "\n".join("".join(piece.text for piece in line.pieces) for line in self.lines) + "\n" * self.is_ended


def carry_out_act(act: Act, old: Decision, olds: Sequence[ArticleText], orders: Sequence[Instruction]) -> NewText:
    """Try to carry out `orders` on a text, whose articles are `olds` and which the act calls by the name of its first part."""
    annexed = [one for one in orders if is_on_annexes(one)]
    orders = [one for one in orders if not is_on_annexes(one)]
    mapping, strays = derive_mapping(orders, olds)
    if mapping.disagreements:
        return NewText((), False, (), tuple(map(_take_disagreement, mapping.disagreements)))
    parts = cut_parts(old, olds)
    divisions = open_divisions(parts)
    carry_out_divisions(divisions, old, orders)
    others = change_other_lines(old, parts, orders, act.parts[0].law, annexed)
    expectation = derive_expected(orders, olds, mapping)
    articles, undivided, chosen = divide_articles(expectation.articles)
    troubles = [*_list_troubles(expectation, divisions, others), *undivided]
    handled = divisions.handled | others.handled | {id(one.instruction) for one in troubles}
    troubles.extend(find_unfit(orders, {one.number for one in olds}, handled))
    if troubles:
        return NewText((), False, (), tuple(troubles))
    indents = measure_indents(old, olds)
    frame = OldFrame(
        old,
        olds,
        parts,
        indents,
        _list_became(mapping, olds),
        _list_shifted(olds, articles),
        _list_unclear(mapping),
        others.words,
        _find_marks(old, act),
        others.gone,
        others.before,
    )
    assembler = Assembler(frame, divisions, articles)
    assembler.write(_list_makers(mapping), _list_sources(mapping, olds))
    troubles.extend(_take_problems(divisions.problems))
    troubles.extend(find_overheld(assembler.held, orders))
    troubles.extend(
        find_untraced(orders, expectation, mapping, assembler.emitted, (line.pieces for line in assembler.lines))
    )
    told = (
        *_list_choices(strays, chosen, expectation, others),
        *_list_repeated(articles),
        *_list_lost_notes(olds, articles),
        *_list_joined(mapping, articles),
        *_list_cited_outside(frame),
    )
    choices = (*told, *assembler.choices)
    is_ended = bool(old.blocks and old.blocks[-1].end)
    return NewText(tuple(assembler.lines), is_ended, choices, tuple(troubles))


def _find_marks(old: Decision, act: Act) -> str:
    """The marks of a quotation: those that the old text has most, else those of the act, else “”."""
    for text in (old.plain, act.source.data.decode("utf-8", "replace")):
        counts = {marks: text.count(marks[0]) for marks in _MARKS}
        if any(counts.values()):
            return max(_MARKS, key=lambda marks: counts[marks])
    return _MARKS[0]


def _take_disagreement(one: Disagreement) -> Trouble:
    return Trouble(one.instruction, one.sentence, one.old_number)


def _take_problems(problems: Iterable[Problem]) -> Iterator[Trouble]:
    for one in problems:
        yield Trouble(one.instruction, one.sentence, one.article)


def _list_troubles(expectation: Expectation, divisions: DivisionPlan, others: OtherLines) -> Iterator[Trouble]:
    """What could not be carried out; words outside of the articles are looked after by `others`, and not by `expected`."""
    for one in _take_problems((*expectation.problems, *expectation.doubts)):
        if one.article or one.instruction is None or one.instruction.verb not in WORD_VERBS:
            yield one
    yield from _take_problems((*divisions.problems, *others.problems))


def _list_choices(
    strays: Iterable[Disagreement], chosen: Iterable[ArticleNumber], expectation: Expectation, others: OtherLines
) -> Iterator[Choice]:
    """What was chosen before the text was written."""
    for one in strays:
        yield Choice(print_number("article", one.new_number), f"{one.sentence}; only there is a number left")
    if others.notes:
        yield Choice("", f"the note of adoption is left as it is: {others.notes[0][:40]}")
    for number in chosen:
        yield Choice(print_number("article", number), "it gets one of the paragraphs of the divided article")
    for problem in expectation.choices:
        yield Choice("", f"{problem.instruction.printed}: {problem.sentence}")
    for order, line in others.touched:
        yield Choice("", f"{order.printed}: words are changed outside of the articles too: {line}")


def _list_lost_notes(
    olds: Sequence[ArticleText], articles: TypingMapping[ArticleNumber, ExpectedArticle]
) -> Iterator[Choice]:
    """Lines that look like notes ([1] …) and stand below an article that goes or is given anew: nobody said that they go with it."""
    kept = {node.eid for article in articles.values() for _, node in article.lines}
    for one in olds:
        for row in one.rows[1:]:
            if row.eid not in kept and _NOTE_LINE.match(row.words):
                yield Choice("", f"a line that looks like a note goes with {one.printed}: {row.words[:40]}")


_NOTE_LINE: Final = late(r"\[\^?[0-9]{1,3}\]|[*＊]+\s*\S|注[0-9一二三四五六七八九十]*[:：]|[¹²³⁴⁵⁶⁷⁸⁹]")


def _list_repeated(articles: TypingMapping[ArticleNumber, ExpectedArticle]) -> Iterator[Choice]:
    """Words that stand several times in one line where the act does not say which are meant: each is changed."""
    for number, article in articles.items():
        for one, count in (found for _, node in article.lines for found in _count_changes(node)):
            if _is_repeated(one, count):
                words = "”、“".join(words.text for words in one.old_words)
                sentence = f"“{words}” stands {count} times in one line, and each is changed"
                yield Choice(print_number("article", number), sentence)


def _count_changes(node: DraftNode) -> Iterator[tuple[Instruction, int]]:
    """The orders that changed words of a line, each with how many places."""
    orders = {id(one): one for one in node.list_instructions() if one.verb in WORD_VERBS and WHOLE not in one.sources}
    counts = Counter(id(segment.instruction) for segment in node.segments)
    yield from ((one, counts[key]) for key, one in orders.items())


def _is_repeated(one: Instruction, count: int) -> bool:
    return count > len(one.old_words) > 0 and one.occurrence == 0 and not _SAYS_EACH.search(one.printed)


_SAYS_EACH: Final = late(r"各处|两处|几处|均|都|统一|一律")


def _list_joined(mapping: Mapping, articles: TypingMapping[ArticleNumber, ExpectedArticle]) -> Iterator[Choice]:
    """Articles into which an act joins others without giving the words."""
    joins = (link for link in mapping.links if link.instruction and link.instruction.verb == "join")
    for number in dict.fromkeys(link.new_number for link in joins):
        article = articles.get(number)
        if article and len(article.sources) > 1 and any(node.eid for _, node in article.lines):
            names = "、".join(print_number("article", source) for source in article.sources)
            yield Choice(
                print_number("article", number),
                f"{names} are joined, and each keeps its paragraphs, one behind the other",
            )


def _list_cited_outside(frame: OldFrame) -> Iterator[Choice]:
    """Citations outside of the articles of articles that have other numbers now: they stay, since an annex may have articles of its own."""
    blocks = [at for part in frame.parts if part.kind == "other" for at in range(part.start, part.end)]
    texts = [frame.old.blocks[at].text for at in blocks]
    for at in list_citing(texts, ("zh",)):
        for span, printed in list_renumbered(texts[at], frame.became, ("zh",)):
            cited = span.of(texts[at])
            if cited != printed:
                yield Choice(
                    "", f"a line outside of the articles cites {cited}, now {printed}, and stays: {texts[at][:30]}"
                )


def _list_sources(mapping: Mapping, olds: Sequence[ArticleText]) -> dict[ArticleNumber, int]:
    """The index of the old article that each new one is: as a whole, and each old one once."""
    at = {one.number: at for at, one in enumerate(olds)}
    found: dict[ArticleNumber, int] = {}
    taken: set[int] = set()
    for link in sorted(mapping.links, key=lambda link: link.new_number):
        is_whole = link.old is None or link.old.unit == "article"
        if is_whole and link.new_number not in found and at[link.old_number] not in taken:
            found[link.new_number] = at[link.old_number]
            taken.add(at[link.old_number])
    return found


def _list_became(mapping: Mapping, olds: Sequence[ArticleText]) -> dict[Cited, str]:
    """The new number of each old article that became one article, as it is cited."""
    became = mapping.group_new()
    like = olds[0].printed if olds else ""
    return {("article", old): print_article(new[0], like) for old, new in became.items() if len(new) == 1}


def _list_shifted(
    olds: Sequence[ArticleText], articles: TypingMapping[ArticleNumber, ExpectedArticle]
) -> dict[Cited, str]:
    """The old articles whose paragraphs or items have other numbers now, or are gone."""
    now: dict[str, tuple[ArticleNumber, int, int]] = {}
    for number, article in articles.items():
        for place, (_, node) in zip(_count_parts(depth for depth, _ in article.lines), article.lines, strict=True):
            now[node.eid] = (number, *place)
    found: dict[Cited, str] = {}
    for one in olds:
        places = zip(_count_parts(row.depth for row in one.rows), one.rows, strict=True)
        if len(one.rows) > 1 and any(now.get(row.eid, ((), *place))[1:] != place for place, row in places):
            found["article", one.number] = "whose paragraphs or items have other numbers now"
    return found


def _count_parts(depths: Iterable[int]) -> Iterator[tuple[int, int]]:
    """For each line the number of its paragraph, and of its item in it."""
    paragraph = item = 0
    for depth in depths:
        if depth == PARAGRAPH:
            paragraph, item = paragraph + 1, 0
        elif depth == ITEM:
            item += 1
        yield paragraph, item


def _list_unclear(mapping: Mapping) -> dict[Cited, str]:
    """What became of the old articles that are gone, or became several."""
    gone: dict[Cited, str] = {("article", number): "which is deleted" for number in mapping.deleted}
    for number, numbers in mapping.group_new().items():
        if len(numbers) > 1:
            names = "、".join(print_number("article", one) for one in numbers)
            gone["article", number] = f"of which something stands in {names} now"
    return gone


def _list_makers(mapping: Mapping) -> dict[ArticleNumber, Instruction]:
    """The instruction that gave each new article its number."""
    told = {link.new_number: link.instruction for link in mapping.links if link.instruction}
    return {**told, **mapping.inserted}
