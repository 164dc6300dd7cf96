"""The order of the new text: headings, articles and all else, each where it stood, and what is new where it belongs.

An article that is put in, or moved, stands behind the one before it. At a heading it stands before the heading, unless the act says otherwise
(第九章第六十三条), lists all articles of the division before it, or the article begins with what the heading says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from decision_diff.amend.applying.choices import NewWords
from decision_diff.amend.applying.divisions import Division, DivisionPlan
from decision_diff.amend.applying.layout import Indents, TextPart, order_articles
from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.articles.expected import ExpectedArticle
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.old import ArticleText
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.instructions import UnitStep
from decision_diff.citations.articles import Cited
from decision_diff.frozen import frozen
from decision_diff.model import Decision

NewPart = Division | TextPart | ArticleNumber
_ARTICLE: Final = "article"
_GENERIC: Final = ("法律责任", "监督检查", "监督管理", "一般规定", "其他规定")  # headings that many articles name
_SHORTEST_NAME: Final = 4  # characters of a heading that is worth finding
_BEGINNING: Final = 24  # characters at the beginning of an article in which it says what it is about


@frozen
class Choice:
    """Something that no act says: a sentence, and the place in the new text."""

    place: str
    sentence: str


@frozen
class OldFrame:
    """What the new text is made of besides the articles: the old text, its parts and indents, and how old articles are cited now."""

    old: Decision
    olds: Sequence[ArticleText]
    parts: Sequence[TextPart]
    indents: Indents
    became: Mapping[Cited, str]
    shifted: Mapping[
        Cited, str
    ]  # what to say of citations of paragraphs and items of articles in which these have other numbers
    unclear: Mapping[Cited, str]  # what became of articles of which it is not clear how they are cited
    other_lines: Mapping[int, list[NewWords]]  # new words of single blocks outside of the articles, by their index
    marks: str  # the marks of a quotation: those of the old text, else of the act
    gone: Collection[int]  # blocks outside of the articles that go
    before: Mapping[int, list[list[NewWords]]]  # lines that come in before a block, or behind all of them


class Arranger:
    """Puts the parts of the new text in order, and notes each choice."""

    def __init__(
        self, frame: OldFrame, divisions: DivisionPlan, articles: Mapping[ArticleNumber, ExpectedArticle]
    ) -> None:
        self.frame = frame
        self.divisions = divisions
        self.articles = articles
        self.choices: list[Choice] = []
        self._headings = {id(one.part): one for one in divisions.old}
        self._starts = {part.at: part.start for part in frame.parts if part.kind == _ARTICLE}
        self._new_headings: dict[ArticleNumber, list[Division]] = {}
        for one in divisions.new:
            self._new_headings.setdefault(one.before, []).append(one)

    def arrange(self, sources: Mapping[ArticleNumber, int]) -> list[NewPart]:
        """All parts in order; `sources` is the index of the old article that each new one is."""
        staying = {number: at for number, at in sources.items() if self._may_stand_there(number, at)}
        return self._order(*order_articles(list(self.articles), staying))

    def _may_stand_there(self, number: ArticleNumber, source: int) -> bool:
        """Whether a new article may stand where an old one stood: in the division that the act says, if it says one."""
        step = self._find_step(number)
        if step is None:
            return True
        start = self._starts[source]
        above = [one for one in self.divisions.old if one.unit == step.unit and one.part and one.part.start < start]
        return bool(above) and self._foresee(above[-1]) == step.number

    def _is_said(self, number: ArticleNumber) -> bool:
        """Whether the act says in which division an article stands, or puts one in before it."""
        plan = self.divisions
        return number in plan.holders or number in plan.inside or number in self._new_headings

    def _find_step(self, number: ArticleNumber) -> UnitStep | None:
        """The innermost division of the old text in which the act says that an article stands; None if it says none."""
        holder = self.divisions.holders.get(number)
        new = {(one.unit, one.number) for one in self.divisions.new}
        steps = (step for step in reversed(holder.steps) if (step.unit, step.number) not in new) if holder else ()
        return next(iter(steps), None)

    def _order(
        self, in_place: Mapping[int, ArticleNumber], behind: Mapping[ArticleNumber | None, list[ArticleNumber]]
    ) -> list[NewPart]:
        """Headings, parts and articles in the order of the new text."""
        made: list[NewPart] = []
        waiting = list(behind.get(None, ()))
        body = [at for at, part in enumerate(self.frame.parts) if part.kind in ("heading", "article")]
        for at, part in enumerate(self.frame.parts):
            if body and at > body[-1]:
                self._put(made, waiting)  # annexes stand behind all articles
            if part.kind == "heading" and id(part) in self._headings:
                division = self._headings[id(part)]
                if not division.gone:
                    made.append(division)
                self._put_waiting(made, waiting, at, in_place)
            elif part.kind == "article" and part.at in in_place:
                number = in_place[part.at]
                self._put(made, waiting)
                self._put(made, [number])
                waiting = list(behind.get(number, ()))
                self._put_waiting(made, waiting, at, in_place)
            elif part.kind != "article":
                made.append(part)
        self._put(made, waiting)
        return made

    def _put(self, made: list[NewPart], numbers: list[ArticleNumber]) -> None:
        for number in numbers:
            made.extend(self._new_headings.get(number, ()))
            made.append(number)
        numbers.clear()

    def _put_waiting(
        self,
        made: list[NewPart],
        waiting: list[ArticleNumber],
        at: int,
        in_place: Mapping[int, ArticleNumber],
    ) -> None:
        """Put the articles that follow another one, up to the first that belongs below a heading that comes later."""
        last = next((one for one in reversed(made) if isinstance(one, tuple)), None)
        if not waiting:
            return
        if last is None:
            self._put_first(made, waiting)
            return
        coming = self._list_coming(at, in_place)
        ready = next((n for n, one in enumerate(waiting) if self._stands_below(one, last, coming)), len(waiting))
        self._note_border(waiting[:ready], coming)
        put, waiting[:] = waiting[:ready], waiting[ready:]
        self._put(made, put)

    def _put_first(self, made: list[NewPart], waiting: list[ArticleNumber]) -> None:
        """Put articles that come before all that stay, where they are said to stand below the heading that was just put."""
        heading = made[-1] if made else None
        ready = 0
        while isinstance(heading, Division) and ready < len(waiting) and self._find_holder(waiting[ready], [heading]):
            ready += 1
        put, waiting[:] = waiting[:ready], waiting[ready:]
        self._put(made, put)

    def _stands_below(self, number: ArticleNumber, last: ArticleNumber, coming: Sequence[Division]) -> bool:
        """Whether an article stands below one of the headings that come next, and not below that of the one before it.

        The act says so, or lists all articles of the one before it; or else the article begins with the words of the heading.
        """
        if not coming or self._find_holder(number, coming):
            return bool(coming)
        if self._is_said(number):
            return False
        if last in self.divisions.arranged:
            return True
        if not _is_named(coming[0].words, self.articles[number]):
            return False
        sentence = f"it speaks of {coming[0].words}, and no order says on which side of that heading it stands"
        self.choices.append(Choice(print_number(_ARTICLE, number), sentence))
        return True

    def _list_coming(self, at: int, in_place: Mapping[int, ArticleNumber]) -> list[Division]:
        """The headings between a part and the next article that stays in its place."""
        found: list[Division] = []
        for part in self.frame.parts[at + 1 :]:
            if part.kind == "article" and part.at in in_place:
                break
            division = self._headings.get(id(part))
            if division and not division.gone:
                found.append(division)
        return found

    def _find_holder(self, number: ArticleNumber, coming: Iterable[Division]) -> Division | None:
        inside, step = self.divisions.inside.get(number), self._find_step(number)
        if inside is not None or step is None:
            return next((one for one in coming if one is inside), None)
        return next((one for one in coming if one.unit == step.unit and self._foresee(one) == step.number), None)

    def _foresee(self, division: Division) -> tuple[int, ...]:
        """The number that a division gets, if those of its kind count through the text."""
        if division.declared:
            return division.number
        taken = {one.number for one in self.divisions.new if one.unit == division.unit}
        peers = [one for one in self.divisions.old if one.unit == division.unit and not one.gone]
        at = 0
        for one in peers:
            at += 1
            while (at,) in taken:
                at += 1
            if one is division:
                return (at,)
        return division.number

    def _note_border(self, numbers: Iterable[ArticleNumber], coming: Sequence[Division]) -> None:
        for number in numbers if coming else ():
            if self._is_said(number):
                return
            sentence = f"no order says on which side of the heading {coming[0].words} it stands; it stands before it"
            self.choices.append(Choice(print_number(_ARTICLE, number), sentence))


def _is_named(heading: str, article: ExpectedArticle) -> bool:
    """Whether an article begins with what a heading says: 本法所称垄断协议 below 垄断协议."""
    name = fold_print(heading)
    return (
        len(name) >= _SHORTEST_NAME
        and name not in _GENERIC
        and name in fold_print(article.lines[0][1].words)[:_BEGINNING]
    )
