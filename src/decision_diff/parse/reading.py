"""Reading with the least surprise: which lines are numbered, by what number, and on which line each hangs.

A line may be read in several ways: `i)` is Roman one or the ninth letter, `2.` the next paragraph or the second point of
an inner list, 第二条以及… a number or a citation. Deciding line by line goes wrong where one heading is missed: all that
follows then hangs wrong. So several readings are followed side by side, each with what is open in it (`Frame`s) and
what it cost so far (`costs`), and the cheapest is chosen at the end. Nearly always one reading is left: the number that
is due. The width is bounded, so the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from decision_diff.labels import FoundLabel, is_next
from decision_diff.model import Label
from decision_diff.parse import costs
from decision_diff.parse.levels import ANNEX, ARTICLE, CALL, LEAF, LIST, OUTLINE, USUAL, Ranks
from decision_diff.parse.lines import LogicalLine, is_title
from decision_diff.parse.quotations import MAX_QUOTED_LINES, find_closes

ROOT: Final = -1
COVER: Final = "cover"
Oddity = Literal["", "start", "gap", "repeat", "order"]
PARAGRAPH_STYLES: Final = ("1", "1.", "1.1", "1.1.1", "1.1.1.1", "一、", "I.", "A.", "zh-paragraph")
# What may follow 第三条 without a space when the line goes on with a sentence about article 3 (第五十二条以及…).
_CITES: Final = (
    "以及", "和", "与", "與", "及", "或", "至", "到", "、", "，", "第", "的", "之", "所", "中", "规定", "規定", "除", "对", "對", "外", "项", "項", "款",
    "已", "应", "應", "依照", "适用", "適用", "修改", "增加", "改为", "改為", "删去", "刪去", "。", "；", "）", ")", "》", "”", "から", "まで", "に", "の", "を", "又は",
)  # fmt: skip
_INTRODUCES: Final = ("：", ":", "—", "–", "—", "︰")


@dataclass(slots=True)  # not frozen: thousands are made, though none is changed
class Frame:
    """What is open: a unit, a list item, a part, or the root. `up` is what it hangs in."""

    style: str
    value: tuple[int, ...]
    rank: int
    line: int
    up: Frame | None
    holder: int  # the line that it hangs on: that of `up`, or a text that introduces the list
    gap: str = ""
    indent: int = 0
    is_open: bool = False  # a colon or a bare heading: a list is expected below


@dataclass(slots=True)
class Taken:
    """One numbered line as it was read: its number, the line that it hangs on (ROOT: none), and what is odd about it.

    `label` is None where a possible number was read as text.
    """

    line: int
    label: Label | None
    holder: int
    oddity: Oddity
    cost: float
    before: Taken | None
    is_first: bool = True  # of a list: it continues none


@dataclass(slots=True)
class Quote:
    """A quotation over several lines: the line that opens it holds all up to the one that closes it."""

    line: int
    end: int
    before: Quote | None


@dataclass(slots=True)
class _State:
    """A reading of the lines so far."""

    cost: float
    top: Frame
    base: Frame  # what a new list hangs on: above the lists that text has ended
    intro: int  # the line that introduces a list, if it is the last one and a text; or -1
    series: dict[str, tuple[int, ...]]  # by style of unit the last value in this scope
    floor: Frame
    quote_end: int
    taken: Taken | None
    headed: int  # the line of the last unit that is above others
    outer: dict[str, tuple[int, ...]]  # the series around the open quotation
    quotes: Quote | None  # the quotations so far, the last one first


@dataclass(slots=True, frozen=True)
class Outcome:
    """How the lines were read: by line what became of each possible number, and the last line of each quotation by its first."""

    taken: dict[int, Taken]
    quotes: dict[int, int]


_Way = tuple[float, "Label | None", Frame, int, Oddity]  # cost, number (None: text), what it hangs in, on which line, what is odd


def read_lines(lines: Sequence[LogicalLine], ranks: Ranks) -> Outcome:
    """The reading of all lines with the least surprise."""
    return _Reader(lines, ranks).read()


class _Reader:
    def __init__(self, lines: Sequence[LogicalLine], ranks: Ranks) -> None:
        self.lines = lines
        self.ranks = ranks
        self.closes = find_closes([line.text for line in lines])
        self.has_indents = len({line.indent for line in lines if line.found}) > 1

    def read(self) -> Outcome:
        root = Frame("", (), -1, ROOT, None, ROOT, is_open=True)
        states = [_State(0.0, root, root, -1, {}, root, -1, None, ROOT, {}, None)]
        for index, line in enumerate(self.lines):
            states = self._step(states, index, line)
        best = min(states, key=lambda state: state.cost)
        taken, quotes = best.taken, best.quotes
        by_line: dict[int, Taken] = {}
        while taken is not None:
            by_line[taken.line] = taken
            taken = taken.before
        ends: dict[int, int] = {}
        while quotes is not None:
            ends[quotes.line] = quotes.end
            quotes = quotes.before
        return Outcome(by_line, ends)

    def _step(self, states: list[_State], index: int, line: LogicalLine) -> list[_State]:
        found = line.found
        if line.kind in ("row", "note", "entry") or found is None:
            for state in states:
                self._pass(state, index, line)
            return states
        if len(states) == 1 and self._follow(states[0], index, line, found):
            return states
        ways = [(state.cost + way[0], state, way) for state in states for way in self._list_ways(state, index, line, found)]
        return self._go(ways, index, line)

    def _go(self, ways: list[tuple[float, _State, _Way]], index: int, line: LogicalLine) -> list[_State]:
        """The readings that go on, the best first: at most `costs.WIDTH`, of those with the same open frames one."""
        if len(ways) > 1:
            ways.sort(key=lambda way: way[0])
            limit = ways[0][0] + costs.MARGIN
            ways = [way for way in ways if way[0] <= limit]
        kept: list[_State] = []
        known = set()
        for _, before, (cost, label, up, holder, oddity) in ways:
            state = before if len(ways) == 1 else _copy(before)
            if label is None:
                state.cost += cost
                state.taken = Taken(index, None, ROOT, "", cost, state.taken)
                self._pass(state, index, line)
            else:
                self._take(state, index, line, label, cost, up, holder, oddity)
                self._quote(state, index, state.top)
            if len(ways) > 1:
                shape = _sign(state)
                if shape in known:
                    continue
                known.add(shape)
            kept.append(state)
            if len(kept) == costs.WIDTH:
                break
        return kept

    def _follow(self, state: _State, index: int, line: LogicalLine, found: FoundLabel) -> bool:
        """Go on with the innermost list by the number that is due, where nothing else comes into question."""
        top, label = state.top, found.label
        if top.style != label.style or found.weak or found.others or top is state.floor or top.rank < ARTICLE:
            return False
        if not is_next(label.value, top.value) or line.indent != top.indent:
            return False
        self._take(state, index, line, label, 0.0, top.up, top.holder, "")
        self._quote(state, index, state.top)
        return True

    # -- lines without a number

    def _pass(self, state: _State, index: int, line: LogicalLine) -> None:
        kind = line.kind
        state.intro = -1
        if kind in ("note", "row", "entry"):
            return
        if kind == "contents":
            self._cut(state, CALL)
        elif kind in ("recitals", "operative") and not self._is_statute(state):
            self._open(state, index, CALL)
        elif kind == "cover" and state.taken is None:
            self._open(state, index, CALL, COVER)
        elif kind == "chapter":
            self._open(state, index, USUAL["chapter"])
            state.headed = index
        elif kind == "furniture":
            self._open(state, index, ANNEX)
        elif kind == "formula":
            self._cut(state, CALL)
        elif line.outline is not None and is_title(line.text):
            self._open(state, index, OUTLINE + min(line.outline, ARTICLE - OUTLINE - 1))
            state.headed = index
        else:
            self._pass_text(state, index, line)
            return
        self._quote(state, index, state.top)

    def _pass_text(self, state: _State, index: int, line: LogicalLine) -> None:
        base = state.base
        if base.rank == LIST and base.style not in PARAGRAPH_STYLES:
            style = base.style
            while base is not state.floor and base.style == style and base.up is not None:
                base = base.up
            state.base = base
        if line.text.endswith(_INTRODUCES):
            state.intro = index
        if self.closes[index] != index and state.floor.line == ROOT:
            self._quote(state, index, Frame("", (), LEAF, index, state.base, state.base.line))

    def _is_statute(self, state: _State) -> bool:
        return any(self.ranks.by_style.get(style) == ARTICLE for style in state.series)

    def _open(self, state: _State, index: int, rank: int, style: str = "") -> None:
        self._cut(state, rank)
        state.top = state.base = Frame(style, (), rank, index, state.top, state.top.line, is_open=True)
        if rank == ANNEX:
            state.series = {}

    def _cut(self, state: _State, rank: int) -> None:
        top = state.top
        while top is not state.floor and top.rank >= rank and top.up is not None:
            top = top.up
        state.top = state.base = top

    # -- numbered lines

    def _list_ways(self, state: _State, index: int, line: LogicalLine, found: FoundLabel) -> Iterator[_Way]:
        """All that a line with a possible number may be, and at last the text without one."""
        text_cost = costs.TEXT_FOR_DOUBTFUL if found.weak else costs.TEXT_FOR_CERTAIN
        for label in (found.label, *found.others):
            rank = self.ranks.find(label)
            for cost, up, holder, oddity in self._options(state, line, found, label, rank):
                if found.weak and cost < costs.TEXT_FOR_DUE:
                    text_cost = max(text_cost, costs.TEXT_FOR_DUE if rank == LIST else costs.TEXT_FOR_DUE_UNIT)
                yield cost, label, up, holder, oddity
        if found.label.level == "attachment" and not self._is_annex(state, index, found):
            text_cost = 0.0
        yield text_cost, None, state.top, ROOT, ""

    def _options(
        self, state: _State, line: LogicalLine, found: FoundLabel, label: Label, rank: int
    ) -> Iterator[tuple[float, Frame, int, Oddity]]:
        if rank <= ANNEX + 1:
            cost = 0.0 if self._is_annex(state, 0, found) else 2 * costs.TEXT_FOR_CERTAIN
            top = _find_above(state, rank)
            yield cost, top, top.line, ""
        elif rank < LIST:
            yield self._weigh_unit(state, found, label, rank)
        else:
            extra = 0.0 if not found.weak else self._weigh_doubt(state, found, label)
            for cost, up, holder, oddity in self._place_in_lists(state, line, label):
                yield cost + extra, up, holder, oddity

    def _is_annex(self, state: _State, index: int, found: FoundLabel) -> bool:
        is_titled = not found.text or (is_title(found.text) and not found.text[0].islower())
        return is_titled and state.floor.line == ROOT

    def _weigh_unit(
        self, state: _State, found: FoundLabel, label: Label, rank: int
    ) -> tuple[float, Frame, int, Oddity]:
        above = _find_above(state, rank)
        last = state.series.get(label.style)
        cost, oddity = self._weigh_number(state, label, last, above)
        if found.weak:
            cost += costs.DOUBTFUL
            if is_cited(found):
                cost += costs.CITED
        return cost, above, above.line, oddity

    def _weigh_number(
        self, state: _State, label: Label, last: tuple[int, ...] | None, above: Frame
    ) -> tuple[float, Oddity]:
        value = label.value
        if not value or is_next(value, last):
            return 0.0, ""
        is_headed = above.line >= 0 and above.line == state.headed
        if len(value) > 1 and value[:-1] == above.value:
            return (0.0, "") if last is None or value > last or is_headed else (costs.BACK, "order")
        if last is None:
            return (costs.OPENED_LATE if not is_headed else costs.UNIT_SERIES, "" if is_headed and value[0] % 100 in (0, 1) else "start")
        if value[-1] in (0, 1) and (is_headed or above.line != ROOT) and value < last:
            return (costs.UNIT_AFTER_HEADING, "") if is_headed else (costs.UNIT_RESTARTED, "order")
        if is_headed and value > last and value[0] % 100 in (0, 1) and value[0] > 1:
            return costs.UNIT_SERIES, ""
        return weigh_step(value, last)

    def _weigh_doubt(self, state: _State, found: FoundLabel, label: Label) -> float:
        """What it costs to take a number for meant that is followed by a mere space."""
        frame = _find_list(state, label.style)
        if frame is None:
            return costs.DOUBTFUL if is_next(label.value, None) or self._fits(state, label) else costs.DOUBTFUL_NOT_DUE
        if not is_next(label.value, frame.value):
            return costs.DOUBTFUL_NOT_DUE
        return 0.0 if frame.gap == found.gap else costs.OTHER_GAP

    def _fits(self, state: _State, label: Label) -> bool:
        return len(label.value) > 1 and _find_prefix(state, label.value[:-1]) is not None

    def _place_in_lists(
        self, state: _State, line: LogicalLine, label: Label
    ) -> Iterator[tuple[float, Frame, int, Oddity]]:
        """The places where an item of a list may hang: as the next one of an open list, or as the first of a new one."""
        frame: Frame | None = state.top
        is_ended = state.base is not state.top
        has_like = False
        while frame is not None and frame.rank >= LIST and frame is not state.floor:
            if frame is state.base:
                is_ended = False
            if frame.style == label.style and frame.up is not None:
                has_like = True
                cost, oddity = weigh_step(label.value, frame.value)
                cost += self._weigh_indent(line.indent != frame.indent) + (costs.RESUMED if is_ended else 0.0)
                yield cost, frame.up, frame.holder, oddity
                if label.value and is_next(label.value, None) and oddity:
                    cost = costs.RESTARTED if is_ended else costs.RESTARTED_AT_ONCE
                    yield cost + self._weigh_indent(line.indent != frame.indent), frame.up, frame.holder, ""
            frame = frame.up
        yield from self._open_list(state, line, label, has_like)

    def _open_list(
        self, state: _State, line: LogicalLine, label: Label, has_like: bool
    ) -> Iterator[tuple[float, Frame, int, Oddity]]:
        is_first = not label.value or is_next(label.value, None)
        oddity: Oddity = "" if is_first else "start"
        if len(label.value) > 1 and label.style.startswith("1.1"):
            above = _find_prefix(state, label.value[:-1])
            if above is not None:
                is_late = not is_first and above.line != state.headed
                yield costs.DECIMAL_FITS + (costs.OPENED_LATE if is_late else 0.0), above, above.line, "start" if is_late else ""
                return
        base = state.base
        if base.style == COVER and base.up is not None and label.style in PARAGRAPH_STYLES:
            base = base.up  # the numbered paragraphs of the text itself
        holder = state.intro if state.intro >= 0 else base.line
        is_wanted = state.intro >= 0 or base.is_open
        cost = costs.OPENED_BELOW_COLON if is_wanted else costs.OPENED
        if not is_first:
            cost += costs.OPENED_LATE
        if has_like and state.intro < 0:
            is_deeper = line.indent > base.indent and base.style == label.style
            cost += self._weigh_indent(is_deeper) * -1 + (0.0 if is_deeper else costs.OPENED_WITHIN_ITS_LIKE)
        elif base.rank == LIST:
            cost += self._weigh_indent(line.indent < base.indent)
        yield cost, base, holder, oddity

    def _weigh_indent(self, differs: bool) -> float:
        return costs.INDENT if differs and self.has_indents else 0.0

    def _take(
        self,
        state: _State,
        index: int,
        line: LogicalLine,
        label: Label,
        cost: float,
        up: Frame | None,
        holder: int,
        oddity: Oddity,
    ) -> None:
        found = line.found
        text = found.text if found else ""
        rank = self.ranks.find(label)
        is_open = rank < ARTICLE or not text or text.endswith(_INTRODUCES)
        gap = found.gap if found else ""
        state.top = state.base = Frame(label.style, label.value, rank, index, up, holder, gap, line.indent, is_open)
        state.intro = -1
        state.cost += cost
        is_first = not label.value or is_next(label.value, None)
        state.taken = Taken(index, label, holder, oddity, cost, state.taken, is_first)
        if rank <= ANNEX + 1:
            state.series = {}
        elif rank < LIST:
            state.series = {**state.series, label.style: label.value}
        if rank < ARTICLE:
            state.headed = index

    # -- quotations

    def _quote(self, state: _State, index: int, frame: Frame) -> None:
        """Open a quotation that the next lines close, or close the one that ends here."""
        if state.quote_end >= 0:
            if index >= state.quote_end:
                floor = state.floor
                state.top = state.base = floor.up if floor.rank == LEAF and floor.up is not None else floor
                state.floor, state.quote_end, state.series = _find_root(floor), -1, state.outer
            return
        close = self.closes[index]
        if close == index or close - index >= MAX_QUOTED_LINES or frame.rank < ARTICLE:
            return
        for line in self.lines[index + 1 : close]:
            if line.kind in ("recitals", "operative", "furniture") or (line.found and self._leaves(state, line.found)):
                return
        state.top = state.base = state.floor = frame
        state.quote_end, state.outer, state.series = close, state.series, {}
        state.quotes = Quote(index, close, state.quotes)

    def _leaves(self, state: _State, found: FoundLabel) -> bool:
        """Whether a number ahead belongs to a list or unit that is open around the quotation."""
        if found.label.level == "attachment" or found.weak:
            return found.label.level == "attachment"
        frame: Frame | None = state.top
        while frame is not None:
            if frame.style == found.label.style:
                return True
            frame = frame.up
        return False


def is_cited(found: FoundLabel) -> bool:
    """Whether a number with a word is cited by what follows it: 第三条规定, 第五十二条以及…"""
    text = found.text
    return text.startswith(_CITES) or text[:1].islower() or (found.gap == "" and not text)


def weigh_step(value: tuple[int, ...], last: tuple[int, ...] | None) -> tuple[float, Oddity]:
    """What a number costs after the last one of its list, and what is odd about it."""
    if not value or is_next(value, last):
        return 0.0, ""
    if last is None:
        return costs.OPENED_LATE, "start"
    if value == last:
        return costs.REPEAT, "repeat"
    if value < last:
        return costs.BACK, "order"
    if len(value) != len(last):
        return costs.OTHER_DEPTH, "gap"
    return costs.GAP + costs.GAP_STEP * min(20, abs(value[-1] - last[-1])), "gap"


def _find_above(state: _State, rank: int) -> Frame:
    """What a unit of this rank hangs in."""
    frame = state.top
    while frame is not state.floor and frame.rank >= rank and frame.up is not None:
        frame = frame.up
    return frame


def _find_list(state: _State, style: str) -> Frame | None:
    """The open item of this style, inside the nearest unit."""
    frame: Frame | None = state.top
    while frame is not None and frame is not state.floor:
        if frame.style == style:
            return frame
        if frame.rank < LIST:
            return None
        frame = frame.up
    return None


def _find_prefix(state: _State, prefix: tuple[int, ...]) -> Frame | None:
    """What is open and has this number: 2.1 hangs below 2."""
    frame: Frame | None = state.top
    while frame is not None and frame is not state.floor:
        if frame.value == prefix:
            return frame
        frame = frame.up
    return None


def _find_root(frame: Frame) -> Frame:
    while frame.up is not None:
        frame = frame.up
    return frame


def _copy(state: _State) -> _State:
    return _State(
        state.cost, state.top, state.base, state.intro, state.series, state.floor, state.quote_end, state.taken, state.headed, state.outer,
        state.quotes,
    )


def _sign(state: _State) -> tuple[object, ...]:
    """What decides how a reading can go on."""
    frames = []
    frame: Frame | None = state.top
    while frame is not None and len(frames) < 12:
        frames.append((frame.style, frame.value, frame.line if frame is state.base else -1))
        frame = frame.up
    return (*frames, state.intro, tuple(sorted(state.series.items())), state.quote_end, state.headed)
