"""Where a text has the words that an act quotes: whole, never within a longer number or word.

    “十元”  in 处五十元以上：     nowhere, for 五十 is one number
    “15”    in £150, 1.15:       nowhere
    “art”   in craft, art:       the second
    “第三条” in 第三条之一：      nowhere, for that is the number of another article
    “第三条” in 《甲法》第三条、第三条： the second, the one of the text itself
    “section 3” in section 3 of the Harbour Act, section 3: the second too

Between ordinary ideographs there is no border: acts quote parts of Chinese words all the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from decision_diff.citations.scan import find_citations
from decision_diff.patterns import late

_QUOTES: Final = "“”\"„‘’'＂「」『』"
_NUMERALS: Final = frozenset("零〇一二三四五六七八九十百千万萬亿億")
_SPACELESS: Final = (  # letters from here to there are of scripts that put no space between words, or add to a word without one
    ("\u0e00", "\u0fff"),  # Thai, Lao, Tibetan
    ("\u1000", "\u109f"),  # Myanmar
    ("\u1100", "\u11ff"),  # Hangul
    ("\u1780", "\u17ff"),  # Khmer
    ("\u2e80", "\ufaff"),  # ideographs, kana, Hangul
    ("\uff66", "\uffdc"),  # kana and Hangul of half width
    ("\U00020000", "\U0003ffff"),  # further ideographs
)
_BRANCH: Final = late("之[一二三四五六七八九十百]")
_LONG_NUMBER: Final = late(r"\d[.,．]\d")
ONLY_WITHIN: Final = "only within a longer number or word; the act must quote that whole"
_WHOLE, _PART, _CUT = range(3)  # how well words stand for themselves; a part counts where they nowhere stand whole

WordPlace = tuple[int, int]  # code points [start, end) of a text


def compile_words(words: str) -> re.Pattern[str]:
    """A pattern of words as an act quotes them: quotation marks of any kind, and no space counts."""
    pieces = (f"[{re.escape(_QUOTES)}]" if char in _QUOTES else re.escape(char) for char in words if not char.isspace())
    return re.compile(r"[ \u3000]*".join(pieces))


def find_words(words: str, texts: Sequence[str]) -> list[list[WordPlace]]:
    """Where each of the texts has words that an act quotes, in order: what is cut never counts, and parts only if nothing is whole."""
    pattern = compile_words(words)
    found = [[(grade, span) for grade, span in _list_graded(pattern, text) if grade != _CUT] for text in texts]
    best = min((grade for some in found for grade, _ in some), default=_WHOLE)
    return [[span for grade, span in some if grade == best] for some in found]


def find_each(words: Sequence[str], texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Where each of the texts has any of some words, with which they are: longer ones first, and each stretch once."""
    made: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    taken = [bytearray(len(text)) for text in texts]
    for one in sorted(words, key=lambda some: (-len(some), some)):
        for nth, spans in enumerate(find_words(one, texts)):
            for start, end in spans:
                if not any(taken[nth][start:end]):
                    taken[nth][start:end] = b"\1" * (end - start)
                    made[nth].append((start, end, one))
    return [sorted(some) for some in made]


def find_in(words: str, text: str, within: WordPlace) -> list[WordPlace]:
    """Where a stretch of a text has words, as the whole text shows where words begin and end."""
    start, end = within
    graded = [one for one in _list_graded(compile_words(words), text) if start <= one[1][0] and one[1][1] <= end]
    best = min((grade for grade, _ in graded), default=_CUT)
    return [span for grade, span in graded if grade == best != _CUT]


def find_beside(first: str, second: str, text: str) -> list[WordPlace]:
    """Where a text has words with others behind them, at most two signs or conjunctions between: the stretches of the first."""
    left, right = compile_words(first).pattern, compile_words(second).pattern
    pairs = re.finditer(f"({left})(?=[、，；和与及或]{{0,2}}({right}))", text)
    return [one.span(1) for one in pairs if not _is_cut(text, *one.span(1)) and not _is_cut(text, *one.span(2))]


def is_clear(words: str, whole: str, line: str, span: WordPlace) -> bool:
    """Whether a stretch of a line, which quotes `words`, is the one place of `whole` that they can mean."""
    return not _is_cut(line, *span) and count_any(words, whole) == 1


def count_any(words: str, text: str) -> int:
    """How often a text has words, whole or as a part: all that a reader could take for them."""
    return sum(grade != _CUT for grade, _ in _list_graded(compile_words(words), text))


