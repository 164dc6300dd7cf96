"""A report as SARIF 2.1.0 (OASIS, errata 01), for code hosts and editors that show findings beside a text.

Places are given as a region, in code points, where the file is a text; elsewhere as the eid and the citation of the clause (section 3.33,
logicalLocation), for a Word document has no lines.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

from decision_diff.audit.check.findings import CheckReport, FaultPlace, TextFinding
from decision_diff.audit.check.rules import CheckRule, load_rules
from decision_diff.characters import show_hidden
from decision_diff.model import Decision, locate_blocks

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"info": "note", "warning": "warning", "error": "error"}
_TEXT: Final = "text/plain"


def write_sarif(report: CheckReport, version: str) -> str:
    """A report as SARIF: one run, all rules, a result per finding. `version` is that of the program."""
    files = {text.source.name: _File(text) for text in report.texts}
    codes = list(load_rules())
    seen: Counter[str] = Counter()
    results = [_make_result(one, codes, files, seen) for one in report.findings]
    run = {
        "tool": {
            "driver": {
                "name": "decision-diff check",
                "version": version,
                "rules": [_make_rule(one) for one in load_rules().values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [one.artifact for one in files.values()],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _make_rule(rule: CheckRule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": f"{rule.says} {rule.why}".strip()},
        "help": {"text": rule.advice},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


class _File:
    """A text as an artifact, and where its code points stand in lines."""

    def __init__(self, text: Decision) -> None:
        self.text = text
        source = text.source
        path = source.file.path if source.file is not None and source.file.path else source.name
        self.uri = quote(path.replace("\\", "/"), safe="/")
        self.artifact: dict[str, Any] = {"location": {"uri": self.uri}, "hashes": {"sha-256": source.sha256}}

    @cached_property
    def _lines(self) -> list[int]:
        plain = self.text.plain
        return [0, *(at + 1 for at, char in enumerate(plain) if char == "\n")]

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for block in self.text.blocks:
            starts.append(starts[-1] + len(block.raw))
        return starts

    def find_region(self, place: FaultPlace) -> dict[str, int] | None:
        """The lines and columns of a place, from 1; None where the file has none."""
        if self.text.source.media_type not in ("", _TEXT):
            return None
        clause = self.text.clause(place.eid)
        if place.in_number or not len(place.span):
            first = clause.origin.start
            block = self.text.blocks[first]
            start = self._starts[first] + len(block.lead)
            size = len(block.label.text) if block.label is not None and block.label.typed else 0
            return self._make_region(start, start + size)
        ends = [self._find_offset(place, at) for at in (place.span.start, place.span.end)]
        return None if None in ends else self._make_region(*sorted(end for end in ends if end is not None))

    def _find_offset(self, place: FaultPlace, at: int) -> int | None:
        clause = self.text.clause(place.eid)
        for start, end, index in locate_blocks(clause, self.text.blocks):
            if start <= at <= end:
                return self._starts[index] + self.text.blocks[index].head + at - start
        return None

    def _make_region(self, start: int, end: int) -> dict[str, int]:
        first, last = bisect_right(self._lines, start), bisect_right(self._lines, max(end - 1, start))
        region = {"startLine": first, "startColumn": start - self._lines[first - 1] + 1}
        return region | {"endLine": last, "endColumn": end - self._lines[last - 1] + 1}


def _make_result(one: TextFinding, codes: list[str], files: dict[str, _File], seen: Counter[str]) -> dict[str, Any]:
    text = f"{show_hidden(one.message)}. {one.advice}"
    print_ = hashlib.sha256(
        f"{one.code}\n{one.place.cited}\n{one.printed}\n{one.message}".encode(errors="surrogatepass")
    ).hexdigest()[:32]
    seen[print_] += 1
    result = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": text},
        "locations": [_make_location(one.place, files)],
        "partialFingerprints": {"decisionDiff/v1": f"{print_}:{seen[print_]}"},
    }
    related = [_make_location(place, files) for place in one.related if place.source in files]
    if related:
        result["relatedLocations"] = related
    region = files[one.place.source].find_region(one.place)
    if one.proposal and region is not None and not one.place.in_number:
        result["fixes"] = [_make_fix(one, files[one.place.source].uri, region)]
    return result


def _make_location(place: FaultPlace, files: dict[str, _File]) -> dict[str, Any]:
    file = files[place.source]
    physical: dict[str, Any] = {"artifactLocation": {"uri": file.uri}}
    region = file.find_region(place)
    if region is not None:
        physical["region"] = region
    logical = {"name": show_hidden(place.cited), "fullyQualifiedName": place.eid, "kind": "element"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _make_fix(one: TextFinding, uri: str, region: dict[str, int]) -> dict[str, Any]:
    replacement = {"deletedRegion": region, "insertedContent": {"text": one.proposal}}
    change = {"artifactLocation": {"uri": uri}, "replacements": [replacement]}
    return {"description": {"text": "Write what is proposed."}, "artifactChanges": [change]}
