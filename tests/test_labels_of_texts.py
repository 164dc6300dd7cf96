"""`--title`, `--old-label` and `--new-label` stand in the place of file names in the headings of all outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from comparisons import full
from decision_diff import cli
from paths import FIXTURES
from renderings import shown

TWO = [str(FIXTURES / f"decision-641-{session}.zh.txt") for session in ("c24", "c25")]


@pytest.mark.parametrize("fmt", ["text", "html", "review", "markdown", "table-html", "table-md"])
def test_labels_stand_in_the_place_of_file_names(fmt: str) -> None:
    comparison = full()
    page = shown(comparison, fmt, old_label="Alt<24>\u202e", new_label="Neu")
    head = page[page.find("<body") : page.find("<footer")] if "<body" in page else page
    assert "Neu" in head
    assert "Alt" in head
    assert "\u202e" not in page
    assert "<24>" not in head or fmt == "text"
    shown_names = [
        line for line in head.splitlines() if "decision-c2" in line.replace("\\", "") and "data-old-name" not in line
    ]
    assert not shown_names
    assert "Our title" in shown(comparison, fmt, title="Our title")


def test_the_command_takes_them_and_refuses_them_where_they_say_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    labels = ["--old-label", "C24", "--new-label", "C25"]
    assert cli.main([*TWO, *labels, "--title", "Decision 641"]) == 1
    assert capsys.readouterr().out.startswith("Decision 641\nOld: C24\nNew: C25\n")
    assert cli.main([*TWO, *labels, "-f", "json"]) == 2
    assert "--old-label has no effect on json" in capsys.readouterr().err
