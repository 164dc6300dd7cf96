"""Reading with the least surprise: which lines are numbered, by what number, and on which line each hangs.

A line may be read in several ways: `i)` is Roman one or the ninth letter, `2.` the next paragraph or the second point of
an inner list, 第二条以及… a number or a citation. Deciding line by line goes wrong where one heading is missed: all that
follows then hangs wrong. So several readings are followed side by side, each with what is open in it (`Frame`s) and
what it cost so far (`costs`), and the cheapest is chosen at the end. Nearly always one reading is left: the number that
is due. The width is bounded, so the time is linear; and where a text never tells, only the likeliest reading is followed in the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.labels import FoundLabel, get_last, is_next
from decision_diff.model import Label
from decision_diff.parse import costs
from decision_diff.parse.frames import (
    COVER,
    INTRODUCES,
    ROOT,
    Chains,
    Frame,
    Outcome,
    PartialReading,
    Quote,
    Taken,
    copy_state,
    find_above,
    find_root,
    is_counted_in_series,
    is_in_proposal,
    is_part_of_sentence,
    list_series,
    may_hold_text,
)
from decision_diff.parse.levels import (
    ANNEX,
    ARTICLE,
    CALL,
    LEAF,
    LIST,
    NUMBERED_ANNEX,
    OUTLINE,
    PROPOSAL,
    REASONS,
    USUAL,
    Ranks,
)
from decision_diff.parse.lines import has_ended_lists, is_item_of_minutes, is_title
from decision_diff.parse.logical_lines import LogicalLine
from decision_diff.parse.placing import Placer, Way
from decision_diff.parse.quotations import MAX_QUOTED_LINES, find_closes, is_quoted_whole
from decision_diff.parse.runs import take_run

_ENDING = ("contents", "coverLine", "title", "formula", "closing")  # kinds of lines that end what a call line opened
_GOES_ON = ("due", "gap", "repeat", "order")  # the ways of a number that continues the list before it

Candidates = dict[int, Sequence[Way]]  # by line, the cheapest first


def read_lines(lines: Sequence[LogicalLine], ranks: Ranks, candidates: Candidates | None = None) -> Outcome:
    """The reading of all lines with the least surprise. `candidates`, if given, is filled with the ways to read each line."""
    return _Reader(lines, ranks, candidates).read()


class _Reader:
    def __init__(self, lines: Sequence[LogicalLine], ranks: Ranks, candidates: Candidates | None) -> None:
        self.candidates = candidates
        self.taken: dict[int, Taken] = {}
        self.lines = lines
        self.ranks = ranks
        self.texts = [line.text for line in lines]
        self.closes = find_closes(self.texts)
        self.placer = Placer(lines, ranks)
        self.chains = Chains()
        self.runs: dict[int, int] = {}
        self.doubts = 0  # lines at which several readings were left
        self.narrowed = ROOT

    def read(self) -> Outcome:
        root = Frame("", (), -1, ROOT, None, ROOT, is_open=True)
        states = [PartialReading(0.0, root, root, -1, {}, root, -1, None, ROOT, {}, None)]
        index = 0
        while index < len(self.lines):
            states = self._step(states, index, self.lines[index])
            index += 1
            if self.candidates is None:
                index = take_run(self.lines, index, states, self.closes, self.runs)
        best = min(states, key=lambda state: state.cost)
        self._settle(best)
        quotes = best.quotes
        ends: dict[int, int] = {}
        while quotes is not None:
            ends[quotes.line] = quotes.end
            quotes = quotes.before
        return Outcome(self.taken, ends, self.runs, self.narrowed)

    def _settle(self, state: PartialReading) -> None:
        """Note what the lines were read as, once one reading is left."""
        taken = state.taken
        while taken is not None:
            self.taken[taken.line] = taken
            taken = taken.before
        state.taken = None

    def _step(self, states: list[PartialReading], index: int, line: LogicalLine) -> list[PartialReading]:
        found = line.found
        if line.kind in ("row", "note", "entry") or found is None:
            for state in states:
                self._pass(state, index, line)
            return states
        if self.candidates is not None:  # as the best reading so far sees them
            self.candidates[index] = sorted(self.placer.list_ways(states[0], index, line, found), key=_get_cost)
        elif len(states) == 1 and self._follow(states[0], index, line, found):
            return states
        ways = [
            (state.cost + way[0], state, way)
            for state in states
            for way in self.placer.list_ways(state, index, line, found)
        ]
        return self._go(ways, index, line)

    def _go(self, ways: list[tuple[float, PartialReading, Way]], index: int, line: LogicalLine) -> list[PartialReading]:
        """The readings that go on, the best first: at most `costs.WIDTH`, of those with the same open frames one."""
        if self.narrowed != ROOT:
            ways = [min(ways, key=lambda way: way[0])]
        elif len(ways) > 1:
            ways.sort(key=lambda way: way[0])
            limit = ways[0][0] + costs.MARGIN
            ways = [way for way in ways if way[0] <= limit]
        if len(ways) == 1:
            _, state, way = ways[0]
            self._go_on(state, index, line, way)
            self._settle(state)
            return [state]
        kept: dict[object, PartialReading] = {}
        for _, before, way in ways:
            key = self._foresee(before, index, way)
            if key in kept:
                continue
            state = copy_state(before)
            self._go_on(state, index, line, way)
            kept.setdefault(key or self.chains.describe(state), state)
            if len(kept) == costs.WIDTH:
                break
        self._count_doubt(index, len(kept))
        return list(kept.values())

    def _count_doubt(self, index: int, left: int) -> None:
        """Note that so many readings are left behind a line; a text in which that is so again and again gets one from then on."""
        self.doubts += left > 1
        if self.doubts == costs.PATIENCE and self.narrowed == ROOT:
            self.narrowed = index

    def _foresee(self, state: PartialReading, index: int, way: Way) -> object:
        """How a reading that goes on this way would be described, if that is told without going on; None if it is not."""
        label = way.label
        if label is None or state.quote_end >= 0 or self.closes[index] != index:
            return None
        rank, last = self.ranks.find(label), get_last(label)
        series = state.series
        if rank <= NUMBERED_ANNEX:
            series = {}
        elif is_counted_in_series(rank, way.home, label.style):
            series = {**series, label.style: last}
        chain = self.chains.find_longer(self.chains.find(way.up), label.style, last)
        headed = index if rank < ARTICLE else state.headed
        return chain, chain, index, -1, list_series(series), state.quote_end, headed

    def _go_on(self, state: PartialReading, index: int, line: LogicalLine, way: Way) -> None:
        if way.label is None:
            state.cost += way.cost
            state.taken = Taken(index, None, ROOT, "", way.cost, way.why, state.taken)
            self._pass(state, index, line)
        else:
            self._take(state, index, line, way)
            self._quote(state, index, state.top)

    def _follow(self, state: PartialReading, index: int, line: LogicalLine, found: FoundLabel) -> bool:
        """Go on with the number that is due, where nothing else comes into question: nearly always."""
        top, label = state.top, found.label
        if found.weak or found.others:
            return False
        if top.style != label.style or top is state.floor or top.rank < ARTICLE:
            if not self._follow_unit(state, index, line, label):
                return False
        elif is_next(label.value, top.value) and line.indent == top.indent:
            self._advance(state, top, index, found)
        else:
            return False
        if state.quote_end >= 0 or self.closes[index] != index:
            self._quote(state, index, state.top)
        return True

    def _follow_unit(self, state: PartialReading, index: int, line: LogicalLine, label: Label) -> bool:
        """The same for a unit that is the next one of its style in this scope."""
        last = state.series.get(label.style)
        if last is None or not is_next(label.value, last):
            return False
        rank = self.ranks.find(label)
        if not CALL < rank < LIST or self.placer.is_within_sentence(index):
            return False
        above = find_above(state, rank)
        self._take(state, index, line, Way(0.0, label, above, above, above.line, "", "due"))
        self._settle(state)
        return True

    def _advance(self, state: PartialReading, frame: Frame, index: int, found: FoundLabel) -> None:
        """Go on with the next number of an open list or of an article.

        The frame is changed, not made anew, and so is the series: no other reading holds them, and what was open below is closed.
        """
        label, home, text = found.label, frame.home, found.text
        assert home is not None  # noqa: S101 - a numbered line hangs in something
        frame.value, frame.line, frame.gap, frame.chain = label.until or label.value, index, found.gap, 0
        frame.is_open = not text or text[-1] in INTRODUCES
        if frame.rank == LIST:
            frame.is_enumeration = frame.is_enumeration or is_part_of_sentence(text)
        if is_counted_in_series(frame.rank, home, frame.style):
            state.series[label.style] = frame.value
        state.base, state.intro = frame, -1
        self.taken[index] = Taken(index, label, frame.holder, "", 0.0, "due", None, False)

    # -- lines without a number

    def _pass(self, state: PartialReading, index: int, line: LogicalLine) -> None:
        kind = line.kind
        if kind in ("note", "editorial"):
            return
        state.intro = -1
        if kind in ("row", "entry"):
            if state.quote_end >= 0:
                self._quote(state, index, state.top)
            return
        if self._open_heading(state, index, line):
            self._quote(state, index, state.top)
        else:
            self._pass_text(state, index, line)

    def _open_heading(self, state: PartialReading, index: int, line: LogicalLine) -> bool:
        """Open what a line without a number heads, or end what it ends; False for a text, which does neither."""
        kind = line.kind
        if kind in _ENDING:
            self._cut(state, CALL)
            if kind == "closing" and state.top.style == "supplement" and state.top.up is not None:
                state.top = state.base = state.top.up
        elif kind in ("recitals", "operative") and not self._is_statute(state) and not self._is_minuted(state, line):
            self._open(state, index, CALL)
        elif kind in ("cover", "coverText") and state.taken is None and not self.taken:
            self._open(state, index, CALL, COVER)
        elif kind in ("proposal", "furniture"):
            self._open(state, index, PROPOSAL)
        elif kind == "reasons":
            self._open_reasons(state, index)
        elif kind in ("part", "chapter"):
            self._open_named(state, index, kind)
        elif line.outline is not None and is_title(line.text):
            self._open_unit(state, index, OUTLINE + min(line.outline, ARTICLE - OUTLINE - 1))
        else:
            return False
        return True

    def _open_named(self, state: PartialReading, index: int, kind: str) -> None:
        """Open a unit without a number; the parts of a code count their units anew."""
        self._open_unit(state, index, USUAL[kind])
        if kind == "part":
            state.series = {}

    def _open_unit(self, state: PartialReading, index: int, rank: int) -> None:
        self._open(state, index, rank)
        state.headed = index

    def _pass_text(self, state: PartialReading, index: int, line: LogicalLine) -> None:
        self._close_list(state, index)
        if line.text.endswith(INTRODUCES):
            state.intro = index
        if state.quote_end >= 0 or self.closes[index] != index:
            self._quote(state, index, Frame("", (), LEAF, index, state.top, state.base.line, home=state.base))

    def _close_list(self, state: PartialReading, index: int) -> None:
        """Leave the innermost list, whose items hold no text, and those around it that a finished sentence ends as well."""
        base, goes_on = state.base, True
        while goes_on and base.rank == LIST and base is not state.floor and (home := base.home) is not None:
            if may_hold_text(base.style, in_article=home.rank >= ARTICLE, is_enumeration=base.is_enumeration):
                return
            state.base = base = home
            goes_on = (
                base.holder >= 0 and has_ended_lists(self.lines, index) and self.texts[base.holder].endswith(INTRODUCES)
            )

    def _is_statute(self, state: PartialReading) -> bool:
        return any(self.ranks.by_style.get(style) == ARTICLE for style in state.series)

    def _is_minuted(self, state: PartialReading, line: LogicalLine) -> bool:
        """Whether a call line in capitals stands below the numbered heading of an item of minutes: it opens a list there, and no part."""
        frame: Frame | None = state.top if line.text.isupper() else None
        while frame is not None and frame.rank >= LIST:
            if frame.home is not None and frame.home.rank == ROOT and frame.line >= 0:
                found = self.lines[frame.line].found
                return found is not None and is_item_of_minutes(frame.style, found.text)
            frame = frame.home
        return False

    def _open(self, state: PartialReading, index: int, rank: int, style: str = "") -> None:
        self._cut(state, rank)
        self._push(state, index, rank, style)
        if rank == PROPOSAL:
            state.series = {}

    def _open_reasons(self, state: PartialReading, index: int) -> None:
        """Reasons end what a proposal holds; without one they stand between the items of a list."""
        if is_in_proposal(state):
            self._cut(state, ANNEX)
        self._push(state, index, REASONS, "reasons")

    def _push(self, state: PartialReading, index: int, rank: int, style: str) -> None:
        state.top = state.base = Frame(style, (), rank, index, state.top, state.top.line, is_open=True, home=state.top)

    def _cut(self, state: PartialReading, rank: int) -> None:
        top = state.top
        while top is not state.floor and top.rank >= rank and top.up is not None:
            top = top.up
        state.top = state.base = top

    # -- numbered lines

    def _take(self, state: PartialReading, index: int, line: LogicalLine, way: Way) -> None:
        cost, label, up, home, holder, surprise, why = way
        found = line.found
        assert found is not None and label is not None  # noqa: S101, PT018 - else it would be text
        rank = self.ranks.find(label)
        is_open = rank < ARTICLE or not found.text or found.text.endswith(INTRODUCES)
        goes_on = why in _GOES_ON and state.top.style == label.style and state.top.is_enumeration
        state.top = state.base = Frame(
            label.style,
            get_last(label),
            rank,
            index,
            up,
            holder,
            found.gap,
            line.indent,
            is_open,
            up.depth + 1,
            home,
            goes_on or (rank == LIST and is_part_of_sentence(found.text)),
        )
        state.intro = -1
        state.cost += cost
        state.taken = Taken(index, label, holder, surprise, cost, why, state.taken, is_next(label.value, None))
        if rank <= NUMBERED_ANNEX:
            state.series = {}
        elif is_counted_in_series(rank, home, label.style):
            state.series = {**state.series, label.style: get_last(label)}
        if rank < ARTICLE:
            state.headed = index

    # -- quotations

    def _quote(self, state: PartialReading, index: int, frame: Frame) -> None:
        """Open a quotation that the next lines close, or close the one that ends here."""
        if state.quote_end >= 0:
            if index >= state.quote_end:
                floor = state.floor
                state.top = state.base = floor
                if floor.rank == LEAF and floor.up is not None and floor.home is not None:
                    state.top, state.base = floor.up, floor.home
                state.floor, state.quote_end, state.series = find_root(floor), -1, state.outer
            return
        close = self.closes[index]
        if close == index or close - index >= MAX_QUOTED_LINES or frame.rank < ARTICLE:
            return
        for line in () if is_quoted_whole(self.texts, index, close) else self.lines[index + 1 : close]:
            if line.kind in ("recitals", "operative", "furniture", "proposal", "reasons") or (
                line.found and self._leaves(state, line.found)
            ):
                return
        state.top = state.base = state.floor = frame
        state.quote_end, state.outer, state.series = close, state.series, {}
        state.quotes = Quote(index, close, state.quotes)

    def _leaves(self, state: PartialReading, found: FoundLabel) -> bool:
        """Whether a number ahead belongs to a list or unit that is open around the quotation."""
        if found.label.level == "attachment" or found.weak:
            return found.label.level == "attachment"
        frame: Frame | None = state.top
        while frame is not None:
            if frame.style == found.label.style:
                return True
            frame = frame.up
        return False


def _get_cost(way: Way) -> float:
    return way.cost
