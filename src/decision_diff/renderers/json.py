"""Change records as JSON, after the JSON Schema that ships in the package (`decision-diff schema`).

Offsets are code points from 0, half-open; numbers of changes and positions of clauses count from 1. Written with
`all` it holds every clause, and both texts can be read back from the edits.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from decision_diff.changes import (
    EFFECTS,
    Change,
    Comparison,
    Edit,
    FeatureChange,
    Link,
    Mention,
    Signal,
    StoryChange,
    Stretch,
)
from decision_diff.model import Authored, Clause, Decision, Notice, Span, name_clause
from decision_diff.patterns import late
from decision_diff.renderers.wording.brackets import count_by_clause
from decision_diff.safedata import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decision_diff.renderers.options import JsonOptions

SCHEMA_VERSION = "1.4"
SCHEMA_NAME = "comparison-1.schema.json"

_SURROGATE = late("[\ud800-\udfff]")


def render(comparison: Comparison, options: JsonOptions) -> str:
    """Renders the document: two spaces of indentation, keys in a fixed order, a line feed at the end.

    Text is written as it is, except lone surrogates, which no encoding can write and which JSON can escape.
    """
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "generator": "decision-diff",
        "title": options.title,
        "old": _source(comparison.old),
        "new": _source(comparison.new),
        "summary": comparison.summary,
        "changes": build_records(comparison),
    }
    if options.title is None:
        del document["title"]
    if options.all:
        document["unchanged"] = _records(comparison, comparison.unchanged)
    if comparison.ignored:
        document["ignored"] = _records(comparison, comparison.ignored)
    if comparison.headers:
        document["headers"] = [_story(one) for one in comparison.headers]
    document["replacements"] = [
        {
            "old": one.old,
            "new": one.new,
            "places": [{"eid": place.eid, "start": place.span.start, "end": place.span.end} for place in one.places],
        }
        for one in comparison.replacements
    ]
    if coarse := sum(notice.code == "redline-coarse" for notice in comparison.notices):
        document["coarse"] = coarse
    document["notices"] = [_notice(notice) for notice in comparison.notices]
    return _written(document) + "\n"


def _written(document: dict[str, Any]) -> str:
    """The document as text. orjson writes the same bytes as `json` in a fifteenth of the time, but no lone surrogate."""
    import orjson  # noqa: PLC0415 - late: only who writes JSON waits for it

    try:
        return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    except orjson.JSONEncodeError:
        written = io.StringIO()  # json.dumps would keep millions of pieces, some 1 GB of a large document
        json.dump(document, written, ensure_ascii=False, indent=2)
        return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", written.getvalue())


def build_records(
    comparison: Comparison,
    all: bool = False,  # noqa: A002 - the option's name everywhere
) -> list[dict[str, Any]]:
    """Builds one dictionary per change, with its number in all outputs, in the order of the new revision; with `all` the unchanged clauses follow.

    The shape is `$defs/record` of the schema.
    """
    old, new = _Positions(comparison.old), _Positions(comparison.new)
    found = [
        {"number": number, **_record(old, new, change), **_tell_signals(change, signals)}
        for (number, change), signals in zip(comparison.numbered, comparison.signals, strict=True)
    ]
    if all:
        found.extend(_record(old, new, change) for change in comparison.unchanged)
    return found


def _records(comparison: Comparison, changes: Sequence[Change]) -> list[dict[str, Any]]:
    old, new = _Positions(comparison.old), _Positions(comparison.new)
    return [_record(old, new, change) for change in changes]


def recover(output: str) -> tuple[list[str], list[str]]:
    """Recovers the lines of both revisions, in document order, from the edits of a document with all clauses.

    ValueError if the document was written without `all`, or is nested too deeply.
    """
    document = load_json(output)
    if "unchanged" not in document:
        raise ValueError("unchanged clauses were left out: the texts can be read back only if all are written")
    every = (*document["changes"], *document["unchanged"], *document.get("ignored", ()))
    return _read_lines(every, "old"), _read_lines(every, "new")


def _read_lines(every: Sequence[dict[str, Any]], side: str) -> list[str]:
    """The lines of one revision, in document order, from the edits of records."""
    lines: dict[int, str] = {}
    for record in every:
        text = "".join(edit[side]["text"] for edit in record["edits"])
        start = 0
        for clause in record[side]:
            end = start + len(clause["text"])
            words, number = text[start:end], clause["number"]
            if number is not None or words:
                lines[clause["position"]] = words if number is None else f"{number} {words}".strip()
            start = end + 1
    return [lines[position] for position in sorted(lines)]


def faults(output: str) -> list[tuple[str, str]]:
    """Lists where records contradict their own edits: (code, sentence), in order.

    Edits tile both texts, an "equal" one has the same words on both sides, `old_text`, `new_text` and the texts of the clauses
    are those of the edits, a record is among the unchanged if nothing changed, and `summary` counts them. KeyError and the
    like for another JSON.
    """
    document = load_json(output)
    found: list[tuple[str, str]] = []
    counted = Counter(record["mark"] for where in ("changes", "unchanged") for record in document[where])
    counted.update(effect for record in document["changes"] for effect in record["effects"])
    if document["summary"] != counted:
        found.append(("record", "the summary: its counts are not the numbers of the changes"))
    for where, called in (("changes", "change"), ("unchanged", "unchanged clause"), ("ignored", "ignored change")):
        for at, record in enumerate(document.get(where, ()), 1):
            name = f"{called} {at}"
            found.extend(("record", f"{name}: {sentence}") for sentence in _contradictions(record))
            if (record["mark"] == "NOC") != (where == "unchanged"):
                found.append(("record", f"{name}: it has the mark {record['mark']}"))
    return found


_JUDGED = ("mark", "kind", "effects", "edits", "features", "brackets")


def disagreements(output: str, comparison: Comparison) -> list[tuple[str, str]]:
    """Lists where records describe a change otherwise than `comparison` of the same texts does: (code, sentence), in order.

    Records that group the clauses otherwise (because of pins), or that ignore something, are not compared.
    """
    document = load_json(output)
    written = {_group(one): one for where in ("changes", "unchanged") for one in document[where]}
    ours = {_group(one): one for one in build_records(comparison, all=True)}
    if document.get("ignored") or written.keys() != ours.keys():
        return []
    return [
        ("record", f"{' '.join(filter(None, key))}: {what} is not what these texts give")
        for key, one in ours.items()
        for what in _JUDGED
        if one.get(what) != written[key].get(what)
    ]


def _group(record: dict[str, Any]) -> tuple[str, str]:
    """Which clauses a record is about: the eids of the old ones and of the new ones."""
    old, new = ("+".join(clause["eid"] for clause in record[side]) for side in ("old", "new"))
    return old, new


def _contradictions(record: dict[str, Any]) -> Iterator[str]:
    for side in ("old", "new"):
        yield from _contradictions_of_side(record, side)
    for edit in record["edits"]:
        wanted = _find_operation(edit["old"]["text"], edit["new"]["text"])
        if edit["op"] != wanted or (edit["kind"] == "none") != (wanted == "equal"):
            yield f"an edit is {wanted!r}, but says {edit['op']!r} of the kind {edit['kind']!r}"


def _contradictions_of_side(record: dict[str, Any], side: str) -> Iterator[str]:
    edits = [edit[side] for edit in record["edits"]]
    text = "".join(edit["text"] for edit in edits)
    if record[f"{side}_text"] != text:
        yield f"{side}_text is not the text of its edits"
    if "\n".join(clause["text"] for clause in record[side]) != text:
        yield f"the texts of its {side} clauses are not the text of its edits"
    starts = [0, *(edit["end"] for edit in edits)]
    tiles = zip(edits, starts, strict=False)
    if any(edit["start"] != start or len(edit["text"]) != edit["end"] - start for edit, start in tiles):
        yield f"its edits do not cover {side}_text"


def _find_operation(old: str, new: str) -> str:
    """What an edit does that makes `new` out of `old`."""
    if old == new:
        return "equal"
    if not old:
        return "insert"
    return "replace" if new else "delete"


def load_schema() -> str:
    """Loads the JSON Schema of the document, as shipped."""
    return (Path(__file__).parent / SCHEMA_NAME).read_text(encoding="utf-8")


class _Positions:
    """A decision and the position of each clause in it, from 1 in document order."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.positions = {clause.eid: at for at, clause in enumerate(decision.walk(), 1)}

    def clause(self, clause: Clause) -> dict[str, Any]:
        found = {
            "eid": clause.eid,
            "position": self.positions[clause.eid],
            "level": clause.level,
            "number": clause.label.text if clause.label else None,
            "place": self.decision.place(clause.eid),
            "path": [name_clause(step) for step in self.decision.path(clause.eid)],
            "text": clause.words,
        }
        if clause.features:
            found["features"] = [
                {"kind": one.kind, "start": one.span.start, "end": one.span.end, "value": one.value}
                for one in clause.features
            ]
        return found


