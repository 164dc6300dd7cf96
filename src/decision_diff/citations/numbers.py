"""What a number may mean as it is cited, and which number of a clause it is: "(b)" is a letter, "ii" Roman or letters, 二の二 is (2, 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from decision_diff.citations.vocabulary import GLUED, fold
from decision_diff.labels import find_code_part, make_grammar
from decision_diff.labels.numerals import HAN
from decision_diff.labels.paths import read_path
from decision_diff.languages import load
from decision_diff.memory import remembered
from decision_diff.model import Label
from decision_diff.patterns import late

_CODE_LETTERS = late(r"^(?:L\.?O|[LRD]|A(?=\.))(?:\.? ?\*{1,2})?\.?[ \u00a0]?(?=[0-9])")

NumberReading = tuple[str, tuple[int, ...]]  # the kind of its numeral ("1", "a", "i" …) and its value


def has_number(label: Label | None, numbers: Sequence[NumberReading], role: str, languages: tuple[str, ...]) -> bool:
    """Whether a clause with this label is one that is cited by its number, in that role."""
    if label is None:
        return False
    kind = _name_kind(label.style)
    if role == "paragraph" and languages[0] in GLUED and _is_han_list(label.style):
        return False  # 第二款 is not （二）
    return any(value == label.value and kind in ("", found) for found, value in numbers)


def _is_han_list(style: str) -> bool:
    return "一" in style and style != "一、"


def _name_kind(style: str) -> str:
    """The kind of numeral of a form of numbering: "(a)" is "a", "1.1" is "1"; "" for a number with a word."""
    if style[2:3] == "-" or style in ("§", "annex", "supplement"):
        return ""
    plain = style.strip("()（）'‘’.、-").split(".")[0][:2]
    kind = plain if len(plain) == 2 and plain[0] == plain[1] else plain[:1]
    return "1" if kind in ("一", "①", "⑴", "Ⅰ", "1") else kind


@remembered(1 << 12)
def read_number(printed: str, languages: tuple[str, ...]) -> tuple[NumberReading, ...]:
    """What a number may mean, as it is cited: "(b)" is the letter, "ii" Roman or letters, 二の二 is (2, 2)."""
    plain = _strip_ending(printed.strip("°º. "), languages[0])
    if "fr" in languages and plain[:1].isalpha() and (value := _read_in_code(plain)):
        return (("1", value),)
    if plain[:1] in HAN or (plain[:1].isdigit() and any(char in plain for char in "之の의-")):
        value = read_path(plain)
        return (("1", value),) if value else ()
    words = dict(pair for code in languages for pair in load(code).number_words)
    if (known := words.get(fold(plain))) is not None:
        return (("1", (known,)),)
    grammar = make_grammar(tuple(languages))
    found = grammar.find_at(f"({plain})\tx", 0)
    return tuple(_list_readings(found.label, found.others)) if found else ()


def _read_in_code(number: str) -> tuple[int, ...]:
    """The number of an article of a part of a French code: L. 123-4 is (123, 4), and R. 123-4 is another one. () for others."""
    bare = _CODE_LETTERS.sub("", number)
    if bare == number or not (value := read_path(bare)):
        return ()
    part = find_code_part(number)
    return (ord(part), *value) if part else value


def _strip_ending(number: str, code: str) -> str:
    """1er is 1. An ending of one letter is none: it may be the letter of 2a."""
    endings = [ending for ending in load(code).endings if len(ending) > 1 and number.endswith(ending)]
    bare = number.removesuffix(max(endings, key=len)) if endings else number
    return bare if bare[-1:].isdigit() else number


def _list_readings(label: Label, others: Sequence[Label]) -> Iterator[NumberReading]:
    for one in (label, *others):
        kind = _name_kind(one.style)
        yield kind, one.value
        if kind == "I":
            yield "1", one.value
