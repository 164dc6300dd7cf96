"""Melted redlines: old and new words that stand side by side, where a careless extraction lost which were deleted.

Without the old text three things give them away:

    2026年6月8-11日上半年, three daysfive days, shallmust      two values of one kind with nothing between
    …举办战略对话于2026年上半年召开为期三天的第七届WTPF（WTPF-26）…      a sentence that introduces one name twice
    that the group meets in Genevathat the group meets in Nassau       a sentence that begins or ends twice

With the old text it is seen directly: the whole old clause stands within the new one, with no mark between. Then what was
meant is what is left without it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from decision_diff.audit.check.findings import PieceKind, TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.audit.signals.words import load_words
from decision_diff.characters import is_han
from decision_diff.citations.vocabulary import load_vocabulary
from decision_diff.languages import load
from decision_diff.model import Span
from decision_diff.patterns import late

_DATES: Final = late(
    r"(?:[0-9]{1,2}日|[0-9]{4}年|[0-9]{1,2}月|[上下]半年)(?P<second>(?<=日)(?:[上下]半年|第?[一二三四]季度|[0-9]{4}年|[0-9]{1,2}[月日])"
    r"|(?<=年)[0-9]{4}年|(?<=[0-9]月)[0-9]{1,2}月|(?<=半年)(?:[上下]半年|[0-9]{1,2}月|[0-9]{4}年))"
)
_COUNTED: Final = late(
    r"(?P<first>[0-9][0-9,.]{0,15}|[一二三四五六七八九十百千万]{1,12})(?P<unit>天|年|个月|個月|元|名|人|%|小时|小時|周|次|款|瑞郎|美元|欧元|公里|米)"
    r"(?P<second>(?:[0-9][0-9,.]{0,15}|[一二三四五六七八九十百千万]{1,12})(?P=unit))"
)
_INTRODUCED: Final = late(
    r"[^\s，。；、：（）()]{2,30}?（[A-Z][A-Z0-9-]{1,15}）|(?:[\w-]{1,30} ){1,3}\([A-Z][A-Z0-9-]{1,15}\)"
)
_SENTENCES: Final = late(r"[^。；;\n\t！？!?]+")
_JOINED: Final = late(r"(?<![^\W_])([A-ZÀ-ÖА-Я][a-zà-öø-ÿа-я]{3,})([A-ZÀ-ÖА-Я][a-zà-öø-ÿа-я]{3,})(?![^\W_])")
_WORD: Final = late(r"[^\W\d_]+")
_END_MARKS: Final = "。；，、;,.：: "
_GLUED_HEAD: Final = 6  # ideographs by which a sentence is seen to begin again
_NO_END: Final = frozenset(
    "或者和与及由向对非的经处并以在将把为是被于从等按依其且但而即所称"
)  # with these no sentence ends
_NO_BEGINNING: Final = frozenset("的或者和与及所等、")
_SPACED_HEAD: Final = 12  # letters
_LONGEST: Final = 4000  # code points of a sentence whose halves are compared
_SHORTEST: Final = 24  # code points of a clause that can hold two sentences
_SAME: Final = 60  # likeness (0 to 100) of the two halves of a sentence said twice
_SHORTEST_OLD: Final = 8  # code points of an old clause that is looked for within the new one
_NOTHING: Final[tuple[tuple[PieceKind, str], ...]] = ()
_NOT_ALONE: Final = frozenset({"CN", "HK", "MO", "TW"})


def find_redline_faults(text: CheckedText) -> Iterator[TextFault]:
    """Old and new words side by side, each place once."""
    vocabulary = Counter(word for at in text.inside for word in _WORD.findall(text.clauses[at].words))
    for at in text.inside:
        words = text.clauses[at].words
        whole = _find_old_inside(text, at)
        if whole is not None:
            yield whole
            continue
        twice = next(_find_said_twice(at, words), None)
        if twice is not None:
            yield twice
            continue
        taken = -1
        for span in sorted(_find_values(text, words, vocabulary), key=lambda one: one.start):
            if span.start >= taken:
                taken = span.end
                yield _say_values(text, at, span)


# -- two values of one kind


def _find_values(text: CheckedText, words: str, vocabulary: Counter[str]) -> Iterator[Span]:
    """The second of two values that stand side by side."""
    if load_check_words(text.code).is_glued:
        yield from (Span(*match.span("second")) for match in _DATES.finditer(words))
        yield from (Span(*match.span("second")) for match in _COUNTED.finditer(words) if not _repeats(match))
    else:
        for pattern in _compile_spaced(text.code):
            yield from (Span(*match.span("second")) for match in pattern.finditer(words) if not _repeats(match))
        yield from _find_joined(words, vocabulary)
    yield from _find_modals(text.code, words)
    yield from _find_countries(text.code, words)


def _repeats(match: re.Match[str]) -> bool:
    """Whether both numbers are the same: 一次一次 is a way to speak."""
    return match["second"].lower().startswith(match["first"].lower()) and "unit" in match.re.groupindex


@cache  # of our own data
def _compile_spaced(code: str) -> tuple[re.Pattern[str], ...]:
    """Two dates, or two numbers with one unit, with nothing between, in a language that writes spaces; and number words run together."""
    months = "|".join(re.escape(name) for names in load(code).months for name in sorted(names, key=len, reverse=True))
    named = "|".join(map(re.escape, sorted(load_check_words(code).numbers, key=lambda word: (-len(word), word))))
    joins = "|".join(map(re.escape, load_vocabulary(code).joins))
    number = rf"(?:[0-9]+(?:[.,][0-9]+)*|{named})"
    day = rf"[0-9]{{1,2}}(?:er|st|nd|rd|th|º|\.)?(?:\sde|\sof)?\s(?:{months})"
    year = r"(?:(?:\sde|,)?\s[0-9]{4})"
    sources = [
        rf"(?P<first>{day}){year}?\s?(?P<second>{day}{year}?)",
        rf"(?<![\w.,])(?P<first>{number})[ \u00a0](?P<unit>(?!(?:{joins})\s)[^\W\d_]{{3,}})[ \u00a0]?(?P<second>{number}[ \u00a0](?P=unit))(?!\w)",
    ]
    if code != "de":  # vierzehn
        sources.append(rf"(?<!\w)(?P<first>{named})(?P<second>{named})(?!\w)")
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


@cache  # of our own data
def _load_modals(code: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """Two words of obligation with nothing between that mean two things (须可以, shallmust), and the length of the second one."""
    pairs = [one.split("+") for one in load_check_words(code).tables.get("melted", {}).get("pairs", ())]
    if not pairs:
        return None, {}
    edge = "" if load_check_words(code).is_glued else r"\b"
    found = "|".join(rf"{re.escape(first)}\s?{re.escape(second)}" for first, second in pairs)
    return re.compile(f"{edge}(?:{found}){edge}"), {first + second: len(second) for first, second in pairs}


def _find_modals(code: str, words: str) -> Iterator[Span]:
    pattern, lengths = _load_modals(code)
    for match in pattern.finditer(words) if pattern else ():
        yield Span(match.end() - lengths["".join(match.group().split())], match.end())


def _find_joined(words: str, vocabulary: Counter[str]) -> Iterator[Span]:
    """Two names run together, both of which stand alone elsewhere: GenevaNassau."""
    for match in _JOINED.finditer(words):
        if vocabulary[match.group()] == 1 and all(vocabulary[match[part]] for part in (1, 2)):
            yield Span(*match.span(2))


def _find_countries(code: str, words: str) -> Iterator[Span]:
    """The second of two names of countries that stand side by side, in a language without spaces."""
    known = load_words(code) if code in ("zh", "ja") else None
    if known is None:
        return
    end, last = -1, ""
    for span, name in known.find_countries(words):
        code = known.codes.get(name.lower(), "")
        if end == span.start and code != last and _NOT_ALONE.isdisjoint((code, last)):
            yield span
        end, last = span.end, code


def _say_values(text: CheckedText, at: int, span: Span) -> TextFault:
    words = text.clauses[at].words
    said = f"{span.of(words)} stands right after words of the same kind: old and new words may have run together"
    proposal, redline = "", _NOTHING
    if text.old is not None and any(span.of(words) in text.old.clauses[one].words for one in text.list_origins(at)):
        start, end = _find_sentence(words, span)
        proposal = words[start : span.start] + words[span.end : end]
        redline = _strike(words[start:end], Span(span.start - start, span.end - start))
    return TextFault("RED001", at, span, said, proposal=proposal, redline=redline)


def _find_sentence(words: str, span: Span) -> tuple[int, int]:
    """The sentence or cell around a span."""
    found = next(
        (match.span() for match in _SENTENCES.finditer(words) if match.start() <= span.start < match.end()), None
    )
    return found or (0, len(words))


def _strike(words: str, span: Span) -> tuple[tuple[PieceKind, str], ...]:
    pieces: list[tuple[PieceKind, str]] = [
        ("equal", words[: span.start]),
        ("delete", span.of(words)),
        ("equal", words[span.end :]),
    ]
    return tuple((kind, piece) for kind, piece in pieces if piece)


# -- a sentence said twice


def _find_said_twice(at: int, words: str) -> Iterator[TextFault]:
    """A sentence that introduces one name twice, or begins or ends twice with nothing between."""
    for sentence in _SENTENCES.finditer(words):
        if len(sentence.group()) < _SHORTEST:
            continue
        offset, said = sentence.start(), sentence.group()
        seen: set[str] = set()
        for match in _INTRODUCED.finditer(said):
            name = _cut_name(match.group())
            if name in seen:
                span = Span(offset + match.end() - len(name), offset + match.end())
                message = f"one sentence introduces {name} twice: old and new words may have run together"
                yield TextFault("RED001", at, span, message)
            seen.add(name)
        place = _find_second_half(said) if len(said) <= _LONGEST else 0
        if place:
            span = Span(offset + place, offset + len(said))
            message = "the sentence begins or ends twice, with nothing between: old and new words may have run together"
            yield TextFault("RED001", at, span, message)


def _cut_name(printed: str) -> str:
    """The end of a name with its short form: 第七届WTPF（WTPF-26）. Enough to know it again, whatever stands before it."""
    opening = max(printed.rfind("（"), printed.rfind("("))
    return printed[max(opening - 4, 0) :]


def _find_second_half(said: str) -> int:
    """Where the second version of a sentence begins; 0 if it is said once."""
    plain = said.strip(_END_MARKS)
    start = said.index(plain[:1]) if plain else 0
    is_glued = any(map(is_han, plain[:8]))
    size = _GLUED_HEAD if is_glued else _SPACED_HEAD
    again = _find_glued(plain, plain[:size], 0)
    if again and (is_glued or " " in plain[:size]) and _are_alike(plain[:again], plain[again:]):
        return start + again
    end = _find_glued(plain, plain[-size:], size)
    if (
        end
        and end < len(plain) - size
        and (is_glued or _is_new_word(plain, end))
        and _are_alike(plain[:end], plain[end:])
    ):
        return start + end
    return 0


def _find_glued(plain: str, part: str, offset: int) -> int:
    """Where a part stands a second time, `offset` behind its beginning, with nothing between it and what stands there; 0 if it does not."""
    at = plain.find(part, 0 if offset else len(plain) // 5)
    while at >= 0:
        if _is_glued(plain, at + offset) and at + offset > 0:
            return at + offset
        at = plain.find(part, at + 1)
    return 0


def _is_new_word(plain: str, at: int) -> bool:
    """Whether another word begins at a place in a word, and not an ending of it: Genevathat, not Units."""
    end = plain.find(" ", at)
    return " " in plain[max(at - _SPACED_HEAD, 0) : at] and (end if end >= 0 else len(plain)) - at > 3


def _are_alike(first: str, second: str) -> bool:
    """Whether two halves may be two versions of one sentence."""
    return min(len(first), len(second)) * 2 >= _SHORTEST and fuzz.ratio(first, second) >= _SAME


def _is_glued(words: str, at: int) -> bool:
    """Whether a sentence may end and another begin at a place, and no mark and no space stands there."""
    if not 0 < at < len(words) or words[at - 1] in _NO_END or words[at] in _NO_BEGINNING:
        return False
    return words[at - 1].isalnum() and words[at].isalnum()


# -- with the old text


def _find_old_inside(text: CheckedText, at: int) -> TextFault | None:
    """The whole old clause within the new one, with no mark between them."""
    if text.old is None:
        return None
    words = text.clauses[at].words
    for position in text.list_origins(at):
        old = text.old.clauses[position].words.strip(_END_MARKS)
        if len(old) < _SHORTEST_OLD or len(words) - len(old) < _SHORTEST_OLD:
            continue
        start = words.find(old)
        if start < 0:
            continue
        end = start + len(old)
        is_behind = _is_glued(words, start) and not words[end:].strip(_END_MARKS)
        is_before = start == 0 and _is_glued(words, end)
        if is_behind or is_before:
            meant = words[:start] + words[end:]
            said = "the whole old clause stands next to the new one, with nothing between: old and new words have run together"
            span = Span(start, end)
            return TextFault(
                "RED001",
                at,
                span,
                said,
                proposal=meant,
                redline=_strike(words, span),
                related=((-1, position, Span(0, 0)),),
            )
    return None
