"""Which of several texts is the older one, as their names tell it: by a word, a date, a session, a version, a year or a number.

    old.docx            new.docx             a word
    2024-07-01.pdf      2025-06-30.pdf       a date
    decision-c24.txt    decision-c25.txt     a session
    draft v3.docx       draft v10.docx       a version

Of each kind all names must have one, and no two the same. The first kind that orders all of them is taken. Where names tell nothing the texts
may: the comparison says by the notice "swapped" when what it took for the old text has a later date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from decision_diff.patterns import late

NameKey = tuple[int, ...]

_OLD: Final = late(
    r"(?i)(?<![^\W\d_])(?:old|before|original|base|previous|ancien|avant|antes|anterior|antiguo|до|старый)(?![^\W\d_])|旧|舊|修订前|修訂前|修改前|改正前|原文|قديم|قبل"
)
_NEW: Final = late(
    r"(?i)(?<![^\W\d_])(?:new|after|revised|amended|final|nouveau|après|después|nuevo|после|новый)(?![^\W\d_])|新|修订后|修訂後|修改后|改正後|جديد|بعد"
)
_DATE: Final = late(
    r"(?<!\d)((?:19|20)\d\d)(?:[-._ ]?)(0[1-9]|1[0-2])(?:[-._ ]?)(0[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
)
_SESSION: Final = late(r"(?i)(?<![a-z\d])(?:[a-z]{1,6})[-_ ]?((?:19|20)?\d\d)(?!\d)")
_VERSION: Final = late(
    r"(?i)(?<![^\W\d_])(?:v|ver|version|rev|revision|draft|r)[-_. ]?(\d{1,4})(?:\.(\d{1,4}))?(?!\d)|第(\d{1,3})[稿版]"
)
_YEAR: Final = late(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMBER: Final = late(r"\d{1,9}")


def order_by_names(names: Sequence[str]) -> list[int] | None:
    """The positions of the names, oldest first; None where they do not tell it for all of them."""
    stems = [name.rpartition(".")[0] or name for name in names]
    for read in _READERS:
        keys = [read(stem) for stem in stems]
        if None not in keys and len({*keys}) == len(keys):
            return sorted(range(len(names)), key=lambda at: keys[at] or ())
    return _order_by_numbers(stems)


def _order_by_numbers(stems: Sequence[str]) -> list[int] | None:
    """By all numbers, where the names are the same without them: `report 9 b` and `report 10 b`."""
    keys = [tuple(int(one) for one in _NUMBER.findall(stem)) for stem in stems]
    if len({_NUMBER.sub("#", stem) for stem in stems}) > 1 or len({*keys}) < len(keys):
        return None
    return sorted(range(len(stems)), key=lambda at: keys[at])


def _read_word(stem: str) -> NameKey | None:
    old, new = bool(_OLD.search(stem)), bool(_NEW.search(stem))
    return None if old == new else (int(new),)


def _read_date(stem: str) -> NameKey | None:
    return _read_last(_DATE, stem)


def _read_session(stem: str) -> NameKey | None:
    key = _read_last(_SESSION, stem)
    return key and (key[0] if key[0] > 99 else 2000 + key[0] if key[0] < 70 else 1900 + key[0],)


def _read_version(stem: str) -> NameKey | None:
    return _read_last(_VERSION, stem)


def _read_year(stem: str) -> NameKey | None:
    return _read_last(_YEAR, stem)


def _read_last(pattern: re.Pattern[str], stem: str) -> NameKey | None:
    found = [match for match in pattern.finditer(stem) if any(match.groups())]
    return tuple(int(one) for one in found[-1].groups() if one) if found else None


_READERS: Final[tuple[Callable[[str], NameKey | None], ...]] = (
    _read_word,
    _read_date,
    _read_version,
    _read_session,
    _read_year,
)
