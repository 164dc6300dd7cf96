"""Two files that were perhaps not meant for each other: nothing in common, old and new swapped, two scripts or languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from decision_diff.changes import Change
from decision_diff.characters import ARABIC, CYRILLIC, HAN, HANGUL, LATIN
from decision_diff.languages import load
from decision_diff.languages.detection import detect_language
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
    variants = dict(load("zh").variants)
    simplified, traditional = (sum(map(text.count, variants[name])) for name in ("simplified", "traditional"))
    return {-1: "traditional Chinese", 0: "Han", 1: "simplified Chinese"}[_compare_counts(simplified, traditional)]


def _detect_language(text: str) -> str:
    """The English name of the language in which clearly most of the lines are that say it."""
    counts = Counter[str]()
    for line in text.split("\n"):
        if code := detect_language(line):
            counts[code] += len(line)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and _compare_counts(ranked[0][1], ranked[1][1]) <= 0):
        return ""
    return load(ranked[0][0]).name


def _compare_counts(one: int, other: int) -> int:
    """1 if the one is clearly more, -1 if the other is, 0 if neither."""
    if max(one, other) < _ENOUGH or max(one, other) < _CLEAR * min(one, other):
        return 0
    return 1 if one > other else -1


def _find_backwards(old: Decision, new: Decision) -> tuple[str, str] | None:
    """The latest date, else session, else year in the front matter of each, if the old one is later."""
    fronts = [_read_front(old), _read_front(new)]
    languages = tuple(dict.fromkeys(("en", *old.languages, *new.languages)))
    readers: tuple[Callable[[str], tuple[tuple[int, ...], str] | None], ...] = (
        lambda front: _find_date(front, languages),
        _find_session,
        _find_year,
    )
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


def _find_date(front: str, languages: tuple[str, ...]) -> tuple[tuple[int, ...], str] | None:
    may_be_named = (
        " 19" in front or " 20" in front
    )  # as every month that is a word has it behind it: else no file need be read
    named, months = _name_months(languages) if may_be_named else (None, {})
    found = []
    for pattern in (*_DATES, *([named] if named is not None else [])):
        for match in pattern.finditer(front):
            said = match.groupdict()
            month = months[said["n"].lower()] if "n" in said else int(said["m"])
            found.append(((int(said["y"]), month, int(said["d"])), match.group()))
    return max(found, default=None)


@cache  # of our own data
def _name_months(languages: tuple[str, ...]) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """A pattern for dates whose month is a word (3 May 2024, 3 de mayo de 2024, 1er mai 2024), and the months by their words."""
    months = {
        name.lower(): month
        for code in languages
        for month, names in enumerate(load(code).months, 1)
        for name in names
        if not name[0].isdigit()
    }
    words = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    pattern = rf"(?i)(?P<d>[0-9]{{1,2}})(?:er|\.|º)?(?: de)? (?P<n>{words})(?: de)? (?P<y>(?:19|20)[0-9]{{2}})"
    return late(pattern), months


def _find_session(front: str) -> tuple[tuple[int, ...], str] | None:
    return max((((int(match["n"]),), match.group()) for match in _SESSION.finditer(front)), default=None)


def _find_year(front: str) -> tuple[tuple[int, ...], str] | None:
    return max((((int(match.group()),), match.group()) for match in _YEAR.finditer(front)), default=None)
