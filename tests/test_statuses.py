"""Status by highlighting: green agreed, yellow agreed in a group, none open; shown, never compared."""

from __future__ import annotations

import json

import jsonschema
import pytest

import decision_diff as dd
from decision_diff import amend, outline
from decision_diff.amend.proposals import report
from decision_diff.model import Decision
from decision_diff.renderers import json as json_renderer
from wordfiles import docx, p, t


def lit(text: str, colour: str, changed: str = "") -> str:
    """A run that is highlighted; `changed` is the colour that it had before a tracked change of formatting."""
    was = (
        f'<w:rPrChange w:id="9" w:author="A"><w:rPr><w:highlight w:val="{changed}"/></w:rPr></w:rPrChange>'
        if changed
        else ""
    )
    return f'<w:r><w:rPr><w:highlight w:val="{colour}"/>{was}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def make(*clauses: str) -> bytes:
    return docx(
        "".join([p(t("Decision 12")), p(t("decides")), *(p(t(f"{at}\t") + one) for at, one in enumerate(clauses, 1))])
    )


def tell(decision: Decision) -> list[str]:
    return [outline.find_status(clause) for clause in decision.walk()][2:]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (lit("to meet;", "green"), "agreed"),
        (lit("to meet;", "darkGreen"), "agreed"),
        (lit("to meet;", "yellow"), "agreed in a group"),
        (lit("to ", "green") + lit("meet;", "yellow"), "agreed in a group"),
        (lit("to meet", "green") + t(";"), "agreed"),  # signs do not count
        (lit("to", "green") + t(" ") + lit("meet;", "green"), "agreed"),
        (lit("to ", "green") + t("meet;"), "partly agreed"),
        (lit("to meet;", "cyan"), ""),
        (t("to meet;"), ""),
    ],
)
def test_the_status_of_a_clause(words: str, status: str) -> None:
    assert tell(dd.read(make(words))) == [status]


def test_each_view_has_its_own() -> None:
    data = make(lit("to meet;", "green", changed="yellow"))
    assert tell(dd.read(data)) == ["agreed"]
    assert tell(dd.read(data, view="rejected")) == ["agreed in a group"]


OLD = make(lit("to meet in Geneva;", "green"), t("to report;"), lit("to rest.", "yellow"))
NEW = make(lit("to meet in Geneva;", "yellow"), lit("to report;", "green"), t("to rest."))


def test_it_is_never_a_difference_and_every_output_says_it() -> None:
    comparison = dd.compare(OLD, NEW)
    assert not comparison.differs
    assert [(one.code, one.revision) for one in comparison.notices] == [("status", "old"), ("status", "new")]
    for fmt in ("text", "html", "markdown"):
        assert "1 green \\(agreed\\)" in dd.render(comparison, fmt) or "1 green (agreed)" in dd.render(comparison, fmt)
    record = json.loads(dd.render(comparison, "json", all=True))
    jsonschema.validate(record, json.loads(json_renderer.load_schema()))


def test_a_redline_of_coloured_documents_is_verified() -> None:
    new = make(lit("to meet in Nassau;", "yellow"), lit("to report;", "green"), t("to rest."))
    redline = dd.render(dd.compare(OLD, new), "docx")
    found = dd.verify(redline, OLD, new)
    assert found
    assert not found.notices


def test_the_outline_says_it() -> None:
    assert [line.rpartition("  ")[2] for line in outline.format_tree(dd.read(OLD)).splitlines()[2:]] == ["(agreed)", "to report;", "(agreed in a group)"]  # fmt: skip
    (part,) = (one for one in outline.make_records(dd.read(OLD))["clauses"] if one["children"])
    assert [one["status"] for one in part["children"]] == ["agreed", "", "agreed in a group"]


def test_proposals_on_what_is_agreed_say_so() -> None:
    found = amend.compile(OLD, {"A": "MOD\tA/1/1\ndecides\n1\tto meet in Nassau;\nMOD\tA/1/2\ndecides\n2\tto sing;\n"})
    assert [one.status for one in found.entries] == ["agreed", ""]
    assert "decides 1 (agreed in the base)\n" in report.format_compilation(found)
    record = json.loads(report.write_compilation(found))
    jsonschema.validate(record, json.loads(report.load_schema()))
    assert [one["status"] for one in record["entries"]] == ["agreed", ""]
