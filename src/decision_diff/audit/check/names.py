"""Near-identical names for one thing: 巴哈马 beside 巴拿马, Comittee beside Committee, 《基加里行动计划》 beside 《基加利行动计划》.

    names ==counted==> frequent ones and rare ones ==one edit apart==> a rare one that is perhaps the frequent one

Names are titles in 《》, words in capitals, and countries. One edit puts in, leaves out or exchanges one character, or two neighbours; it is
found by leaving out one character of both names in all ways, which takes time linear in the names, and confirmed by a fuzzy pattern of
`regex`. An ending that a language puts behind a name is not an edit of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText, WordStand
from decision_diff.audit.check.words import load_check_words
from decision_diff.audit.signals.words import load_words
from decision_diff.characters import is_han
from decision_diff.model import Span
from decision_diff.patterns import late

_TITLE: Final = late("《([^《》\n]{4,40})》")
_CAPITALS: Final = late(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞА-ЯЁ][a-zà-öø-ÿа-яё]{5,}(?![^\W_]|[-’'])")
_SENTENCE_START: Final = late(r"(?:^|[.!?:;\n\t]\s*|[“\"«(]\s*)$")
_ENDING: Final = 3  # letters at the end of a word in which languages write cases and numbers
_FREQUENT: Final = 3  # times that a name stands to be the usual one
_MOST_NAMES: Final = 20_000  # names that are compared; a text with more is a list of names
_CASES: Final = frozenset({"ru", "de", "ar"})  # change words within, too: no words in capitals
_NUMBERED: Final = late("[0-9〇零一二三四五六七八九十百千上下前后後]")


def find_name_faults(text: CheckedText) -> Iterator[TextFault]:
    """Names that are one edit away from a name that stands more often, and countries whose names are alike in what is one place."""
    for named in (_list_titles(text), _list_capitals(text)):
        yield from _find_alike(named)
    yield from _find_countries(text)
    yield from _find_variants(text)


def _list_titles(text: CheckedText) -> dict[str, list[WordStand]]:
    named: dict[str, list[WordStand]] = defaultdict(list)
    for at in text.inside:
        words = text.clauses[at].words
        if "《" in words:
            for match in _TITLE.finditer(words):
                named[match[1]].append((at, Span(*match.span(1))))
    return named


def _list_capitals(text: CheckedText) -> dict[str, list[WordStand]]:
    named: dict[str, list[WordStand]] = defaultdict(list)
    if text.code in _CASES:
        return named
    for at in text.inside:
        words = text.clauses[at].words
        for match in _CAPITALS.finditer(words):
            named[match.group()].append((at, Span(*match.span())))
    return named


def _find_alike(named: Mapping[str, Sequence[WordStand]]) -> Iterator[TextFault]:
    if len(named) > _MOST_NAMES:
        return
    shortened: dict[str, list[str]] = defaultdict(list)
    for name, stands in named.items():
        if len(stands) >= _FREQUENT:
            for part in _shorten(name):
                shortened[part].append(name)
    for name, stands in named.items():
        usual = _find_usual(name, shortened, named) if len(stands) == 1 else ""
        if usual:
            at, span = stands[0]
            said = f"{name} stands once, and {usual}, one character away, {len(named[usual])} times"
            yield TextFault("NAM001", at, span, said, proposal=usual, related=((0, *named[usual][0]),))


def _find_usual(name: str, shortened: Mapping[str, Sequence[str]], named: Mapping[str, Sequence[WordStand]]) -> str:
    """The frequent name that a rare one is perhaps, the most frequent of several; "" if there is none."""
    near = dict.fromkeys(one for part in _shorten(name) for one in shortened.get(part, ()))
    return max((one for one in near if _is_misspelt(name, one)), key=lambda one: len(named[one]), default="")


def _shorten(name: str) -> Iterable[str]:
    """The name itself, and the name without one character, in all ways."""
    return dict.fromkeys((name, *(name[:at] + name[at + 1 :] for at in range(len(name)))))


def _is_misspelt(name: str, usual: str) -> bool:
    """Whether one name is the other with one edit, which is neither an ending nor a number."""
    import regex  # noqa: PLC0415 - late: few texts have names that are near to one another

    if name == usual or name.casefold() == usual.casefold():
        return False
    pattern = regex.compile(rf"(?:{regex.escape(usual)}){{e<=1}}")
    is_swap = len(name) == len(usual) and _is_swapped(name, usual)
    if not is_swap and pattern.fullmatch(name) is None:
        return False
    at = next(
        (index for index, (one, other) in enumerate(zip(name, usual, strict=False)) if one != other),
        min(len(name), len(usual)),
    )
    if is_han(usual[0]):
        changed = name[at : at + 1] + usual[at : at + 1]
        return at < min(len(name), len(usual)) - 1 and not _NUMBERED.search(changed)
    return 0 < at < min(len(name), len(usual)) - _ENDING + 1


def _is_swapped(name: str, usual: str) -> bool:
    """Whether two neighbours are exchanged."""
    places = [at for at, (one, other) in enumerate(zip(name, usual, strict=True)) if one != other]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and name[places[0]] == usual[places[1]]
        and name[places[1]] == usual[places[0]]
    )


# -- countries


def _find_countries(text: CheckedText) -> Iterator[TextFault]:
    """Two countries whose names are alike, each of which is where the same is held: one of them is perhaps the other."""
    stands = _list_hosts(text)
    # Of two that stand as often, the later one is doubted.
    names = sorted(stands, key=lambda name: (len(stands[name]), -stands[name][0][0]))
    for index, name in enumerate(names):
        other = next((one for one in names[index + 1 :] if _look_alike(name, one)), "")
        if other:
            at, span = stands[name][-1]
            said = f"{name} and {other}, one character apart, both stand where something is held"
            yield TextFault("NAM001", at, span, said, proposal=other, related=((0, *stands[other][0]),))


def _list_hosts(text: CheckedText) -> dict[str, list[WordStand]]:
    """The countries in clauses that say where something is held."""
    stands: dict[str, list[WordStand]] = defaultdict(list)
    known = load_words(text.code)
    hosting = load_check_words(text.code).tables.get("hosting", {}).get("words", ())
    for at in text.inside if known is not None else ():
        words = text.clauses[at].words
        if known is not None and any(one in words for one in hosting):
            for span, name in known.find_countries(words):
                stands[name].append((at, span))
    return stands


def _look_alike(name: str, other: str) -> bool:
    import regex  # noqa: PLC0415 - late, as above

    return len(name) > 2 and regex.fullmatch(rf"(?:{regex.escape(other)}){{1<=e<=1}}", name) is not None


# -- two words for one thing


def _find_variants(text: CheckedText) -> Iterator[TextFault]:
    """Words of which a text should have one: the rarer one, where it first stands."""
    groups = load_check_words(text.code).tables.get("variants", {}).get("words", ())
    for group in groups:
        stands = {word: list(_find_word(text, word)) for word in group.split("|")}
        present = sorted((word for word in stands if stands[word]), key=lambda word: len(stands[word]))
        if len(present) > 1:
            rare, usual = present[0], present[-1]
            at, span = stands[rare][0]
            said = f"{rare} ({len(stands[rare])}) and {usual} ({len(stands[usual])}) may name one thing"
            yield TextFault("NAM002", at, span, said, proposal=usual, related=((0, *stands[usual][0]),))


def _find_word(text: CheckedText, word: str) -> Iterator[WordStand]:
    for at in text.inside:
        words = text.clauses[at].words
        start = words.find(word)
        if start >= 0:
            yield at, Span(start, start + len(word))
