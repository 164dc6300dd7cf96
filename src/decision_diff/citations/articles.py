"""Articles and annexes as they are cited, whatever stands below them: 第十二条, 本法第十三条之一, 附件1, Article 5(2), § 3.

They tell clauses apart while two revisions are aligned, so they are known by their number alone: which clause one means is not known
before the alignment is. `targets` follows citations once it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from decision_diff.citations.numbers import read_number
from decision_diff.citations.scan import find_citations
from decision_diff.citations.values import PathStep
from decision_diff.citations.vocabulary import load_vocabulary
from decision_diff.model import Clause, Span
from decision_diff.patterns import late

Cited = tuple[str, tuple[int, ...]]  # how a numbered article or annex is cited: its level, and the value of its number

_LEVELS: Final = {"article": "article", "annex": "attachment"}
_PLAIN_NUMBER: Final = late(
    r"[0-9٠-٩۰-۹]+(?:[.‑-]?\w+)*"
)  # in the number of an article: 5 of "Article 5.", 3a of "§ 3a"


def find_own_citations(text: str, languages: tuple[str, ...]) -> list[Cited]:
    """The articles of the act itself that a text cites and calls its own (本法第十二条、第十三条和第十五条)."""
    found = find_citations(text, languages)
    return [cited for one in found if one.is_own for step, _ in one.units if (cited := _read(step, languages))]


def renumber_citations(text: str, became: Mapping[Cited, str], languages: tuple[str, ...]) -> str:
    """The text with each reference to the act itself printed as `became` has it; those that it lacks stay."""
    pieces: list[str] = []
    at = 0
    for span, printed in list_renumbered(text, became, languages):
        pieces.extend((text[at : span.start], printed))
        at = span.end
    return "".join([*pieces, text[at:]]) if pieces else text


def list_renumbered(text: str, became: Mapping[Cited, str], languages: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """What of the text `renumber_citations` prints otherwise, in order, and how."""
    for one in find_citations(text, languages):
        for step, span in () if one.is_others else one.units:
            now = became.get(_read(step, languages) or ("", ()))
            if now is not None and span.of(text) == step.number:
                number = _PLAIN_NUMBER.search(now)
                yield span, number.group() if number else step.number
            elif now is not None:
                yield span, now


def _read(step: PathStep, languages: tuple[str, ...]) -> Cited | None:
    numbers = read_number(
        step.number, tuple(code[:2] for code in languages)
    )  # Chinese of Taiwan numbers as Chinese does
    return (_LEVELS[step.role], numbers[0][1]) if numbers else None


def list_citing(
    texts: Sequence[str], languages: tuple[str, ...], levels: Collection[str] = frozenset(_LEVELS.values())
) -> list[int]:
    """Which of the texts may cite a clause of these levels, as indices in ascending order; much faster than finding the reference."""
    present = [hint for hint, level in _find_hints(texts, languages) if level in levels]
    return sorted({at for hint in present for at, text in enumerate(texts) if hint in text})


def find_cited_levels(texts: Sequence[str], languages: tuple[str, ...]) -> frozenset[str]:
    """The levels of which any of the texts may cite a clause."""
    return frozenset(level for _, level in _find_hints(texts, languages))


def _find_hints(texts: Sequence[str], languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """What any of these texts has of that which stands in every citation, with the level cited; of words the part that no capital letter changes."""
    everything = "\n".join(texts)
    return [one for code in languages for one in _list_hints(code) if one[0] in everything]


def _list_hints(code: str) -> Iterator[tuple[str, str]]:
    words = load_vocabulary(code)
    for word, role in words.roles.items():
        if role in _LEVELS:
            yield word if words.is_glued or len(word) == 1 else word[1:], _LEVELS[role]


def cite(clause: Clause) -> Cited:
    """How a numbered clause is cited."""
    assert clause.label is not None, "only a numbered clause can be cited"  # noqa: S101 - only these are asked for
    return clause.level, clause.label.value


def follow_articles(pairs: Iterable[tuple[Clause, Clause]]) -> dict[Cited, tuple[Clause, ...]]:
    """What each article and annex of the old revision is now, by pairs of (old, new); each new number once.

    Empty if none of them got another number; those without a number, or now of another level, are left out.
    """
    became: dict[Cited, tuple[Clause, ...]] = {}
    differs = False
    for was, now in pairs:
        old, new = was.label, now.label
        if old and new and was.level == now.level:
            differs = differs or old.value != new.value
            known = became.get((was.level, old.value), ())
            if not known or cite(now) not in map(cite, known):
                became[was.level, old.value] = (*known, now)
    return became if differs else {}
