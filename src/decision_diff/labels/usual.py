"""The number that begins nearly every line of a Chinese or Japanese statute, read by one small pattern.

    第三条　甲方…       read here
    第三条之二　…       第三条（删去）      第三条 至第五条      left to the grammar

What is read here is what the grammar would say, in a third of the time. Where anything may follow that is more than a space and words, the
grammar decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from decision_diff.frozen import get_constructor
from decision_diff.labels.found import FoundLabel
from decision_diff.labels.keywords import Keyword, name_unit
from decision_diff.labels.numerals import HAN, read_plain
from decision_diff.model import Label
from decision_diff.patterns import late

_PREFIX: Final = "第"
_STOPS: Final = "-：:.．—–之のノ"  # what may stand between a number and its words, or go on with the number


_make_found: Final = get_constructor(FoundLabel)
_make_label: Final = get_constructor(Label)


class UsualNumbers:
    """The units of a language that begin with 第, each with a space behind it. `joins` may go on with a number: to, and."""

    def __init__(self, keyword: Keyword, joins: Iterable[str]) -> None:
        self._units = {
            suffix: name_unit(keyword.code, level)
            for (prefix, suffix), level in keyword.levels.items()
            if prefix == _PREFIX and suffix
        }
        suffixes = "|".join(sorted(self._units, key=lambda suffix: (-len(suffix), suffix)))
        stops = re.escape("".join(dict.fromkeys((*_STOPS, *joins, *(join.upper() for join in joins)))))
        self._pattern = late(rf"({_PREFIX}([0-9]{{1,6}}|[{HAN}]{{1,20}})({suffixes}))([ \u3000]+)(?=[^\s{stops}])")

    def find(self, line: str, head: int = 0) -> FoundLabel | None:
        """The number at `head`, as the grammar reads it; None if only the grammar can decide."""
        match = self._pattern.match(line, head)
        if match is None:
            return None
        printed, path, suffix, gap = match.groups()
        level, style = self._units[suffix]
        return _make_found("", _make_label(printed, (read_plain(path),), level, style), gap, line[match.end() :])
