"""Results of fields that any program works out anew (page numbers, the date of today): a different one only follows from that.

Both sides of an edit must be the same words around results of the same fields: who writes a date where a field stood has
amended the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from decision_diff.changes import Edit, locate_clauses
from decision_diff.model import Clause, Span

_Result = tuple[int, int, str]  # the code points [start, end), and the name of the field


def mark_computed(
    edits: tuple[Edit, ...], old: Sequence[Clause], new: Sequence[Clause], old_text: str, new_text: str
) -> tuple[Edit, ...]:
    """The edits, those in which nothing but results differs with the kind "consequential"."""
    before, after = list(_find_results(old)), list(_find_results(new))
    if not before or not after:
        return edits

    def follows(edit: Edit) -> bool:
        return _name_results(old_text, edit.old, before) == _name_results(new_text, edit.new, after)

    return tuple(
        replace(edit, kind="consequential")
        if edit.op != "equal" and edit.kind == "substantive" and follows(edit)
        else edit
        for edit in edits
    )


def _find_results(clauses: Sequence[Clause]) -> Iterator[_Result]:
    for base, clause in locate_clauses(clauses):
        for one in clause.features:
            if one.kind == "computed":
                yield base + one.span.start, base + one.span.end, one.value


def _name_results(text: str, span: Span, results: list[_Result]) -> str:
    """The text of a span in which each result, and each part of one, is the name of its field."""
    found: list[str] = []
    at = span.start
    first = bisect_left(results, (span.start, 0, ""))
    for index in range(max(first - 1, 0), len(results)):
        start, end, field = results[index]
        if start > span.end:
            break
        empty = start == end
        if (end > at or (empty and end == at)) and (start < span.end or empty):
            found.append(f"{text[at : max(start, at)]}\0{field}\0")
            at = min(max(end, at), span.end)
    return "".join(found) + text[at : span.end]
