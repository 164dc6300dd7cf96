"""How a clause without a number is called in the language of an output: 表格行 2025年8月7日, intertitre 2.

The labels of a language are those of `profiles`, `level.row` and the like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from decision_diff.model import Clause, name_clause
from decision_diff.profiles import LANGUAGES, load_labels

# Levels that a label calls by another name, or that have none of their own.
_LEVELS: Final = {
    "p": "paragraph",
    "wrapUp": "closing",
    "subdivision": "section",
    "annex": "attachment",
    "tocItem": "contents",
    "editorialNote": "editorial",
}


def name_labelled(clause: Clause, find_label: Callable[[str], str | None]) -> str:
    """What `name_clause` says, with the words of a language; `find_label` gives the label of a key, None for one that it lacks."""
    given = name_clause(clause)
    if clause.level == "note" and clause.label:
        return _fill(find_label(f"level.{clause.label.style}"), clause.label.text, given)
    if clause.cells and given.startswith("row"):
        return _fill(find_label("level.row"), given.removeprefix("row").strip(), given)
    name = {"p": "paragraph", "wrapUp": "closing text"}.get(clause.level, clause.level)
    if given == name or re.fullmatch(f"{re.escape(name)} [0-9]+", given):
        level = _LEVELS.get(clause.level, clause.level)
        return _fill(find_label(f"level.{level}"), given.removeprefix(name).strip(), given)
    return given


def name_level(level: str, find_label: Callable[[str], str | None]) -> str:
    """What a level is called without a number; `level` itself for one that has no label."""
    return _fill(find_label(f"level.{_LEVELS.get(level, level)}"), "", level)


def _fill(label: str | None, position: str, given: str) -> str:
    if label is None:
        return given
    numbered, _, alone = label.partition("|")
    return (numbered if position else alone or numbered).replace("{n}", position).strip()


def list_namers() -> Iterator[Callable[[Clause], str]]:
    """One function per language of labels: how it calls a clause."""
    for language in LANGUAGES:
        labels = load_labels(language)
        yield lambda clause, find=labels.get: name_labelled(clause, find)  # type: ignore[misc] # mypy does not infer defaults
