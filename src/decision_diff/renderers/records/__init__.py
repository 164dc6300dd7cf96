"""What a comparison found as one flat table, for data frames, databases and spreadsheets; `csv` and `parquet` write it.

One table, whose column `row` says what each of its rows is, and not a table each of changes and edits: an output is one file, written
whole or not at all, so what belongs together is never of two runs; and notices, signals, headers and footers have their place
in it. `row == "change"` is the table of changes, `row == "edit"` that of edits, and `change` joins them.

The rows stand in this order: each change (`changes` in order, then with `all` the unchanged, then the ignored), behind it its edits,
features, brackets and signals; then headers and footers, replacements and notices. Columns, types and their order are stable
(`VERSION`): a later version may only add columns at the end. What is not known or does not apply is None, never "" or 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from decision_diff.changes import EFFECTS, locate_clauses
from decision_diff.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.changes import Change, Comparison, Mention, Signal, StoryChange
    from decision_diff.model import Clause, Decision, Span

__all__ = ["COLUMNS", "VERSION", "RecordColumn", "build_rows"]

VERSION: Final = "1.0"
ColumnType = Literal["string", "integer", "number", "boolean"]


@frozen
class RecordColumn:
    """A column of the table: its name, the type of its values, and what they say."""

    name: str
    type: ColumnType
    summary: str


COLUMNS: Final = (
    RecordColumn("row", "string", "what the row is: change, unchanged, edit, feature, bracket, signal, header, replacement or notice"),
    RecordColumn("change", "integer", "number of the change, as in all outputs; null for what is unchanged or ignored"),
    RecordColumn("mark", "string", "ADD, MOD, (MOD), SUP, ADD*/SUP* or NOC, on all rows of a change"),
    RecordColumn("kind", "string", "kind of the change or edit (substantive, editorial …), of the feature, signal, header or notice"),
    RecordColumn("effects", "string", "effects of the change, separated by a space: `substitution renumbering`"),
    RecordColumn("op", "string", "of an edit: insert, delete or replace; words that are equal in both texts have no row"),
    RecordColumn("old_eid", "string", "addresses of the old clauses, separated by a space; of an edit: the address of the clause in which it begins"),
    RecordColumn("new_eid", "string", "the same in the new text"),
    RecordColumn("old_number", "string", "printed numbers of the old clauses, separated by a line feed"),
    RecordColumn("new_number", "string", "the same in the new text"),
    RecordColumn("old_place", "string", "places of the old clauses, as they are cited, separated by a line feed"),
    RecordColumn("new_place", "string", "the same in the new text"),
    RecordColumn("old_start", "integer", "where the words begin in `old_text` of the change, in code points from 0"),
    RecordColumn("old_end", "integer", "where they end; the code point at this position does not belong to them"),
    RecordColumn("new_start", "integer", "the same as `old_start`, in `new_text` of the change"),
    RecordColumn("new_end", "integer", "the same as `old_end`, in `new_text` of the change"),
    RecordColumn("old_text", "string", "of a change: the words of the old clauses, separated by a line feed; of an edit or signal: its own words"),
    RecordColumn("new_text", "string", "the same in the new text"),
    RecordColumn("old_value", "string", "of a signal: what it says, in a form that does not depend on how it is written; of a feature: its value"),
    RecordColumn("new_value", "string", "the same in the new text"),
    RecordColumn("confidence", "number", "of a change: how sure the match is, from 0 to 1"),
    RecordColumn("found_by", "string", "of a change: how its clauses were matched, separated by a space"),
    RecordColumn("authors", "string", "of a change: who tracked it, separated by a line feed"),
    RecordColumn("ignored", "boolean", "of a change: whether it is ignored because of `--ignore`"),
    RecordColumn("message", "string", "of a notice: its sentence; of a header: its lines with what else is seen there, if that differs"),
    RecordColumn("old_file", "string", "name of the old file, on every row, so that tables can be joined"),
    RecordColumn("new_file", "string", "the same of the new file"),
    RecordColumn("old_sha256", "string", "SHA-256 of the old file, in hexadecimal"),
    RecordColumn("new_sha256", "string", "the same of the new file"),
)  # fmt: skip
_RowValues = dict[str, Any]


def build_rows(
    comparison: Comparison,
    *,
    all: bool = False,  # noqa: A002 - the option's name everywhere
) -> list[dict[str, Any]]:
    """Builds the rows, each a dictionary with every column of `COLUMNS` in order; with `all` the unchanged clauses too."""
    files = {
        "old_file": comparison.old.source.name,
        "new_file": comparison.new.source.name,
        "old_sha256": comparison.old.source.sha256,
        "new_sha256": comparison.new.source.sha256,
    }
    empty = dict.fromkeys(column.name for column in COLUMNS)
    return [{**empty, **row, **files} for row in _list_rows(comparison, with_unchanged=all)]


def _list_rows(comparison: Comparison, *, with_unchanged: bool) -> Iterator[_RowValues]:
    for (number, change), signals in zip(comparison.numbered, comparison.signals, strict=True):
        yield from _describe_all(comparison, change, signals, {"change": number, "ignored": False})
    for change in comparison.unchanged if with_unchanged else ():
        yield {"row": "unchanged", "ignored": False, **_describe(comparison, change)}
    for change in comparison.ignored:
        yield from _describe_all(comparison, change, (), {"ignored": True})
    for story in comparison.headers:
        yield _describe_header(story)
    for one in comparison.replacements:
        eids = " ".join(dict.fromkeys(place.eid for place in one.places))
        yield {"row": "replacement", "old_text": one.old, "new_text": one.new, "new_eid": eids}
    for notice in comparison.notices:
        yield {"row": "notice", "kind": notice.code, "message": notice.message}


def _describe_all(
    comparison: Comparison, change: Change, signals: Sequence[Signal], known: _RowValues
) -> Iterator[_RowValues]:
    """A change, then what it is made of."""
    described = _describe(comparison, change)
    yield {"row": "change", **described, **known}
    known = {**known, "mark": change.mark}
    for edit in change.edits:
        if edit.op != "equal":
            places = _locate(change, edit.old, edit.new)
            yield {"row": "edit", "op": edit.op, "kind": edit.kind, **places, **known}
    for feature in change.features:
        values = {"old_value": feature.old_value, "new_value": feature.new_value}
        yield {"row": "feature", "kind": feature.kind, **_locate(change, feature.old, feature.new), **values, **known}
    for bracket in change.brackets:
        yield {"row": "bracket", "kind": bracket.effect, **_locate(change, bracket.old, bracket.new), **known}
    for signal in signals:
        yield {"row": "signal", "kind": signal.kind, **_describe_signal(change, signal), **known}


def _describe(comparison: Comparison, change: Change) -> _RowValues:
    return {
        "mark": change.mark,
        "kind": change.kind,
        "effects": " ".join(effect for effect in EFFECTS if effect in change.effects) or None,
        **_name_clauses("old", comparison.old, change.old),
        **_name_clauses("new", comparison.new, change.new),
        "old_text": change.old_text if change.old else None,
        "new_text": change.new_text if change.new else None,
        "confidence": round(float(change.confidence), 6),
        "found_by": " ".join(dict.fromkeys(link.found_by for link in change.links)) or None,
        "authors": "\n".join(change.authors) or None,
    }


def _name_clauses(side: str, decision: Decision, clauses: Sequence[Clause]) -> _RowValues:
    return {
        f"{side}_eid": " ".join(clause.eid for clause in clauses) or None,
        f"{side}_number": "\n".join(clause.number for clause in clauses if clause.label) or None,
        f"{side}_place": "\n".join(decision.place(clause.eid) for clause in clauses) or None,
    }


def _locate(change: Change, old: Span | None, new: Span | None) -> _RowValues:
    """Where stretches stand on both sides, with their words and the clauses in which they begin; nothing for a side that has none."""
    found: _RowValues = {}
    for side, span, clauses, text in (
        ("old", old, change.old, change.old_text),
        ("new", new, change.new, change.new_text),
    ):
        if span is not None and clauses:
            eid = [clause.eid for start, clause in locate_clauses(clauses) if start <= span.start][-1]
            found |= {f"{side}_start": span.start, f"{side}_end": span.end, f"{side}_eid": eid}
            found[f"{side}_text"] = span.of(text)
    return found


def _describe_signal(change: Change, signal: Signal) -> _RowValues:
    old, new = signal.old, signal.new
    return {**_locate(change, _span(old), _span(new)), "old_value": _value(old), "new_value": _value(new)}


def _span(mention: Mention | None) -> Span | None:
    return None if mention is None else mention.span


def _value(mention: Mention | None) -> str | None:
    return None if mention is None else mention.value


def _describe_header(change: StoryChange) -> _RowValues:
    from decision_diff.renderers.wording.headers import split_header  # noqa: PLC0415 - late: only Word documents have headers

    old, new = (None if story is None else "\n".join(story.paragraphs) for story in (change.old, change.new))
    places = {"old_place": change.place if change.old else None, "new_place": change.place if change.new else None}
    looks = None
    if change.looks_differ:
        looks = "\n".join("".join(text for _, text in line) for line in split_header(change, str))
    return {"row": "header", "kind": change.kind, **places, "old_text": old, "new_text": new, "message": looks}


def clean_text(text: str) -> str:
    r"""Cleans a text for a file of UTF-8: lone surrogates, which no encoding can write, become `\ud800`; all else stays as it is."""
    return text.encode("utf-8", "backslashreplace").decode()
