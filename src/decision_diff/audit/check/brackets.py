"""Brackets and quotation marks without a partner.

A pair may open in one clause and close in a later one below it or beside it: a quotation of several paragraphs. So what is left open
in a clause waits for as many clauses as `_REACH`. A quotation may open anew in each of its paragraphs and close once. A
closing round bracket behind a number or letter, a) or 1), is that of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.frozen import frozen
from decision_diff.model import Span
from decision_diff.patterns import late

_DEEPEST: Final = 64  # brackets within one another among which a partner is looked for
_REACH: Final = 40  # clauses in which a pair that was opened may close
_LISTED_REACH: Final = 5  # characters: (iv) is a number in brackets
_BRACKETS: Final = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕", "〖": "〗", "{": "}"}
_QUOTES: Final = {"“": "”", "«": "»", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_ONE: Final = {"（": "(", "）": ")", "［": "[", "］": "]"}  # one of each width make a pair
_GERMAN: Final = {"„": "“", "»": "«"}
_RUSSIAN: Final = {"„": "”", "«": "»"}
_LISTED: Final = late(
    r"(?:^|[\s(（,，;；:：、。.\-–—/])[0-9０-９]{0,3}(?:[a-zA-Zа-яА-Я가-힣]{0,2}|([a-z])\1{2})(?:\s?bis|\s?ter)?[\u0600-\u06ff\ufe70-\ufefc]{0,2}[ivxIVX]{0,4}[一二三四五六七八九十]{0,3}(?:之[一二三])?\s?$"
)
_DRAWN: Final = late("[─-╿]")  # a table drawn with characters, whose lines are not sentences
_ANY: Final = late(r"[()（）\[\]［］【】〔〕〖〗{}“”„«»「」『』《》〈〉]")


@frozen
class _Mark:
    at: int
    start: int
    char: str


def find_bracket_faults(text: CheckedText) -> Iterator[TextFault]:
    """Brackets and quotation marks without a partner, in order."""
    found = [*_find_brackets(text), *_find_quotes(text)]
    yield from sorted(found, key=lambda one: (one.position, one.span.start))


def _find_brackets(text: CheckedText) -> Iterator[TextFault]:
    closing = {close: _ONE.get(open_, open_) for open_, close in _BRACKETS.items()}
    waiting: list[_Mark] = []
    for at in text.inside:
        words = text.clauses[at].words
        waiting, expired = _drop_old(waiting, at)
        yield from map(_say_open, expired)
        listed: list[_Mark] = []
        for match in _find_marks(words):
            mark = _Mark(at, match.start(), match.group())
            if mark.char in _BRACKETS:
                waiting.append(mark)
            elif mark.char in closing:
                yield from _close(waiting, mark, closing[mark.char], words, listed)
    yield from map(_say_open, waiting)


def _close(waiting: list[_Mark], mark: _Mark, kind: str, words: str, listed: list[_Mark]) -> Iterator[TextFault]:
    """Take the bracket that `mark` closes from those waiting; what was opened within it and is still open has no partner.

    `listed` are those of this clause that closed a bracket and may be of a list: (§ 78 a) of the Agenda).
    """
    place = next(
        (
            index
            for index in range(len(waiting) - 1, max(len(waiting) - _DEEPEST, 0) - 1, -1)
            if _ONE.get(waiting[index].char, waiting[index].char) == kind
        ),
        -1,
    )
    if place >= 0 and waiting[place].at != mark.at and _is_listed(words, mark):
        return  # 1) does not close what another clause opened
    if place >= 0:
        yield from map(_say_open, waiting[place + 1 :])
        opening = waiting[place]
        del waiting[place:]
        if mark.start - opening.start > _LISTED_REACH and _is_listed(words, mark):
            listed.append(mark)
    elif listed and mark.char in ")）":
        listed.pop()
    elif not _is_listed(words, mark):
        said = f"{mark.char} closes a bracket that was not opened"
        yield TextFault("CHR007", mark.at, Span(mark.start, mark.start + 1), said)


def _is_listed(words: str, mark: _Mark) -> bool:
    return mark.char in ")）" and _LISTED.search(words, max(mark.start - 12, 0), mark.start) is not None


def _find_marks(words: str) -> Iterator[re.Match[str]]:
    """The brackets and quotation marks of a clause; none of a table that is drawn."""
    return iter(()) if not words.isascii() and _DRAWN.search(words) else _ANY.finditer(words)


def _drop_old(waiting: list[_Mark], at: int) -> tuple[list[_Mark], list[_Mark]]:
    if not waiting or waiting[0].at >= at - _REACH:
        return waiting, []
    return [one for one in waiting if one.at >= at - _REACH], [one for one in waiting if one.at < at - _REACH]


def _say_open(mark: _Mark) -> TextFault:
    return TextFault(
        "CHR007", mark.at, Span(mark.start, mark.start + 1), f"{mark.char} opens a bracket that is not closed"
    )


def _find_quotes(text: CheckedText) -> Iterator[TextFault]:
    pairs = _choose_quotes(text.code)
    closing = {close: open_ for open_, close in pairs.items()}
    waiting: list[_Mark] = []
    for at in text.inside:
        words = text.clauses[at].words
        waiting, expired = _drop_old(waiting, at)
        yield from map(_say_unclosed, expired)
        for match in _find_marks(words):
            mark = _Mark(at, match.start(), match.group())
            if mark.char in closing:
                yield from _end_quote(waiting, mark, closing[mark.char])
            elif mark.char in pairs and not _goes_on(waiting, mark, words, pairs[mark.char]):
                waiting.append(mark)
    yield from map(_say_unclosed, waiting)


def _choose_quotes(code: str) -> dict[str, str]:
    """Which mark closes which in a language: in German “ closes what „ opened."""
    if code == "de":
        return {**{open_: close for open_, close in _QUOTES.items() if open_ not in "“«"}, **_GERMAN}
    return {**_QUOTES, **(_RUSSIAN if code == "ru" else {})}


def _goes_on(waiting: list[_Mark], mark: _Mark, words: str, closing: str) -> bool:
    """Whether a mark at the beginning of a paragraph opens anew what an earlier paragraph left open: it does not close in mid-paragraph."""
    if mark.start or not any(one.char == mark.char and one.at < mark.at for one in waiting[-_DEEPEST:]):
        return False
    end = words.find(closing, 1)
    return end < 0 or not any(map(str.isalnum, words[end:]))


def _end_quote(waiting: list[_Mark], mark: _Mark, opening: str) -> Iterator[TextFault]:
    place = next(
        (
            index
            for index in range(len(waiting) - 1, max(len(waiting) - _DEEPEST, 0) - 1, -1)
            if waiting[index].char == opening
        ),
        -1,
    )
    if place >= 0:
        yield from map(_say_unclosed, waiting[place + 1 :])
        del waiting[place:]
    else:
        yield TextFault(
            "CHR008", mark.at, Span(mark.start, mark.start + 1), f"{mark.char} closes a quotation that was not opened"
        )


def _say_unclosed(mark: _Mark) -> TextFault:
    return TextFault(
        "CHR008", mark.at, Span(mark.start, mark.start + 1), f"{mark.char} opens a quotation that is not closed"
    )
