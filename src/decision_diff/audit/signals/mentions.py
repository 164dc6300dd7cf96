"""Finds what a text says that an officer looks for: obligations, dates, amounts, bodies, countries, references, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

from decision_diff.audit.signals.joined import join_numbers
from decision_diff.audit.signals.numbers import find_numbers
from decision_diff.audit.signals.words import SPACED, SignalWords, fold_name, load_words
from decision_diff.changes import Mention
from decision_diff.citations.scan import find_citations
from decision_diff.languages import load
from decision_diff.languages.zh_script import simplify
from decision_diff.memory import remembered
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.folding import fold
from decision_diff.words.scripts import find_scripts
from decision_diff.words.tokens import tokenize

_MODIFIERS = 4  # tokens before the head of a Chinese name: 国务院 卫生 行政 部门
_NUMERALS = frozenset("一二两三四五六七八九十百千几数")
_COUNTED = tuple("个项名届份家户位部日天月年")
_CASES = late("(?:[ая]ми|[ыи]ми|[ое]го|[ое]му|[аяыиое]м|[аяыи]х|[ое]в|[оеыи]й|[ая]я|[ое]е|[аеёиоуыэюяьй])$")  # Russian
_AGAINST = late("^(?:و|ف)?لل")  # Arabic: to the
# The text does not speak of a country in the title of an act.
_TITLES = ("《", "〈")
_QUOTED = frozenset("”’」』\"'")  # Korean 이란 is Iran, and behind a quotation "that is called"
_SENTENCE_ENDS = "。；;\n"
_Tokens = Sequence[tuple[int, str]]


@remembered(1 << 12)  # every output has a summary
def find_mentions(text: str, code: str) -> tuple[Mention, ...]:
    """What a text in the language `code` says, by kind and then in order; nothing for a language without words of ours.

    Mentions of one kind do not overlap. Traditional Chinese is read in its simplified characters, which are as many.
    """
    words = load_words(code)
    if words is None:
        return ()
    plain = simplify(text) if code == "zh" and "Traditional" in find_scripts(text) else text
    found = tokenize(plain)
    starts = [0, *accumulate(map(len, found))]
    tokens = list(zip(starts, found, strict=False))
    edges = frozenset(starts) if code == "zh" else frozenset[int]()
    references = tuple(_find_references(plain, code))
    numbers = tuple(_leave_out(join_numbers(plain, find_numbers(plain, tokens, words), words), references))
    return (
        *_leave_out(_find_obligations(plain, words, edges), [one for one in numbers if one.kind == "date"]),  # in May
        *numbers,
        *_find_countries(plain, words),
        *_find_bodies(plain, words, tokens),
        *references,
        *_find_definitions(plain, words),
    )


def _leave_out(some: Iterable[Mention], others: Sequence[Mention]) -> Iterator[Mention]:
    """Those that overlap none of the others; both in order."""
    at = 0
    for one in some:
        while at < len(others) and others[at].span.end <= one.span.start:
            at += 1
        if at == len(others) or one.span.end <= others[at].span.start:
            yield one


def _find_obligations(text: str, words: SignalWords, edges: frozenset[int]) -> Iterator[Mention]:
    """Words that oblige, allow or forbid, and those that deny. In Chinese they are whole words: 应, and not that of 相应."""
    found = [
        (span, words.kinds[word.lower()])
        for span, word in words.find_obligations(text)
        if not (edges and not edges.issuperset((span.start, span.end))) and word not in _list_months(words.code)
    ]
    gapped = list(_find_gapped(text, words, [span for span, kind in found if kind != "negation"]))
    yield from gapped
    held = {at for one in gapped for at in range(one.span.start, one.span.end)}
    for span, kind in found:
        if span.start not in held:
            yield Mention("negation", span, "not") if kind == "negation" else Mention("obligation", span, kind)


@cache  # of our own data
def _list_months(code: str) -> frozenset[str]:
    """The names of months as printed: May is not a permission."""
    return frozenset(name for names in load(code).months for name in names) if code in SPACED else frozenset()


def _find_gapped(text: str, words: SignalWords, others: Sequence[Span]) -> Iterator[Mention]:
    """Words with a gap: no vessel may. Of two that overlap, the first; none with another obligation inside."""
    end = at = 0
    for (start, stop), kind in sorted(
        (match.span(), kind) for pattern, kind in words.gapped for match in pattern.finditer(text)
    ):
        while at < len(others) and others[at].start <= start:
            at += 1
        if start >= end and (at == len(others) or others[at].end >= stop):
            yield Mention("obligation", Span(start, stop), kind)
            end = stop


def _find_countries(text: str, words: SignalWords) -> Iterator[Mention]:
    for span, name in words.find_countries(text):
        before = text[span.start - 1 : span.start]
        if before in _TITLES or text.startswith(words.after_names, span.end):
            continue
        if words.code == "ko" and before in _QUOTED:
            continue
        iso = words.codes.get(fold_name(name)) or _find_code(name, words)
        yield Mention("country", Span(span.end - len(name), span.end), iso)


def _find_code(name: str, words: SignalWords) -> str:
    """The code of a name in another case: that with the longest common beginning."""
    lower = fold_name(name)
    for length in range(len(lower), 2, -1):
        codes = {iso for known, iso in words.codes.items() if known.startswith(lower[:length])}
        if codes:
            return min(codes)
    return lower


def _find_bodies(text: str, words: SignalWords, tokens: _Tokens) -> Iterator[Mention]:
    if words.code in SPACED:
        for match in words.bodies.finditer(text):
            yield Mention("body", Span(*match.span()), _name_body(match.group(), words.code))
    elif words.code == "zh":
        yield from _find_chinese_bodies(text, words, tokens)
    else:
        yield from _find_ends(text, words)


def _name_body(printed: str, code: str) -> str:
    """A name as it is compared: in Russian without the endings of cases; in Arabic with its article."""
    plain = fold(printed).lower()
    if code == "ru":
        return " ".join(_CASES.sub("", word) for word in plain.replace("-", " ").split())
    return _AGAINST.sub("ال", plain)


def _find_chinese_bodies(text: str, words: SignalWords, tokens: _Tokens) -> Iterator[Mention]:
    """Names that end with a head (委员会, 部门), from what a name begins with (国务院), or behind a word that no name holds (由)."""
    for run in _split_runs(tokens, words):
        at = 0
        while (place := _find_name(run, at, words)) is not None:
            first, last = place
            start, end = run[first][0], run[last][0] + len(run[last][1])
            yield Mention("body", Span(start, end), fold(text[start:end]))
            at = last + 1


def _split_runs(tokens: _Tokens, words: SignalWords) -> Iterator[_Tokens]:
    """The stretches of Chinese words in which a name may stand whole."""
    run: list[tuple[int, str]] = []
    for start, token in tokens:
        if token in words.starts:
            if run:
                yield run
            run = [(start, token)]
        elif token not in words.stops and min(token) >= "\u4e00" and max(token) <= "\u9fff" and not _is_counted(token):
            run.append((start, token))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_counted(token: str) -> bool:
    """Whether a word is a numeral with a measure word: 一个 before 办公室 is not part of the name."""
    if token[0] not in _NUMERALS:
        return False
    word = token.removesuffix("内")
    return len(word) > 1 and word.endswith(_COUNTED) and _NUMERALS.issuperset(word[:-1])


def _find_name(run: _Tokens, at: int, words: SignalWords) -> tuple[int, int] | None:
    """Where the next name in a run begins and ends, from its word `at` on: the numbers of its first and last word."""
    head = next((place for place in range(at, len(run)) if _ends_name(run[place][1], words)), None)
    begins = at == 0 and run[0][1] in words.starts
    if head is None or (begins and head > _MODIFIERS):
        return (0, 0) if begins and run[0][1] in words.names else None
    last = head
    while last + 1 < len(run) and _ends_name(run[last + 1][1], words):
        last += 1
    return (0 if begins else max(at, head - _MODIFIERS)), last


def _ends_name(token: str, words: SignalWords) -> bool:
    return len(token) > 1 and token.endswith(words.heads) and token not in words.others


def _find_ends(text: str, words: SignalWords) -> Iterator[Mention]:
    """Japanese and Korean names: letters of one script up to a head."""
    for match in re.finditer(rf"[\u4e00-\u9fff\u30a0-\u30ff가-힣]{{0,12}}?(?:{words.bodies.pattern})", text):
        if len(match.group()) > 1:
            yield Mention("body", Span(*match.span()), fold(match.group()))


def _find_references(text: str, code: str) -> Iterator[Mention]:
    for citation in find_citations(text, (code,)):
        yield Mention("reference", citation.span, fold(citation.span.of(text)).lower())


def _find_definitions(text: str, words: SignalWords) -> Iterator[Mention]:
    """From the term defined to the end of its sentence: whatever changes in there changes the definition."""
    if words.needs and not any(word in text for word in words.needs):
        return
    end = 0
    for match in _sort(pattern.finditer(text) for pattern in words.definitions):
        if match.start() < end:
            continue
        end = min(
            (at for at in (text.find(char, match.end()) for char in _SENTENCE_ENDS) if at >= 0), default=len(text)
        )
        term = next(filter(None, match.groupdict().values()), "")
        yield Mention("definition", Span(match.start(), end), fold(term).strip().lower())


def _sort(some: Iterable[Iterable[re.Match[str]]]) -> list[re.Match[str]]:
    return sorted((match for each in some for match in each), key=lambda match: match.start())
