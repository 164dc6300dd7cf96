"""Which form of a label goes with a number: 1 clause, 2 clauses; 1 изменение, 2 изменения, 5 изменений.

The names of the forms are those of the Unicode plural rules, so that a script in a browser chooses the same ones.
"""

from __future__ import annotations

from typing import Final

# Of each language the forms of a label, in the order in which bars part them.
PLURALS: Final = {
    "zh": ("other",),
    "en": ("one", "other"),
    "fr": ("one", "other"),
    "es": ("one", "other"),
    "ru": ("one", "few", "many"),
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "ja": ("other",),
}


def split_forms(language: str, label: str) -> dict[str, str]:
    """The forms of a label by name; one with fewer forms than its language has, of somebody's own, repeats its last."""
    given = label.split("|")
    return {name: given[min(at, len(given) - 1)] for at, name in enumerate(PLURALS[language])}


def choose_form(language: str, count: int) -> str:
    """The name of the form for a number."""
    if language == "ru":
        return _russian(count)
    if language == "ar":
        return _arabic(count)
    if language == "fr":
        return "one" if count in (0, 1) else "other"
    return "one" if count == 1 and "one" in PLURALS[language] else "other"


def _russian(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else "many"


def _arabic(count: int) -> str:
    if count in (0, 1, 2):
        return ("zero", "one", "two")[count]
    if 3 <= count % 100 <= 10:
        return "few"
    return "many" if count % 100 >= 11 else "other"