def _record(old: _Positions, new: _Positions, change: Change) -> dict[str, Any]:
    old_text, new_text = change.old_text, change.new_text
    found: dict[str, Any] = {
        "mark": change.mark,
        "kind": change.kind,
        "effects": [effect for effect in EFFECTS if effect in change.effects],
        "old": [old.clause(clause) for clause in change.old],
        "new": [new.clause(clause) for clause in change.new],
        "old_text": old_text,
        "new_text": new_text,
        "edits": [_edit(edit, old_text, new_text) for edit in change.edits],
        "links": [_link(link) for link in change.links],
        "confidence": change.confidence,
    }
    if change.features:
        found["features"] = [_feature(one, old_text, new_text) for one in change.features]
    if change.brackets:
        found["brackets"] = [
            {"effect": one.effect, "old": _span(one.old, old_text), "new": _span(one.new, new_text)}
            for one in change.brackets
        ]
    return found | _name_authors(change)


def _tell_signals(change: Change, signals: Sequence[Signal]) -> dict[str, Any]:
    if not signals:
        return {}
    sides = ((change.old_text, [one.old for one in signals]), (change.new_text, [one.new for one in signals]))
    old, new = ([_mention(one, text) for one in some] for text, some in sides)
    return {"signals": [{"kind": one.kind, "old": old[at], "new": new[at]} for at, one in enumerate(signals)]}


