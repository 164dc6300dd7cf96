"""What the draft changes and no text can carry: pictures, links, raised digits, headers and footers. Each is told as a conflict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from decision_diff.amend.rebasing.plan import RebasePlan
from decision_diff.amend.rebasing.values import DraftEdit
from decision_diff.changes import Change, StoryChange, locate_clauses
from decision_diff.model import Decision, Feature, Span, Story

_NEVER_COMPARED: Final = frozenset({"computed", "mark", "status"})


def read_looks(plan: RebasePlan, change: Change) -> None:
    """What is seen beside the words and differs, or came with words that the draft puts in."""
    for one in change.features:
        before, after = one.old.of(change.old_text), one.new.of(change.new_text)
        _refuse(plan, change, _show(one.kind, one.old_value, before), _show(one.kind, one.new_value, after))
    told = {(one.kind, one.new.start, one.new.end) for one in change.features}
    for feature, span in _list_brought(change):
        if (feature.kind, span.start, span.end) not in told:
            _refuse(plan, change, "", _show(feature.kind, feature.value, span.of(change.new_text)))


def _refuse(plan: RebasePlan, change: Change, before: str, after: str) -> None:
    plan.add_edit("look", change, before, after).refuse("unseen")


def _show(kind: str, value: str | None, words: str) -> str:
    return f"{kind} {value or ''} {words}".strip()


def _list_brought(change: Change) -> Iterator[tuple[Feature, Span]]:
    """The features of words that the draft puts in, with their code points in the joined words of the change."""
    put = [edit.new for edit in change.edits if edit.op != "equal" and len(edit.new)]
    for start, clause in locate_clauses(change.new):
        for one in clause.features:
            if one.kind in _NEVER_COMPARED:
                continue
            span = Span(one.span.start + start, one.span.end + start)
            if not change.old or any(_holds(new, span) for new in put):
                yield one, span


def _holds(new: Span, span: Span) -> bool:
    """Whether new words hold what is seen; what has no characters, not at their edge."""
    if len(span):
        return new.start < span.end and span.start < new.end
    return new.start < span.start < new.end


def list_headers(plan: RebasePlan) -> Iterator[DraftEdit]:
    """The headers and footers that the draft changes, each in conflict, or already there if the new base has what the draft has."""
    for change in plan.drafted.headers:
        before, after = _print_story(change.old), _print_story(change.new)
        theirs = _find_story(plan.base, change, len(plan.draft.sections))
        base = _print_story(theirs)
        there = bool(plan.base.sections) and base == after
        order = len(plan.draft.walk()), change.section
        yield DraftEdit(
            "header", "already-there" if there else "conflict", change.place if change.old else "", change.place,
            change.place if theirs else "", before, after, base, "" if there else "unseen", None, order,
        )  # fmt: skip


def _find_story(base: Decision, change: StoryChange, sections: int) -> Story | None:
    """The header or footer of the new base at that place: of its last section, if the change is in the last one."""
    if not base.sections:
        return None
    at = -1 if change.section == sections - 1 else min(change.section, len(base.sections) - 1)
    return next((one for one in base.sections[at] if (one.kind, one.pages) == (change.kind, change.pages)), None)


def _print_story(story: Story | None) -> str:
    """Its paragraphs, one per line, and what is seen in each, in brackets."""
    from decision_diff.ooxml import page_fields  # noqa: PLC0415 - late: only Word documents have headers

    if story is None:
        return ""
    rows = story.features or ((),) * len(story.paragraphs)
    lines: list[str] = []
    for text, row in zip(story.paragraphs, rows, strict=False):
        seen = [f"({_show(one.kind, one.value, one.span.of(text))})" for one in row]
        lines.append(" ".join([page_fields.show_fields(text), *seen]).strip())
    return "\n".join(line for line in lines if line)
