"""A report for people and for programs: text, JSON, SARIF, and the rules one by one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Final

from decision_diff.audit.check.findings import SEVERITIES, CheckReport, FaultPlace, PieceKind, Severity, TextFinding
from decision_diff.audit.check.rules import CheckRule, load_rules
from decision_diff.characters import show_hidden
from decision_diff.model import Decision

SCHEMA_VERSION: Final = "1.0"
FORMATS: Final = ("text", "json", "sarif")
_AROUND: Final = 24  # code points of a clause that are printed before and behind a finding
_LONGEST: Final = 160  # code points of what stands there that are printed
_MARKS: Final[dict[PieceKind, tuple[str, str]]] = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


def render_report(report: CheckReport, form: str, *, version: str = "") -> str:
    """A report in one of `FORMATS`; `version` is that of the program, which SARIF names."""
    if form == "json":
        return write_json(report)
    if form == "sarif":
        from decision_diff.audit.check.sarif import write_sarif  # noqa: PLC0415 - late: few ask for it

        return write_sarif(report, version)
    return format_report(report)


def format_report(report: CheckReport) -> str:
    """A report as text: each finding with its place, what stands there, and what to do; then the counts."""
    words = {text.source.name: text for text in report.texts}
    lines = [line for one in report.findings for line in (*_format_finding(one, words[one.place.source]), "")]
    return "\n".join([*lines, count_findings(report), ""])


def count_findings(report: CheckReport) -> str:
    """`3 findings: 1 error, 2 warnings; 4 of severity info are not shown`."""
    counts = Counter(one.severity for one in report.findings)
    named = ", ".join(_count(counts[one], one) for one in reversed(SEVERITIES) if counts[one])
    total = len(report.findings)
    said = f"{total} {'finding' if total == 1 else 'findings'}: {named}" if total else "no findings"
    hidden = sum(count for _, count in report.left_out)
    return said + (
        f"; {hidden} of lower severity {'is' if hidden == 1 else 'are'} not shown (--severity info)" if hidden else ""
    )


def _count(count: int, severity: Severity) -> str:
    return f"{count} {severity}{'' if count == 1 or severity == 'info' else 's'}"


def _format_finding(one: TextFinding, text: Decision) -> Iterator[str]:
    name = load_rules()[one.code].name
    yield f"{_show(one.place.source)}: {_show(one.place.cited)}: {one.severity} {one.code} {name}"
    yield f"  {_show(one.message)}"
    yield f"  there: {_show(_quote(one, text))}   ({_show(_locate(one.place))})"
    if one.redline:
        yield f"  redline: {_show(mark_pieces(one.redline))}"
    if one.proposal:
        yield f"  proposed: {_show(one.proposal)}"
    for place in one.related:
        yield f"  see: {_show(place.source)}: {_show(place.cited)}   ({_show(_locate(place))})"
    yield f"  {one.advice}"


def mark_pieces(pieces: Sequence[tuple[PieceKind, str]]) -> str:
    """A small redline as text: `[-deleted-]{+inserted+}`."""
    return "".join(f"{_MARKS[kind][0]}{words}{_MARKS[kind][1]}" for kind, words in pieces)


def _locate(place: FaultPlace) -> str:
    if place.in_number:
        return f"number of {place.eid}"
    return f"{place.eid}, characters {place.span.start} to {place.span.end}" if len(place.span) else place.eid


def _quote(one: TextFinding, text: Decision) -> str:
    """What stands there, in ⟦ ⟧, with the words around it."""
    clause = text.clause(one.place.eid)
    start, end = one.place.span.start, one.place.span.end
    printed = one.printed if len(one.printed) <= _LONGEST else one.printed[: _LONGEST - 1] + "…"
    before, after = clause.words[max(start - _AROUND, 0) : start], clause.words[end : end + _AROUND]
    if one.place.in_number:
        before, after = "", f" {clause.words[:_AROUND]}"
    return (
        f"{'…' if start > _AROUND else ''}{before}⟦{printed}⟧{after}{'…' if end + _AROUND < len(clause.words) else ''}"
    )


def _show(words: str) -> str:
    return show_hidden(words.replace("\n", "↵").replace("\t", " | "))


def write_json(report: CheckReport) -> str:
    """A report as JSON, by `check-report-1.schema.json`."""
    counts = Counter(one.severity for one in report.findings)
    record = {
        "schema_version": SCHEMA_VERSION,
        "texts": [
            {
                "name": one.source.name,
                "sha256": one.source.sha256,
                "clauses": len(one.walk()),
                "languages": list(one.languages),
            }
            for one in report.texts
        ],
        "counts": {one: counts[one] for one in SEVERITIES},
        "left_out": {one: dict(report.left_out).get(one, 0) for one in SEVERITIES},
        "findings": [_make_record(one) for one in report.findings],
        "notices": [{"code": one.code, "message": one.message} for one in report.notices],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _make_record(one: TextFinding) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": load_rules()[one.code].name,
        "severity": one.severity,
        "place": make_place(one.place),
        "printed": one.printed,
        "message": one.message,
        "advice": one.advice,
        "proposal": one.proposal,
        "redline": [{"op": kind, "text": words} for kind, words in one.redline],
        "related": [make_place(place) for place in one.related],
    }


def make_place(place: FaultPlace) -> dict[str, Any]:
    """A place as a record: the file, the eid, the citation, the code points, and whether it is the number."""
    return {
        "source": place.source,
        "eid": place.eid,
        "cited": place.cited,
        "start": place.span.start,
        "end": place.span.end,
        "in_number": place.in_number,
    }


def load_schema() -> str:
    """The JSON Schema of a report."""
    return resources.files(__package__).joinpath("check-report-1.schema.json").read_text(encoding="utf-8")


def list_rules() -> str:
    """One line per rule: code, severity, name, and what it finds."""
    rows = load_rules().values()
    width = max(len(one.name) for one in rows)
    return "".join(f"{one.code}  {one.severity:<7}  {one.name:<{width}}  {one.says}\n" for one in rows)


def explain_rule(rule: CheckRule) -> str:
    """The section of a rule, as in the documentation."""
    from decision_diff.audit.check.pages import write_section  # noqa: PLC0415 - late: few ask for it

    return write_section(rule)
