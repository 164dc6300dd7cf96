"""`decision-diff amend compile`: outputs, exit codes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from decision_diff import amend
from decision_diff.amend.proposals import report
from decision_diff.cli import main
from decision_diff.errors import FormatError, OutputError

BASE = "Decision 12\ndecides\n1\tto meet in Geneva for three days;\n2\tto invite Member States.\n"
LISTED = "MOD\tJ/1/1\ndecides\n1\tto meet in Nassau for three days;\nReasons:\tSun.\nNOC\tJ/1/2\ndecides\n2\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "base": BASE,
        "a": BASE.replace("Geneva", "Nassau"),
        "b": BASE.replace("Geneva", "Kingston"),
        "j": LISTED,
    }.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*given: str) -> int:
    return main(["amend", "compile", *given])


def test_it_prints_who_proposes_what(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("base.txt", "A=a.txt", "B=b.txt", "J=j.txt") == 1
    assert capsys.readouterr().out.splitlines() == [
        "Base: base.txt",
        "A: a.txt (text)",
        "B: b.txt (text)",
        "J: j.txt (list of proposals)",
        "proposals on 2 clauses; 1 conflict",
        "",
        "Conflicts:",
        "1. decides 1: “Geneva” — A, J: “Nassau”; B: “Kingston”",
        "",
        "decides 1 (conflict 1)",
        "  MOD — A, J",
        "    to meet in [-Geneva-]{+Nassau+} for three days;",
        "    J: MOD J/1/1. Reasons: Sun.",
        "  MOD — B",
        "    to meet in [-Geneva-]{+Kingston+} for three days;",
        "",
        "decides 2",
        "  NOC — J",
        "    to invite Member States.",
        "    J: NOC J/1/2.",
    ]


def test_nothing_contested_is_exit_code_0(folder: Path) -> None:
    assert run("base.txt", "A=a.txt", "J=j.txt") == 0


def test_files_are_written_by_their_suffix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("base.txt", "A=a.txt", "B=b.txt", "-o", "o.docx", "-o", "o.json", "-o", "o.txt") == 1
    assert capsys.readouterr().out == ""
    record = json.loads((folder / "o.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, json.loads(report.load_schema()))
    assert [one["alternatives"][1]["names"] for one in record["conflicts"]] == [["B"]]
    assert run("base.txt", "o.docx", "-o", "again.json") == 1
    again = json.loads((folder / "again.json").read_text(encoding="utf-8"))
    assert again["conflicts"] == record["conflicts"]
    assert {one["kind"] for one in again["proposals"]} == {"tracked"}


def test_a_text_with_brackets_has_other_marks() -> None:
    found = amend.compile(BASE.replace("Geneva", "[Geneva]"), {"A": BASE})
    assert "{-[-}Geneva{-]-}" in report.format_compilation(found)


def test_hidden_characters_are_shown_by_number() -> None:
    found = amend.compile(BASE, {"A": BASE.replace("Geneva", "Gen\u202eeva")})
    assert "‹U+202E›" in report.format_compilation(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["A=a.txt", "A=b.txt"], "the name 'A' is given twice"),
        (["a.txt"], "this is not a Word document with tracked changes, so it needs a name: NAME=FILE"),
        (["a.txt", "b.txt"], "have no name; write NAME=FILE"),
        (["=a.txt"], "'=a.txt' is not written as NAME=FILE"),
        (["A="], "'A=' is not written as NAME=FILE"),
        (["A=-", "B=-"], "only one of BASE and the files can be standard input"),
        (["A=missing.txt"], "missing.txt"),
        (["A=a.txt", "-o", "o.xyz"], "has no suffix that tells its format"),
        (["A=a.txt", "-o", "base.txt", "--force"], "base.txt"),
        (["A=a.txt", "--date", "2026-01-01T00:00:00Z"], "--date is for Word documents"),
        (["A=a.txt", "--json", "-o", "o.json"], "--json prints"),
        (["A;B=a.txt"], "has a semicolon"),
    ],
)
def test_what_it_refuses(folder: Path, capsys: pytest.CaptureFixture[str], given: list[str], said: str) -> None:
    assert run("base.txt", *given) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_proposes_nothing_is_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("base.txt", "A=base.txt") == 0
    assert "A: base.txt says what the base says" in capsys.readouterr().err


def test_python_writes_the_same_outputs(folder: Path) -> None:
    found = amend.compile("base.txt", {"A": "a.txt", "B": Path("b.txt")})
    assert run("base.txt", "A=a.txt", "B=b.txt", "-o", "o.docx", "-o", "o.table.md") == 1
    assert amend.save_compilation(found, "p.docx") == ()
    assert (folder / "p.docx").read_bytes() == (folder / "o.docx").read_bytes()
    assert amend.render_compilation(found, "table-md").content == (folder / "o.table.md").read_text(encoding="utf-8")
    with pytest.raises(OutputError):
        amend.save_compilation(found, "p.docx")
    with pytest.raises(OutputError):
        amend.save_compilation(found, "base.txt", force=True)
    with pytest.raises(FormatError, match="has no suffix that tells its format"):
        amend.save_compilation(found, "p.xyz")
    with pytest.raises(FormatError, match="not written as 'pdf'"):
        amend.render_compilation(found, "pdf")
