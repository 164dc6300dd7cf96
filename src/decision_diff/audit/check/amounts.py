"""Totals that do not add up, percentages that cannot be, and numbers whose words and digits disagree.

    rows of a table ==columns of numbers==> a row that begins with a word for a total ==sum of the rows above==> equal, or a fault
    fifteen (14) days, 十五（14）日 ==both read==> equal, or a fault

Numbers are read as the language of the text groups and points them (`words.values`); what could be read in two ways is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.values import Value, read_pieces

_FEWEST: Final = 2  # rows that are added up
_MOST: Final = 400  # rows above a total
_NUMBER: Final = late(r"[-+−]?\s?[0-9][0-9 ,.'\u00a0\u202f]*")
_BOTH: Final = late(r"(?P<words>[^\W\d_]{1,20}(?:-[^\W\d_]{1,20})?)\s?[(（]\s?(?P<digits>[0-9]{1,6})\s?[)）]")
# 30 (thirty) days, 30（三十）日
_TURNED: Final = late(
    r"(?P<before>[^\W\d_]+) (?P<digits>[0-9]{1,3}(?:[ ,.\u00a0][0-9]{3})+|[0-9]{1,6})\s?[(]\s?(?P<words>[^\W\d_]{2,20}(?:[ -][^\W\d_]{1,20})?)\s?[)](?= [^\W\d_])"
    r"|(?<![0-9.])(?P<alone>[0-9]{1,6})[（(](?P<han>[零〇一二三四五六七八九十百千万]+)[)）](?=[日天名人元票次]|年(?!度)|个月|個月|万元|萬元)"
)
_TIMES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_PERCENT: Final = late(
    r"(?<![0-9.,])(?P<digits>[0-9]{1,6}(?:[.,][0-9]+)?)\s?(?:%|％|per\s?cent|percent|pour\scent|por\sciento|Prozent|процент\w*|في المائة|퍼센트|パーセント)|百分之(?P<han>[零〇一二三四五六七八九十百千]+)"
)
_COMPOUND: Final = late(
    r"(?:\w+(?:dred|sand|lion)|and|et|y|und|и|cent|mille|mil|[0-9])[ -]$", re.IGNORECASE
)  # one hundred and twenty (120)
_NEAR: Final = 24  # code points before a number in words in which another part of it may stand
_WHOLE: Final = 100
_ROUNDED: Final = Fraction(1, 2)  # of the last digit, for each number that is added


def find_amount_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of amounts: of clauses, then of tables."""
    for at in text.inside:
        words = text.clauses[at].words
        if "(" in words or "（" in words:
            yield from _compare_words_and_digits(text, at, words)
            yield from _compare_digits_and_words(text, at, words)
        yield from _find_shares(text, at, words)
    for rows in text.children.values():
        yield from _check_totals(text, [at for at in rows if text.clauses[at].cells])


# -- words and digits


def _compare_words_and_digits(text: CheckedText, at: int, words: str) -> Iterator[TextFault]:
    for match in _BOTH.finditer(words):
        named = (
            None
            if _COMPOUND.search(words, max(match.start() - _NEAR, 0), match.start())
            else _read_words(match["words"], text.code)
        )
        if named is not None and named != int(match["digits"]):
            printed = match.group()
            said = f"{printed} says {named} in words and {match['digits']} in digits"
            start = match.start() + len(match["words"]) - len(_cut_numeral(match["words"], text.code))
            yield TextFault("AMT003", at, Span(start, match.end()), said)


def _compare_digits_and_words(text: CheckedText, at: int, words: str) -> Iterator[TextFault]:
    """The other way round; digits of what is cited (Annex 1 (two), 附件1（二）), or behind a name, are another number."""
    for match in _TURNED.finditer(words):
        group = "alone" if match["han"] else "digits"
        if bool(match["han"]) != load_check_words(text.code).is_glued or not (
            match["han"] or match["before"].islower()
        ):
            continue
        digits = int("".join(filter(str.isdecimal, match[group])))
        named = _read_two_words(match["han"] or match["words"], text.code)
        if named is not None and named != digits and not _is_cited(text, at, match.start(group)):
            printed = words[match.start(group) : match.end()]
            said = f"{printed} says {digits} in digits and {named} in words"
            yield TextFault("AMT003", at, Span(match.start(group), match.end()), said)


def _is_cited(text: CheckedText, at: int, point: int) -> bool:
    return any(one.span.start <= point < one.span.end for one in text.list_citations(at))


def _read_two_words(words: str, code: str) -> Fraction | None:
    """A number of one word, and in English of two: thirty, two thousand."""
    first, _, second = words.partition(" ")
    times = _TIMES.get(second.lower()) if code == "en" else None
    if not times:
        return _read_words(words, code)
    one = {"a": Fraction(1), "one": Fraction(1)}.get(first.lower()) or _read_words(first, code)
    return one * times if one else None


def _cut_numeral(words: str, code: str) -> str:
    """The number in words at the end of some words: in Chinese nothing divides it from those before."""
    if not load_check_words(code).is_glued:
        return words
    match = _HAN_NUMERAL.search(words)
    return match.group() if match else ""


