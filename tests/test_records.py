"""The flat table for data frames: its columns, its rows, and that other programs read it."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given

from comparisons import full, same
from decision_diff import compare, render
from decision_diff.changes import Comparison
from decision_diff.errors import OutputError
from decision_diff.renderers import records
from paths import FIXTURES
from renderings import HOSTILE, STEPS, amended
from wordfiles import base, document, p, pack, paged, t

OLD, NEW = (FIXTURES / f"decision-641-c{session}.zh.txt" for session in (24, 25))
TYPES = {
    "string": ("VARCHAR", str),
    "integer": ("BIGINT", int),
    "number": ("DOUBLE", float),
    "boolean": ("BOOLEAN", bool),
}
NAMES = [column.name for column in records.COLUMNS]


def load(path: Path, what: str = "select *") -> list[tuple[Any, ...]]:
    found = duckdb.sql(f"{what} from '{path}'")
    assert found is not None
    return found.fetchall()


def test_the_guide_lists_the_columns_as_they_are() -> None:
    text = (Path(__file__).parents[1] / "docs/records.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(column.name, column.type, column.summary) for column in records.COLUMNS]
    assert f"`decision_diff.columns`: {records.VERSION}" in text


def test_the_columns_are_those_of_version_1_0() -> None:
    """Whoever changes one of these breaks the tables of others; new ones come at the end, with another version."""
    assert (records.VERSION, " ".join(NAMES)) == (
        "1.0",
        (
            "row change mark kind effects op old_eid new_eid old_number new_number old_place new_place old_start old_end new_start new_end "
            "old_text new_text old_value new_value confidence found_by authors ignored message old_file new_file old_sha256 new_sha256"
        ),
    )


@pytest.mark.parametrize("comparison", [compare(OLD, NEW), full(), full(HOSTILE), same()], ids=["641", "full", "hostile", "same"])  # fmt: skip
def test_another_program_reads_the_same_values(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "changes.parquet"
    comparison.save(path, all=True)
    types = [TYPES[column.type][0] for column in records.COLUMNS]
    assert [row[:2] for row in load(path, "describe select *")] == list(zip(NAMES, types, strict=True))  # fmt: skip
    rows = records.build_rows(comparison, all=True)
    cleaned = [
        tuple(records.clean_text(value) if isinstance(value, str) else value for value in row.values()) for row in rows
    ]
    assert load(path) == cleaned
    for row in rows:
        assert list(row) == NAMES
        for column in records.COLUMNS:
            assert row[column.name] is None or type(row[column.name]) is TYPES[column.type][1]


@pytest.mark.parametrize("hostile", ["", HOSTILE, "=1+1", "'quoted", '\ufeff\x1f,;"\n'])
def test_the_csv_is_the_same_table(hostile: str, tmp_path: Path) -> None:
    comparison = full(hostile)
    path = tmp_path / "x.records.csv"
    comparison.save(path, all=True)
    text = path.read_bytes().decode("utf-8")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == NAMES
    assert text.startswith("row,change,")
    shown = [
        [
            "" if value is None else str(value).lower() if isinstance(value, bool) else records.clean_text(str(value))
            for value in row.values()
        ]
        for row in records.build_rows(comparison, all=True)
    ]
    assert [[cell.removeprefix("'") for cell in line] for line in lines[1:]] == shown
    assert not [cell for line in lines for cell in line if re.match(r"\s*[=+\-@]", cell)]


def test_duckdb_reads_the_csv(tmp_path: Path) -> None:
    path = tmp_path / "x.records.csv"
    compare(OLD, NEW).save(path)
    parquet = tmp_path / "x.parquet"
    compare(OLD, NEW).save(parquet)
    for what in ("change", '"row"', "old_text", "new_text", "confidence", "ignored", "new_start"):  # fmt: skip
        assert [one or None for (one,) in load(path, f"select {what}")] == [
            one or None for (one,) in load(parquet, f"select {what}")
        ]


@given(steps=STEPS)
def test_rows_and_edits_are_those_of_the_changes(steps: list[tuple[str, str]]) -> None:
    comparison = amended(steps)
    rows = comparison.to_dicts(flat=True, all=True)
    numbers = [row["change"] for row in rows if row["row"] == "change"]
    assert numbers == [number for number, _ in comparison.numbered]
    for number, change in comparison.numbered:
        edits = [row for row in rows if row["row"] == "edit" and row["change"] == number]
        assert len(edits) == sum(edit.op != "equal" for edit in change.edits)
        text = change.old_text
        for row in reversed(edits):  # the edits, and nothing else, make the new text of the old one
            assert (row["old_text"] or "") == change.old_text[row["old_start"] or 0 : row["old_end"] or 0]
            text = text[: row["old_start"] or 0] + (row["new_text"] or "") + text[row["old_end"] or 0 :]
        assert text == change.new_text
    assert sum(row["row"] == "unchanged" for row in rows) == len(comparison.unchanged)
    assert not [row for row in comparison.to_dicts(flat=True) if row["row"] == "unchanged"]


def test_each_kind_of_row_says_what_it_is() -> None:
    old = "Article 1\nThe Director shall report within [six] months.\nArticle 2\nIt ends.\n\n"
    new = "Article 1\nThe Director may report within nine months.\nArticle 2\nIt ends .\n"
    rows = compare(old, new, ignore="space").to_dicts(flat=True)
    said = [(row["row"], row["kind"], row["old_value"], row["new_value"], row["ignored"]) for row in rows]
    assert ("signal", "obligation", "must", "may", False) in said
    assert [(row["row"], row["kind"]) for row in rows if row["row"] == "bracket"] == [("bracket", "dropping")]
    assert [row["new_text"] for row in rows if row["ignored"] and row["row"] == "change"] == ["It ends ."]
    assert [row["change"] for row in rows if row["ignored"]] == [None] * sum(bool(row["ignored"]) for row in rows)
    assert [row["message"] for row in rows if row["row"] == "notice"] != []
    (first,) = [row for row in rows if row["row"] == "edit" and row["old_text"] == "shall"]
    assert (first["old_eid"], first["old_start"], first["new_text"]) == ("art_1", 13, "may")


def test_headers_and_what_is_seen_beside_words_have_rows() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
    old, new, other = (paged({"header": p(inner)}) for inner in (t("第12条"), t("第1") + raised + t("条"), t("第13条")))
    (row,) = [row for row in compare(old, other).to_dicts(flat=True) if row["row"] == "header"]
    assert (row["kind"], row["old_place"], row["old_text"], row["new_text"]) == ("header", "header of section 1", "第12条", "第13条")  # fmt: skip
    assert row["message"] is None
    (row,) = [row for row in compare(old, new).to_dicts(flat=True) if row["row"] == "header"]
    assert row["old_text"] == row["new_text"] == "第12条"
    assert "superscript" in row["message"]
    old, new = (pack(base(document(p(t("x") + inner)))) for inner in (t("2"), raised))
    (row,) = [row for row in compare(old, new).to_dicts(flat=True) if row["row"] == "feature"]
    found = [row[name] for name in ("kind", "old_value", "new_value", "change", "new_start", "new_text")]
    assert found == ["superscript", None, "", 1, 1, "2"]


def test_without_the_library_one_sentence_says_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(OutputError, match=r'^Parquet output needs arro3: pip install "decision-diff\[parquet\]"$'):
        render(same(), "records-parquet")
