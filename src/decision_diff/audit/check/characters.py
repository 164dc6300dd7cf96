"""Characters that do not belong: what is not seen, what turns the order of reading, look-alikes of another script, and brackets without a partner.

    text ==one pattern per kind==> candidates ==what stands around==> faults

Most clauses hold none of the characters that are asked about, so each kind is first asked of the whole clause by its set of characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.characters import PRIVATE, format_code_point, is_han
from decision_diff.languages.zh_script import is_traditional, simplify
from decision_diff.model import Span
from decision_diff.patterns import late

_INVISIBLE: Final = late("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u3164\u115f\u1160]+")
_JOINERS: Final = frozenset("\u200c\u200d")
_JOINED: Final = late(
    "[\u0600-\u08ff\u0900-\u0dff\u1f000-\u1faff\ufb50-\ufdff\ufe0f\u2600-\u27bf]|[\U0001f000-\U0001faff]"
)
_TURNING: Final = late("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]+")
_OVERRIDES: Final = frozenset("\u202d\u202e")
_RIGHT_TO_LEFT: Final = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LOST: Final = late(f"[{PRIVATE}\ufffd\ufffe\uffff]+")
_WORD: Final = late(r"[^\W\d_]+")
# Small and capital letters of Cyrillic and Greek that look like Latin ones, and the Latin ones.
_ALIKE: Final = {
    **dict(zip("асеорхуіјѕһԁԛԝ", "aceopxyijshdqw", strict=True)),
    **dict(zip("АВЕКМНОРСТХУІЈЅԌԜ", "ABEKMHOPCTXYIJSGW", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}
_CYRILLIC: Final = late("[\u0400-\u052f]")
_GREEK: Final = late("[\u0370-\u03ff]")
_LATIN: Final = late("[A-Za-z\u00c0-\u024f]")
_WIDE: Final = late("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_NARROW_MARK: Final = late("(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff])")
_MINORITY: Final = 0.2  # of letters and digits in another width: more are the habit of the text
_FEW: Final = 0.1  # of characters of the other script of Chinese: more are a text in both, quoted or bilingual
_IN_TRADITIONAL: Final = frozenset(
    "着〇○叁"
)  # GB 2312 has them and Big5 has not, and yet texts in traditional script use them
_ONCE_NAMED: Final = 20  # characters of one kind that are named one by one; the rest are counted with the last


def find_character_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of characters of a text."""
    for at in range(len(text.clauses)):
        words = text.clauses[at].words
        if words.isascii():
            continue
        yield from _find_invisible(at, words)
        yield from _find_turning(at, words)
        yield from _find_lost(at, words)
        yield from _find_mixed(at, words, text.languages)
    yield from _find_widths(text)
    yield from _find_scripts(text)


def _find_invisible(at: int, words: str) -> Iterator[TextFault]:
    if words.isprintable():
        return
    for match in _INVISIBLE.finditer(words):
        if _JOINERS.issuperset(match.group()) and _JOINED.search(words[max(match.start() - 1, 0) : match.end() + 1]):
            continue
        names = ", ".join(map(format_code_point, dict.fromkeys(match.group())))
        yield TextFault(
            "CHR001", at, Span(*match.span()), f"a character that cannot be seen stands between words: {names}"
        )


def _find_turning(at: int, words: str) -> Iterator[TextFault]:
    if words.isprintable():
        return
    found = list(_TURNING.finditer(words))
    turning = "".join(match.group() for match in found)
    if not found or (_RIGHT_TO_LEFT.search(words) and _OVERRIDES.isdisjoint(turning)):
        return
    names = ", ".join(map(format_code_point, dict.fromkeys(turning)))
    span = Span(found[0].start(), found[-1].end())
    yield TextFault("CHR002", at, span, f"a character turns the order in which the others are read: {names}")


def _find_lost(at: int, words: str) -> Iterator[TextFault]:
    if words.isprintable() and "\ufffd" not in words:
        return
    for match in _LOST.finditer(words):
        names = ", ".join(map(format_code_point, dict.fromkeys(match.group())))
        yield TextFault(
            "CHR004", at, Span(*match.span()), f"a character has no meaning outside of one font, or was lost: {names}"
        )


def _find_mixed(at: int, words: str, languages: tuple[str, ...]) -> Iterator[TextFault]:
    """Words in letters of two scripts, one of them with letters that look like those of the other; and Cyrillic words that look Latin."""
    has_cyrillic, has_greek = _CYRILLIC.search(words), _GREEK.search(words)
    if has_cyrillic and not set(_CYRILLIC.findall(words)) <= _ALIKE.keys():
        languages = (*languages, "ru")  # it has words that are Russian beyond doubt
    if not has_cyrillic and not has_greek:
        return
    for match in _WORD.finditer(words):
        if any(char in _ALIKE for char in match.group()):
            yield from _judge_word(at, Span(*match.span()), match.group(), languages)


