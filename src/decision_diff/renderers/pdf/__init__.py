"""The redline as PDF, by Typst (`pip install decision-diff[pdf]`): the whole text, with the mark of each change in the margin.

A clause that moved stands at its new place and names the old one. Not reversible: nothing is read back from PDF.
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from decision_diff.characters import show_hidden
from decision_diff.renderers.order import order_changes
from decision_diff.renderers.pdf.typst import choose_fonts, compile_pdf
from decision_diff.renderers.pieces import Piece, PieceOp, cut_pieces, show_inline, show_spaces
from decision_diff.renderers.wording import choose_words, detect_language, sentences
from decision_diff.renderers.wording.brackets import keep_apart
from decision_diff.renderers.wording.marks import choose_inline_markings
from decision_diff.renderers.wording.summary import cut_line, list_head
from decision_diff.renderers.wording.titles import name_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from decision_diff.changes import Change, Comparison
    from decision_diff.renderers.options import PageOptions
    from decision_diff.renderers.wording import Words

_PdfCell = list[list[dict[str, str]]]  # lines of runs: op and text


def render(comparison: Comparison, options: PageOptions, *, told: Callable[[str], None] | None = None) -> bytes:
    """Renders the PDF, always with the whole text, so it has no option `all`. OutputError without Typst."""
    old, new = comparison.old.source, comparison.new.source
    names = name_texts(comparison, options)
    words, spoken = choose_words(comparison, options), detect_language(comparison)
    marks = choose_inline_markings(keep_apart(words.profile, comparison))
    joined = any(marking.before or marking.after for marking in marks.values())
    data = {
        "title": names.heading,
        "language": spoken,
        "own": words.language,
        "fonts": choose_fonts(spoken, words.language),
        "marks": {op: asdict(marks[op]) for op in ("insert", "delete")},
        "sources": [
            {"side": words.say_heading(key), "shown": name, "name": show_inline(source.name), "hash": source.sha256}
            for key, name, source in (("redline.old", names.old, old), ("redline.new", names.new, new))
        ],
        "summary": sentences.summarize(words, comparison, names),
        "meaning_heading": words.say("summary.heading"),
        "meaning": [
            [{"text": text, "number": int(number or 0)} for text, number in cut_line(words, line)]
            for line in list_head(words, comparison, shown=options.summary)
        ],
        "legend": _legend(words),
        "blocks": list(_blocks(comparison, words, joined=joined)),
        "notes_heading": words.say("notes"),
        "notes": [
            *sentences.list_headers(words, comparison),
            *sentences.list_open_brackets(words, comparison),
            *(
                words.say_at(words.say("redline.throughout"), sentences.say_replacement(words, one))
                for one in comparison.replacements
            ),
            *(sentences.say_notice(words, notice) for notice in comparison.notices),
        ],
    }
    return compile_pdf("redline.typ", data, told)


def _legend(words: Words) -> list[dict[str, str]]:
    """How words are marked, shown on words that say so, and what the marks in the margin mean."""
    shown = [
        ("equal", words.say_heading("redline.legend") + " "),
        ("insert", words.say("redline.inserted")),
        ("equal", words.say("comma")),
        ("delete", words.say("redline.deleted")),
    ]
    if meanings := sentences.explain_marks(words):
        marks = words.join(f"{mark} {what}" for mark, what in meanings)
        shown.append(("equal", words.say("redline.margin", marks=marks)))
    return [{"op": op, "text": text} for op, text in shown]


def _blocks(comparison: Comparison, words: Words, *, joined: bool) -> Iterator[dict[str, Any]]:
    """The changes in order, each a block; neighbouring rows of a table are one block, with all of them in `rows`."""
    numbers = {id(change): number for number, change in comparison.numbered}
    changes = (stand.change for stand in order_changes(comparison) if not stand.left)
    for is_table, group in groupby(changes, key=lambda one: bool((one.new or one.old)[0].cells)):
        made = [
            {**_block(comparison, change, words, joined=joined), "number": numbers.get(id(change), 0)}
            for change in group
        ]
        if not is_table:
            yield from made
        else:
            cells = max(len(row) for block in made for row in block["rows"])
            yield {"rows": made, "columns": cells, "depth": made[0]["depth"]}


def _block(comparison: Comparison, change: Change, words: Words, *, joined: bool) -> dict[str, Any]:
    side, first = (comparison.new, change.new[0]) if change.new else (comparison.old, change.old[0])
    what = f"{words.name_route(comparison, change)} — {words.say_effects(change)}" if change.effects else ""
    return {
        "mark": sentences.show_mark(words, change.mark) if change.effects else "",
        "what": what,
        "depth": len(side.path(first.eid)) - 1,
        "heading": all(clause.heading for clause in change.new or change.old),
        "rows": [[[_joined(line) if joined else line for line in cell] for cell in row] for row in _rows(change)],
    }


def _rows(change: Change) -> list[list[_PdfCell]]:
    """The change as rows of cells of lines of runs; what is not a table row has one cell in each.

    A break that was made or taken away shows as ¶, a tab that divides no cells of the new text as a bar.
    """
    found: list[list[_PdfCell]] = [[[[]]]]
    for piece in cut_pieces(change):
        if piece.role == "break":
            if piece.op != "equal" and change.old and change.new:
                found[-1][-1][-1].append({"op": piece.op, "text": "¶"})
            found.append([[[]]])
            continue
        divides = piece.role == "words" and (piece.op != "delete" or not change.new)
        first, *others = piece.text.split("\t") if divides else [piece.text]
        _add(found[-1][-1], piece, first)
        for text in others:
            found[-1].append([[]])
            _add(found[-1][-1], piece, text)
    return found


def _add(cell: _PdfCell, piece: Piece, text: str) -> None:
    """Add words to the last line of a cell, and to lines of their own after each line feed."""
    first, *others = text.replace("\t", " | ").split("\n")
    cell[-1].append({"op": piece.op, "text": _shown(piece.op, first) + (" " if piece.role == "number" else "")})
    cell.extend([{"op": piece.op, "text": _shown(piece.op, other)}] for other in others)


def _shown(op: PieceOp, text: str) -> str:
    return show_spaces(op, text, show_hidden(text))


def _joined(line: list[dict[str, str]]) -> list[dict[str, str]]:
    """Neighbours of one kind as one run, so that characters stand around both: `[4 repealed]`, not `[4 ][repealed]`."""
    return [{"op": op, "text": "".join(run["text"] for run in runs)} for op, runs in groupby(line, itemgetter("op"))]
