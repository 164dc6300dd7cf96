"""Keeps cells of CSV files from being taken for formulas: a spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`."""

from __future__ import annotations

from decision_diff.patterns import late

_ACTIVE = late(r"\s*[=+\-@＝＋－＠]|'|[\t\r\n]")


def escape_formula(text: str) -> str:
    """Puts an apostrophe before a text that begins as a formula does, after blanks too, or with an apostrophe of its own.

    Whoever takes one apostrophe off every cell that begins with one has the text again.
    """
    return f"'{text}" if _ACTIVE.match(text) else text
