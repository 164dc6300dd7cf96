"""The result of a parity check as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from decision_diff.audit.parity.values import FindingCode, Parity, ParityFinding, VersionSays
from decision_diff.characters import show_hidden
from decision_diff.model import Clause
from decision_diff.renderers.formulas import escape_formula

SCHEMA_VERSION: Final = "1.0"
UNPAIRED: Final = 0.5  # of texts less alike than this it is said that they may be no versions of one another
_SAYINGS: Final[dict[FindingCode, str]] = {
    "clause-missing": "a clause that not all versions have",
    "number-differs": "another number",
    "change-missing": "not changed in all versions",
    "change-differs": "changed in other ways",
    "fact-differs": "",
    "fact-differed": "before the amendment, ",
}
KINDS: Final = {
    "date": "dates", "amount": "amounts", "percentage": "percentages", "period": "periods", "number": "numbers", "act": "acts cited by number",
    "reference": "references", "symbol": "document symbols", "country": "countries", "city": "cities", "body": "bodies",
    "obligation": "obligations", "bracket": "square brackets",
}  # fmt: skip
_OBLIGATIONS: Final = {
    "must": "must", "should": "should", "may": "may", "must_not": "must not", "should_not": "should not", "need_not": "need not",
    "must|should": "must or should",
}  # fmt: skip


def format_parity(parity: Parity) -> str:
    """The findings as text: for each clause where the versions have it, then what differs, and at the end the counts."""
    lines: list[str] = []
    last = -1
    for one in parity.findings:
        if one.row != last:
            lines += [*([""] if lines else []), name_row(parity, one.row)]
            last = one.row
        lines.append(f"  {say_finding(parity, one)}")
    return "\n".join([*lines, *([""] if lines else []), *summarize(parity)]) + "\n"


def summarize(parity: Parity) -> Iterator[str]:
    """What was compared and found, in one or two sentences."""
    if parity.paired < UNPAIRED:
        yield f"Of {_count(len(parity.rows), 'clause')} only {int(parity.paired * 100)} % have a partner in every version: these may not be versions of one text."
    told = [one for one in parity.findings if one.code != "fact-differed"]
    names = ", ".join(show_hidden(one.name) for one in parity.versions)
    compared = f"{_count(len(parity.rows), 'clause')} in {names}"
    if not told:
        yield f"No difference in what was compared: {compared}."
    else:
        kinds = Counter(one.kind or one.code.replace("-", " ") for one in told)
        counts = ", ".join(f"{count} × {kind}" for kind, count in kinds.items())
        yield f"{_count(len(told), 'difference')} in {_count(len({one.row for one in told}), 'clause')} of {compared}: {counts}."
    before = len(parity.findings) - len(told)
    if before:
        yield f"{_count(before, 'difference')} of the old texts {'is' if before == 1 else 'are'} gone."


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def name_row(parity: Parity, row: int) -> str:
    """Where the clauses of a row stand, in each version; a version without one is told by what is found."""
    places = []
    for version, place in zip(parity.versions, list_places(parity, row), strict=True):
        if place is not None:
            places.append(f"{show_hidden(version.name)} {show_hidden(place)}")
    before = "repealed: " if parity.rows[row].side == "old" else ""
    return before + " · ".join(places)


def list_places(parity: Parity, row: int) -> list[str | None]:
    """The place of the clause of each version, as it is cited."""
    found = parity.rows[row]
    places: list[str | None] = []
    for version, clause in zip(parity.versions, found.clauses, strict=True):
        text = version.comparison.old if found.side == "old" and version.comparison else version.new
        places.append(None if clause is None else text.place(clause.eid))
    return places


def say_finding(parity: Parity, finding: ParityFinding) -> str:
    """One finding in one line: what differs, and what each version has."""
    clauses = parity.rows[finding.row].clauses
    if finding.code == "clause-missing":
        there = [one.name for one, clause in zip(parity.versions, clauses, strict=True) if clause is not None]
        words = next(clause.line for clause in clauses if clause is not None)
        missing = [one.name for one in parity.versions if one.name not in there]
        return f"only in {', '.join(map(show_hidden, there))}, missing in {', '.join(map(show_hidden, missing))}: {_shorten(show_hidden(words))}"
    head = _SAYINGS[finding.code] + (KINDS[finding.kind] if finding.kind else "")
    each = (
        f"{show_hidden(version.name)} {say_values(finding, at, clauses[at])}"
        for at, version in enumerate(parity.versions)
    )
    return f"{head}: {' · '.join(each)}"


def say_values(finding: ParityFinding, version: int, clause: Clause | None) -> str:
    """What one version has, for people: dates and amounts in one form for all languages, names as they are printed."""
    values = finding.values[version]
    if values is None:
        return "(no such clause)"
    return ", ".join(filter(None, (_show(finding, one, clause) for one in values))) or "–"


def _show(finding: ParityFinding, said: VersionSays, clause: Clause | None) -> str:
    if finding.kind == "obligation":
        return _OBLIGATIONS.get(said.value, said.value)
    if finding.kind in ("country", "city", "body") and said.span and clause and finding.code == "fact-differs":
        return show_hidden(said.span.of(clause.words))
    return show_hidden(said.value.replace("_", " "))


def _shorten(line: str) -> str:
    flat = line.replace("\n", " ").replace("\t", " | ")
    return flat if len(flat) <= 80 else flat[:79] + "…"


def write_parity(parity: Parity) -> str:
    """The result as JSON, after `parity-1.schema.json`; places of facts are code points of the words of the clause, half-open."""
    record = {
        "schema_version": SCHEMA_VERSION,
        "agrees": parity.agrees,
        "paired": round(parity.paired, 4),
        "versions": [
            {
                "name": one.name,
                "language": one.code,
                "new": one.new.source.name,
                "old": one.comparison.old.source.name if one.comparison else None,
            }
            for one in parity.versions
        ],
        "rows": [_make_row(parity, at) for at in range(len(parity.rows))],
        "findings": [_make_finding(parity, one) for one in parity.findings],
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _make_row(parity: Parity, at: int) -> dict[str, Any]:
    row = parity.rows[at]
    clauses = [
        None if clause is None else {"eid": clause.eid, "place": place, "number": clause.number, "words": clause.words}
        for clause, place in zip(row.clauses, list_places(parity, at), strict=True)
    ]
    return {"side": row.side, "clauses": clauses}


def _make_finding(parity: Parity, one: ParityFinding) -> dict[str, Any]:
    values = [
        None
        if each is None
        else [
            {
                "value": said.value,
                "span": [said.span.start, said.span.end] if said.span and one.code == "fact-differs" else None,
            }
            for said in each
        ]
        for each in one.values
    ]
    return {"code": one.code, "kind": one.kind, "row": one.row, "values": values, "sentence": say_finding(parity, one)}


def load_schema() -> str:
    """The JSON schema of `write_parity`."""
    return resources.files(__package__).joinpath("parity-1.schema.json").read_text(encoding="utf-8")


def write_csv(parity: Parity) -> str:
    """All clauses side by side as CSV: for each version the place and the words, and behind them what differs."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    names = [show_hidden(one.name) for one in parity.versions]
    writer.writerow(
        [escape_formula(cell) for name in names for cell in (f"{name}: place", f"{name}: text")] + ["differences"]
    )
    said = group_sentences(parity)
    for at, row in enumerate(parity.rows):
        cells = [
            cell
            for clause, place in zip(row.clauses, list_places(parity, at), strict=True)
            for cell in (show_hidden(place or ""), show_hidden(clause.words) if clause else "")
        ]
        writer.writerow([escape_formula(cell) for cell in (*cells, "\n".join(said.get(at, [])))])
    return f"\ufeff{output.getvalue()}"


def group_sentences(parity: Parity) -> dict[int, list[str]]:
    """What is found, by row."""
    said: dict[int, list[str]] = {}
    for one in parity.findings:
        said.setdefault(one.row, []).append(say_finding(parity, one))
    return said