def _mention(one: Mention | None, text: str) -> dict[str, Any] | None:
    return None if one is None else {**_span(one.span, text), "value": one.value}


def _name_authors(change: Change) -> dict[str, Any]:
    """Who tracked what of a change, where the documents say it."""
    said = {
        "authors": list(change.authors),
        "deleted_by": [_authored(one, change.old_text) for one in change.deleted_by],
        "inserted_by": [_authored(one, change.new_text) for one in change.inserted_by],
    }
    return {key: value for key, value in said.items() if value}


def _edit(edit: Edit, old_text: str, new_text: str) -> dict[str, Any]:
    return {"op": edit.op, "kind": edit.kind, "old": _span(edit.old, old_text), "new": _span(edit.new, new_text)}


def _feature(one: FeatureChange, old_text: str, new_text: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "old": _span(one.old, old_text),
        "new": _span(one.new, new_text),
        "old_value": one.old_value,
        "new_value": one.new_value,
    }


def _authored(one: Authored, text: str) -> dict[str, Any]:
    """A stretch with its author and date, as far as the document says them."""
    said = {key: value for key, value in (("author", one.author), ("date", one.date)) if value}
    return {**_span(one.span, text), **said}


def _story(change: StoryChange) -> dict[str, Any]:
    """A header or footer that differs; page numbers and their like by name, as `{PAGE}`."""
    from decision_diff.renderers.wording.headers import split_header  # noqa: PLC0415 - late: only Word documents have headers

    return {
        "place": change.place,
        "lines": [[{"op": op, "text": text} for op, text in line] for line in split_header(change, str)],
    }


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _link(link: Link) -> dict[str, Any]:
    # Rounded so that the last bit of a division on another machine cannot change the bytes.
    return {
        "old": _stretch(link.old),
        "new": _stretch(link.new),
        "found_by": link.found_by,
        "score": round(float(link.score), 6),
        "confidence": link.confidence,
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {"eid": stretch.eid, "start": stretch.span.start, "end": stretch.span.end}


def _source(decision: Decision) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": decision.source.name,
        "media_type": decision.source.media_type,
        "sha256": decision.source.sha256,
        "clauses": sum(1 for _ in decision.walk()),
    }
    if counts := count_by_clause(decision):
        found["open_brackets"] = [{"eid": eid, "place": decision.place(eid), "count": count} for eid, count in counts]
    return found


def _notice(notice: Notice) -> dict[str, Any]:
    found: dict[str, Any] = {"code": notice.code, "message": notice.message}
    if notice.revision:
        found["revision"] = notice.revision
    if notice.origin:
        found["place"] = {"part": notice.origin.part, "start": notice.origin.start, "end": notice.origin.end}
    return found
