"""The public benchmark of alignment: its format, its counts, and a program of somebody else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import field as bench

OLD = """\
示例港口条例

第一章　总则

第一条　为了规范港口经营，制定本条例。
港口包括码头。

第二条　经营人应当取得许可证。

第三条　经营人应当每年报告。

附件

第四条　不属于本条例。
"""
NEW = """\
示例港口条例

第一条　为了规范港口经营，制定本条例。
港口包括码头。

第一条之一　船舶应当登记。

第二条　经营人应当每年报告两次。
"""
GOLD = """\
old_article\tnew_article\top\tevidence\tdetail
1\t1\tunchanged\tB\t
\t1-1\tinserted\tA\t
2\t\tdeleted\tA\t
3\t2\tmodified+renumbered\tA\t
"""


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    folder = tmp_path / "set" / "港口条例"
    folder.mkdir(parents=True)
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("gold.tsv", GOLD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = Path(bench.__file__)
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, encoding="utf-8", check=False)


def test_articles_end_at_a_chapter_or_an_annex(pair: Path) -> None:
    assert bench.read_articles(pair / "old.txt") == {
        "1": "为了规范港口经营，制定本条例。\n港口包括码头。",
        "2": "经营人应当取得许可证。",
        "3": "经营人应当每年报告。",
    }
    assert list(bench.read_articles(pair / "new.txt")) == ["1", "1-1", "2"]


def test_what_is_counted(pair: Path) -> None:
    figures = bench.score(pair.parent, {}, ours=True)
    assert figures["decision-diff"] == dict.fromkeys(figures["decision-diff"], 1.0)
    assert figures["number"]["P"] == pytest.approx(1 / 2)  # 1 to 1 is right, 2 to 2 is wrong
    assert figures["number"]["R"] == pytest.approx(1 / 2)
    assert figures["number"]["alone P"] == pytest.approx(1 / 2)  # 1-1 came; 3 is said to have gone, and 2 is not


def test_what_is_open_counts_for_nothing(pair: Path) -> None:
    gold = pair / "gold.tsv"
    gold.write_text(GOLD.replace("3\t2\tmodified+renumbered\tA", "3\t2\tmodified+renumbered\tJ?"), encoding="utf-8")
    old, new = bench.read_articles(pair / "old.txt"), bench.read_articles(pair / "new.txt")
    for linked in ({("1", "1")}, {("1", "1"), ("3", "2")}):
        counts = bench.Counts()
        bench.count(linked, bench.read_gold(gold), old, new, counts)
        assert (counts.right, counts.wrong, counts.missed) == (1, 0, 0)
        assert (counts.alone_right, counts.alone_wrong, counts.alone_missed) == (2, 0, 0)


def test_a_program_of_somebody_else(pair: Path, tmp_path: Path) -> None:
    tool = tmp_path / "mine.py"
    tool.write_text("print('1\\t1')\nprint('3\\t2')\nprint('2\\t')\n", encoding="utf-8")
    done = run(str(pair.parent), "--without-ours", "--json", "--tool", f"mine={sys.executable} {tool} {{old}} {{new}}")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["set"]["mine"]["F1"] == 1.0


@pytest.mark.parametrize(("tool", "said"), [("mine", "NAME=COMMAND"), ("mine=false", "printed nothing")])
def test_a_program_that_cannot_be_asked(pair: Path, tool: str, said: str) -> None:
    done = run(str(pair.parent), "--without-ours", "--tool", tool)
    assert done.returncode == 1
    assert said in done.stderr
