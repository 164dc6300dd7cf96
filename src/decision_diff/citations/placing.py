"""Which clause the place of each clause is counted in, and its step there. The rules are in `places`.

First each place is as short as it is cited; then, where two clauses are called the same, it is made longer. One pass over the clauses sees which
numbers go on through the text, one finds the steps, one tells apart what is called the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, Literal

from decision_diff.citations.place_styles import (
    CLOSING,
    PlaceStyle,
    fill_label,
    fill_number,
    has_han,
    load_style,
    print_number,
    print_unit,
    split_joiner,
)
from decision_diff.citations.places import STEP, CitedPlace, PlaceStep
from decision_diff.frozen import frozen
from decision_diff.languages import KNOWN
from decision_diff.model import Clause, Decision, Label, name_clause

_ARTICLES: Final = frozenset({"article", "rule", "regulation", "principle", "step", "clause"})
_CITED: Final = _ARTICLES | {"section"}  # units whose paragraphs are counted
_FIRST: Final = 8  # clauses by which Chinese is known where a decision names no language
# Units that a heading without a number may open.
_DIVISIONS: Final = frozenset({"book", "chapter", "section", "subdivision"})


def place_clauses(decision: Decision) -> Callable[[int], CitedPlace]:
    """A function that gives the place of the clause at a position in document order."""
    return _ClausePlacer(decision).find


@frozen
class _Base:
    """What the steps below a clause need to know of it."""

    kind: Literal["unit", "annex", "number", "call", "through", "other"]
    at: int  # the clause that they are counted in: itself, or for a paragraph that is left out, what that is counted in
    whole: int  # the annex, number or other thing that holds it, within which units are counted; -1: the text
    unit: int  # the nearest unit in that whole, the clause itself included; -1: none
    style: PlaceStyle | None = None  # of the unit that they are cited with
    is_han: bool = False  # whether the number of this unit is in Han numerals
    form: str = ""  # of its own number, if it is cited with a unit


_NOTHING: Final = _Base("other", -1, -1, -1)  # below the text itself, and below what holds nothing


class _CountedParagraphs:
    """The paragraphs of a unit: `count` of them, those without a number by their position."""

    def __init__(self, unit: Clause, style: PlaceStyle) -> None:
        self.style = style
        self.is_counted = unit.level in _CITED
        self.count = 1 if unit.text else 0
        self._numbers: dict[int, int] = {}
        self._has_numbers = False
        self._has_list = False

    def add(self, at: int, clause: Clause) -> None:
        """Add what stands directly below the unit and is none, in order."""
        label = clause.label
        if _is_plain(clause):
            self.count += 1
            self._numbers[at] = 0 if self._has_list and self.style.uncounted else self.count
        elif label is not None and label.value:
            is_paragraph = self.style.find_template(label, "") == self.style.paragraph
            self._has_numbers = self._has_numbers or is_paragraph
            self._has_list = self._has_list or not is_paragraph
            self.count += is_paragraph

    def find_number(self, at: int) -> int:
        """Which paragraph one without a number is; 0 where some have one, and where their count is in dispute."""
        return self._numbers.get(at, 0) if self.is_counted and not self._has_numbers else 0


class _ClausePlacer:
    """Finds base and step of each clause: first as short as it is cited, then longer where two are called the same."""

    def __init__(self, decision: Decision) -> None:
        self.clauses = decision.walk()
        self.parents = decision.parents()
        known = (code for code in decision.languages if code in KNOWN)
        self.main = next(known, "zh" if any(_is_east_asian(one.line[:1]) for one in self.clauses[:_FIRST]) else "en")
        self.bases: list[_Base] = []
        self.on: list[int] = []  # by position: the base of its step
        self.before: list[str] = []
        self.text: list[str] = []
        self.seen: dict[int, _CountedParagraphs] = {}  # of each unit
        self.through: dict[tuple[int, str], bool] = {}
        self.units = [is_unit(clause) or _is_named_division(clause) for clause in self.clauses]
        articles = (clause.number for clause in self.clauses if clause.level in _ARTICLES and clause.label)
        self.is_han = has_han(next(articles, ""))  # whether articles are
        self._see_units()
        for at, (clause, above) in enumerate(zip(self.clauses, self.parents, strict=True)):
            self._add(at, clause, self.bases[above] if above >= 0 else _NOTHING)
        self.which = self._tell_apart()

    def find(self, at: int) -> CitedPlace:
        """The place of the clause at a position."""
        steps: list[PlaceStep] = []
        while at >= 0:
            on = self.on[at]
            before = self.before[at] if on >= 0 else ""
            steps.append(PlaceStep(before, self.text[at], self.clauses[at], self.which.get(at, 0)))
            at = on
        return tuple(reversed(steps))

    # -- what is counted through

    def _see_units(self) -> None:
        """Which numbers go on from one unit to the next, and so are cited alone; and the paragraphs of each unit."""
        seen: list[tuple[int, int]] = []  # of each clause, for what is below it: the annex or other whole, and the unit
        values: dict[tuple[int, str], list[tuple[int, ...]]] = defaultdict(list)
        holders: dict[tuple[int, str], set[int]] = defaultdict(set)
        for at, (clause, above) in enumerate(zip(self.clauses, self.parents, strict=True)):
            whole, unit = seen[above] if above >= 0 else (-1, -1)
            label = clause.label
            if label is not None and label.value and (self.units[at] or above == unit):
                values[whole, label.style].append(label.value)
                holders[whole, label.style].add(unit)
            if above >= 0 and self.units[above] and not self.units[at]:
                self._count(at, clause, above)
            seen.append(self._see(at, clause, whole, unit))
        for key, found in values.items():
            self.through[key] = len(holders[key]) > 1 and len(set(found)) == len(found)

    def _see(self, at: int, clause: Clause, whole: int, unit: int) -> tuple[int, int]:
        """The whole and the unit in which what is below a clause stands."""
        if self.units[at]:
            return at if clause.level == "attachment" else whole, at
        if _is_plain(clause) and self.parents[at] >= 0:
            return whole, unit
        return at, -1

    def _count(self, at: int, clause: Clause, unit: int) -> None:
        """Count what stands directly below a unit among its paragraphs."""
        seen = self.seen.get(unit)
        if seen is None:
            holder = self.clauses[unit]
            seen = self.seen[unit] = _CountedParagraphs(holder, self._choose_style(holder))
        seen.add(at, clause)

    # -- one clause

    def _add(self, at: int, clause: Clause, above: _Base) -> None:
        if self.units[at]:
            add = self._add_annex if clause.level == "attachment" else self._add_unit
        elif clause.label is not None and clause.label.value and clause.level not in ("note", "proposal"):
            add = self._add_number
        elif clause.level in ("part", "recitals") and clause.label is None and clause.heading:
            add = self._add_call
        else:
            add = self._add_other
        add(at, clause, above)

    def _set(self, on: int, before: str, text: str, base: _Base) -> None:
        self.on.append(on)
        self.before.append(before)
        self.text.append(text)
        self.bases.append(base)

    def _join_units(self, on: int, style: PlaceStyle) -> str:
        """What stands between a unit and the one that holds it."""
        return style.inside if on < 0 or self.bases[on].kind in ("unit", "annex") else STEP

    def _add_annex(self, at: int, clause: Clause, above: _Base) -> None:
        style = load_style(self.main)
        text = print_unit(clause, style)
        is_han = has_han(text) if any(map(str.isnumeric, text)) else self.is_han
        self._set(above.at, self._join_units(above.at, style), text, _Base("annex", at, at, at, style, is_han))

    def _add_unit(self, at: int, clause: Clause, above: _Base) -> None:
        style = self._choose_style(clause)
        text = print_unit(clause, style)
        holder = above.unit if above.unit >= 0 else above.whole
        on = above.whole if self._is_cited_alone(clause, above) else holder
        base = _Base("unit", at, above.whole, at, style, has_han(text)) if clause.children else _NOTHING
        self._set(on, self._join_units(on, style), text, base)

    def _choose_style(self, clause: Clause) -> PlaceStyle:
        """By the language of the word that stands with the number, if that is known."""
        label = clause.label
        code = label.style[:2] if label is not None and label.style[2:3] == "-" else self.main
        if code == "zh" and "條" in clause.number:
            code = "zh-tw"
        return load_style(code if code[:2] in KNOWN else self.main)

    def _is_cited_alone(self, clause: Clause, above: _Base) -> bool:
        label, holder = clause.label, above.unit
        if holder < 0 or label is None or self.clauses[holder].level == "attachment":
            return holder < 0 or label is not None
        outer = self.clauses[holder]
        if clause.level in _ARTICLES and outer.level not in _ARTICLES:
            return True
        held = outer.label.value if outer.label else ()
        if held and len(label.value) > len(held) and label.value[: len(held)] == held:
            return True
        return self.through.get((above.whole, label.style), False)

    # -- numbers

    def _add_number(self, at: int, clause: Clause, above: _Base) -> None:
        label = clause.label
        assert label is not None, "it is numbered"  # noqa: S101 - asked for
        on = self._find_base(label, above)
        base = self.bases[on] if on >= 0 else _NOTHING
        before, text, style = self._cite_number(at, label, base)
        form = label.style if style is not None else ""
        kept = _Base("number", at, at, -1, style, base.is_han, form) if clause.children else _NOTHING
        self._set(on, before, text, kept)

    def _find_base(self, label: Label, above: _Base) -> int:
        """What a number is counted in. 1.1 holds the numbers above it, and is cited without them."""
        on = above.at
        if ".1" in label.style:
            step = on
            while step >= 0 and self.bases[step].kind in ("unit", "number"):
                outer = self.clauses[step].label
                held = outer.value if outer else ()
                if held and label.value[: len(held)] == held and len(held) < len(label.value):
                    on = self.on[step]
                elif self.bases[step].kind == "number":
                    break
                step = self.parents[step]
        elif on >= 0 and self._is_division(on) and self.through.get((self.bases[on].whole, label.style), False):
            on = self.bases[on].whole
        return on

    def _is_division(self, at: int) -> bool:
        return self.bases[at].kind == "unit" and self.clauses[at].level not in _CITED

    def _cite_number(self, at: int, label: Label, base: _Base) -> tuple[str, str, PlaceStyle | None]:
        """What joins a number to its base, the number as cited, and the style of the unit that it is cited with."""
        style = base.style
        if style is None:
            return (*self._print_plain(label, base), None)
        template = style.find_template(label, base.form)
        if base.kind == "annex" or self._is_division(base.at):
            template = style.annexed if label.style[:1] in "1①" else ""
        if not template:
            return (*self._print_plain(label, base), style)
        text = fill_label(template, label, style, is_han=base.is_han)
        if style.always and template != style.paragraph and self._is_first_of_several(at, base):
            text = fill_number(style.paragraph, 1, style, is_han=base.is_han) + text
        return (*split_joiner(text), style)

    def _is_first_of_several(self, at: int, base: _Base) -> bool:
        """Whether a number belongs to the words of an article that has other paragraphs."""
        unit = base.at
        seen = self.seen.get(unit)
        return seen is not None and self.parents[at] == unit and seen.count > 1 and bool(self.clauses[unit].text)

    def _print_plain(self, label: Label, base: _Base) -> tuple[str, str]:
        """A number as printed, without the point behind it."""
        text = print_number(label)
        if base.at < 0 or base.kind == "other":
            return STEP, text
        is_glued = _is_east_asian(self.text[base.at][-1:]) and not (text[0].isascii() and text[0].isalpha())
        if is_glued or (text[0] in "(（" and base.kind != "call"):
            return "", text
        return " ", text

    # -- all else

    def _add_call(self, at: int, clause: Clause, above: _Base) -> None:
        self._set(above.at, STEP, name_clause(clause).rstrip(CLOSING), _Base("call", at, at, -1))

    def _add_other(self, at: int, clause: Clause, above: _Base) -> None:
        parent = self.parents[at]
        if parent >= 0 and _is_plain(clause):
            self._add_paragraph(at, above)
        elif _is_plain(clause):
            self._set(-1, "", "", _Base("through", -1, -1, -1))
        else:
            self._set(parent, STEP, "", _Base("other", at, at, -1))

    def _add_paragraph(self, at: int, above: _Base) -> None:
        """A paragraph without a number: of an article it is counted; what it holds is cited without it if it is the only one."""
        parent = self.parents[at]
        seen = self.seen.get(parent)
        number = seen.find_number(at) if seen is not None else 0
        if seen is None or not number:
            self._set(parent, STEP, "", above)
            return
        style = seen.style
        before, text = split_joiner(fill_number(style.paragraph, number, style, is_han=above.is_han))
        kept = above if seen.count == 1 else _Base("number", at, at, -1, style, above.is_han)
        self._set(parent, before, text, kept)

    # -- two that would be called the same

    def _tell_apart(self) -> Mapping[int, int]:
        """Give clauses that are called the same what holds them; those that still are, are counted."""
        alike = self._list_alike()
        for group in alike:
            for at in group:
                parent = self.parents[at]
                if self.on[at] != parent:
                    self.on[at], self.before[at] = parent, self.before[at] if self.text[parent] else STEP
        return {at: which for group in (self._list_alike() if alike else ()) for which, at in enumerate(group, 1)}

    def _list_alike(self) -> list[list[int]]:
        groups: dict[tuple[int, str], list[int]] = defaultdict(list)
        for at, clause in enumerate(self.clauses):
            groups[self.on[at], self.before[at] + (self.text[at] or name_clause(clause))].append(at)
        return [group for group in groups.values() if len(group) > 1]


def is_unit(clause: Clause) -> bool:
    """Whether a clause is cited by a word and its number, or is annexed."""
    label = clause.label
    if label is None:
        return False
    return clause.level == "attachment" or label.style[2:3] == "-" or label.style == "§"


def _is_plain(clause: Clause) -> bool:
    """Whether it is a paragraph without a number."""
    return clause.label is None and clause.level in ("p", "paragraph") and not clause.cells


def _is_east_asian(char: str) -> bool:
    """Whether it is of a script without spaces between words: Han or kana."""
    return "\u3005" <= char <= "\u9fff" or char == "）"


def _is_named_division(clause: Clause) -> bool:
    """Whether a heading without a number opens it: 附则, Preamble."""
    return clause.label is None and clause.level in _DIVISIONS and bool(clause.heading)