_BRACKETED: Final = late(r"\s?[(（][^()（）]{0,20}[)）]$")
_HAN_NUMERAL: Final = late("[零〇一二三四五六七八九十百千万]+$")


def _read_words(words: str, code: str) -> Fraction | None:
    numeral = _cut_numeral(words, code)
    if not numeral:
        return None
    if load_check_words(code).is_glued:
        if len(words) > len(numeral) and words[-len(numeral) - 1] in "第之":
            return None
        pieces = read_pieces(numeral, "zh")
        return Fraction(pieces[0].number) if len(pieces) == 1 and isinstance(pieces[0], Value) else None
    known = _list_numbers(code).get(numeral.lower())
    return Fraction(known) if known else None


@cache  # of our own data
def _list_numbers(code: str) -> dict[str, int]:
    """Numbers in words: those of the word files, and in English all up to ninety-nine."""
    numbers = dict(load_check_words(code).numbers)
    more = load_check_words(code).tables.get("more_numbers", {})
    numbers |= {word: int(value) for value, some in more.items() for word in some}
    tens = {word: value for word, value in numbers.items() if value >= 20 and value % 10 == 0}
    if code == "en":
        ones = {word: value for word, value in numbers.items() if value < 10} | {"one": 1}
        numbers |= {f"{ten}-{one}": tens[ten] + ones[one] for ten in tens for one in ones}
    return numbers


# -- shares


def _find_shares(text: CheckedText, at: int, words: str) -> Iterator[TextFault]:
    """More than a hundred per cent of what is a part of a whole."""
    parts = load_check_words(text.code).tables.get("shares", {})
    for match in _PERCENT.finditer(words):
        share = _read_share(match, text.code)
        if share is None or share <= _WHOLE:
            continue
        before, after = (
            words[max(match.start() - 24, 0) : match.start()].lower(),
            words[match.end() : match.end() + 24].lower(),
        )
        if before.rstrip().endswith(parts.get("before", ())) or after.lstrip().startswith(parts.get("after", ())):
            said = f"{match.group()} is more than the whole"
            yield TextFault("AMT002", at, Span(*match.span()), said)


def _read_share(match: re.Match[str], code: str) -> Fraction | None:
    pieces = read_pieces(match["digits"] or match["han"], code if match["digits"] else "zh")
    return Fraction(pieces[0].number) if len(pieces) == 1 and isinstance(pieces[0], Value) else None


# -- totals


def _check_totals(text: CheckedText, rows: Sequence[int]) -> Iterator[TextFault]:
    """Rows of one table: each total against the rows between it and the total before."""
    if len(rows) <= _FEWEST:
        return
    totals = load_check_words(text.code).totals
    above: list[int] = []
    for at in rows:
        first = text.clauses[at].cells[0].of(text.clauses[at].text).strip().rstrip(":：").lower()
        if _BRACKETED.sub("", first) not in totals:
            above.append(at)
            continue
        if _FEWEST <= len(above) <= _MOST:
            yield from _compare_total(text, at, above)
        above = []


def _compare_total(text: CheckedText, at: int, above: Sequence[int]) -> Iterator[TextFault]:
    clause = text.clauses[at]
    for column, cell in enumerate(clause.cells[1:], 1):
        total = _read_cell(cell.of(clause.text), text.code)
        parts = [_read_cell(_take_cell(text, one, column), text.code) for one in above]
        known = [part for part in parts if part is not None]
        if (
            total is None
            or len(known) < _FEWEST
            or (
                None in parts
                and any(
                    _take_cell(text, one, column).strip(" –—-")
                    for one, part in zip(above, parts, strict=True)
                    if part is None and one != above[0]
                )
            )
        ):
            continue
        if abs(sum(known) - total) > _find_tolerance([total, *known]):
            printed = cell.of(clause.text).strip()
            start = cell.start + cell.of(clause.text).index(printed)
            said = f"the total is {printed}, and the rows above add up to {_show(sum(known, Fraction(0)))}"
            yield TextFault("AMT001", at, Span(start, start + len(printed)), said)


def _take_cell(text: CheckedText, at: int, column: int) -> str:
    clause = text.clauses[at]
    return clause.cells[column].of(clause.text) if column < len(clause.cells) else ""


def _read_cell(printed: str, code: str) -> Fraction | None:
    """The number of a cell that holds one, and a unit at most."""
    match = _NUMBER.match(printed.strip())
    if match is None:
        return None
    pieces = read_pieces(match.group().strip(" +-−"), code)
    if len(pieces) != 1 or not isinstance(pieces[0], Value):
        return None
    number = Fraction(pieces[0].number)
    return -number if match.group()[0] in "-−" else number


def _find_tolerance(numbers: Sequence[Fraction]) -> Fraction:
    """What rounding explains: half of the last digit of each; nothing among whole numbers."""
    places = max((_count_places(number) for number in numbers), default=0)
    return _ROUNDED * len(numbers) / 10**places if places else Fraction(0)


def _count_places(number: Fraction) -> int:
    places = 0
    while number.denominator > 1 and places < 6:
        number *= 10
        places += 1
    return places


def _show(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
