"""The redline as PDF, by Typst (`pip install decision-diff[pdf]`): the whole text, with the mark of each change in the margin.

A clause that moved stands where it is now, and says where it was. Not reversible: of PDF nothing is read back.
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from decision_diff.characters import visible
from decision_diff.renderers.order import in_order
from decision_diff.renderers.pdf.typst import fonts, pdf
from decision_diff.renderers.pieces import one_line, pieces
from decision_diff.renderers.wording import language_of, of_redline, sentences
from decision_diff.renderers.wording.marks import inline

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from decision_diff.changes import Change, Comparison
    from decision_diff.renderers.options import PageOptions
    from decision_diff.renderers.wording import Words


def render(comparison: Comparison, options: PageOptions, *, told: Callable[[str], None] | None = None) -> bytes:
    """The PDF; the whole text is always there, so `all` says nothing here. OutputError without Typst."""
    old, new = comparison.old.source, comparison.new.source
    words, spoken = of_redline(comparison, options), language_of(comparison)
    marks = inline(words.profile)
    joined = any(marking.before or marking.after for marking in marks.values())
    data = {
        "title": one_line(options.title or f"{old.name} → {new.name}"),
        "language": spoken,
        "own": words.language,
        "fonts": fonts(spoken, words.language),
        "marks": {op: asdict(marks[op]) for op in ("insert", "delete")},
        "sources": [
            {"side": words.heading(key), "name": one_line(source.name), "hash": source.sha256}
            for key, source in (("redline.old", old), ("redline.new", new))
        ],
        "summary": sentences.summary(words, comparison),
        "legend": _legend(words),
        "blocks": [
            _block(comparison, stand.change, words, joined=joined) for stand in in_order(comparison) if not stand.left
        ],
        "notes_heading": words.say("notes"),
        "notes": [
            *sentences.header_lines(words, comparison),
            *(
                words.at(words.say("redline.throughout"), sentences.replaced_line(words, one))
                for one in comparison.replacements
            ),
            *(sentences.notice_line(words, notice) for notice in comparison.notices),
        ],
    }
    return pdf("redline.typ", data, told)


def _legend(words: Words) -> list[dict[str, str]]:
    """How words are marked, shown on words that say so, and what the marks in the margin mean."""
    shown = [
        ("equal", words.heading("redline.legend") + " "),
        ("insert", words.say("redline.inserted")),
        ("equal", words.say("comma")),
        ("delete", words.say("redline.deleted")),
    ]
    if meanings := sentences.meanings(words):
        marks = words.listed(f"{mark} {what}" for mark, what in meanings)
        shown.append(("equal", words.say("redline.margin", marks=marks)))
    return [{"op": op, "text": text} for op, text in shown]


def _block(comparison: Comparison, change: Change, words: Words, *, joined: bool) -> dict[str, Any]:
    side, first = (comparison.new, change.new[0]) if change.new else (comparison.old, change.old[0])
    what = f"{words.route(comparison, change)} — {words.effects(change)}" if change.effects else ""
    return {
        "mark": sentences.badge(words, change.mark) if change.effects else "",
        "what": what,
        "depth": len(side.path(first.eid)) - 1,
        "heading": all(clause.heading for clause in change.new or change.old),
        "lines": [_joined(line) for line in _lines(change)] if joined else _lines(change),
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


def _joined(line: list[dict[str, str]]) -> list[dict[str, str]]:
    """Neighbours of one kind as one run, so that characters stand around both: `[4 repealed]`, not `[4 ][repealed]`."""
    return [{"op": op, "text": "".join(run["text"] for run in runs)} for op, runs in groupby(line, itemgetter("op"))]
