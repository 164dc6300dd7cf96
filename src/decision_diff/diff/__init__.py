"""Alignment and texts to changes.

    alignment ==groups==> groups of clauses ==moves, words, numbers==> effects, edits, kind ==> mark

Every clause of either side is in exactly one group, and every group is one `Change`; those without an effect are the
unchanged. Clauses that kept their words need no group (`kept`). The order is that of the new revision, with what was repealed where it stood in the old one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from decision_diff.changes import (
    Alignment,
    Change,
    Comparison,
    Edit,
    Effect,
    Ignorable,
    Kind,
    Link,
    Mark,
    Match,
    Op,
    StoryChange,
    find_differing_headers,
    is_tracked,
    is_wordless,
    join_words,
)
from decision_diff.diff.doubts import report_doubts
from decision_diff.diff.groups import Group, Grouping
from decision_diff.diff.kept import get_number, have_same_value, make_kept
from decision_diff.diff.layout import report_layout
from decision_diff.diff.levels import find_level_effect
from decision_diff.diff.mismatches import report_mismatches
from decision_diff.diff.moves import find_moves
from decision_diff.diff.references import References
from decision_diff.diff.replacements import find_replacements
from decision_diff.diff.seams import are_only_breaks, compare_seams
from decision_diff.diff.written_values import mark_same_values
from decision_diff.errors import InvariantError
from decision_diff.memory import job
from decision_diff.model import Decision, Notice, Span
from decision_diff.words.brackets import has_brackets

if TYPE_CHECKING:
    from decision_diff.diff.features import Partners

__all__ = ["diff"]

_AMENDED: frozenset[Effect] = frozenset({"substitution"})


@job()
def diff(old: Decision, new: Decision, alignment: Alignment, ignore: frozenset[Ignorable] = frozenset()) -> Comparison:
    """The comparison of two revisions whose clauses are linked. Changes that differ only in what `ignore` names are set aside.

    Raises InvariantError, and gives nothing out, if an edit script would lose or invent text.
    """
    moves = find_moves(old, new, alignment)
    partners = cache(lambda: _find_partners(alignment.links))
    references = References(old, new, alignment)
    groups = Grouping(old, new, alignment)
    kept = make_kept(groups.list_pairs(), old.walk(), new.walk(), moves)
    every = [_make_change(one, moves, references, partners) for one in groups.walk(kept)]
    if any(clause.features for decision in (old, new) for clause in decision.walk()):
        every = [_add_features(change, partners) for change in every]
    open_brackets: list[Notice] = []
    if has_brackets(old) or has_brackets(new):
        from decision_diff.diff.brackets import compare_brackets  # noqa: PLC0415 - late: most texts have none

        every, open_brackets = compare_brackets(every, old, new)
    if is_tracked(old, new):
        from decision_diff.diff.authors import with_authors  # noqa: PLC0415 - late: a plain text has no authors

        every = [with_authors(change) for change in every]
    differing = tuple(change for change in every if change.effects)
    unchanged = tuple(change for change in every if not change.effects)
    beside = _compare_headers(old, new)
    changes, ignored, aside = _set_aside(differing, ignore, find_differing_headers(old, new, beside))
    notices = (
        *_report_wordless(old, new, every),
        *(replace(notice, revision="old") for notice in old.notices),
        *(replace(notice, revision="new") for notice in new.notices),
        *open_brackets,
        *references.report_outdated(every),
        *report_doubts(differing, old, new),
        *report_mismatches(old, new, every),
        *report_layout(old, new, differing, unchanged),
        *aside,
    )
    return Comparison(
        old, new, changes, unchanged, notices, find_replacements(differing, new), beside, ignored=ignored, ignore=ignore
    )


def _set_aside(
    differing: tuple[Change, ...], ignore: frozenset[Ignorable], headers: Sequence[StoryChange]
) -> tuple[tuple[Change, ...], tuple[Change, ...], Iterable[Notice]]:
    """The changes that count, the changes that do not, and the text of the notice."""
    if not ignore:
        return differing, (), ()
    from decision_diff.diff.ignored import report_ignored, set_aside  # noqa: PLC0415 - late: few ask for it

    changes, ignored = set_aside(differing, ignore)
    return changes, ignored, report_ignored(ignore, ignored, headers)


def _compare_headers(old: Decision, new: Decision) -> tuple[StoryChange, ...]:
    """What became of headers and footers. A revision that is not a paginated file (a text) has none, so nothing is compared."""
    if not old.sections:
        return ()
    from decision_diff.diff.headers import compare_headers  # noqa: PLC0415 - late, as all that no plain text has

    return compare_headers(old, new)


def _report_wordless(old: Decision, new: Decision, every: Sequence[Change]) -> Iterator[Notice]:
    if is_wordless(old, new, every):
        said = "neither text holds a word, and their pictures differ: save scanned pages as text first"
        yield Notice("pictures-only", said)


def _make_change(
    group: Group | Change, moves: set[Match], references: References, partners: Callable[[], Partners]
) -> Change:
    if isinstance(group, Change):  # nearly always
        return group
    edits = _find_edits(group, references)
    if len(group.links) == 1 and group.old[0].children and group.new[0].children:
        from decision_diff.diff.footnotes import mark_note_references  # noqa: PLC0415 - late: most clauses have no notes

        edits = mark_note_references(edits, group.old[0], group.new[0], partners)
    effects = frozenset(_find_effects(group, moves, edits))
    kind = _choose_kind(group, effects, edits)
    return Change(group.old, group.new, group.links, effects, kind, _choose_mark(effects, kind), edits)


def _find_effects(group: Group, moves: set[Match], edits: tuple[Edit, ...]) -> Iterator[Effect]:
    if group.stands_empty:
        yield "insertion" if group.stands_empty == "old" else "repeal"
        return
    if any(edit.op != "equal" for edit in edits) and not are_only_breaks(group, edits):
        yield "substitution"
    if len({i for i, _ in group.matches}) < len(group.matches):
        yield "split"
    if len({j for _, j in group.matches}) < len(group.matches):
        yield "join"
    if not moves.isdisjoint(group.matches):
        yield "move"
    became = find_level_effect(group.old[0], group.new[0]) if len(group.links) == 1 else None
    if became:
        yield became
    elif _is_renumbered(group):
        yield "renumbering"


def _add_features(change: Change, partners: Callable[[], Partners]) -> Change:
    """The change with what differs beside its words; what stayed is amended by it."""
    if not change.links or change.effects & {"insertion", "repeal"}:
        return change
    if not any(clause.features for clause in (*change.old, *change.new)):
        return change
    from decision_diff.diff.features import compare_features  # noqa: PLC0415 - late, as all that no plain text has

    features = compare_features(change.old, change.new, change.edits, partners)
    if not features:
        return change
    effects: frozenset[Effect] = change.effects | _AMENDED
    return replace(
        change, features=features, effects=effects, kind="substantive", mark=_choose_mark(effects, "substantive")
    )


def _find_partners(links: Sequence[Link]) -> Partners:
    found: dict[str, set[str]] = defaultdict(set)
    for link in links:
        found[link.old.eid].add(link.new.eid)
    return {eid: frozenset(became) for eid, became in found.items()}


def _find_edits(group: Group, references: References) -> tuple[Edit, ...]:
    old, new = join_words(group.old), join_words(group.new)
    if old == new:
        return (Edit("equal", Span(0, len(old)), Span(0, len(new))),) if old else ()
    if group.stands_empty:
        op: Op = "replace" if old and new else "insert" if new else "delete"
        return (Edit(op, Span(0, len(old)), Span(0, len(new)), "substantive"),)
    edits = compare_seams(group, old, new) or references.compare(group.old, group.new, old, new)
    _check(old, new, edits)
    if any(clause.features for clause in (*group.old, *group.new)):
        from decision_diff.diff.computed import mark_computed  # noqa: PLC0415 - late: a plain text has no fields

        edits = mark_computed(edits, group.old, group.new, old, new)
    return mark_same_values(edits, old, new, references.language)


def _check(old: str, new: str, edits: tuple[Edit, ...]) -> None:
    """Nothing lost, nothing invented: the edits tile both texts, and what they call equal is equal."""
    at_old = at_new = 0
    for edit in edits:
        tiled = edit.old.start == at_old and edit.new.start == at_new
        if not tiled or (edit.op == "equal" and edit.old.of(old) != edit.new.of(new)):
            raise InvariantError(f"the edits of {old[:40]!r} do not tile; please report this text")
        at_old, at_new = edit.old.end, edit.new.end
    if at_old != len(old) or at_new != len(new):
        raise InvariantError(f"the edits of {old[:40]!r} lose text; please report this text")


def _is_renumbered(group: Group) -> bool:
    """Whether a number changed. In a split or join one part may keep the number: then it did not."""
    before, after = ([get_number(clause.label) for clause in side] for side in (group.old, group.new))
    return set(before).isdisjoint(after) if len(group.links) > 1 else before[0] != after[0]


def _choose_kind(group: Group, effects: frozenset[Effect], edits: tuple[Edit, ...]) -> Kind:
    """The kind of a change is that of its gravest edit: a value written otherwise is shown before what only follows."""
    if not effects:
        return "none"
    if effects - {"substitution", "renumbering"}:
        return "substantive"
    for kind in ("substantive", "same-value", "consequential"):
        if any(edit.kind == kind for edit in edits):
            return kind
    if "renumbering" in effects and not have_same_value(group.old[0].label, group.new[0].label):
        return "consequential"
    return "editorial"


def _choose_mark(effects: frozenset[Effect], kind: Kind) -> Mark:
    if not effects:
        return "NOC"
    if "insertion" in effects:
        return "ADD"
    if "repeal" in effects:
        return "SUP"
    if "move" in effects:
        return "ADD*/SUP*"
    return "MOD" if kind == "substantive" else "(MOD)"
