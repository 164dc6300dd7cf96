"""Steps in languages with spaces: a word and its numbers. Articles 3, 4 and 6 · § 2a · пунктом 3 · 3° · decides 2 · (b) of paragraph 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from decision_diff.citations.found import FoundStep, make_step
from decision_diff.citations.values import DEPTHS, PathStep
from decision_diff.citations.vocabulary import BLANKS, Vocabulary, fold
from decision_diff.model import Span
from decision_diff.patterns import late

_MOST = 24  # numbers of one list
_BARE = late(r"(?<![^\W_])(?:\([^\W_]{1,3}\)|[IVX]{1,5})$")  # a number without a word, before "of" and an outer step
_REACH = 16
_LETTER = late(r"[^\W\d_](?![^\W_])")


def find_steps(text: str, words: Vocabulary) -> Iterator[FoundStep]:
    """The steps of a text, in order; of two that overlap the first."""
    found = [*_find_numbered(text, words), *_find_ordinals(text, words)]
    done = 0
    for step in sorted(found, key=lambda one: one.span.start):
        if step.span.start >= done:
            yield step
            done = step.span.end


def _find_ordinals(text: str, words: Vocabulary) -> Iterator[FoundStep]:
    """The second paragraph, le deuxième alinéa."""
    for match in words.ordinal.finditer(text):
        role = words.roles.get(fold(match["word"]), "")
        if role and DEPTHS[role] > DEPTHS["article"]:
            yield make_step(text, Span(*match.span()), role, (Span(*match.span("number")),))


def _find_numbered(text: str, words: Vocabulary) -> Iterator[FoundStep]:
    done = 0
    for match in words.word.finditer(text):
        if match.start() < done:
            continue
        found = _read(text, match, words)
        if found is None:
            continue
        if DEPTHS[found.role] < DEPTHS["sentence"] and (bare := _find_bare(text, found.span.start, done, words)):
            yield bare
        yield found
        done = found.span.end


def _read(text: str, match: re.Match[str], words: Vocabulary) -> FoundStep | None:
    start, end = match.span()
    if match.groupdict().get("degree"):
        return make_step(text, Span(start, end), "point", (Span(start, end),))
    word = fold(match["word"])
    role = words.roles.get(word) or words.roles.get(word.rstrip("."))
    numbers = _read_numbers(text, end, words, role or "")
    if not numbers:
        return None
    span = Span(start, numbers[-1].end)
    if role:
        return make_step(text, span, role, numbers)
    if word in words.calls and text[end].isdecimal() and _ends_there(text, span.end, words):
        return make_step(text, span, "paragraph", numbers, (PathStep("call", word),))
    return None


def _ends_there(text: str, end: int, words: Vocabulary) -> bool:
    """Whether a number behind a call word is not that of something counted: decides 2 above, but notes 3 reports."""
    after = text[end : end + _REACH].lstrip(BLANKS)
    return not after or after[0] in ",;.:)،؛" or fold(after).startswith((*words.above, *words.joins))


def _read_numbers(text: str, at: int, words: Vocabulary, role: str) -> tuple[Span, ...]:
    """The numbers of a list. One behind a comma counts only if "and" or "to" comes behind it: in Article 3, 5 members."""
    pattern = words.number
    match = pattern.match(text, at)
    if match is None and DEPTHS.get(role, 0) > DEPTHS["article"]:  # points a, b and c
        pattern = _LETTER
        match = pattern.match(text, at)
    if match is None:
        return ()
    numbers = [Span(*match.span())]
    sure = 1
    while len(numbers) < _MOST and (joined := words.joiner.match(text, numbers[-1].end)) is not None:
        match = pattern.match(text, joined.end())
        if match is None:
            break
        numbers.append(Span(*match.span()))
        if joined.group().strip(BLANKS) != ",":
            sure = len(numbers)
    return tuple(numbers[:sure])


def _find_bare(text: str, start: int, done: int, words: Vocabulary) -> FoundStep | None:
    """The number without a word before "of" and an outer step: (b) of paragraph 1, II de l'article 7."""
    before = text[max(done, start - _REACH) : start]
    for link in words.inside:
        plain = before.rstrip(BLANKS)
        if fold(plain).endswith(f" {link}"):
            head = plain[: -len(link)].rstrip(BLANKS)
            found = _BARE.search(head)
            if found is not None:
                base = max(done, start - _REACH)
                span = Span(base + found.start(), base + found.end())
                is_roman = span.of(text).isupper()  # II de l'article 7 holds paragraphs
                return make_step(text, span, "subsection" if is_roman else "point", (span,))
    return None
