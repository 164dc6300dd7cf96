"""Regular expressions that are compiled when they are first used.

Compiling is dear: the patterns of this program cost more than comparing two short texts, and no run needs all of them. So a
module writes `late(r"…")` where it would write `re.compile(r"…")`.
"""

from __future__ import annotations

import re
from typing import cast

from decision_diff.compiled import compile_pattern

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub", "subn")


class _Compiled:
    """Has the methods of a `re.Pattern` as attributes, which are found as quickly as its own."""

    pattern: str


class _Late(_Compiled):
    """Stands for a `re.Pattern`. After the first use its methods are those of the pattern, so a loop loses no time."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = compile_pattern(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Compiled  # type: ignore[assignment]  # without `__getattr__` attributes are found quickly
        return getattr(compiled, name)


def build_either(characters: str) -> str:
    """A pattern for one of these characters, for a place where few texts come.

    `re` fills a table of 65,536 places for each set of three characters or more beyond ASCII, which takes longer than all the rest of a
    pattern. So they are asked two at a time; `{1}` keeps `re` from making one set of them.
    """
    pairs = [re.escape(characters[at : at + 2]) for at in range(0, len(characters), 2)]
    return f"(?:{'|'.join(f'[{pair}]{{1}}' for pair in pairs)})"


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The regular expression `pattern`, compiled when one of its methods is first used; re.error comes then too.

    It has the methods of `re.Pattern` that look for matches, and the attribute `pattern`.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
