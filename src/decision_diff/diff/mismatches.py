"""Two files that were perhaps not meant for each other: nothing in common, old and new swapped, two scripts or languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from decision_diff.changes import Change
from decision_diff.characters import ARABIC, CYRILLIC, HAN, HANGUL, LATIN
from decision_diff.languages import en, zh
from decision_diff.model import Decision, Notice
from decision_diff.patterns import late

_FRONT: Final = 12  # clauses before the first number: title, headings, who adopts it
_ENOUGH: Final = 10  # characters or words that tell a script or a language
_CLEAR: Final = 4  # times as many of the one as of the other
_TELLING: Final = 40  # characters of a clause that no translation leaves as they are
_SAMPLE: Final = 20_000  # characters

_DATES: Final = (
    late(r"(?P<y>(?:19|20)[0-9]{2})\s?年\s?(?P<m>[0-9]{1,2})\s?月\s?(?P<d>[0-9]{1,2})\s?日"),
    late(r"(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
    late(rf"(?P<d>[0-9]{{1,2}}) (?P<n>{'|'.join(en.MONTHS)}) (?P<y>(?:19|20)[0-9]{{2}})"),
)
_SESSION: Final = late(r"(?<![0-9A-Za-z])C(?P<n>[0-9]{2})(?![0-9])")  # of the Council: C24, C25
_YEAR: Final = late(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SCRIPTS: Final = (
    ("Han", late(f"[{HAN}]")),
    ("Cyrillic", late(f"[{CYRILLIC}]")),
    ("Arabic", late(f"[{ARABIC}]")),
    ("Hangul", late(f"[{HANGUL}]")),
    ("Latin", late(f"[{LATIN}]")),
)
_MAYBE_THE_SAME: Final = ({"Han", "simplified Chinese"}, {"Han", "traditional Chinese"})
_WORDS: Final = {
    "English": frozenset(["the", "of", "and", "to", "in", "shall", "by", "for"]),
    "French": frozenset(["le", "la", "les", "des", "du", "et", "aux", "est"]),
    "Spanish": frozenset(["el", "los", "las", "del", "y", "que", "una", "por"]),
}
_WORD: Final = late(r"[^\W\d_]+")


def report_mismatches(old: Decision, new: Decision, every: Sequence[Change]) -> Iterator[Notice]:
    """What looks wrong about the pair, each as a notice. None of it changes the comparison."""
    if every and not any(change.links for change in every):
        yield Notice(
            "nothing-in-common", "the two texts have no clause in common; are these two revisions of one text?"
        )
    if (when := _find_backwards(old, new)) is not None:
        yield Notice("swapped", f"the old text is of {when[0]} and the new one of {when[1]}; were old and new swapped?")
    if any(_is_same(change) for change in every):
        return  # what stayed as it was is in one script and one language
    texts = [_take_sample(old), _take_sample(new)]
    scripts = [_detect_script(text) for text in texts]
    # Han that are the same in both scripts tell nothing of the one nor of the other.
    if "" not in scripts and len({*scripts}) == 2 and {*scripts} not in _MAYBE_THE_SAME:
        yield Notice("scripts-differ", f"the old text is in {scripts[0]} script and the new one in {scripts[1]}")
    languages = [_detect_language(text) for text in texts]
    if "" not in languages and languages[0] != languages[1]:
        yield Notice("languages-differ", f"the old text seems to be {languages[0]} and the new one {languages[1]}")


def _is_same(change: Change) -> bool:
    return len(change.new) == 1 == len(change.old) and len(change.new_text) >= _TELLING and not change.effects


def _take_sample(decision: Decision) -> str:
    found: list[str] = []
    size = 0
    for clause in decision.walk():
        found.append(clause.words)
        size += len(clause.words)
        if size > _SAMPLE:
            break
    return "\n".join(found)[:_SAMPLE]


def _detect_script(text: str) -> str:
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    name = max(counts, key=lambda one: counts[one])
    if counts[name] < _ENOUGH:
        return ""
    if name != "Han":
        return name
    simplified = sum(map(text.count, zh.ONLY_SIMPLIFIED))
    traditional = sum(map(text.count, zh.ONLY_TRADITIONAL))
    return {-1: "traditional Chinese", 0: "Han", 1: "simplified Chinese"}[_compare_counts(simplified, traditional)]


def _detect_language(text: str) -> str:
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = sorted(((sum(word in own for word in words), name) for name, own in _WORDS.items()), reverse=True)
    return counts[0][1] if _compare_counts(counts[0][0], counts[1][0]) > 0 else ""


def _compare_counts(one: int, other: int) -> int:
    """1 if the one is clearly more, -1 if the other is, 0 if neither."""
    if max(one, other) < _ENOUGH or max(one, other) < _CLEAR * min(one, other):
        return 0
    return 1 if one > other else -1


def _find_backwards(old: Decision, new: Decision) -> tuple[str, str] | None:
    """The latest date, else session, else year in the front matter of each, if the old one is later."""
    fronts = [_read_front(old), _read_front(new)]
    readers: tuple[Callable[[str], tuple[tuple[int, ...], str] | None], ...] = (_find_date, _find_session, _find_year)
    for read in readers:
        found = [read(front) for front in fronts]
        if found[0] is not None and found[1] is not None:
            return (found[0][1], found[1][1]) if found[0][0] > found[1][0] else None
    return None


def _read_front(decision: Decision) -> str:
    lines: list[str] = []
    for clause in decision.walk()[:_FRONT]:
        if clause.label is not None or clause.level in ("part", "recitals", "article", "paragraph", "point"):
            break
        lines.append(clause.words[:400])
    return "\n".join(lines)


def _find_date(front: str) -> tuple[tuple[int, ...], str] | None:
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(front):
            said = match.groupdict()
            month = en.MONTHS.index(said["n"]) + 1 if "n" in said else int(said["m"])
            found.append(((int(said["y"]), month, int(said["d"])), match.group()))
    return max(found, default=None)


def _find_session(front: str) -> tuple[tuple[int, ...], str] | None:
    return max((((int(match["n"]),), match.group()) for match in _SESSION.finditer(front)), default=None)


def _find_year(front: str) -> tuple[tuple[int, ...], str] | None:
    return max((((int(match.group()),), match.group()) for match in _YEAR.finditer(front)), default=None)
