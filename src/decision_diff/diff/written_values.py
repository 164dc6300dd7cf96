"""Edits in which nothing but the way of writing a number differs: 一百元 became 100元. They are of a kind of their own, "same-value"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from decision_diff.changes import Edit

# What a number is written with that is not a word; one of the two texts has some.
_NUMERALS: Final = frozenset(
    "0123456789０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹零〇○一二三四五六七八九十百千万亿萬億两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
)


def mark_same_values(edits: tuple[Edit, ...], old: str, new: str, language: str) -> tuple[Edit, ...]:
    """The edits, those that change no number with the kind "same-value"; `language` is that of both texts, or "".

    A number that goes on beside an edit is not judged by a part of it.
    """
    return tuple(
        replace(edit, kind="same-value") if _may_be(edit, old, new) and _is(edit, old, new, language) else edit
        for edit in edits
    )


def _may_be(edit: Edit, old: str, new: str) -> bool:
    """Whether an edit puts numbers in the place of numbers, whole ones: told without reading them."""
    if edit.op != "replace" or edit.kind == "editorial":
        return False
    if _NUMERALS.isdisjoint(edit.old.of(old)) and _NUMERALS.isdisjoint(edit.new.of(new)):
        return False
    beside = (
        old[max(0, edit.old.start - 1) : edit.old.start], old[edit.old.end : edit.old.end + 1],
        new[max(0, edit.new.start - 1) : edit.new.start], new[edit.new.end : edit.new.end + 1],
    )  # fmt: skip
    return not any(char in _NUMERALS or (char.isascii() and char.isalnum()) for char in beside)


def _is(edit: Edit, old: str, new: str, language: str) -> bool:
    from decision_diff.words.values import has_same_value  # noqa: PLC0415 - late: few edits are of numbers alone

    return has_same_value(edit.old.of(old), edit.new.of(new), language)
