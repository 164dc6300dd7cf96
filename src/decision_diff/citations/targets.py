"""Which clause a citation means: its path, followed through the tree of the decision that cites.

An outer step (article, section, chapter, annex) is looked for in the whole text, of several the nearest; an inner one among what hangs
below the step before. A path that begins with an inner step (paragraph 3, 第二款) begins where it is cited, and goes outwards until
something has that number. What the tree does not show (a sentence, an item in running text) stays unfollowed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from decision_diff.citations.numbers import NumberReading, has_number, read_number
from decision_diff.citations.values import DEPTHS, Path, PathStep
from decision_diff.citations.vocabulary import choose_variants, fold
from decision_diff.frozen import frozen
from decision_diff.labels import parse_numeral
from decision_diff.model import Clause, Decision, Label

_LEVELS: Final = {"annex": ("attachment",), "section": ("section", "article")}
_STRUCTURE: Final = frozenset(
    {"part", "book", "title", "chapter", "section", "subdivision", "subchapter", "subtitle", "division"}
)
_COUNTED: Final = frozenset({"section"})  # also said of clauses whose number has no word: section 4.2.1, § 2 above
_ANYWHERE: Final = -2  # stands for an annex: inside of any, or of none
_MOST_ALIKE: Final = 32  # clauses of one number; of more none is chosen
_MOST_IN_ONE: Final = 200  # articles under one number
_ALL: Final = "…"  # all that stand before
_COUNTS: Final = {"": 1, "两": 2, "兩": 2, "各": -1}
_BEFORE: Final = ("前", "上", "전", "앞")
_AFTER: Final = ("次", "下", "后", "後", "다음")
_HERE: Final = ("本", "이")


@frozen
class Target:
    """The clause at `position` in document order, and the steps below it that the tree does not have, as cited."""

    position: int
    rest: tuple[tuple[str, str], ...] = ()


class Targets:
    """The clauses of one decision by how they are cited."""

    def __init__(self, decision: Decision) -> None:
        self.clauses: Sequence[Clause] = decision.walk()
        self.parents = decision.parents()
        variants = choose_variants(decision)
        self.languages = tuple([code[:2] for code in variants])
        self.variants = variants
        self._units: dict[str, dict[tuple[int, tuple[int, ...]], list[int]]] = {}  # by level
        self._rows: dict[tuple[object, ...], tuple[Sequence[int], dict[int, int]]] = {}
        self._below: dict[int, dict[tuple[int, ...], list[int]]] = {}
        self._unnumbered: dict[int, dict[int, int]] = {}

    def find(self, path: Path, at: int) -> tuple[Target, ...]:
        """What the clause at position `at` means by a path: one clause, or the ends of a range; nothing if it is not in this text."""
        first, rest = path[0], path[1:]
        if first.near:
            found = self._find_near(first, at)
            return tuple(self._descend(place, rest) for place in found)
        start, rest = self._find_first(first, rest, at)
        return () if start < 0 else (self._descend(start, rest),)

    # -- the first step

    def _find_first(self, step: PathStep, rest: Path, at: int) -> tuple[int, Path]:
        if step.role == "call":
            return self._find_call(step.number, at), rest
        if DEPTHS[step.role] > DEPTHS["article"]:
            return self._climb(step, at), rest
        place = self._find_unit(step, at, -1)
        if place < 0 and "." in step.number:  # Article 5.2 is paragraph 2 of article 5
            head, _, tail = step.number.partition(".")
            place = self._find_unit(PathStep(step.role, head), at, -1)
            if place >= 0:
                return place, (PathStep("", tail), *rest)
        if place < 0 and step.role in _COUNTED:
            place = self._climb(step, at)
        return place, rest

    def _find_unit(self, step: PathStep, at: int, within: int) -> int:
        """The unit that has this number, inside of the clause `within` if it is not -1; of several the one nearest to `at`."""
        values = sorted({value for _, value in read_number(step.number, self.languages)})
        if not step.number:  # 附則第二条: the only one of its kind
            values = [()]
        whole = self._find_annex(at)
        for level in _LEVELS.get(step.role, (step.role,)):
            found = self._list_units(whole, level, values) or self._list_units(_ANYWHERE, level, values)
            if within >= 0:
                found = [place for place in found[:_MOST_ALIKE] if self._is_inside(place, within)]
            if found:
                return self._choose(found, at)
        return -1

    def _list_units(self, whole: int, level: str, values: Sequence[tuple[int, ...]]) -> list[int]:
        if level not in self._units:
            self._units[level] = self._index_units(level)
        return [place for value in values for place in self._units[level].get((whole, value), ())]

    def _choose(self, places: Sequence[int], at: int) -> int:
        """The place that has most above it in common with `at`; -1 if several have."""
        if len(places) == 1:
            return places[0]
        if len(places) > _MOST_ALIKE:
            return -1
        above = set(self._list_above(at))
        shared = [sum(1 for one in self._list_above(place) if one in above) for place in places]
        best = max(shared)
        return places[shared.index(best)] if shared.count(best) == 1 else -1

    def _find_call(self, words: str, at: int) -> int:
        """The part whose call line has these words, or begins with them."""
        if words not in self._calls:
            self._calls[words] = [place for line, place in self._call_lines if line.startswith(words)]
        same = self._calls[words]
        return self._choose(same, at) if same else -1

    def _climb(self, step: PathStep, at: int) -> int:
        """The clause that has this number among those below `at`, else below what holds it, and so outwards."""
        numbers = read_number(step.number, self.languages)
        for place in (*self._list_above(at)[::-1], -1):
            if (found := self._find_below(place, step, numbers)) >= 0:
                return found
            if place >= 0 and self._is_unit(place):
                break
        dotted = {place for _, value in numbers if len(value) > 1 for place in self._listed.get(value, ())}
        return self._choose(sorted(dotted), at) if dotted else -1

    # -- here, before, behind

    def _find_near(self, step: PathStep, at: int) -> tuple[int, ...]:
        here = self._find_here(step.role, at)
        if here < 0:
            return ()
        if step.near in _HERE:
            return (here,)
        row, place = self._find_row(step.role, here)
        if place < 0 or step.near not in (*_BEFORE, *_AFTER):
            return ()
        count = _COUNTS.get(step.number) or parse_numeral(step.number)
        ends = range(place - count, place) if step.near in _BEFORE else range(place + 1, place + count + 1)
        if count < 0 or (ends.start == 0 and count > 1 and step.near in _BEFORE):
            return (~here,)
        if ends.start < 0 or ends.stop > len(row):
            return ()
        return tuple(row[index] for index in dict.fromkeys((ends.start, ends.stop - 1)))

    def _find_here(self, role: str, at: int) -> int:
        """The clause around `at` that has this role."""
        for place in self._list_above(at)[::-1]:
            clause = self.clauses[place]
            if role == "paragraph" and (clause.level == "article" or self._is_paragraph(place)):
                return place
            if (
                role in ("point", "indent")
                and clause.label
                and not self._is_unit(place)
                and not self._is_paragraph(place)
            ):
                return place
            if clause.level in _LEVELS.get(role, (role,)) and clause.label:
                return place
        return -1

    def _find_row(self, role: str, here: int) -> tuple[Sequence[int], int]:
        """The clauses that are counted together with `here`, in order, and which of them it is; -1 if it is none."""
        clause = self.clauses[here]
        if role == "paragraph":
            key: tuple[object, ...] = ("paragraph", here if clause.level == "article" else self.parents[here])
        elif self._is_unit(here):
            key = ("unit", clause.level, self._find_annex(self.parents[here]))
        else:
            key = ("list", clause.label.style if clause.label else "", self.parents[here])
        if key not in self._rows:
            places = list(self._list_row(key))
            self._rows[key] = places, {place: index for index, place in enumerate(places)}
        row, index = self._rows[key]
        return row, index.get(here, -1)

    def _list_row(self, key: tuple[object, ...]) -> Iterator[int]:
        match key:
            case ("paragraph", int(article)):
                yield article
                yield from (place for place in self._list_children(article) if self._is_paragraph(place))
            case ("unit", str(level), int(whole)):
                yield from self._unit_rows.get((level, whole), ())
            case (_, str(style), int(above)):
                yield from (place for place in self._list_children(above) if _has_style(self.clauses[place], style))

    def _is_paragraph(self, place: int) -> bool:
        """Whether a clause is a paragraph of an article: without a number, or with ２ or ②."""
        above = self.parents[place]
        clause = self.clauses[place]
        if above < 0 or self.clauses[above].level != "article":
            return False
        return clause.level in ("paragraph", "item") and (clause.label is None or bool(clause.label.value))

    def _find_annex(self, place: int) -> int:
        """The annex that holds a clause, or that it is; -1 if none does."""
        return self._annexes[place] if place >= 0 else -1

    # -- the steps below

    def _descend(self, place: int, steps: Path) -> Target:
        if place < 0:
            return Target(~place, ((_ALL, ""),))
        for index, step in enumerate(steps):
            found = self._find_unit(step, place, place) if DEPTHS[step.role] <= DEPTHS["article"] else -1
            if found < 0 and (DEPTHS[step.role] > DEPTHS["article"] or step.role in _COUNTED):
                found = self._find_below(place, step, read_number(step.number, self.languages))
            if found < 0:
                return Target(place, tuple((one.role, one.number) for one in steps[index:]))
            place = found
        return Target(place)

    def _find_below(self, place: int, step: PathStep, numbers: Sequence[NumberReading]) -> int:
        """The clause with this number among the nearest numbered ones below; -1 if there is none, or several. No clause is a sentence."""
        if step.role == "sentence":
            return -1
        values = dict.fromkeys(value for _, value in numbers)
        below = [one for value in values for one in self._index_below(place).get(value, ())[:_MOST_ALIKE]]
        found = [one for one in below if has_number(self.clauses[one].label, numbers, step.role, self.languages)]
        if len(found) == 1 or (found and place in self._called):
            return found[0]  # what a call line opens is counted from it, whatever was counted anew behind that
        if found or place < 0 or step.role not in ("paragraph", "subsection"):
            return -1
        return self._find_unnumbered(place, [value[0] for value in values if len(value) == 1])

    def _index_below(self, place: int) -> Mapping[tuple[int, ...], Sequence[int]]:
        """The nearest numbered clauses below one, by their numbers."""
        if place not in self._below:
            by_value: dict[tuple[int, ...], list[int]] = defaultdict(list)
            for one in self._list_numbered(place):
                by_value[self.clauses[one].label.value].append(one)  # type: ignore[union-attr] # they are numbered
            self._below[place] = by_value
        return self._below[place]

    def _find_unnumbered(self, place: int, wanted: Sequence[int]) -> int:
        """The paragraph without a number that is counted so; the first one of an article is the article."""
        if place not in self._unnumbered:
            counted = ((self._count_paragraph(one), one) for one in self._list_children(place))
            self._unnumbered[place] = {number: one for number, one in counted if number}
        is_article = self.clauses[place].level == "article"
        for number in wanted:
            found = self._unnumbered[place].get(number, place if number == 1 and is_article else -1)
            if found >= 0:
                return found
        return -1

    def _count_paragraph(self, place: int) -> int:
        """Which paragraph of its article a clause without a number is, as its address says; 0 if it is none."""
        clause = self.clauses[place]
        tail = clause.eid.rpartition("_")[2]
        return int(tail) if clause.label is None and clause.level == "paragraph" and tail.isdigit() else 0

    def _list_numbered(self, place: int) -> list[int]:
        """The nearest numbered clauses below one, through what has no number and through units without words of their own."""
        found: list[int] = []
        waiting = self._list_children(place)[::-1]
        while waiting:
            one = waiting.pop()
            label = self.clauses[one].label
            if label is not None and label.value and not (place < 0 and self.clauses[one].level in _STRUCTURE):
                found.append(one)
            elif self.clauses[one].level != "attachment":
                waiting.extend(self._list_children(one)[::-1])
        return found

    # -- the tree

    @cached_property
    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = defaultdict(list)
        for place, above in enumerate(self.parents):
            children[above].append(place)
        return children

    def _list_children(self, place: int) -> list[int]:
        return self._children.get(place, [])

    @cached_property
    def _numbered(self) -> list[int]:
        return [place for place, clause in enumerate(self.clauses) if clause.label is not None and clause.label.value]

    def _index_units(self, level: str) -> dict[tuple[int, tuple[int, ...]], list[int]]:
        """The units of a level by annex and number, and also by number alone."""
        units: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
        for place in [place for place, clause in enumerate(self.clauses) if clause.level == level]:
            label = self.clauses[place].label
            if label is not None and self._is_unit(place):
                whole = self._find_annex(self.parents[place])
                for value in _list_values(label) if label.until else (label.value,):
                    units[whole, value].append(place)
                    units[_ANYWHERE, value].append(place)
        return units

    @cached_property
    def _annexes(self) -> list[int]:
        """For each clause the annex that holds it, or that it is; -1 if none does."""
        found: list[int] = []
        for place, (clause, above) in enumerate(zip(self.clauses, self.parents, strict=True)):
            found.append(place if clause.level == "attachment" else found[above] if above >= 0 else -1)
        return found

    @cached_property
    def _unit_rows(self) -> dict[tuple[str, int], list[int]]:
        """The numbered clauses by their level and the annex that holds them."""
        rows: dict[tuple[str, int], list[int]] = defaultdict(list)
        for place in self._numbered:
            rows[self.clauses[place].level, self._find_annex(self.parents[place])].append(place)
        return rows

    @cached_property
    def _listed(self) -> dict[tuple[int, ...], list[int]]:
        """The clauses whose number has several parts and no word: 4.2.1, 5.209A."""
        listed: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place in self._numbered:
            label = self.clauses[place].label
            if label is not None and len(label.value) > 1 and not self._is_unit(place):
                listed[label.value].append(place)
        return listed

    @cached_property
    def _call_lines(self) -> list[tuple[str, int]]:
        calls = []
        for place, clause in enumerate(self.clauses):
            if clause.label is None and clause.level in ("part", "recitals"):
                calls.append((fold(clause.words).strip(" ,:，："), place))
        return calls

    @cached_property
    def _called(self) -> frozenset[int]:
        return frozenset(place for _, place in self._call_lines)

    @cached_property
    def _calls(self) -> dict[str, list[int]]:
        """By the words of a call line the parts that it opens; filled with what those before it ask for."""
        calls: dict[str, list[int]] = {}
        for line, place in self._call_lines:
            calls.setdefault(line, []).append(place)
        return calls

    def _is_unit(self, place: int) -> bool:
        """Whether a clause is cited by a word and its number, in the whole text."""
        label = self.clauses[place].label
        if label is None:
            return self.clauses[place].level in ("part", "recitals", "attachment")
        return label.style[2:3] == "-" or label.style in ("§", "annex", "supplement")

    def _list_above(self, place: int) -> list[int]:
        """The clauses from the top down to and with this one."""
        found = []
        while place >= 0:
            found.append(place)
            place = self.parents[place]
        return found[::-1]

    def _is_inside(self, place: int, whole: int) -> bool:
        return whole in self._list_above(place)


def _list_values(label: Label) -> Iterator[tuple[int, ...]]:
    """The numbers of a label: one, or all of Articles 2 to 4 (repealed)."""
    yield label.value
    if len(label.until) == len(label.value) == 1:
        yield from (
            (number,) for number in range(label.value[0] + 1, min(label.until[0], label.value[0] + _MOST_IN_ONE) + 1)
        )


def _has_style(clause: Clause, style: str) -> bool:
    return clause.label is not None and clause.label.style == style
