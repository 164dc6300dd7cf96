"""Lines that are known by their words alone: headings of a cover block, of contents, and of chapters without a number."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from decision_diff.languages import load

NamedKind = Literal["cover", "contents", "part", "chapter"]

_MAX_NAMED: Final = 80  # characters; no such heading has more, spaced out or not


def find_named(text: str, languages: tuple[str, ...]) -> NamedKind | None:
    """What the line is by its words, in one of the languages, or None. Spaces (附　　则) and case do not count."""
    if len(text) > _MAX_NAMED:
        return None
    return _load(languages).get("".join(text.split()).lower().rstrip(":："))


@cache  # of our own data
def _load(languages: tuple[str, ...]) -> dict[str, NamedKind]:
    """The headings without spaces, and what they are; those of the first language count where two have the same."""
    found: dict[str, NamedKind] = {}
    for code in languages:
        language = load(code)
        named = dict(language.named_units)
        rows: tuple[tuple[NamedKind, tuple[str, ...]], ...] = (
            ("cover", language.cover),
            ("contents", language.contents),
            ("part", named.get("part", ())),
            ("chapter", (*named.get("chapter", ()), *language.supplements)),
        )
        for kind, words in rows:
            for word in words:
                found.setdefault("".join(word.split()), kind)
    return found
