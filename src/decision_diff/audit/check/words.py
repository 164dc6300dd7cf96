"""The words by which the rules know what a text announces and counts: one data file per language (`words/zh.toml` …)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from decision_diff.citations.vocabulary import GLUED
from decision_diff.frozen import frozen
from decision_diff.languages import KNOWN, read_tables

_HERE: Final = Path(__file__).parent / "words"


@frozen
class CheckWords:
    """What is looked for in one language.

    `own_before` are words behind which a citation without a name is of the text itself; `numbers` gives the value of numbers in words, in
    lower case; `announced` finds what announces a number of items (group `n`); `weekdays` finds a day of the week (`day`) beside a
    date and `days` gives its number, Monday 1; `totals` are words of a total, in lower case.
    """

    code: str
    is_glued: bool
    own_before: tuple[str, ...]
    numbers: dict[str, int]
    announced: tuple[re.Pattern[str], ...]
    days: dict[str, int]
    totals: tuple[str, ...]
    tables: dict[str, dict[str, tuple[str, ...]]]


@cache  # of our own data
def load_check_words(code: str) -> CheckWords:
    """The words of a language by its code; those of English for a language without a file."""
    code = code if code in KNOWN else "en"
    tables = read_tables((_HERE / f"{code}.toml").read_text(encoding="utf-8"))
    numbers = {word: int(value) for value, words in tables["numbers"].items() for word in words}
    is_glued = code in GLUED
    return CheckWords(
        code,
        is_glued,
        tuple(tables.get("own", {}).get("before", ())),
        numbers,
        tuple(_compile_announced(form, numbers, is_glued=is_glued) for form in tables["announced"]["forms"]),
        {word.lower(): int(day) for day, words in tables["weekdays"].items() for word in words},
        tuple(word.lower() for word in tables["totals"]["words"]),
        {name: {key: tuple(words) for key, words in table.items()} for name, table in tables.items() if name},
    )


def _compile_announced(form: str, numbers: dict[str, int], *, is_glued: bool) -> re.Pattern[str]:
    """A form with `#` for the number and `…` for up to four words: `# … suivants`."""
    named = "|".join(map(re.escape, sorted(numbers, key=lambda word: (-len(word), word))))
    gap = r"(?:[^\W\d_][\w'’-]*\s){0,4}?" if not is_glued else r"[^，。；、：\s]{0,8}?"
    pattern = re.escape(form).replace(r"\ ", r"\s").replace(re.escape("…") + r"\s", gap).replace(re.escape("…"), gap)
    number = rf"(?P<n>{named}|[0-9]{{1,2}})"
    pattern = pattern.replace(r"\#", number)
    return re.compile(pattern if is_glued else rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
