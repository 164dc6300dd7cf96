"""What a reader sees apart from the words and a redline in Word cannot mark: form fields, merged cells, hidden rows.

Pictures are not among them: those that stay or cannot come along are counted by `pictures`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from decision_diff.model import FeatureKind, Span

if TYPE_CHECKING:
    from decision_diff.changes import Comparison
    from decision_diff.model import Decision
    from decision_diff.ooxml.opened import Opened

_NAMES = {
    "form-field": "state of a form field",
    "cell": "merged cell",
    "field": "field without a result",
    "note": "reference to a note",
}


def count_unmarked(redline: Opened, comparison: Comparison) -> Counter[str]:
    """Count the features, by the name of their kind, that the rejected view of the redline lacks or has too many."""
    old = comparison.old
    if not old.sections or not any(block.features for side in (old, comparison.new) for block in side.blocks):
        return Counter()
    wanted = _count_features(old)
    found = Counter(
        (one.text, feature.kind, feature.span, feature.value)
        for one, seen in zip(redline.paragraphs, redline.seen, strict=True)
        for feature in seen
    )
    return _count_by_kind(wanted - found) | _count_by_kind(found - wanted)


_Seen = tuple[str, FeatureKind, Span, str]


def _count_by_kind(seen: Counter[_Seen]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (_, kind, _, _), count in seen.items():
        if kind == "picture":
            continue
        counts[_NAMES.get(kind, kind)] += count
    return counts


def _count_features(decision: Decision) -> Counter[_Seen]:
    return Counter(
        (block.raw.removesuffix("\n"), feature.kind, feature.span, feature.value)
        for block in decision.blocks
        for feature in block.features
        if feature.kind != "mark"  # characters of the paragraph, and marked as such
    )
