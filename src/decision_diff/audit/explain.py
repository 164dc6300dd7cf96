"""One clause followed through the stages of a comparison, to find the stage where a redline went wrong.

read      how its line was understood, on either side             mend: `outline --explain`, the text itself
matched   with what, by which pass, how sure; what came second    mend: `--pin`
changed   its effects, mark and kind, and each edit               mend: `--ignore`
shown     the number by which every output calls it
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from decision_diff import align, outline
from decision_diff.align.confidence import estimate_confidence, find_measured
from decision_diff.align.units import JUDGED
from decision_diff.changes import Change, Comparison, Edit, Link, format_percent
from decision_diff.characters import show_hidden
from decision_diff.errors import PinError
from decision_diff.frozen import frozen
from decision_diff.reviewer.places import ClauseFinder
from decision_diff.words.likeness import measure_likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_diff.model import Clause, Decision

OLD: Final = "old."  # before an address: the clause of the old text, where both texts have one of that address
_SECOND: Final = 3  # candidates that are named
_ALIKE: Final = 0.3  # likeness below which nobody would think of a candidate
_QUOTED: Final = 40

# What each pass of `align` goes by, for somebody who never saw it.
_PASSES: Final = {
    "pinned": "you said so (--pin)",
    "declared": "the amending act says so (--amending)",
    "identical": "the same words in the same order through both texts",
    "elsewhere": "the same words at another place, which can only be the same clause",
    "tombstone": "an article of that number was repealed and left its number standing",
    "place": "the most alike between two neighbours that were matched already",
    "alone": "the only clauses left between two neighbours that were matched already",
    "cited": "the same words but for the articles that they cite",
    "moved": "alike, though at another place",
    "part": "the words of one are part of the other: a split or a join",
    "shared": "they share what few other clauses have",
    "absorbed": "they share what few other clauses have, and little else: perhaps a mere echo",
    "residual": "what left the one article is new in the other, and the evidence says so",
    "label": "clauses without words of their own: by what they hold, or by their number",
}
_TOLD: Final = frozenset({"pinned", "declared"})  # somebody said so; no figure counts
_FIGURES: Final = {
    "mass": "how much both have that is rare (logarithm)",
    "lead": "how much more that is than the next best pair of either article has (logarithms)",
    "covered": "the share of a sentence of the one that is in the other",
    "alike": "how alike the two sentences are that have most in common",
    "length": "the characters of both (logarithms): long articles share more by chance",
    "chapter": "whether other articles of the one chapter went to the other (logarithm)",
    "rewritten": "the share of all articles that were rewritten",
}
_KINDS: Final = {
    "substantive": "words, digits or brackets differ; in doubt a difference is substantive",
    "same-value": "a number is written otherwise, and is the same number",
    "editorial": "only punctuation, spacing, or how a number is printed differs",
    "consequential": "it follows from another change, such as a reference to a clause with a new number",
    "none": "nothing differs",
}


@frozen
class Stage:
    """What one stage made of a clause, a sentence per line."""

    name: str
    lines: tuple[str, ...]


def explain(comparison: Comparison, clause: str) -> tuple[Stage, ...]:
    """Explain what each stage made of the clause of that name, in the new text, or in the old one if only that has it.

    `old.` before its name asks for that of the old text. PinError for a clause that is not there, or a name of several.
    """
    side, eid = _resolve(comparison, clause)
    change = next(
        one for one in comparison.every if any(each.eid == eid for each in (one.new if side == "new" else one.old))
    )
    return (
        Stage("read", tuple(_explain_reading(comparison, change))),
        Stage("matched", tuple(_explain_match(comparison, change))),
        Stage("changed", tuple(_explain_change(change))),
        Stage("shown", tuple(_explain_number(comparison, change))),
    )


def _resolve(comparison: Comparison, name: str) -> tuple[str, str]:
    sides: dict[str, Decision] = {"new": comparison.new, "old": comparison.old}
    if name.startswith(OLD):
        name = name.removeprefix(OLD)
        del sides["new"]
    for side, decision in sides.items():
        places = ClauseFinder(decision)
        if places.find(name) or side == "old":
            return side, places.resolve(name, PinError)
    raise AssertionError  # the old text is always among the sides


def _explain_reading(comparison: Comparison, change: Change) -> Iterator[str]:
    for side, decision, clauses in (("old", comparison.old, change.old), ("new", comparison.new, change.new)):
        for clause in clauses:
            yield f"{side} {clause.eid} ({show_hidden(decision.place(clause.eid))})"
            yield from (f"  {line}" for line in outline.explain_clause(decision, clause))


def _explain_match(comparison: Comparison, change: Change) -> Iterator[str]:
    reasons = _list_reasons(comparison, change)
    for link in change.links:
        yield f"{link.old.eid} → {link.new.eid}: found by {link.found_by}, {format_percent(link.confidence)} sure, {format_percent(link.score)} alike"
        yield f"  {_PASSES.get(link.found_by, link.found_by)}"
        judged = reasons.get((link.old.eid, link.new.eid), ()) if link.found_by in JUDGED else ()
        for name, figure, odds in judged:
            yield f"  {name} {figure:.2f}: {odds:+.2f} log-odds; {_FIGURES[name]}"
        if not judged and link.found_by not in _TOLD:
            yield from (f"  {line}" for line in _list_figures(comparison, link))
    if not change.links:
        side = "old" if change.new else "new"
        yield f"with no clause of the {side} text"
    side, own, other = ("old", change.new, comparison.old) if change.new else ("new", change.old, comparison.new)
    linked = {link.old.eid for link in change.links}
    for clause in own:
        yield from (f"  not matched with {side} {line}" for line in _find_second(clause, other, linked))


def _list_figures(comparison: Comparison, link: Link) -> Iterator[str]:
    """What speaks for a link that a pass made by rules: how often such links are right, the number, and what both hang on."""
    old, new = comparison.old, comparison.new
    is_stray = link.confidence != estimate_confidence(link.found_by, link.score)
    least, sure = find_measured(link.found_by, link.score, is_stray=is_stray)
    range_ = f"at a likeness of {least:.2f} and more" if least else "at this likeness"
    yield f"measured: {range_} {100 * sure:g} of 100 links of this pass are right{', of those that are all that two articles have in common' if is_stray else ''}"
    if len(link.old.span) and len(link.new.span):
        sizes = len(link.old.span), len(link.new.span)
        yield f"likeness {link.score:.2f}: {sizes[0]} and {sizes[1]} characters, {link.score * sum(sizes) / 2:.0f} of them in common"
    numbers = [show_hidden(one.clause(eid).number) or "none" for one, eid in ((old, link.old.eid), (new, link.new.eid))]
    yield (
        f"number: {numbers[0]} on both sides" if numbers[0] == numbers[1] else f"number: {numbers[0]}, now {numbers[1]}"
    )
    above, beyond = old.parent(link.old.eid), new.parent(link.new.eid)
    if above is not None and beyond is not None:
        pairs = {(one.old.eid, one.new.eid) for change in comparison.every for one in change.links}
        are = "are matched" if (above.eid, beyond.eid) in pairs else "are not matched with one another"
        yield f"hang on {above.eid} and {beyond.eid}, which {are}"


def _list_reasons(
    comparison: Comparison, change: Change
) -> dict[tuple[str, str], tuple[tuple[str, float, float], ...]]:
    """The figures of the links of a change that the arbiter judged; the alignment is worked out once more for them."""
    if not any(link.found_by in JUDGED for link in change.links):
        return {}
    links = (link for one in comparison.every for link in one.links)
    pins = [(link.old.eid, link.new.eid) for link in links if link.found_by == "pinned"]
    return align.list_reasons(comparison.old, comparison.new, pins)


def _find_second(clause: Clause, other: Decision, linked: set[str]) -> Iterator[str]:
    """The clauses most like it that it was not matched with, and the one of its number."""
    scored = []
    for one in other.walk():
        if one.eid in linked:
            continue
        same = bool(clause.number) and one.number == clause.number and one.level == clause.level
        likeness = measure_likeness(clause.words, one.words, _ALIKE)
        if likeness >= _ALIKE or (same and one.eid == clause.eid):
            scored.append((likeness, one.eid, ", of the same number" if same else ""))
    for likeness, eid, more in sorted(scored, key=lambda row: (-row[0], row[1]))[:_SECOND]:
        yield f"{eid}: {format_percent(likeness) if likeness else 'less than 30 %'} alike{more}"


def _explain_change(change: Change) -> Iterator[str]:
    effects = ", ".join(sorted(change.effects)) or "nothing"
    yield f"{effects}; mark {change.mark}; kind {change.kind}: {_KINDS[change.kind]}"
    for edit in change.edits:
        if edit.op != "equal":
            yield f"  {_explain_edit(change, edit)}"
    for one in change.features:
        yield f"  {one.kind}: {show_hidden(one.old_value or 'none')} → {show_hidden(one.new_value or 'none')}"
    for bracket in change.brackets:
        old, new = _quote(bracket.old.of(change.old_text)), _quote(bracket.new.of(change.new_text))
        yield f"  {bracket.effect}: {old} → {new}"


def _explain_edit(change: Change, edit: Edit) -> str:
    old, new = (_quote(span.of(text)) for span, text in ((edit.old, change.old_text), (edit.new, change.new_text)))
    what = {"insert": f"insert {new}", "delete": f"delete {old}"}.get(edit.op, f"replace {old} by {new}")
    why = "" if edit.kind == change.kind else f" ({_KINDS[edit.kind]})"
    return f"{what}: {edit.kind}{why}"


def _quote(text: str) -> str:
    shown = show_hidden(text.replace("\n", "¶").replace("\t", " | "))
    return f"“{shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + '…'}”"


def _explain_number(comparison: Comparison, change: Change) -> Iterator[str]:
    number = next((number for number, one in comparison.numbered if one is change), None)
    if number is None:
        ignored = any(one is change for one in comparison.ignored)
        yield "as set aside by --ignore" if ignored else "as unchanged"
    elif change.is_only_renumbered:
        yield f"as number {number}, among the clauses that only got another number"
    else:
        yield f"as number {number}"
