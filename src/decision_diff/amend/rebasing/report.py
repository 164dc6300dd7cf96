"""What became of a draft on a new base, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from decision_diff.amend.rebasing.values import DraftEdit, Reason, Rebased
from decision_diff.characters import show_hidden

SCHEMA_VERSION: Final = "1.0"
_QUOTED: Final = 300  # characters of a text that are shown
_WHY: Final[dict[Reason, str]] = {
    "amended": "the new base has other words there",
    "repealed": "the clause is not in the new base",
    "same-place": "the new base has something else at the same place, and the order is not certain",
    "holder-gone": "the clause below which it stands is not in the new base",
    "order": "its neighbours stand otherwise in the new base",
    "below-added": "the new base has something new below it",
    "moved": "the new base moved or divided the clause too",
    "renumbered": "the new base prints another number",
    "entangled": "it stands or falls with another edit, or clauses were divided and joined by both",
    "unseen": "it is not made of words, so a text cannot carry it",
}


def format_rebased(rebased: Rebased) -> str:
    """The result as text: conflicts with both texts first, what the new base has already, what was carried, and the counts."""
    lines = [f"{rebased.old.source.name} → {rebased.draft.source.name}, carried over to {rebased.base.source.name}"]
    for title, edits in (
        ("in conflict (the result has what the new base has)", rebased.conflicts),
        ("already there", rebased.already_there),
        ("carried", rebased.carried),
    ):
        lines += ["", f"{title}: {len(edits)}"]
        lines += [line for edit in edits for line in _format_edit(edit)]
    return "\n".join(lines) + "\n"


def summarize_rebased(rebased: Rebased) -> str:
    """One line: how many edits were carried, are already there, and are in conflict."""
    carried, there, conflicts = (len(some) for some in (rebased.carried, rebased.already_there, rebased.conflicts))
    return f"{carried} carried, {there} already there, {conflicts} in conflict"


def _format_edit(edit: DraftEdit) -> Iterator[str]:
    places = dict.fromkeys(
        show_hidden(place) for place in (edit.old_place or edit.draft_place, edit.new_place) if place
    )
    why = f": {_WHY[edit.reason]}" if edit.reason else ""
    yield f"  {' → '.join(places)}{why}"
    yield f"    draft: {_mark(edit)}"
    if edit.outcome == "conflict" and edit.base:
        yield f"    new base: {_shorten(edit.base)}"
    if edit.proposal is not None:
        yield f"    perhaps: {_shorten(edit.proposal.text)}"


def _mark(edit: DraftEdit) -> str:
    if edit.kind == "move":
        return f"moved: {_shorten(edit.after)}"
    before, after = (_shorten(text) for text in (edit.before, edit.after))
    return f"{f'[-{before}-]' if before else ''}{f'{{+{after}+}}' if after else ''}"


def _shorten(words: str) -> str:
    shown = show_hidden(words.replace("\n", "¶").replace("\t", " | "))
    return shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"


def write_rebased(rebased: Rebased) -> str:
    """The result as JSON, by `rebase-1.schema.json`."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "old": _name(rebased.old.source.name, rebased.old.source.sha256),
        "draft": _name(rebased.draft.source.name, rebased.draft.source.sha256),
        "base": _name(rebased.base.source.name, rebased.base.source.sha256),
        "text": rebased.text,
        "edits": [_make_edit(edit) for edit in rebased.edits],
        "notices": [{"code": one.code, "message": one.message} for one in rebased.notices],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _name(name: str, sha256: str) -> dict[str, str]:
    return {"name": name, "sha256": sha256}


def _make_edit(edit: DraftEdit) -> dict[str, Any]:
    proposal = edit.proposal and {"place": edit.proposal.place, "text": edit.proposal.text}
    return {
        "kind": edit.kind,
        "outcome": edit.outcome,
        "old": edit.old_place,
        "draft": edit.draft_place,
        "new": edit.new_place,
        "before": edit.before,
        "after": edit.after,
        "base": edit.base,
        "reason": edit.reason,
        "proposal": proposal,
    }


def load_schema() -> str:
    """The JSON Schema of what `write_rebased` writes."""
    return resources.files(__package__).joinpath("rebase-1.schema.json").read_text(encoding="utf-8")
