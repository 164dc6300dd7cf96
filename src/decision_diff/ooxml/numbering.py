"""The numbers that Word prints and the text does not hold, ISO/IEC 29500-1, 17.9.

A paragraph names an instance (w:num) and a level, itself or through its style; the instance names an abstract definition,
and may override its levels. All instances of one abstract definition count on together; an instance with a
w:startOverride starts anew when it is first used. A level starts anew after a paragraph of any higher level, or as its
w:lvlRestart says. `Numbering.count` must see all paragraphs of a view in order: a number depends on those before it.

Where Word and the standard differ we print what Word prints: a `%n` deeper than its own level drops the whole label
([MS-OI29500] 2.1.283).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from decision_diff.frozen import frozen
from decision_diff.model import View
from decision_diff.ooxml import symbols
from decision_diff.ooxml.names import KNOWN, child, every, get, is_on, name, number, parse_whole, value
from decision_diff.ooxml.number_formats import format_number
from decision_diff.ooxml.package import Package
from decision_diff.ooxml.styles import ParagraphStyle, Style, Styles
from decision_diff.patterns import late
from decision_diff.safexml import Element

LEVELS: Final = 9
_PLACE: Final = late(r"%([1-9])")
_Template = tuple[tuple[str, ...], tuple[int, ...]]


@frozen
class Number:
    """A printed number: `text` without what follows it, `values` of the levels it shows, outermost first.

    `format` is its level's own number format ("decimal", "bullet" …), `template` the w:lvlText, `suffix` what divides it
    from the text ("tab", "space", "nothing").
    """

    text: str
    values: tuple[int, ...]
    level: int
    format: str
    template: str
    suffix: str


class Counted(NamedTuple):
    """The list (w:numId) and level, from 0, that a paragraph counts in, None if in none; and its number, if one is printed."""

    position: tuple[int, int] | None
    number: Number | None


NOT_COUNTED: Final = Counted(None, None)


@frozen
class Level:
    """One w:lvl (17.9.6). `restart`: the 1-based level whose use starts this one anew; None is any higher, 0 never."""

    start: int = 0
    format: str = "decimal"
    custom: str = ""
    template: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str = ""


@frozen
class _Instance:
    """A w:num with its overrides resolved. `abstract` is the definition whose counters it moves."""

    abstract: int
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def begin(self, level: int) -> int:
        """The first number of a level."""
        return self.starts.get(level, self.levels[level].start)

    def restarts(self, level: int, after: int) -> bool:
        """Whether a level starts anew after a paragraph of the higher level `after`."""
        restart = self.levels[level].restart if level in self.levels else None
        return restart is None or after < restart


@dataclass(slots=True)
class _Counters:
    """Of one abstract definition: the last number of each level, and which levels it was last used under."""

    values: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """The numbering definitions of a package, and how far each list has counted."""

    def __init__(self, package: Package, styles: Styles, view: View) -> None:
        self._styles = styles
        self._view = view
        self._instances: dict[int, _Instance] = {}
        self._counters: dict[int, _Counters] = {}
        self._templates: dict[str, _Template] = {}
        self.unknown: set[str] = set()  # formats that are printed as decimals for want of a better
        self.undefined = 0  # paragraphs in a list whose definition lacks their level
        part = package.find_related("numbering")
        if part:
            self._load(package.read_xml(part))

    def count(self, properties: Element | None, said: ParagraphStyle) -> Counted:
        """Counts the next paragraph of the view, which has these properties: its list and level, and its number.

        `said` is what its styles make of them.
        """
        found = self._place(properties, said)
        if found is None:
            return NOT_COUNTED
        instance_id, at = found
        instance = self._instances[instance_id]
        level = instance.levels.get(at)
        if level is None:
            self.undefined += 1
            return NOT_COUNTED
        counters = self._counters.setdefault(instance.abstract, _Counters())
        self._count(counters, instance, instance_id, at)
        return Counted(found, self._printed(counters, instance, at, level))

    # -- for a writer

    def find_list(self, properties: Element | None) -> tuple[int, int] | None:
        """Finds the list (w:numId) and level, from 0, of a paragraph with these properties; None outside of lists."""
        found = self._place(properties, self._styles.resolve(properties))
        return found if found is not None and found[1] in self._instances[found[0]].levels else None

    def find_abstract(self, instance: int) -> int:
        """Finds the w:abstractNum whose counters a list moves. Raises KeyError for an unknown list."""
        return self._instances[instance].abstract

    def find_definition(self, instance: int) -> tuple[Mapping[int, Level], Mapping[int, int]] | None:
        """Finds what decides how a list prints numbers: equal for lists that print the same. None for an unknown list."""
        found = self._instances.get(instance)
        if found is None:
            return None
        return {at: replace(level, style="") for at, level in found.levels.items()}, found.starts

    # -- which list, which level

    def _place(self, properties: Element | None, said: ParagraphStyle) -> tuple[int, int] | None:
        """(w:numId, level) from the paragraph, else from its style (17.9.18; 17.9.23 for a level that names a style)."""
        chain, own, _ = said
        if self._view == "rejected" and child(own, "w:ins") is not None and not _is_old(properties):
            own = None  # numbering that was inserted as such (17.13.5.19)
        instance_id = at = None
        if own is not None:
            instance_id, at = _list_and_level(own)
        if instance_id is None:
            instance_id = next((style.number_id for style in chain if style.number_id is not None), None)
            if at is None and instance_id is not None:
                at = self._style_level(instance_id, chain)
        if instance_id is None or instance_id not in self._instances:
            return None
        at = 0 if at is None else at
        return (instance_id, at) if 0 <= at < LEVELS else None

    def _style_level(self, instance_id: int, chain: tuple[Style, ...]) -> int | None:
        instance = self._instances.get(instance_id)
        if instance is not None:
            for style in chain:
                for at, level in sorted(instance.levels.items()):
                    if level.style == style.id:
                        return at
        return next((style.number_level for style in chain if style.number_level is not None), None)

    # -- counting

    @staticmethod
    def _count(counters: _Counters, instance: _Instance, instance_id: int, at: int) -> None:
        values = counters.values
        for higher in range(at):  # a level that was skipped counts as begun: the next paragraph of it goes on
            if higher not in values and higher in instance.levels:
                values[higher] = instance.begin(higher)
        if at in instance.starts and (instance_id, at) not in counters.begun:
            values[at] = instance.starts[at]
        elif at in values:
            values[at] += 1
        else:
            values[at] = instance.begin(at)
        counters.begun.add((instance_id, at))
        for deeper in [level for level in values if level > at and instance.restarts(level, at)]:
            del values[deeper]

    def _printed(self, counters: _Counters, instance: _Instance, at: int, level: Level) -> Number | None:
        if level.format == "bullet":
            return Number(level.template, (), at, "bullet", level.template, level.suffix) if level.template else None
        parts, shown = self._templates.get(level.template) or self._split(level.template)
        if shown and max(shown) > at:
            return None
        values: list[int] = []
        printed = [parts[0]]
        for which, after in zip(shown, parts[1:], strict=True):
            other = instance.levels.get(which) or Level()
            count = counters.values.get(which)
            if count is None:
                count = instance.starts.get(which, other.start)
            values.append(count)
            printed += self._print_count(count, level, other), after
        text = "".join(printed)
        return Number(text, tuple(values), at, level.format, level.template, level.suffix) if text.strip() else None

    def _split(self, template: str) -> _Template:
        self._templates[template] = found = _split_template(template)
        return found

    def _print_count(self, count: int, level: Level, other: Level) -> str:
        """A number of the level `other`, as it is printed in one of `level`."""
        if level.legal and other.format != "decimalZero":
            return str(count)
        text = format_number(count, other.format, other.custom)
        if text is None:
            self.unknown.add(other.format)
            return str(count)
        return text

    # -- loading

    def _load(self, root: Element) -> None:
        abstracts: dict[int, Element] = {}
        linked: dict[str, int] = {}
        for element in every(root, "w:abstractNum"):
            found = parse_whole(get(element, "w:abstractNumId"))
            if found is not None and found >= 0:
                abstracts.setdefault(found, element)
                linked.setdefault(value(element, "w:styleLink") or "", found)
        nums: dict[int, Element] = {}
        for element in every(root, "w:num"):
            found = parse_whole(get(element, "w:numId"))
            if found:  # 0 means: no number
                nums.setdefault(found, element)
        targets = {id_: number(element, "w:abstractNumId") for id_, element in nums.items()}
        defined = {id_: _levels(element) for id_, element in abstracts.items()}
        for id_, element in nums.items():
            abstract = self._resolved(targets[id_], abstracts, linked, targets)
            if abstract is not None:
                self._instances[id_] = _instance(element, abstract, defined[abstract])

    def _resolved(
        self,
        abstract: int | None,
        abstracts: Mapping[int, Element],
        linked: Mapping[str, int],
        targets: Mapping[int, int | None],
    ) -> int | None:
        """Through w:numStyleLink (17.9.21) to the definition that holds the levels; a loop ends where it closes."""
        seen: set[int] = set()
        while abstract is not None and abstract in abstracts and abstract not in seen:
            seen.add(abstract)
            style = value(abstracts[abstract], "w:numStyleLink")
            if not style:
                return abstract
            instance = next((s.number_id for s in self._styles.find_chain(style) if s.number_id is not None), None)
            through = targets.get(instance) if instance is not None else None
            abstract = linked.get(style, through if through is not None else abstract)
        return abstract if abstract in abstracts else None


def _split_template(template: str) -> _Template:
    """What stands between the places of a w:lvlText, and the levels, from 0, that stand there: `第%1条` is (第, 条), (0,)."""
    parts = _PLACE.split(template)
    return tuple(parts[::2]), tuple(int(place) - 1 for place in parts[1::2])


def _list_and_level(said: Element) -> tuple[int | None, int | None]:
    """The w:numId and w:ilvl of a w:numPr."""
    list_ = level = None
    for one in said:  # the first of each
        kind = KNOWN[one.tag]
        if kind == "w:numId" and list_ is None:
            list_ = one
        elif kind == "w:ilvl" and level is None:
            level = one
    return (
        None if list_ is None else parse_whole(get(list_, "w:val")),
        None if level is None else parse_whole(get(level, "w:val")),
    )


def _is_old(properties: Element | None) -> bool:
    above = None if properties is None else properties.getparent()
    return above is not None and name(above) == "w:pPrChange"


def _levels(abstract: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in every(abstract, "w:lvl"):
        at = parse_whole(get(element, "w:ilvl"))
        if at is not None and 0 <= at < LEVELS:
            found.setdefault(at, _level(element))
    return found


def _level(element: Element) -> Level:
    format_, custom = _format(element)
    text = child(element, "w:lvlText")
    template = "" if text is None else get(text, "w:val") or ""
    said = symbols.find_fonts(child(element, "w:rPr"))
    if said is not None and format_ == "bullet":
        template = symbols.show_text(said, template)
    return Level(
        start=number(element, "w:start") or 0,
        format=format_,
        custom=custom,
        template=template,
        restart=number(element, "w:lvlRestart"),
        legal=is_on(child(element, "w:isLgl")),
        suffix=value(element, "w:suff") or "tab",
        style=value(element, "w:pStyle") or "",
    )


def _format(element: Element) -> tuple[str, str]:
    """The number format (17.9.17) and, if it is "custom", its pattern."""
    found = child(element, "w:numFmt")
    if found is None:
        return "decimal", ""
    return get(found, "w:val") or "decimal", get(found, "w:format") or ""


def _instance(element: Element, abstract: int, levels: Mapping[int, Level]) -> _Instance:
    own = dict(levels)
    starts: dict[int, int] = {}
    for override in every(element, "w:lvlOverride"):
        at = parse_whole(get(override, "w:ilvl"))
        if at is None or not 0 <= at < LEVELS:
            continue
        replaced = child(override, "w:lvl")
        if replaced is not None:
            own[at] = _level(replaced)
        start = number(override, "w:startOverride")
        if start is not None:
            starts[at] = start
            own[at] = replace(own.get(at, Level()), start=start)
    return _Instance(abstract, own, starts)
