"""The redline as PDF, by Typst (`pip install decision-diff[pdf]`): the whole text, with the mark of each change in the margin.

A clause that moved stands where it is now, and says where it was. Not reversible: of PDF nothing is read back.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from decision_diff import profiles
from decision_diff.renderers._shared import (
    counts,
    effect_words,
    no_difference,
    notice_line,
    one_line,
    pieces,
    replacement_line,
    route,
    visible,
)
from decision_diff.renderers._table_order import in_order
from decision_diff.renderers._table_words import language_of
from decision_diff.renderers._typst import fonts, pdf

if TYPE_CHECKING:
    from typing import Any

    from decision_diff.changes import Change, Comparison
    from decision_diff.renderers._shared import Options


def render(comparison: Comparison, options: Options) -> bytes:
    """The PDF; the whole text is always there, so `Options.all` says nothing here. OutputError without Typst."""
    old, new = comparison.old.source, comparison.new.source
    # Colours are ours; how the words are marked besides is the profile's, and else as itu has it.
    profile = profiles.load(options.profile or "itu")
    spoken = language_of(comparison)
    data = {
        "title": one_line(options.title or f"{old.name} → {new.name}"),
        "language": spoken,
        "fonts": fonts(spoken),
        "marks": {"insert": asdict(profile.insert), "delete": asdict(profile.delete)},
        "sources": [
            {"side": side, "name": one_line(source.name), "hash": source.sha256}
            for side, source in (("Old", old), ("New", new))
        ],
        "summary": counts(comparison) if comparison.changes else no_difference(comparison),
        "blocks": [_block(comparison, stand.change) for stand in in_order(comparison) if not stand.left],
        "notes": [
            *(f"Replaced throughout: {replacement_line(one)}" for one in comparison.replacements),
            *(notice_line(notice) for notice in comparison.notices),
        ],
    }
    return pdf("redline.typ", data, options)


def _block(comparison: Comparison, change: Change) -> dict[str, Any]:
    side, first = (comparison.new, change.new[0]) if change.new else (comparison.old, change.old[0])
    what = f"{route(comparison, change)} — {effect_words(change)}" if change.effects else ""
    return {
        "mark": change.mark if change.effects else "",
        "what": what,
        "depth": len(side.path(first.eid)) - 1,
        "heading": all(clause.heading for clause in change.new or change.old),
        "lines": _lines(change),
    }


def _lines(change: Change) -> list[list[dict[str, str]]]:
    """The change as lines of runs; a break that was made or taken away shows as ¶."""
    found: list[list[dict[str, str]]] = [[]]
    for piece in pieces(change):
        if piece.role == "break":
            if piece.op != "equal" and change.old and change.new:
                found[-1].append({"op": piece.op, "text": "¶"})
            found.append([])
            continue
        first, *others = piece.text.replace("\t", " | ").split("\n")
        found[-1].append({"op": piece.op, "text": visible(first) + (" " if piece.role == "number" else "")})
        found.extend([{"op": piece.op, "text": visible(other)}] for other in others)
    return found
