"""References and renumbering: 第十二条 became 第十三条 because article 12 is now article 13.

Recognised by computing: each article or annex cited in the old words is mapped through the alignment. Is the one cited
in the new words the same, then the change is only a consequence. Is a reference still what it was though its target moved
or was repealed, then it is outdated, and a notice says so. A reference to another act (《刑法》第二百三十四条,
刑事诉讼法第十二条) follows nothing here; forgotten ones are looked for only where the act names itself (本法第十二条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from decision_diff.changes import Change, Cited, Edit
from decision_diff.citations import REFERENCE, find_citations, find_own_citations, is_of_another
from decision_diff.model import Clause, Decision, Notice
from decision_diff.notices import NoticeCode

Became = Mapping[Cited, tuple[Cited, ...]]  # as `Alignment.targets`


def report_outdated(new: Decision, changes: Iterable[Change], became: Became) -> list[Notice]:
    """References that stayed as they were though what they cite has another number now, or is gone; in text order."""
    found: list[Notice] = []
    for change in changes if became else ():
        if len(change.old) != 1 or len(change.new) != 1:
            continue
        kept = dict(find_own_citations(change.new[0].words))
        if not kept:
            continue
        before = dict(find_own_citations(change.old[0].words))
        found.extend(
            _make_notice(new, change.new[0], printed, became[place])
            for place, printed in kept.items()
            if _is_forgotten(place, before, kept, became)
        )
    return found


def _is_forgotten(place: Cited, before: Mapping[Cited, str], kept: Mapping[Cited, str], became: Became) -> bool:
    """Whether a clause cites what it cited before, though that is another now; not if it is what another reference became."""
    brought_up = before != kept and any(place in became.get(was, ()) for was in before)
    return place in before and place in became and place not in became[place] and not brought_up


def _make_notice(new: Decision, clause: Clause, printed: str, became: tuple[Cited, ...]) -> Notice:
    now = ", ".join("-".join(map(str, value)) for _, value in sorted(became))
    what = f"has become article {now}" if now else "was repealed"
    code: NoticeCode = "reference-outdated" if now else "reference-repealed"
    return Notice(code, f"{new.place(clause.eid)} still cites {printed}, which {what}", clause.origin, "new")


def mark_consequential(edits: tuple[Edit, ...], old: str, new: str, became: Became) -> tuple[Edit, ...]:
    """The edits, those that only follow a renumbering with the kind "consequential"."""
    if not became:
        return edits
    return tuple(
        replace(edit, kind="consequential")
        if edit.op == "replace" and edit.kind == "substantive" and _follows(edit, old, new, became)
        else edit
        for edit in edits
    )


def _follows(edit: Edit, old: str, new: str, became: Became) -> bool:
    before, after = edit.old.of(old), edit.new.of(new)
    if REFERENCE.sub("\0", before) != REFERENCE.sub("\0", after) or is_of_another(old, edit.old.start):
        return False
    was, now = find_citations(before), find_citations(after)
    return bool(was) and all(b in became.get(a, ()) for a, b in zip(was, now, strict=True))