def _judge_word(at: int, span: Span, word: str, languages: tuple[str, ...]) -> Iterator[TextFault]:
    foreign = [char for char in word if char in _ALIKE]
    latin = _LATIN.findall(word)
    is_whole = len(foreign) == len(word) > 1 and "ru" not in languages and _CYRILLIC.match(word) is not None
    if not is_whole and not _is_mixed(word, latin, foreign):
        return
    if len(latin) < len(word) - len(latin) and not is_whole:  # a Latin letter in a Cyrillic word
        said = f"letters of two scripts stand in one word, {_name_letters(latin)} is Latin: {word}"
        yield TextFault("CHR003", at, span, said)
        return
    said = f"a word is written in letters of another script that look the same, {_name_letters(foreign)}: {word}"
    yield TextFault("CHR003", at, span, said, proposal="".join(_ALIKE.get(char, char) for char in word))


def _name_letters(letters: list[str]) -> str:
    return ", ".join(f"{char} ({format_code_point(char)})" for char in dict.fromkeys(letters))


def _is_mixed(word: str, latin: list[str], foreign: list[str]) -> bool:
    if not latin:
        return False
    if _CYRILLIC.search(word):
        return True
    return len(latin) > 1 and len(latin) + len(foreign) == len(word)  # kΩ and μm are units


def _find_widths(text: CheckedText) -> Iterator[TextFault]:
    """Letters and digits in full width where the text has nearly all in half width; narrow marks between ideographs."""
    wide = narrow = marks = 0
    found: list[TextFault] = []
    for at in text.inside:
        words = text.clauses[at].words
        narrow += sum(map(str.isascii, filter(str.isalnum, words)))
        if words.isascii():
            continue
        marks += words.count("，") + words.count("；") + words.count("：")
        for match in _WIDE.finditer(words):
            wide += len(match.group())
            meant = "".join(chr(ord(char) - 0xFEE0) for char in match.group())
            said = f"{match.group()} stands in full width, where the text writes letters and digits in half width"
            found.append(TextFault("CHR005", at, Span(*match.span()), said, proposal=meant))
    if found and wide < _MINORITY * narrow:
        yield from found
    yield from _find_narrow_marks(text, marks)


def _find_narrow_marks(text: CheckedText, marks: int) -> Iterator[TextFault]:
    found = []
    for at in text.inside:
        words = text.clauses[at].words
        if words.isascii():
            continue
        for match in _NARROW_MARK.finditer(words):
            meant = chr(ord(match.group()) + 0xFEE0)
            said = f"{match.group()} stands between Chinese words in half width, where the text writes {meant}"
            found.append(TextFault("CHR005", at, Span(*match.span()), said, proposal=meant))
    if len(found) < _MINORITY * marks:
        yield from found


def _find_scripts(text: CheckedText) -> Iterator[TextFault]:
    """Traditional characters in a simplified text, and the reverse: each character where it first stands."""
    if "zh" not in text.languages:
        return
    counts = Counter("".join(text.clauses[at].words for at in text.inside))
    traditional = {char for char in counts if is_traditional(char) and not _has(char, "gb2312")}  # 乾 is a name
    simplified = set(filter(_is_simplified, counts))
    many, few = (sum(counts[char] for char in some) for some in (simplified, traditional))
    if min(few, many) >= _FEW * (few + many):
        return
    if few <= many:
        yield from _name_characters(text, traditional, counts, "traditional", "simplified")
    else:
        yield from _name_characters(text, simplified, counts, "simplified", "traditional")


def _name_characters(
    text: CheckedText, minority: set[str], counts: Counter[str], name: str, other: str
) -> Iterator[TextFault]:
    """The characters of the script `name`, of which the text has few."""
    first = _find_first(text, minority)
    for number, (char, (at, start)) in enumerate(first[:_ONCE_NAMED], 1):
        times = f", {counts[char]} times" if counts[char] > 1 else ""
        meant = simplify(char) if name == "traditional" else ""
        more = (
            f"; {len(first) - number} more such characters are not listed" if number == _ONCE_NAMED < len(first) else ""
        )
        said = f"{char} is a {name} character in a text in {other} script{times}{more}"
        yield TextFault("CHR006", at, Span(start, start + 1), said, proposal=meant)


def _find_first(text: CheckedText, chars: set[str]) -> list[tuple[str, tuple[int, int]]]:
    """Where each of these characters first stands: the position of the clause and the code point, in order."""
    first: dict[str, tuple[int, int]] = {}
    for at in text.inside:
        words = text.clauses[at].words
        for char in chars.intersection(words):
            first.setdefault(char, (at, words.index(char)))
    return sorted(first.items(), key=lambda item: item[1])


def _is_simplified(char: str) -> bool:
    """Whether only simplified script has a character: GB 2312 has it, and Big5 has not."""
    if not is_han(char) or char in _IN_TRADITIONAL:
        return False
    return _has(char, "gb2312") and not _has(char, "big5")


def _has(char: str, standard: str) -> bool:
    try:
        char.encode(standard)
    except UnicodeEncodeError:
        return False
    return True
