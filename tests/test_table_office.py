"""LibreOffice opens the tables, shows exactly the texts of their cells, and prints them."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import comparisons
import office
from comparisons import decision_641
from decision_diff import renderers
from decision_diff.changes import Comparison
from decision_diff.renderers import table
from decision_diff.renderers.options import TableOptions
from renderings import HOSTILE, STRANGE

pytestmark = pytest.mark.office
SHEETS = pytest.mark.skipif(
    not office.has_sheets() and not os.environ.get("CI"), reason="this LibreOffice opens no spreadsheets"
)


def written(comparison: Comparison, name: str, path: Path, **options: Any) -> table.ComparisonTable:
    output = renderers.render(comparison, name, TableOptions(**options))
    assert isinstance(output, bytes)
    path.write_bytes(output)
    return table.make(comparison, TableOptions(**options))


CASES = {
    "641": (decision_641, {}),
    "full": (comparisons.full, {"profile": "un", "labels": "en"}),
    "hostile": (lambda: comparisons.full(HOSTILE + STRANGE), {"unchanged": "full"}),
    "arabic": (comparisons.full, {"profile": "itu", "labels": "ar"}),
}


def lines(made: table.ComparisonTable) -> list[str]:
    """Every paragraph of the document, in order."""
    cells = [[table.join_text(cell) for cell in row.cells] for row in made.rows]
    texts = [made.title, made.names, table.join_text(made.legend)]
    texts += [made.summary_heading, *(line.text for line in made.summary)] if made.summary else []
    texts += [column.heading for column in made.columns]
    texts += [line for row in cells for cell in row for line in cell.split("\n")]
    for closing in made.closings:
        texts += [closing.heading, *(f"{at}.\t{text}" for at, text in enumerate(closing.lines, 1))]
    return texts


def test_word_tables_hold_exactly_the_texts(tmp_path: Path) -> None:
    wanted = {}
    for name, (make, options) in CASES.items():
        path = tmp_path / f"{name}.docx"
        wanted[path, "asis"] = written(make(), "table-docx", path, **options)
    for key, found in office.texts(list(wanted)).items():
        body = found["body"] if wanted[key].closings else found["body"][:-1]  # ours ends in an empty paragraph then
        assert body == lines(wanted[key]), key
        assert found["loaded"] == 0


@SHEETS
@pytest.mark.parametrize("case", CASES)
def test_spreadsheets_hold_exactly_the_texts(case: str, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    make, options = CASES[case]
    path = tmp_path / "table.xlsx"
    made = written(make(), "table-xlsx", path, **options)
    # Comma, quotes, UTF-8, from the first line, quote all texts, what is stored and not what is shown.
    out = office.converted(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false", tmp_path)
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == [column.heading for column in made.columns]
    want = [[table.join_text(cell) for cell in row.cells] for row in made.rows]
    assert rows[1 : len(want) + 1] == want


@pytest.mark.parametrize("name", ["table-docx", pytest.param("table-xlsx", marks=SHEETS)])
def test_tables_print(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"table.{name[-4:]}"
    written(decision_641(), name, path)
    out = office.converted(path, "pdf", tmp_path)
    assert out.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", str(out), "-"], capture_output=True, check=True, text=True
        ).stdout
        assert "修改前后对照表" in text
