"""Announced counts: "the following five principles" above a list of four.

The number is read from digits or words; the items are the clauses with a number or bullet that hang below the clause that announces
them. A clause with no list below announces what stands elsewhere, and is not judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from decision_diff.audit.check.findings import TextFault
from decision_diff.audit.check.subjects import CheckedText
from decision_diff.audit.check.words import load_check_words
from decision_diff.model import Span

_TAIL: Final = 80  # characters at the end of a clause in which a list below is announced
_FEWEST: Final = 2  # items that are a list


def find_count_faults(text: CheckedText) -> Iterator[TextFault]:
    """Announced counts that the list below does not have."""
    words = load_check_words(text.code)
    for at in text.inside:
        items = count_items(text, at)
        if items < _FEWEST:
            continue
        printed = text.clauses[at].words
        start = max(len(printed) - _TAIL, 0)
        matches = [match for pattern in words.announced for match in pattern.finditer(printed, start)]
        if not matches or not _announces(printed):
            continue
        last = max(matches, key=lambda match: (match.start("n"), -len(match.group())))
        said = last["n"].lower()
        announced = words.numbers.get(said) or (int(said) if said.isdecimal() else 0)
        if announced and announced != items:
            span = Span(*last.span())
            yield TextFault("NUM005", at, span, f"{last.group()} announces {announced} items, and {items} follow")


def _announces(printed: str) -> bool:
    return printed.rstrip()[-1:] in ":：—–-" or printed.rstrip()[-1:].isalnum()


def count_items(text: CheckedText, at: int) -> int:
    """How many items the list directly below a clause has: those of the most frequent form of number."""
    labels = [
        label
        for one in text.children.get(at, ())
        if (label := text.clauses[one].label) is not None and not text.clauses[one].cells
    ]
    if not labels:
        return 0
    return Counter(label.style for label in labels).most_common(1)[0][1]
