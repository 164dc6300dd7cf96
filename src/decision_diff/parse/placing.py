"""Where a number may hang, and how surprising that would be.

A number continues a list that is open, opens a new one, or is that of a unit; `list_ways` gives all of it for one line in
one reading, and at last the line as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.labels import FoundLabel, is_next
from decision_diff.model import Label
from decision_diff.parse import costs
from decision_diff.parse.frames import (
    COVER,
    PARAGRAPH_STYLES,
    ROOT,
    Frame,
    State,
    Surprise,
    find_above,
    find_innermost,
    find_list,
    find_prefix,
    is_bare_annex,
    is_second,
)
from decision_diff.parse.levels import ANNEX, ARTICLE, CALL, LIST, Ranks
from decision_diff.parse.lines import LogicalLine, is_title

# What may follow 第三条 without a space when the line goes on with a sentence about article 3 (第五十二条以及…).
_CITES: Final = (
    "以及", "和", "与", "與", "及", "或", "至", "到", "、", "，", "第", "的", "之", "所", "中", "规定", "規定", "除", "对", "對", "外", "项", "項", "款",
    "已", "应", "應", "依照", "适用", "適用", "修改", "增加", "改为", "改為", "删去", "刪去", "。", "；", "）", ")", "》", "”", "から", "まで", "に", "の", "を", "又は",
)  # fmt: skip
Way = tuple[
    float, "Label | None", Frame, int, Surprise
]  # cost, number (None: text), what it hangs in, on which line, what is odd


class Placer:
    """The places of the numbers of one text."""

    def __init__(self, lines: Sequence[LogicalLine], ranks: Ranks) -> None:
        self.ranks = ranks
        self.has_indents = len({line.indent for line in lines if line.found}) > 1

    def list_ways(self, state: State, index: int, line: LogicalLine, found: FoundLabel) -> Iterator[Way]:
        """All that a line with a possible number may be, and at last the text without one."""
        text_cost = costs.TEXT_FOR_DOUBTFUL if found.weak else costs.TEXT_FOR_CERTAIN
        for label in (found.label, *found.others):
            rank = self.ranks.find(label)
            for cost, up, holder, surprise in self._options(state, index, line, found, label, rank):
                if found.weak and cost < costs.TEXT_FOR_DUE:
                    text_cost = max(text_cost, costs.TEXT_FOR_DUE if rank == LIST else costs.TEXT_FOR_DUE_UNIT)
                yield cost, label, up, holder, surprise
        if found.label.level == "attachment" and not self._is_annex(state, index, found):
            text_cost = 0.0
        yield text_cost, None, state.top, ROOT, ""

    def _options(
        self, state: State, index: int, line: LogicalLine, found: FoundLabel, label: Label, rank: int
    ) -> Iterator[tuple[float, Frame, int, Surprise]]:
        if rank <= ANNEX + 1:
            cost = 0.0 if self._is_annex(state, index, found) else 2 * costs.TEXT_FOR_CERTAIN
            top = find_above(state, rank)
            yield cost, top, top.line, ""
        elif rank < LIST:
            yield self._weigh_unit(state, found, label, rank)
        else:
            extra = 0.0 if not found.weak else self._weigh_doubt(state, found, label)
            for cost, up, holder, surprise in self._place_in_lists(state, line, label):
                yield cost + extra, up, holder, surprise

    def _is_annex(self, state: State, index: int, found: FoundLabel) -> bool:
        is_titled = not found.text or (is_title(found.text) and not found.text[0].islower())
        is_heading_of_one = (
            bool(found.text) and not found.label.value and is_bare_annex(state.top) and state.top.line == index - 1
        )
        return is_titled and state.floor.line == ROOT and not is_heading_of_one

    def _weigh_unit(
        self, state: State, found: FoundLabel, label: Label, rank: int
    ) -> tuple[float, Frame, int, Surprise]:
        above = find_above(state, rank)
        last = state.series.get(label.style)
        cost, surprise = self._weigh_number(state, label, last, above)
        if found.weak:
            cost += costs.DOUBTFUL
            if is_cited(found):
                cost += costs.CITED
        return cost, above, above.line, surprise

    def _weigh_number(
        self, state: State, label: Label, last: tuple[int, ...] | None, above: Frame
    ) -> tuple[float, Surprise]:
        value = label.value
        if not value or is_next(value, last):
            return 0.0, ""
        is_headed = above.line >= 0 and above.line == state.headed
        if len(value) > 1 and value[:-1] == above.value:
            return (0.0, "") if last is None or value > last or is_headed else (costs.BACK, "order")
        if last is None:
            return (
                costs.OPENED_LATE if not is_headed else costs.UNIT_SERIES,
                "" if is_headed and value[0] % 100 in (0, 1) else "start",
            )
        if value[-1] in (0, 1) and (is_headed or above.line != ROOT) and value < last:
            return (costs.UNIT_AFTER_HEADING, "") if is_headed else (costs.UNIT_RESTARTED, "order")
        if is_headed and value > last and value[0] % 100 in (0, 1) and value[0] > 1:
            return costs.UNIT_SERIES, ""
        return weigh_step(value, last)

    def _weigh_doubt(self, state: State, found: FoundLabel, label: Label) -> float:
        """What it costs to take a number for meant that is followed by a mere space."""
        frame = find_list(state, label.style)
        if frame is None:
            return costs.DOUBTFUL if is_next(label.value, None) or self._fits(state, label) else costs.DOUBTFUL_NOT_DUE
        if not is_next(label.value, frame.value):
            return costs.DOUBTFUL_NOT_DUE
        return 0.0 if frame.gap == found.gap else costs.OTHER_GAP

    def _fits(self, state: State, label: Label) -> bool:
        return len(label.value) > 1 and find_prefix(state, label.value[:-1]) is not None

    def _place_in_lists(
        self, state: State, line: LogicalLine, label: Label
    ) -> Iterator[tuple[float, Frame, int, Surprise]]:
        """The places where an item of a list may hang: as the next one of an open list, or as the first of a new one."""
        frame: Frame | None = state.top
        is_ended = state.base is not state.top
        has_like = False
        while frame is not None and frame.rank >= LIST and frame is not state.floor:
            if frame is state.base:
                is_ended = False
            if frame.style == label.style and frame.up is not None:
                has_like = True
                cost, surprise = weigh_step(label.value, frame.value)
                cost += self._weigh_indent(line.indent != frame.indent) + (costs.RESUMED if is_ended else 0.0)
                yield cost, frame.up, frame.holder, surprise
                if label.value and is_next(label.value, None) and surprise:
                    cost = costs.RESTARTED if is_ended else costs.RESTARTED_AT_ONCE
                    yield cost + self._weigh_indent(line.indent != frame.indent), frame.up, frame.holder, ""
            frame = frame.up
        yield from self._open_list(state, line, label, has_like)

    def _open_list(
        self, state: State, line: LogicalLine, label: Label, has_like: bool
    ) -> Iterator[tuple[float, Frame, int, Surprise]]:
        is_first = not label.value or is_next(label.value, None) or is_second(label, state.base)
        surprise: Surprise = "" if is_first else "start"
        if len(label.value) > 1 and label.style.startswith("1.1"):
            above = find_prefix(state, label.value[:-1])
            if above is not None:
                above = find_innermost(state, above)
                is_late = not is_first and above.line != state.headed and above is not state.top
                yield (
                    costs.DECIMAL_FITS + (costs.OPENED_LATE if is_late else 0.0),
                    above,
                    above.line,
                    "start" if is_late else "",
                )
                return
        base = state.base
        if (
            base.rank < ARTICLE
            and base.rank > CALL
            and (last := state.series.get(label.style))
            and is_next(label.value, last)
        ):
            yield costs.COUNTED_ON, base, base.line, ""  # counted on through the parts of the text
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
        yield cost, base, holder, surprise

    def _weigh_indent(self, differs: bool) -> float:
        return costs.INDENT if differs and self.has_indents else 0.0


def is_cited(found: FoundLabel) -> bool:
    """Whether a number with a word is cited by what follows it: 第三条规定, 第五十二条以及…"""
    text = found.text
    return text.startswith(_CITES) or text[:1].islower() or (found.gap == "" and not text)


def weigh_step(value: tuple[int, ...], last: tuple[int, ...] | None) -> tuple[float, Surprise]:
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
