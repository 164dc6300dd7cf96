"""The JSON Schemas of the tools: inputs are written in `tools.json`, outputs made of those of our other JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from decision_diff.changes import SIGNALS

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_INPUTS: Final[Mapping[str, Any]] = {
    "path": {
        "type": "string",
        "minLength": 1,
        "maxLength": 4096,
        "description": "The path of a file: from one of the folders of this server, or a whole one inside of them.",
    },
    "language": {
        "type": "string",
        "pattern": "^[a-z]{2}([+][a-z]{2})*$",
        "maxLength": 30,
        "description": "The language of the texts: zh, en, fr, es, ru, ar, de, ja, ko, it, pt, or several (zh+en). Default: detected.",
    },
    "signal": {"enum": list(SIGNALS), "description": "Only changes with a signal of this kind."},
    "first": {"type": "integer", "minimum": 1, "description": "The first one to give, counted from 1. Default: 1."},
    "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "description": "How many at most. Default: 100."},
}
_TEXT: Final[Mapping[str, Any]] = {"type": "string"}
_TEXTS: Final[Mapping[str, Any]] = {"type": "array", "items": _TEXT}
_COUNT: Final[Mapping[str, Any]] = {"type": "integer", "minimum": 0}
_PAGE: Final[Mapping[str, Any]] = {
    "total": {**_COUNT, "description": "How many there are in all."},
    "next": {"type": ["integer", "null"], "description": "What to ask for with `first` to go on; null at the end."},
}
_COMPARISON: Final = "urn:decision-diff:schema:comparison:1#"
_SIGNAL_LEFT_OUT: Final[Mapping[str, Any]] = {"left_out": {**_COUNT, "description": "Changes without that signal."}}


def load_descriptions() -> dict[str, dict[str, Any]]:
    """By the name of each tool its `title`, its `description`, and the schemas of its `input` and its `output`."""
    written = json.loads((Path(__file__).parent / "tools.json").read_text(encoding="utf-8"))
    outputs = {
        "compare": _describe_comparison(),
        "summary": _describe_summary(),
        "outline": _describe_outline(),
        "verify": _describe_verdict(),
        "history": _describe_history(),
        "check": _describe_findings(),
    }
    return {
        name: {
            "title": tool["title"],
            "description": tool["description"],
            "input": _close(tool["input"], _INPUTS, **_pick(tool, "required", "anyOf", "oneOf")),
            "output": outputs[name],
        }
        for name, tool in written.items()
    }


def _close(properties: Mapping[str, Any], definitions: Mapping[str, Any], **others: Any) -> dict[str, Any]:
    """An object with these properties and no others, and with the definitions that it uses."""
    schema = {"$schema": _DRAFT, "type": "object", "properties": dict(properties), "additionalProperties": False}
    schema.update(others)
    schema["$defs"] = {name: definitions[name] for name in sorted(_list_used(schema, definitions))}
    return schema


def _complete(properties: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with all properties always there."""
    return _close(properties, definitions, required=sorted(properties))


def _pick(tool: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: tool[key] for key in keys if key in tool}


def _list_used(schema: Any, definitions: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        for name in _find_references(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting.append(definitions[name])
    return found


def _find_references(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        if isinstance(there := schema.get("$ref"), str):
            yield there.rpartition("/")[2]
        for value in schema.values():
            yield from _find_references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _find_references(value)


def _load_comparison() -> dict[str, Any]:
    from decision_diff.renderers.json import load_schema  # noqa: PLC0415 - late: with all that renders

    return dict(json.loads(load_schema()))


def _describe_comparison() -> dict[str, Any]:
    shipped = _load_comparison()
    added = {"differs": {"type": "boolean"}, "counts": _TEXT, **_SIGNAL_LEFT_OUT, **_PAGE}
    return _close({**shipped["properties"], **added}, shipped["$defs"], required=sorted({*shipped["required"], *added}))


def _describe_summary() -> dict[str, Any]:
    item = _complete({"changes": {**_TEXT, "description": "Their numbers: 4, or 12–30."}, "text": _TEXT}, {})
    line = _complete({"topic": _TEXT, "heading": _TEXT, "items": {"type": "array", "items": _embed(item)}}, {})
    named = dict.fromkeys(("title", "old", "new", "counts"), _TEXT)
    return _complete(
        {**named, "left_out": _TEXTS, "lines": {"type": "array", "items": _embed(line)}, "notices": _TEXTS}, {}
    )


def _embed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """An object inside of another one, which names the draft and has the definitions."""
    return {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}


def _describe_outline() -> dict[str, Any]:
    texts = dict.fromkeys(("eid", "level", "mark", "number", "heading", "text", "status"), _TEXT)
    children = {"type": "array", "items": {"$ref": "#/$defs/clause"}}
    clause = _embed(_complete({**texts, "cells": _TEXTS, "open_brackets": _COUNT, "children": {}}, {}))
    clause["properties"]["children"] = children
    source = _embed(_complete(dict.fromkeys(("name", "media_type", "sha256"), _TEXT), {}))
    notices = {"type": "array", "items": _embed(_complete({"code": _TEXT, "message": _TEXT}, {}))}
    return _complete({"source": source, "clauses": children, "notices": notices}, {"clause": clause})


def _describe_verdict() -> dict[str, Any]:
    maybe = {"type": ["string", "null"]}
    texts = dict.fromkeys(("revision", "place", "aspect", "kind", "shown"), _TEXT)
    one = _complete(
        {**texts, "position": _COUNT, "expected": maybe, "found": maybe, "unmarked": {"type": "boolean"}}, {}
    )
    return _complete(
        {
            "verified": {"type": "boolean"},
            "swapped": {"type": "boolean", "description": "Rejecting gives the new text, accepting the old one."},
            "lines": {**_TEXTS, "description": "The verdict for people."},
            "differences": {"type": "array", "items": _embed(one)},
            "notices": _TEXTS,
            **_PAGE,
        },
        {},
    )


def _describe_history() -> dict[str, Any]:
    from decision_diff.history.report import load_schema  # noqa: PLC0415 - late: with all that renders

    shipped = json.loads(load_schema().replace(_COMPARISON, "#"))
    definitions = {**_load_comparison()["$defs"], **shipped["$defs"]}
    rows = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("log", "blame", "table")]}
    return _complete(
        {
            "what": {"enum": ["log", "blame", "table"]},
            "labels": {**_TEXTS, "description": "The revisions, oldest first."},
            "rows": rows,
            "notices": _TEXTS,
            **_PAGE,
        },
        definitions,
    )


def _describe_findings() -> dict[str, Any]:
    from decision_diff.audit.check.report import load_schema  # noqa: PLC0415 - late: only this tool has it

    shipped = json.loads(load_schema())
    required = sorted({*shipped["required"], *_PAGE})
    return _close({**shipped["properties"], **_PAGE}, shipped["$defs"], required=required)
