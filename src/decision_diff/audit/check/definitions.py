"""Terms: defined twice, defined and not used, used and not defined; and square brackets in a text that is said to be final.

“Committee” means …, 以下简称“专家组”, International Telecommunication Union (ITU) ==collected==> terms ==counted==> faults
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText, WordStand
from decision_diff.audit.signals.words import load_words
from decision_diff.model import Span
from decision_diff.patterns import late
from decision_diff.words.brackets import find_brackets, find_parts
from decision_diff.words.folding import fold

_SHORT: Final = late(
    '(?:以下|下)(?:统称|統稱|简称|簡稱|称|稱)(?:为|為)?[“「『"]?(?P<term>[^”」』"，。；）)（(\n]{1,20})[”」』"]?[）)]'
)
_ACRONYM: Final = late(r"[(（](?P<term>[A-Z][A-Z&-]{1,9}[A-Z])[)）]")
_CAPITALS: Final = late(r"(?<![\w/.-])[A-Z][A-Z&]{1,8}[A-Z](?![\w/.-])")
_OPENING: Final = '“„«「『"'
_LONGEST: Final = 60  # code points of a term
_FEWEST_EXPANDED: Final = 3  # acronyms that a text expands, so that it is its habit
_OFTEN: Final = 3  # times that an acronym stands without having been expanded
_ROMAN: Final = late("[IVXLCDM]+")


def find_definition_faults(text: CheckedText) -> Iterator[TextFault]:
    """All faults of terms, and open brackets of a final text."""
    terms = _list_terms(text)
    whole = "\n".join(text.clauses[at].words for at in text.inside)
    yield from _find_repeated(terms)
    yield from _find_unused(terms, whole)
    yield from _find_undefined(text)
    if text.final:
        yield from _find_open(text)


def _list_terms(text: CheckedText) -> dict[str, list[WordStand]]:
    """The terms that the text defines, with where each is defined."""
    known = load_words(text.code)
    patterns = [*(known.definitions if known else ()), *((_SHORT,) if text.code == "zh" else ())]
    terms: dict[str, list[WordStand]] = defaultdict(list)
    for at in text.inside:
        words = text.clauses[at].words
        if (
            known is not None
            and known.needs
            and not any(one in words for one in (*known.needs, "以下", "下称", "下稱", "下简称", "下簡稱"))
        ):
            continue
        found = {_take_term(match) for pattern in patterns for match in pattern.finditer(words)}
        for start, end in sorted(found):
            term = words[start:end].strip(" \u00a0")
            if 0 < len(term) <= _LONGEST and not _is_general(term):
                terms[fold(term).lower()].append((at, Span(start, end)))
    return terms


def _take_term(match: re.Match[str]) -> tuple[int, int]:
    """Where the term stands; an apostrophe before it is no mark that opens it: the Journal's board, where “panel” means …."""
    name = next(one for one in match.groupdict() if match[one] is not None)
    start, end = match.span(name)
    opening = max(match.string.rfind(mark, start, end) for mark in _OPENING)
    return max(start, opening + 1), end


def _is_general(term: str) -> bool:
    """Whether what was found is no term: 本法, this Act."""
    return term.startswith(("本", "所称", "所稱", "前款", "其", "该", "此", "这", "上述", "前项", "是"))


def _find_repeated(terms: Mapping[str, Sequence[WordStand]]) -> Iterator[TextFault]:
    for stands in terms.values():
        for at, span in stands[1:]:
            if at != stands[0][0]:
                said = "a term is defined that was defined before"
                yield TextFault("DEF001", at, span, said, related=((0, *stands[0]),))


def _find_unused(terms: Mapping[str, Sequence[WordStand]], whole: str) -> Iterator[TextFault]:
    plain = fold(whole).lower()
    for term, stands in terms.items():
        if plain.count(term) <= len(stands):
            yield TextFault("DEF002", *stands[0], "a term is defined and not used")


def _find_undefined(text: CheckedText) -> Iterator[TextFault]:
    """Short forms that stand often and are not explained, in a text that explains others."""
    expanded: set[str] = set()
    counts: Counter[str] = Counter()
    first: dict[str, WordStand] = {}
    for at in text.inside:
        words = text.clauses[at].words
        if words.isupper():
            continue
        expanded.update(match["term"] for match in _ACRONYM.finditer(words))
        for match in _CAPITALS.finditer(words):
            counts[match.group()] += 1
            first.setdefault(match.group(), (at, Span(*match.span())))
    if len(expanded) < _FEWEST_EXPANDED:
        return
    for term, count in counts.items():
        if count >= _OFTEN and term not in expanded and not _ROMAN.fullmatch(term):
            yield TextFault(
                "DEF003", *first[term], f"{term} stands {count} times and is not explained, as other short forms are"
            )


def _find_open(text: CheckedText) -> Iterator[TextFault]:
    """Square brackets around what was not agreed."""
    for at, parts in find_parts(find_brackets(text.decision), text.decision).items():
        for part in parts:
            if part.opens:
                yield TextFault(
                    "DEF004",
                    at,
                    Span(part.start, part.end),
                    "square brackets hold what is not agreed, in a text that is final",
                )
