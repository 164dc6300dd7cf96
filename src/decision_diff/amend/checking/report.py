"""The result of a check, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from decision_diff.amend.articles.agreeing import AGREEMENTS, Agreement
from decision_diff.amend.articles.numbering import CheckFinding
from decision_diff.amend.checking import ActCheck
from decision_diff.amend.instructions import Instruction, UnitPlace
from decision_diff.characters import show_hidden

SCHEMA_VERSION: Final = "1.0"
_KINDS: Final = {
    "not-done": "declared and not done",
    "otherwise": "done otherwise than declared",
    "undeclared": "done and not declared",
}
_CHOICES: Final[dict[Agreement, str]] = {
    "print": "differ in print only (quotation marks, width, spaces)",
    "citation": "cite the new number of an article",
    "punctuation": "differ in a sign where words came in or went, or at the end of a line",
}
_QUOTED: Final = 200


def format_check(check: ActCheck) -> str:
    """A check as text: one line per finding with its places, then both wordings, then the counts."""
    lines = [check.act.title or check.act.source.name]
    for kind, title in _KINDS.items():
        found = [line for one in check.findings if one.kind == kind for line in _format_finding(one)]
        lines += ["", f"{title}: {sum(one.kind == kind for one in check.findings)}", *found] if found else []
    lines += _format_unread(check)
    lines += ["", f"declared and done: {len(check.done)}"]
    shown = [
        f"{check.choices[name]} {_CHOICES[name]}" for name in AGREEMENTS if name in _CHOICES and check.choices.get(name)
    ]
    if shown:
        lines.append(f"lines that agree, though no act says so: {'; '.join(shown)}")
    lines.append("the act and the texts agree" if check else "the act and the texts do NOT agree")
    return "\n".join(lines) + "\n"


def _format_unread(check: ActCheck) -> list[str]:
    unread = check.part.unread
    fragments = [f"  {one.origin}: {show_hidden(one.printed)}" for one in unread]
    return ["", f"not understood: {len(unread)}", *fragments] if unread else []


def _format_finding(one: CheckFinding) -> Iterator[str]:
    places = " → ".join(show_hidden(place) for place in (one.old, one.new) if place) or "the text"
    yield f"  {places}{f': {one.why}' if one.why else ''}"
    if one.instruction:
        yield f"    {one.instruction.origin}: {show_hidden(one.instruction.printed)}"
    for name, words in (("expected", one.expected), ("found", one.found)):
        if words:
            yield f"    {name}: {_shorten(words)}"


def _shorten(words: str) -> str:
    shown = show_hidden(words.replace("\n", "¶"))
    return shown if len(shown) <= _QUOTED else shown[: _QUOTED - 1] + "…"


def write_check(check: ActCheck) -> str:
    """A check as JSON, by `check-1.schema.json`."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "act": {"name": check.act.source.name, "title": check.act.title, "law": check.part.law},
        "agree": bool(check),
        "done": [make_order(one) for one in check.done],
        "findings": [_make_finding(one) for one in check.findings],
        "unread": [
            _make_origin(one.origin.number, one.origin.line) | {"printed": one.printed} for one in check.part.unread
        ],
        "choices": {name: check.choices.get(name, 0) for name in _CHOICES},
        "notices": [{"code": one.code, "message": one.message} for one in check.notices],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def load_schema() -> str:
    """The JSON Schema of a check."""
    return resources.files(__package__).joinpath("check-1.schema.json").read_text(encoding="utf-8")


def _make_origin(number: str, line: int) -> dict[str, Any]:
    return {"item": number, "line": line}


def make_order(one: Instruction) -> dict[str, Any]:
    """An instruction as a record: where it stands in the act, its verb, what is printed, its places."""
    return _make_origin(one.origin.number, one.origin.line) | {
        "verb": one.verb,
        "printed": one.printed,
        "sources": _print_places(one.sources),
        "targets": _print_places(one.targets),
    }


def _print_places(places: tuple[UnitPlace, ...]) -> list[str]:
    return [str(place) for place in places]


def _make_finding(one: CheckFinding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "instruction": make_order(one.instruction) if one.instruction else None,
        "old": one.old,
        "new": one.new,
        "expected": one.expected,
        "found": one.found,
        "why": one.why,
    }
