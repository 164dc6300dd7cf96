"""Whether a citation is a range, or one end of one: 第二条至第四条, Articles 2 to 4, §§ 3–5."""

from __future__ import annotations

from collections.abc import Sequence

from decision_diff.languages import load
from decision_diff.model import Span

_REACH = 8  # code points beside a citation that are looked at


def is_of_range(text: str, span: Span, languages: Sequence[str]) -> bool:
    """Whether a word that makes a range (至, to) stands in the citation at `span`, or right before or behind it."""
    words = [word for code in languages for word in dict(load(code[:2]).citations).get("to", ())]
    before, inside, after = text[max(0, span.start - _REACH) : span.start], span.of(text), text[span.end :][:_REACH]
    return any(_joins(word, before, inside, after) for word in words)


def _joins(word: str, before: str, inside: str, after: str) -> bool:
    if word.isascii() and word.isalpha():
        return before.split()[-1:] == [word] or word in inside.split() or after.split()[:1] == [word]
    return before.rstrip().endswith(word) or word in inside or after.lstrip().startswith(word)
