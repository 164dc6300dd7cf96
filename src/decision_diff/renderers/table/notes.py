"""The notes at the end of a table: changes that follow from others, that change no words, or that occur throughout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.pieces import show_inline
from decision_diff.renderers.wording.renumbered import find_shifts, join_shifts
from decision_diff.renderers.wording.sentences import list_headers, list_open_brackets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Span
    from decision_diff.renderers.wording import Words

Gathered = dict[str, tuple["Change", ...]]


def gather_changes(comparison: Comparison, wanted: Sequence[str]) -> Gathered:
    """Gathers the changes that need no row, by what they are (`profiles.GATHERED`), in order. Doubtful ones always have a row."""
    throughout = {(place.eid, place.span) for one in comparison.replacements for place in one.places}
    found: dict[str, list[Change]] = {name: [] for name in wanted}
    for change in comparison.changes:
        name = _what(change, throughout)
        if name in found and not change.is_doubtful:
            found[name].append(change)
    return {name: tuple(some) for name, some in found.items()}


def _what(change: Change, throughout: set[tuple[str, Span]]) -> str:
    if change.features or not change.effects <= {"renumbering", "substitution"}:
        return ""
    if change.kind == "consequential":
        return "numbering" if change.effects == {"renumbering"} else "references"
    if change.kind == "editorial":
        return "punctuation"
    replaced = [
        edit.op == "replace" and (change.new[0].eid, edit.new) in throughout
        for edit in change.edits
        if edit.op != "equal" and edit.kind == "substantive"
    ]
    return "replaced" if replaced and all(replaced) and "renumbering" not in change.effects else ""


def write_notes(
    comparison: Comparison, words: Words, away: Mapping[str, Sequence[Change]], *, left_out: bool
) -> Iterator[str]:
    """Writes the notes, each as one line that is safe to show."""
    for one in comparison.replacements:
        clauses = dict.fromkeys(place.eid for place in one.places)
        yield words.say(
            "throughout",
            old=show_inline(one.old),
            new=show_inline(one.new),
            count=len(one.places),
            places=words.join(words.name_place(comparison.new, comparison.new.clause(eid)) for eid in clauses),
        )
    if some := away.get("numbering"):
        yield words.say("numbering", steps=join_shifts(words, find_shifts(words, comparison, enumerate(some))))
    if some := away.get("references"):
        yield words.say("references", steps=words.join((_adapted(comparison, words, one) for one in some), "semicolon"))
    if some := away.get("punctuation"):
        yield words.say("punctuation", places=words.join(words.name_route(comparison, one) for one in some))
    yield from list_headers(words, comparison)
    yield from list_open_brackets(words, comparison)
    kept = sum(len(change.new) for change in comparison.unchanged)
    if left_out and kept and comparison.changes:
        yield words.count("left_out", kept)


def _adapted(comparison: Comparison, words: Words, change: Change) -> str:
    """`Article 10: “Article 3” → “Article 4”` for each reference."""
    old, new = change.old_text, change.new_text
    steps = (
        words.say(
            "step",
            old=words.say("quoted", text=show_inline(edit.old.of(old))),
            new=words.say("quoted", text=show_inline(edit.new.of(new))),
        )
        for edit in change.edits
        if edit.op != "equal"
    )
    return words.say("at", place=words.name_route(comparison, change), text=words.join(steps))
