"""Notes of a review as a page exports them, and files that look like notes and are not."""

from __future__ import annotations

import json
from typing import Any

import comparisons
from decision_diff.changes import Comparison
from decision_diff.model import Source


def entry(comparison: Comparison, number: int, note: str = "", *, reviewed: bool = False) -> dict[str, Any]:
    change = comparison.changes[number - 1]
    old, new = ([one.eid for one in side] for side in (change.old, change.new))
    place = (new or old)[0]
    return {"number": number, "mark": change.mark, "place": place, "old": old, "new": new, "reviewed": reviewed, "note": note}  # fmt: skip


def exported(comparison: Comparison, *entries: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What the page of a comparison would export; `more` replaces parts of it."""
    old, new = ({"name": one.source.name, "sha256": one.source.sha256} for one in (comparison.old, comparison.new))
    return {"format": "decision-diff-review", "version": 1, "old": old, "new": new, "changes": list(entries)} | more


def source(document: object) -> Source:
    return Source("anna.json", "", json.dumps(document).encode())


FULL = comparisons.full()
ONE = entry(FULL, 1, "why")
WHOLE = exported(FULL, ONE)
# What is not in the shape that the schema describes: the schema, this reader and the page all refuse it.
SHAPELESS: dict[str, object] = {
    "a list": [],
    "a number": 7,
    "nothing": None,
    "another format": WHOLE | {"format": "har"},
    "no format": {key: WHOLE[key] for key in ("version", "old", "new", "changes")},
    "another version": WHOLE | {"version": 2},
    "a version that is true": WHOLE | {"version": True},
    "one key more": WHOLE | {"author": "x"},
    "a key of every object": json.loads('{"__proto__": {"reviewed": true}, ' + json.dumps(WHOLE)[1:]),
    "no texts": {key: WHOLE[key] for key in ("format", "version", "changes")},
    "a text without a hash": WHOLE | {"old": {"name": "a"}},
    "a text that is a list": WHOLE | {"new": [1]},
    "a hash that is a number": WHOLE | {"new": {"name": "a", "sha256": 1}},
    "changes by name": WHOLE | {"changes": {"0": ONE}},
    "an entry that is a text": exported(FULL, ONE, "x"),  # type: ignore[arg-type]
    "an entry that is null": exported(FULL, None),  # type: ignore[arg-type]
    "an entry without a note": exported(FULL, {key: ONE[key] for key in ONE if key != "note"}),
    "an entry with more": exported(FULL, ONE | {"constructor": "x"}),
    "an entry with a prototype": exported(FULL, json.loads('{"__proto__": {"note": "x"}, ' + json.dumps(ONE)[1:])),
    "a note that is a list": exported(FULL, ONE | {"note": ["x"]}),
    "a tick that is a text": exported(FULL, ONE | {"reviewed": "yes"}),
    "addresses that are a text": exported(FULL, ONE | {"old": "t"}),
    "an address that is a number": exported(FULL, ONE | {"new": [1]}),
    "no address at all": exported(FULL, ONE | {"old": [], "new": []}),
    "a number that is a text": exported(FULL, ONE | {"number": "1"}),
}
