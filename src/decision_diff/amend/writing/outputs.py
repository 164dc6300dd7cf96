"""A written act as a Word document, as JSON for programs, and what is said of it to people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from decision_diff.amend.articles.agreeing import fold_print
from decision_diff.amend.instructions import Instruction
from decision_diff.amend.writing.acts import Shortfall, WrittenAct
from decision_diff.characters import format_code_point, show_hidden

SCHEMA_VERSION: Final = "1.0"
_SHOWN: Final = 5  # shortfalls that are said to people
_QUOTED: Final = 80
_BEFORE: Final = 20  # characters shown before the first difference, where it is further in


def make_act_document(act: WrittenAct) -> bytes:
    """A plain Word document: the title, then one paragraph per line; the marks of a list of proposals stand out."""
    from decision_diff.ooxml.writing.template import (  # noqa: PLC0415 - late: only this output needs Word
        TypedParagraph,
        make_document,
    )

    content: list[TypedParagraph] = []
    for line in act.recited:
        first, *rest = line.text.split("\n")
        style = "Section" if line.instructions and act.style == "itu" else ""
        content.append(TypedParagraph(first, style if content or line.instructions else "Title"))
        content.extend(TypedParagraph(text) for text in rest)
    return make_document(content)


def write_act_record(act: WrittenAct) -> str:
    """The act as JSON, by `written-1.schema.json`."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "style": act.style,
        "law": act.law,
        "verified": bool(act),
        "statements": [
            {"text": line.text, "instructions": [_make_order(one) for one in line.instructions]} for line in act.recited
        ],
        "coarsened": list(act.coarsened),
        "shortfalls": [
            {"place": one.place, "made": one.made, "wanted": one.wanted, "why": one.why} for one in act.shortfalls
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _make_order(one: Instruction) -> dict[str, Any]:
    return {
        "verb": one.verb,
        "sources": [str(place) for place in one.sources],
        "targets": [str(place) for place in one.targets],
        "old_words": [words.text for words in one.old_words],
        "new_words": [words.text for words in one.new_words],
        "where": one.where,
    }


def load_schema() -> str:
    """The JSON Schema of a written act."""
    return resources.files(__package__).joinpath("written-1.schema.json").read_text(encoding="utf-8")


def report_act(act: WrittenAct) -> Iterator[str]:
    """What is said of an act besides it: its style, where it gives more anew than changed, and whether it was verified."""
    yield f"style: {act.style}; orders: {len(act.instructions)}"
    if act.coarsened:
        shown = ", ".join(map(show_hidden, act.coarsened[:_SHOWN])) + (", …" if len(act.coarsened) > _SHOWN else "")
        yield f"given anew as a whole, since a finer order would not be clear: {len(act.coarsened)} ({shown})"
    if act:
        yield "verified: applied to OLD, the act as printed gives NEW, the words and numbers of each clause"
        return
    if any(one.why for one in act.shortfalls):
        yield "NOT verified: `amend apply` would refuse the act; write another --style, or this act by hand"
        yield from (f"  {show_hidden(one.why)}" for one in act.shortfalls[:_SHOWN] if one.why)
        return
    places = f"{len(act.shortfalls)} place{'' if len(act.shortfalls) == 1 else 's'}"
    yield f"NOT verified: what the act makes of OLD differs from NEW in {places}"
    for one in act.shortfalls[:_SHOWN]:
        yield f"  {_format_shortfall(one)}"


def _format_shortfall(one: Shortfall) -> str:
    place = f"{show_hidden(one.place)}: " if one.place else ""
    made, wanted = one.made.replace("\n", "¶"), one.wanted.replace("\n", "¶")
    at = _find_difference(made, wanted)
    start = at - _BEFORE if at > _QUOTED - _BEFORE else 0
    sentence = f"{place}the act makes “{_cut(made, start)}”, NEW has “{_cut(wanted, start)}”"
    if not (made and wanted and fold_print(made) == fold_print(wanted)):
        return sentence
    return f"{sentence}; they differ in {_name(made, at)}, for which NEW has {_name(wanted, at)}"


def _find_difference(made: str, wanted: str) -> int:
    """Where two texts begin to differ: an index of both."""
    pairs = enumerate(zip(made, wanted, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(made), len(wanted)))


def _name(words: str, at: int) -> str:
    """A character of a text, with its number, for it looks like another one."""
    return f"‹{format_code_point(words[at])}›" if at < len(words) else "nothing"


def _cut(words: str, start: int) -> str:
    """At most `_QUOTED` characters of a text, from `start` on, with invisible ones by number."""
    end = start + _QUOTED
    shown = show_hidden(words[start:end])
    return f"{'…' if start and shown else ''}{shown}{'…' if end < len(words) else ''}"