def is_cut(text: str, span: WordPlace) -> bool:
    """Whether a stretch of a text begins or ends within a number or a word."""
    return _is_cut(text, *span)


def are_cut(words: str, texts: Sequence[str]) -> bool:
    """Whether texts that do not have words as an act means them have them within a longer number or word."""
    pattern = compile_words(words)
    return any(pattern.search(text) for text in texts)


def tell_missing(words: str, texts: Sequence[str]) -> str:
    """Say that texts do not have words, or only within others."""
    if are_cut(words, texts):
        return f"has the words “{words}” {ONLY_WITHIN}"
    return f"does not have the words “{words}”"


def _list_graded(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, WordPlace]]:
    """All places of words that do not overlap, each with how whole it is; none is hidden by one that is cut."""
    others = _list_others(text) if pattern.pattern.startswith("第") else frozenset()
    at = 0
    while pattern.pattern and (found := pattern.search(text, at)):
        start, end = found.span()
        is_part = start in others or _is_ordinal(text, start) or _cites_other(text, start, end)
        grade = _CUT if _is_cut(text, start, end) else _PART if is_part else _WHOLE
        yield grade, (start, end)
        at = start + 1 if grade == _CUT else end


def _is_ordinal(text: str, start: int) -> bool:
    """Whether 三条 of 第三条 begins here."""
    return text[start] in _NUMERALS and text[start - 1 : start] == "第"


def _cites_other(text: str, start: int, end: int) -> bool:
    """Whether the English citation [start, end) goes on with the name of another act: section 3 of the Harbour Act 1990, Article 5 of that Regulation."""
    return bool(_CITED.fullmatch(text, start, end) and _OTHER_ACT.match(text, end))


_CITED: Final = late(
    r"(?:(?:sub-?)?(?:section|paragraph)s?|articles?|points?|regulations?|rules?|schedules?|annex(?:es)?|parts?|chapters?)\s*[(]?[0-9A-Za-z]{1,8}[)]?(?:\s*[(][0-9A-Za-z]{1,5}[)])*",
    re.IGNORECASE,
)
_KIND: Final = "Acts?|Regulations?|Directives?|Decisions?|Order|Rules|Code|Treaty|Convention|Charter|Constitution|Agreement|Protocol|Statute|Ordinance|Law"
_OTHER_ACT: Final = late(
    rf"(?:\s*[(][0-9A-Za-z]{{1,5}}[)])*\s+(?:of|to|in|under)\s+(?!th(?:is|ese)\b)(?:(?:the|that|those|each)\s+)?(?:(?:[A-Z][\w’'&-]*|[(][^()]{{1,40}}[)]|of|and|for|on|the)[\s,]+){{0,12}}?(?:{_KIND})\b"
)


def _list_others(text: str) -> frozenset[int]:
    """Where articles of other acts are cited: 《刑法》第三条."""
    cited = (one for one in find_citations(text, ("zh",)) if one.is_others)
    return frozenset(span.start for one in cited for _, span in one.units)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether one of the edges lies within a number, a word, or the number of an article."""
    return start < end and (_divides(text, start) or _divides(text, end) or _is_branched(text, start, end))


def _divides(text: str, at: int) -> bool:
    """Whether a place lies within a run of digits and numerals, or within a word of letters."""
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    if unicodedata.combining(right):
        return True
    if _is_counted(left) and _is_counted(right):
        return True
    if _is_lettered(left) and _is_lettered(right):
        return True
    return bool(_LONG_NUMBER.match(text, at - 1) or (at > 1 and _LONG_NUMBER.match(text, at - 2)))


def _is_counted(char: str) -> bool:
    return char.isdecimal() or char in _NUMERALS


def _is_lettered(char: str) -> bool:
    """Whether a character belongs to words with spaces between: a letter, or a digit in 5A."""
    if char.isdecimal():
        return True
    return (char.isalpha() or bool(unicodedata.combining(char))) and not any(a <= char <= b for a, b in _SPACELESS)


def _is_branched(text: str, start: int, end: int) -> bool:
    """Whether 第三条 of 第三条之一 ends here, or 之一 begins."""
    return bool(
        (text[end - 1] in "条條款项項章节節编編" and text.rfind("第", start, end) >= 0 and _BRANCH.match(text, end))
        or (
            text[start - 1 : start] in ("条", "條")
            and _BRANCH.match(text, start)
            and _ORDINAL.search(text[:start][-12:])
        )
    )


_ORDINAL: Final = late(r"第[\d零〇一二三四五六七八九十百千]+[条條]$")
