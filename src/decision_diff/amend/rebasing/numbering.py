"""Prints the numbers of the result: each in the form of the label that it had, and read back.

A number is a label and no word of the text. `counting` works out which values the numbers have; here they are printed.
"""

from __future__ import annotations

from typing import Final

from decision_diff.amend.chinese.numbers import write_numeral
from decision_diff.labels import make_grammar
from decision_diff.labels.numerals import HAN, SYSTEMS, System
from decision_diff.model import Label
from decision_diff.patterns import late

NumberValue = tuple[int, ...]
_RUNS: Final = late(rf"[0-9]+|[０-９]+|[{HAN}]+|[A-Za-z]+|[^\W\d_]|[①-⓿㈠-㊿⑴-⒇Ⅰ-ⅿ]")
_MOST: Final = 9999  # the greatest number that is printed
_MOST_SHORT: Final = 99  # of Roman numerals and letters
_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def print_value(label: Label, value: NumberValue, languages: tuple[str, ...]) -> str | None:
    """The label with another value, printed in its own way; None if that cannot be read back."""
    if label.value == value:
        return label.text
    if len(label.value) != len(value):
        return None
    text = label.text
    for index in range(len(value)):
        if label.value[index] != value[index]:
            known = (*value[:index], label.value[index], *label.value[index + 1 :])
            wanted = (*value[: index + 1], *label.value[index + 1 :])
            made = _print_part(Label(text, known, label.level, label.style), wanted, index, languages)
            if made is None:
                return None
            text = made
    return text


def _print_part(label: Label, wanted: NumberValue, index: int, languages: tuple[str, ...]) -> str | None:
    """One part of the value exchanged: each numeral of the label is tried, and what reads as wanted is the one."""
    for run in _RUNS.finditer(label.text):
        for system in SYSTEMS:
            if _read(system, run.group()) != label.value[index]:
                continue
            numeral = _write(system, run.group(), wanted[index])
            text = f"{label.text[: run.start()]}{numeral}{label.text[run.end() :]}"
            if numeral and _reads_as(text, wanted, label.style, languages):
                return text
    return None


def replace_numeral(printed: str, old: str, new: str) -> str | None:
    """What is printed with the numerals that a number got for those that it had; None where these do not stand in it, each once."""
    had, has = _RUNS.findall(old), _RUNS.findall(new)
    if len(had) != len(has):
        return None
    for was, now in zip(had, has, strict=True):
        if was == now:
            continue
        places = [run for run in _RUNS.finditer(printed) if run.group() == was]
        if len(places) != 1:
            return None
        printed = f"{printed[: places[0].start()]}{now}{printed[places[0].end() :]}"
    return printed


def _read(system: System, numeral: str) -> int | None:
    if numeral[0] not in system.starts:
        return None
    try:
        return system.read(numeral)
    except (ValueError, KeyError):
        return None


def _write(system: System, like: str, number: int) -> str | None:
    """A number in this system; None if it has none."""
    if not 0 < number <= (_MOST_SHORT if system.example in ("i", "I", "a", "A") else _MOST):
        return None
    if system.example == "1":
        printed = str(number)
        return printed.translate({48 + i: 0xFF10 + i for i in range(10)}) if like[0] >= "０" else printed
    if system.example == "一":
        return write_numeral(number)
    if system.example in ("i", "I"):
        return _write_roman(number) if like.islower() else _write_roman(number).upper()
    if system.example in ("a", "A"):
        times, letter = divmod(number - 1, 26)
        return chr(ord("a" if like.islower() else "A") + letter) * (times + 1)
    return next((sign for sign in system.starts if _read(system, sign) == number), None)


def _write_roman(number: int) -> str:
    made = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        made += sign * times
    return made


def _reads_as(text: str, value: NumberValue, style: str, languages: tuple[str, ...]) -> bool:
    for after in ("\tx", "　x", ""):
        found = make_grammar(languages).find_at(text + after, 0)
        if found and any(
            one.value == value and one.style == style and one.text == text for one in (found.label, *found.others)
        ):
            return True
    return False
