"""The orders on the headings of a text with articles: renamed, put in with their first article, divided into sections, joined.

Where these do not give the headings of the new text, one order arranges all of them anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.articles.headings import is_idle
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.chinese.numbers import print_number
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import (
    CONTAINERS,
    ActOrigin,
    Instruction,
    Quotation,
    UnitName,
    UnitPlace,
    UnitStep,
)
from decision_diff.frozen import frozen
from decision_diff.model import Clause, Decision
from decision_diff.words.sequence import compute_script

FINE, NAMED, ARRANGED = 0, 1, 2  # levels: the second names the chapter of articles at its border
_UNITS: Final[dict[str, UnitName]] = {
    "book": "part",
    "subdivision": "subpart",
    "chapter": "chapter",
    "section": "section",
}
_NOWHERE: Final = ActOrigin("", 0)


@frozen
class Heading:
    """A heading: its steps from the part down, its words, and the articles that it has, by number."""

    steps: tuple[UnitStep, ...]
    words: str
    articles: tuple[ArticleNumber, ...]

    @property
    def unit(self) -> UnitName:
        """What it is."""
        return self.steps[-1].unit

    @property
    def place(self) -> UnitPlace:
        """Its place: of a section with the chapter that holds it."""
        return UnitPlace(self.steps[-2:] if self.unit == "section" else self.steps[-1:])


def list_headings(decision: Decision) -> list[Heading]:
    """The headings of parts, chapters and sections in order, without a table of contents and annexes."""
    annexed = {one.eid for annex in decision.walk() if annex.level == "attachment" for one in annex.walk()}
    return [
        _make_heading(decision, clause)
        for clause in decision.walk()
        if _is_heading(clause) and clause.eid not in annexed and not is_idle(decision, clause)
    ]


def _is_heading(clause: Clause) -> bool:
    return clause.level in _UNITS and clause.label is not None and bool(clause.heading)


def _make_heading(decision: Decision, clause: Clause) -> Heading:
    steps = tuple(_make_step(one) for one in decision.path(clause.eid) if one.level in _UNITS and one.label)
    articles = tuple(one.label.value for one in clause.walk() if one.level == "article" and one.label)
    return Heading(steps, clause.heading, articles)


def _make_step(clause: Clause) -> UnitStep:
    assert clause.label is not None  # noqa: S101 - only numbered headings are taken
    unit = _UNITS[clause.level]
    return UnitStep(unit, clause.label.value, print_number(unit, clause.label.value))


def make_heading_orders(
    old: Decision, new: Decision, inserted: Sequence[ArticleNumber], level: int
) -> list[tuple[ArticleNumber, Instruction]]:
    """The orders, each with the new article before which it is said."""
    olds, news = list_headings(old), list_headings(new)
    if not news or (level < ARRANGED and _tell(olds) == _tell(news)):
        return []
    if level >= ARRANGED:
        return [((10**8,), _arrange(WHOLE, news))]
    return list(_make_fine(olds, news, set(inserted)))


def tell_headings(decision: Decision) -> list[tuple[str, str, tuple[ArticleNumber, ...]]]:
    """The headings of a text with their places and the articles that they have."""
    return [(str(one.place), one.words, one.articles) for one in list_headings(decision)]


def _tell(headings: Sequence[Heading]) -> list[tuple[str, str]]:
    return [(str(one.place), one.words) for one in headings]


def _make_fine(
    olds: Sequence[Heading], news: Sequence[Heading], inserted: set[ArticleNumber]
) -> Iterator[tuple[ArticleNumber, Instruction]]:
    keys = [(one.unit, fold_print(one.words)) for one in olds], [(one.unit, fold_print(one.words)) for one in news]
    came: list[Heading] = []
    kept = [(i1, j1, i2 - i1) for op, i1, i2, j1, _ in compute_script(*keys) if op == "equal"]
    i = j = 0
    for start, begin, size in [*kept, (len(olds), len(news), 0)]:
        gone, come = list(olds[i:start]), list(news[j:begin])
        yield from _rename(gone, come)
        yield from _join(gone, olds)
        came.extend(come)
        i, j = start + size, begin + size
    yield from _bring_in(came, olds, news, inserted)


def _rename(gone: list[Heading], come: list[Heading]) -> Iterator[tuple[ArticleNumber, Instruction]]:
    """Headings that keep their number and have other words; both are taken from the lists."""
    for one, other in [(one, other) for one in gone for other in come if _is_same(one, other)]:
        gone.remove(one)
        come.remove(other)
        words = (Quotation((other.words,)),)
        yield _find_first(other), Instruction("rename", _NOWHERE, "", sources=(one.place,), new_words=words)


def _join(gone: Sequence[Heading], olds: Sequence[Heading]) -> Iterator[tuple[ArticleNumber, Instruction]]:
    """Headings that went: what they held is joined to the one before."""
    for one in gone:
        if (goal := _find_before(olds, one)) is not None:
            yield (10**8,), Instruction("move", _NOWHERE, "", sources=(one.place,), targets=(goal.place,))


def _is_same(one: Heading, other: Heading) -> bool:
    return one.steps == other.steps


def _find_before(olds: Sequence[Heading], one: Heading) -> Heading | None:
    """The heading of the same kind before one, into which it is joined."""
    peers = [other for other in olds if other.unit == one.unit]
    at = peers.index(one)
    return peers[at - 1] if at else None


def _find_first(heading: Heading) -> ArticleNumber:
    return heading.articles[0] if heading.articles else (10**8,)


def _bring_in(
    came: Sequence[Heading], olds: Sequence[Heading], news: Sequence[Heading], inserted: set[ArticleNumber]
) -> Iterator[tuple[ArticleNumber, Instruction]]:
    """Headings that come in: sections of a chapter that had none, or a chapter whose first article comes in too."""
    done: set[tuple[UnitStep, ...]] = set()
    for one in came:
        above = one.steps[:-1]
        if one.unit == "section" and above and not any(other.steps[:-1] == above for other in olds):
            if above not in done:
                done.add(above)
                sections = [other for other in news if other.steps[:-1] == above]
                yield _find_first(sections[0]), _arrange(UnitPlace(above[-1:]), sections)
        elif one.articles and one.articles[0] in inserted:
            words = (Quotation((one.words,)),)
            order = Instruction("insert", _NOWHERE, "", targets=(one.place,), new_words=words, count=1, unit=one.unit)
            yield _find_first(one), order


def _arrange(place: UnitPlace, headings: Sequence[Heading]) -> Instruction:
    targets: list[UnitPlace] = []
    for one in headings:
        targets.append(UnitPlace(one.steps[-1:]))
        targets.extend(
            UnitPlace((UnitStep("article", number, print_number("article", number)),)) for number in one.articles
        )
    words = tuple(Quotation((one.words,)) for one in headings)
    kind = headings[-1].unit if place != WHOLE else headings[0].unit
    count = sum(one.unit == kind for one in headings)
    return Instruction(
        "arrange", _NOWHERE, "", sources=(place,), targets=tuple(targets), new_words=words, count=count, unit=kind
    )


def find_borders(decision: Decision) -> Mapping[ArticleNumber, UnitPlace]:
    """The articles that stand first or last under a heading, each with the chapter (or the like) that holds it."""
    found: dict[ArticleNumber, UnitPlace] = {}
    for one in list_headings(decision):
        for number in (*one.articles[:1], *one.articles[-1:]):
            found[number] = UnitPlace(tuple(step for step in one.steps if step.unit in CONTAINERS)[-2:])
    return found
