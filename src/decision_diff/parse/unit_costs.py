"""The cost of the number of a unit: an article, a section, a chapter. It continues the numbers before it, or restarts below a heading."""

from __future__ import annotations

from typing import Final

from decision_diff.labels import FoundLabel, find_base_style, is_next
from decision_diff.model import Label
from decision_diff.parse import costs
from decision_diff.parse.frames import ROOT, Frame, PartialReading, Surprise, find_above, is_in_proposal
from decision_diff.parse.levels import ARTICLE

# What may follow 第三条 without a space when the line goes on with a sentence about article 3 (第五十二条以及…).
_CITES: Final = (
    "以及", "和", "与", "與", "及", "或", "至", "到", "、", "，", "第", "的", "之", "所", "中", "规定", "規定", "除", "对", "對", "外", "项", "項", "款",
    "已", "应", "應", "依照", "适用", "適用", "修改", "增加", "改为", "改為", "删去", "刪去", "。", "；", "）", ")", "》", "”", "から", "まで", "に", "の", "を", "又は",
)  # fmt: skip
_ROUND: Final = 10
_LONG_SERIES: Final = 100  # numbers of sections from which on codes leave room between chapters


def weigh_unit(state: PartialReading, found: FoundLabel, label: Label, rank: int) -> tuple[float, Frame, Surprise, str]:
    """What a number with a word costs as that of a unit, what the unit hangs in, what is odd about it, and why it costs that."""
    above = find_above(state, rank)
    cost, surprise, why = _weigh_number(state, label, above)
    if surprise == "start" and rank < ARTICLE and state.top is above:
        surprise, why = "", "extract"  # TITLE 21, and below it CHAPTER IX: nothing numbered stands before it
    if found.weak:
        cost += costs.DOUBTFUL
        if is_cited(found):
            cost, why = cost + costs.CITED, "cited"
    return cost, above, surprise, why


def _weigh_number(state: PartialReading, label: Label, above: Frame) -> tuple[float, Surprise, str]:
    """What the number of a unit costs, given the last one of its style and the unit that it hangs in."""
    value, last = label.value, state.series.get(label.style)
    if not value or is_next(value, last):
        return 0.0, "", "due"
    is_headed = above.line >= 0 and above.line == state.headed
    goes_on = last is None or value > last
    if len(value) > 1 and value[:-1] == above.value and (goes_on or is_headed):
        return 0.0, "", "fits"
    begins = value[-1] in (0, 1) or _is_hundred(value)
    if is_headed and (begins or (goes_on and _is_round(value))):
        return costs.UNIT_AFTER_HEADING, "", "after heading"
    if last is None:
        return _weigh_start(state, label)
    if begins and above.line != ROOT and not goes_on:
        return costs.UNIT_RESTARTED, "order", "restarted"
    cost, surprise = measure_step(value, last)
    return cost, surprise, surprise


def _is_hundred(value: tuple[int, ...]) -> bool:
    """Whether a number begins a series of its own: § 201."""
    return len(value) == 1 and value[0] % 100 in (0, 1)


def _is_round(value: tuple[int, ...]) -> bool:
    """Whether a number is one of those that codes leave room before: § 711 below the next heading, § 1201.20."""
    return value[-1] % _ROUND in (0, 1) and (len(value) > 1 or value[0] >= _LONG_SERIES)


def _goes_on_in_code(state: PartialReading, label: Label) -> bool:
    """Whether a number of a French code follows one of another part: Article D. 123-3 after R. 123-2."""
    base = find_base_style(label.style)
    if base == label.style:
        return False
    return any(
        find_base_style(style) == base and style != base and is_next(label.value[1:], last[1:])
        for style, last in state.series.items()
    )


def _weigh_start(state: PartialReading, label: Label) -> tuple[float, Surprise, str]:
    """What the first number of its style costs that is not one."""
    if is_in_proposal(state):
        return 0.0, "", "excerpt"
    if _goes_on_in_code(state, label):
        return 0.0, "", "due"
    return (costs.UNIT_SERIES, "", "series") if _is_hundred(label.value) else (costs.OPENED_LATE, "start", "start")


def is_cited(found: FoundLabel) -> bool:
    """Whether a number with a word is cited by what follows it: 第三条规定, 第五十二条以及…"""  # noqa: D415
    text = found.text
    return text.startswith(_CITES) or text[:1].islower() or (found.gap == "" and not text)


def measure_step(value: tuple[int, ...], last: tuple[int, ...] | None) -> tuple[float, Surprise]:
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
