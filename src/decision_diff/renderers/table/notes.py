"""What a table says once at its end: changes that follow from others, that change no words, or that are one for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_diff.renderers.pieces import one_line
from decision_diff.renderers.wording.sentences import header_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decision_diff.changes import Change, Comparison
    from decision_diff.model import Label, Span
    from decision_diff.renderers.wording import Words

Gathered = dict[str, tuple["Change", ...]]


def gathered(comparison: Comparison, wanted: Sequence[str]) -> Gathered:
    """The changes that need no row, by what they are (`profiles.GATHERED`), in order. Doubtful ones always have a row."""
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


def notes(
    comparison: Comparison, words: Words, away: Mapping[str, Sequence[Change]], *, left_out: bool
) -> Iterator[str]:
    """The notes, each one line that is safe to show."""
    for one in comparison.replacements:
        clauses = dict.fromkeys(place.eid for place in one.places)
        yield words.say(
            "throughout",
            old=one_line(one.old),
            new=one_line(one.new),
            count=len(one.places),
            places=words.listed(words.place(comparison.new, comparison.new.clause(eid)) for eid in clauses),
        )
    if some := away.get("numbering"):
        yield words.say("numbering", steps=words.listed(_steps(comparison, words, some), "semicolon"))
    if some := away.get("references"):
        yield words.say(
            "references", steps=words.listed((_adapted(comparison, words, one) for one in some), "semicolon")
        )
    if some := away.get("punctuation"):
        yield words.say("punctuation", places=words.listed(words.route(comparison, one) for one in some))
    yield from header_lines(words, comparison)
    kept = sum(len(change.new) for change in comparison.unchanged)
    if left_out and kept and comparison.changes:
        yield words.count("left_out", kept)


def _adapted(comparison: Comparison, words: Words, change: Change) -> str:
    """`Article 10: “Article 3” → “Article 4”` for each reference."""
    old, new = change.old_text, change.new_text
    steps = (
        words.say(
            "step",
            old=words.say("quoted", text=one_line(edit.old.of(old))),
            new=words.say("quoted", text=one_line(edit.new.of(new))),
        )
        for edit in change.edits
        if edit.op != "equal"
    )
    return words.say("at", place=words.route(comparison, change), text=words.listed(steps))


def _steps(comparison: Comparison, words: Words, changes: Sequence[Change]) -> Iterator[str]:
    """`3 → 4`; neighbours that shift by the same are one step, `3 to 9 → 4 to 10`."""
    runs: list[list[Change]] = []
    for change in changes:
        if runs and _follows(comparison, runs[-1][-1], change):
            runs[-1].append(change)
        else:
            runs.append([change])
    for run in runs:
        first, last, said = run[0], run[-1], ""
        sides: list[str] = []
        for decision, one, other in ((comparison.old, first.old, last.old), (comparison.new, first.new, last.new)):
            above = decision.parent(one[0].eid)
            called = words.called(one[0]) if one[0].label else words.say("no_number")
            # Where they stand is said with the old number, and again with the new one only if that is elsewhere.
            here = words.place(decision, above) if above else ""
            start = one_line(called) if not here or here == said else f"{here} › {one_line(called)}"
            said, end = here, one_line(words.called(other[0]))
            sides.append(start if first is last else words.say("range", first=start, last=end))
        yield words.say("step", old=sides[0], new=sides[1])


def _follows(comparison: Comparison, before: Change, change: Change) -> bool:
    """Whether the numbers of a change come directly after those of another, on both sides and under the same clause."""
    return all(
        decision.parent(one[0].eid) is decision.parent(other[0].eid) and _next(one[0].label, other[0].label)
        for decision, one, other in (
            (comparison.old, before.old, change.old),
            (comparison.new, before.new, change.new),
        )
    )


def _next(one: Label | None, other: Label | None) -> bool:
    return (
        one is not None
        and other is not None
        and one.style == other.style
        and bool(one.value)
        and other.value == (*one.value[:-1], one.value[-1] + 1)
    )
