"""The divisions of a text (编, 章, 节) while an act is carried out: renamed, put in, taken out, and numbered anew.

A division that the act puts in stands before its first article. The others keep their places and fill the numbers that are left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.amend.applying.layout import TextPart
from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.articles.drafts import Problem
from decision_diff.amend.articles.mapping import ArticleNumber
from decision_diff.amend.articles.witness import has_place
from decision_diff.amend.chinese.lexer import read_head
from decision_diff.amend.chinese.numbers import print_like, print_number
from decision_diff.amend.chinese.orders import WHOLE
from decision_diff.amend.instructions import CONTAINERS, ORDER, Instruction, UnitName, UnitPlace
from decision_diff.frozen import changeable
from decision_diff.model import Decision

_UNITS: Final[dict[str, UnitName]] = {
    "book": "part",
    "subdivision": "subpart",
    "chapter": "chapter",
    "section": "section",
}


@changeable
class Division:
    """A heading: what it is, its number, its words; where it stands in the old text, or before which new article it is put."""

    unit: UnitName
    number: tuple[int, ...]
    words: str
    part: TextPart | None
    instruction: Instruction | None = None  # what put it in, or gave it its words
    before: ArticleNumber = ()
    gone: Instruction | None = None
    declared: Instruction | None = None  # what gave it its number
    entry: TextPart | None = None  # the entry of the table of contents
    rest: TextPart | None = None  # lines right below it, before the next heading or article
    printed: str = ""  # its new number, if that is another one

    @property
    def is_new(self) -> bool:
        """Whether the act puts it in."""
        return self.part is None


@changeable
class DivisionPlan:
    """All divisions of a text in order, what cannot be carried out, and in which division the act says that new articles stand."""

    old: list[Division]
    new: list[Division]
    problems: list[Problem]
    holders: dict[ArticleNumber, UnitPlace]
    inside: dict[ArticleNumber, Division]  # new articles that an order puts into a division: 第二章增加一条
    arranged: set[ArticleNumber]  # articles of divisions all of whose articles the act lists
    handled: set[int]  # the identity of each instruction that was carried out here

    def fail(self, one: Instruction | None, sentence: str) -> None:
        """Note why an instruction cannot be carried out."""
        if one:
            self.problems.append(Problem(one, sentence))


def open_divisions(parts: Sequence[TextPart]) -> DivisionPlan:
    """The divisions of a text, each with its entry in a table of contents before them, if there is one."""
    every = [part for part in parts if part.kind == "heading" and part.clause and part.clause.level in _UNITS]
    entries = _find_entries(every, parts)
    listed = {id(part) for some in entries.values() for part in some}
    behind = {part.start: part for part in parts if part.kind == "other"}
    bodies = [_open_division(part, entries, behind) for part in every if id(part) not in listed]
    return DivisionPlan(bodies, [], [], {}, {}, set(), set())


def _open_division(
    part: TextPart, entries: Mapping[tuple[str, str], list[TextPart]], behind: Mapping[int, TextPart]
) -> Division:
    clause = part.clause
    assert clause is not None  # noqa: S101 - only headings are divisions, and each is a numbered clause
    assert clause.label is not None  # noqa: S101
    mine = entries.get(_name(part), [])
    entry = mine.pop(0) if mine else None
    rest = behind.get(part.end)
    return Division(_UNITS[clause.level], clause.label.value, clause.heading, part, entry=entry, rest=rest)


def _find_entries(every: Sequence[TextPart], parts: Sequence[TextPart]) -> dict[tuple[str, str], list[TextPart]]:
    """The entries of a table of contents, by number and words; also headings before the first article that stand once more, and hold no article."""
    first = next((part.start for part in parts if part.kind == "article"), 0)
    counts = Counter(map(_name, every))
    entries: dict[tuple[str, str], list[TextPart]] = {}
    for part in every:
        if part.start < first and counts[_name(part)] > 1 and not _has_article(part):
            counts[_name(part)] -= 1
            entries.setdefault(_name(part), []).append(part)
    for part in (part for part in parts if part.kind == "entry"):
        entries.setdefault(_name(part), []).append(part)
    return entries


def _name(part: TextPart) -> tuple[str, str]:
    return (part.clause.number, fold_print(part.clause.words)) if part.clause else ("", "")


def _has_article(part: TextPart) -> bool:
    return part.clause is not None and any(one.level == "article" for one in part.clause.walk())


def carry_out_divisions(found: DivisionPlan, decision: Decision, instructions: Sequence[Instruction]) -> None:
    """Carry out what an act orders of divisions; problems are noted."""
    for at, one in enumerate(instructions):
        if one.verb == "rename" and one.sources[0].unit in CONTAINERS:
            _rename(found, decision, one)
        elif one.verb == "arrange":
            _arrange(found, one)
        elif one.verb == "move" and all(place.unit in CONTAINERS for place in (*one.sources, *one.targets)):
            _merge(found, decision, one)
        elif one.verb == "renumber" and one.sources[0].unit in CONTAINERS:
            _renumber(found, decision, one)
        elif one.verb == "delete" and any(place.unit in CONTAINERS for place in one.sources):
            _delete(found, decision, one)
        elif one.verb == "insert":
            _insert(found, one, instructions[at + 1 :])
        _note_holders(found, decision, one)


def _note_holders(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    """第九章第六十三条, 第二章增加一条: the act says in which chapter a new article stands."""
    if one.verb == "insert" and one.unit == "article" and not one.where:
        _note_inside(found, decision, one)
    for place in one.targets:
        if place.article and place.steps[0].unit in CONTAINERS:
            steps = tuple(step for step in place.steps if step.unit in CONTAINERS)
            found.holders[place.article] = UnitPlace(steps)


def _note_inside(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    for place in one.sources:
        meant = _find(found, decision, place) if place.unit in CONTAINERS else []
        if len(meant) == 1:
            found.inside.update((target.article, meant[0]) for target in one.targets)


def _find(found: DivisionPlan, decision: Decision, place: UnitPlace) -> list[Division]:
    """The divisions of the old text that a place may mean."""
    return [one for one in found.old if one.part and one.part.clause and has_place(decision, one.part.clause, place)]


def _find_only(found: DivisionPlan, decision: Decision, place: UnitPlace, one: Instruction) -> Division | None:
    some = _find(found, decision, place)
    if len(some) == 1:
        return some[0]
    found.fail(one, f"{place} is not clear" if some else f"the old text has no {place}")
    return None


def _rename(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    division = _find_only(found, decision, one.sources[0], one)
    if division:
        division.words, division.instruction = one.new_words[0].text, one
        found.handled.add(id(one))


def _renumber(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    division = _find_only(found, decision, one.sources[0], one)
    if division and one.targets[0].unit == division.unit:
        division.number, division.declared = one.targets[0].steps[-1].number, one
        found.handled.add(id(one))
    elif division:
        found.fail(one, "a division cannot become one of another kind")


def _delete(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    """Take out a division; its articles are taken out with it (`settling`)."""
    for place in one.sources:
        division = _find_only(found, decision, place, one) if place.unit in CONTAINERS else None
        if division:
            division.gone = one
            found.handled.add(id(one))


def _merge(found: DivisionPlan, decision: Decision, one: Instruction) -> None:
    """将第三章并入第二章: its heading goes, if it stands right behind that one."""
    goal = _find_only(found, decision, one.targets[0], one)
    for place in one.sources if goal else ():
        division = _find_only(found, decision, place, one)
        if division is None or goal is None:
            continue
        if not _stands_behind(found, goal, division):
            sentence = f"{place} does not stand right behind {one.targets[0]}, and no order says where its articles go"
            found.fail(one, sentence)
            continue
        division.gone = one
        found.handled.add(id(one))


def _stands_behind(found: DivisionPlan, goal: Division, division: Division) -> bool:
    """Whether a division is the next one of its kind behind another, those that are gone left out."""
    peers = [other for other in found.old if other.unit == goal.unit and (other is division or not other.gone)]
    at = next((n for n, other in enumerate(peers) if other is goal), len(peers))
    return at + 1 < len(peers) and peers[at + 1] is division


def _arrange(found: DivisionPlan, one: Instruction) -> None:
    """第二章分为两节：第一节□，包括第七条至第九条；第二节□，包括…; of the whole text, these are all headings that it has."""
    for division in found.old if one.sources == (WHOLE,) else ():
        division.gone = one
    names = iter(one.new_words)
    waiting: list[Division] = []
    chapter = one.sources[0]
    for place in one.targets:
        if place.article:
            for division in waiting:
                division.before = place.article
                found.new.append(division)
            waiting = []
            found.holders[place.article] = chapter
            found.arranged.add(place.article)
        elif (name := next(names, None)) is not None:
            waiting.append(Division(place.unit, place.steps[-1].number, name.text, None, one, declared=one))
    if waiting:
        found.fail(one, f"it does not say which articles {waiting[0].words} has")
        return
    found.handled.add(id(one))


def _insert(found: DivisionPlan, one: Instruction, following: Sequence[Instruction]) -> None:
    """Headings that are put in: each before the first article that comes behind it."""
    waiting: list[Division] = []
    texts = [text for words in one.new_words for text in words.paragraphs]
    for text in texts:
        head = read_head(text)
        if head and head.unit in CONTAINERS:
            rest = text[sum(len(step.printed) for step in head.steps) :].strip(" \u3000\t")
            waiting.append(Division(head.unit, head.steps[-1].number, rest, None, one, declared=one))
        elif head and head.article:
            _place(found, waiting, head.article)
            waiting = []
    if one.unit in CONTAINERS:
        _insert_container(found, one, waiting, following)
    for division in waiting if one.unit not in CONTAINERS else ():
        found.fail(one, f"no article follows the heading {division.words}")


def _insert_container(
    found: DivisionPlan, one: Instruction, waiting: list[Division], following: Sequence[Instruction]
) -> None:
    """A chapter that is put in: the headings of which no article follows in its words stand before what the same item puts in next."""
    texts = [text for words in one.new_words for text in words.paragraphs]
    if one.targets and texts and read_head(texts[0]) is None:
        unit, number = one.targets[0].unit, one.targets[0].steps[-1].number
        heading = Division(unit, number, texts[0], None, one, declared=one)
        heads = (head.article for text in texts[1:] if (head := read_head(text)) and head.article)
        first = next(heads, ())
        if first:
            _place(found, [heading], first)
        else:
            waiting = [heading]
    for place in one.targets[1:]:
        found.holders[place.article] = one.targets[0]
    if waiting and not (number := _find_first_article(one, following)):
        found.fail(one, f"it does not say which articles {waiting[0].words} has")
        return
    if waiting:
        _place(found, waiting, number)
    found.handled.add(id(one))


def _place(found: DivisionPlan, waiting: Iterable[Division], number: ArticleNumber) -> None:
    """Put headings before an article, each once."""
    for division in waiting:
        division.before = number
        if all(
            (other.unit, other.number, other.before) != (division.unit, division.number, number) for other in found.new
        ):
            found.new.append(division)


def _find_first_article(one: Instruction, following: Sequence[Instruction]) -> ArticleNumber:
    """The first article that a division has, as the act says; else the first that the same item of the act puts in behind its heading."""
    if one.targets[1:]:
        return min(place.article for place in one.targets[1:])
    for other in following:
        if other.origin.number != one.origin.number or other.origin.stage != one.origin.stage:
            break
        if other.verb == "insert" and other.unit == "article" and other.targets:
            return min(target.article for target in other.targets)
    return ()


def number_divisions(found: DivisionPlan, ordered: Sequence[Division]) -> Iterator[str]:
    """Number the divisions that stand in the new text, in their order there; yields a sentence for each choice.

    Only if one came in, went or was declared to have another number. DivisionPlan count on through the text, or anew in each one above them,
    as they do in the old text.
    """
    if not (found.new or any(one.gone or one.declared for one in found.old)):
        return
    restarts = {unit: _restarts(found.old, unit) for unit in CONTAINERS}
    if not _is_counted(found.old, restarts):
        for one in (*found.new, *found.old):
            found.fail(one.declared, "the old text does not number its chapters and sections one by one")
        return
    for one, due in _count(ordered, restarts):
        if one.declared and one.number != due:
            sentence = f"it makes {print_number(one.unit, one.number)} what would be {print_number(one.unit, due)}"
            found.fail(one.declared, sentence)
        elif one.declared or one.number != due:
            one.printed = print_like(one.unit, due, _find_like(found))
            yield from _say_number(one)


def _find_like(found: DivisionPlan) -> str:
    """The numbers of the old headings, whose script new ones have."""
    return "".join(one.part.clause.number for one in found.old if one.part and one.part.clause)


def _say_number(one: Division) -> Iterator[str]:
    if not one.declared and one.part and one.part.clause:
        yield f"{one.part.clause.number} is now {one.printed}"


def _is_counted(divisions: Sequence[Division], restarts: Mapping[UnitName, bool]) -> bool:
    """Whether the old numbers are those that counting gives; one that an order changes is not asked."""
    return all(one.number == due or one.declared for one, due in _count(divisions, restarts))


def _restarts(divisions: Sequence[Division], unit: UnitName) -> bool:
    """Whether divisions of a kind begin at one in each division above them; sections do where there are none yet."""
    firsts = sum(one.unit == unit and one.number == (1,) for one in divisions)
    return (
        firsts > 1
        or (unit != "chapter" and not any(one.unit == unit and one.number > (1,) for one in divisions))
        or (unit == "section")
    )


def _count(
    divisions: Sequence[Division], restarts: Mapping[UnitName, bool]
) -> Iterator[tuple[Division, tuple[int, ...]]]:
    counts: dict[UnitName, int] = {}
    for one in divisions:
        if len(one.number) > 1:
            yield one, one.number
            continue
        counts[one.unit] = counts.get(one.unit, 0) + 1
        for unit in counts:
            if ORDER.index(unit) > ORDER.index(one.unit) and restarts.get(unit):
                counts[unit] = 0
        yield one, (counts[one.unit],)
