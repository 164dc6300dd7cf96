"""`history.toml` with amending acts in the place of revisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from amendingacts import ACT, NEW, OLD
from decision_diff.cli import main

LATER = "关于修改《灯塔管理办法》的决定\n一、将第一条修改为：“为了点灯，制定本办法。”\n"
ROWS = ('label = "2020"\ndate = 2020-01-01\nfile = "old.txt"', 'label = "2024"\ndate = 2024-01-01\nact = "act.txt"', 'label = "2025"\nact = "later.txt"')  # fmt: skip


def write(folder: Path, *rows: str, act: str = ACT) -> str:
    """A manifest of these rows, with its files; where it is."""
    for name, text in (("old.txt", OLD), ("act.txt", act), ("later.txt", LATER)):
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "history.toml"
    path.write_text("".join(f"[[revision]]\n{row}\n" for row in rows), encoding="utf-8")
    return str(path)


def test_a_base_and_its_acts_give_all_later_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = write(tmp_path, *ROWS)
    texts = {"2020": OLD, "2024": NEW, "2025": NEW.replace("为了管理灯塔", "为了点灯")}
    for label, text in texts.items():
        assert main(["history", "at", label, manifest]) == 0
        shown = capsys.readouterr()
        assert shown.out == text
        assert ("no order says so: 第四条 is cited as 第五条" in shown.err) is (label == "2024")
    assert main(["history", "log", "--clause", "art_9", manifest]) == 0
    assert "一百元" in capsys.readouterr().out


def test_an_act_that_is_refused_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = write(tmp_path, *ROWS, act=ACT.replace("第五条第二款单列", "第五条第九款单列"))
    assert main(["history", "log", manifest]) == 2
    assert "act.txt: the act was refused: 四, line 7" in capsys.readouterr().err


def test_an_act_is_locked_as_a_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = write(tmp_path, *ROWS)
    assert main(["history", "lock", manifest]) == 0
    (tmp_path / "act.txt").write_text(ACT + "\n", encoding="utf-8")
    assert main(["history", "log", manifest]) == 2
    assert "act.txt is not the file that was locked" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ((ROWS[1],), "the first revision is a file, which later acts amend; it has an act"),
        ((ROWS[0], 'label = "x"\nact = "act.txt"\nfile = "old.txt"'), "revision x has a file and an act; give one of them"),
        ((ROWS[0], 'label = "x"'), "revision x has no file and no act"),
        ((ROWS[0], 'label = "x"\nact = "../act.txt"'), "the file '../act.txt' is not in the folder of the manifest"),
    ],
)  # fmt: skip
def test_a_manifest_that_is_not_valid_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: tuple[str, ...], why: str
) -> None:
    assert main(["history", "log", write(tmp_path, *rows)]) == 2
    assert why in capsys.readouterr().err
