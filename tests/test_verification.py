"""Is a redline honest? An honest one is proved, each way to cheat is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from amendments import Act, amended
from decision_diff import DecisionDiffError, compare, render, verify
from decision_diff.cli import main
from decision_diff.model import Source
from paths import FIXTURES

OLD, NEW = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def redline(fmt: str) -> str:
    return str(render(compare(OLD, NEW), fmt, all=True))


def source(text: str, fmt: str) -> Source:
    return Source(f"redline.{fmt}", "", text.encode())


@pytest.mark.parametrize("fmt", ["html", "json"])
def test_an_honest_redline_is_proved(fmt: str) -> None:
    verdict = verify(source(redline(fmt), fmt), OLD, NEW)
    assert verdict
    assert verdict.notices == ()


@pytest.mark.parametrize("fmt", ["html", "json"])
@pytest.mark.parametrize(
    ("was", "forged", "revision"),
    [("不得形成规定性", "不应形成规定性", "old"), ("巴哈马", "巴拿马", "new"), ("秘书长须组成", "秘书长可组成", "old"), ("具体日期", "日期", "old")],
)  # fmt: skip
def test_a_forged_word_is_found(fmt: str, was: str, forged: str, revision: str) -> None:
    text = redline(fmt)
    assert was in text
    verdict = verify(source(text.replace(was, forged), fmt), OLD, NEW)
    assert not verdict
    assert revision in {one.revision for one in verdict.differences}


def test_a_forged_number_is_found() -> None:
    text = redline("html").replace('<span class="n">7</span>', '<span class="n">9</span>')
    verdict = verify(source(text, "html"), OLD, NEW)
    assert {one.found for one in verdict.differences} == {"9 WTPF-26须向所有成员国和部门成员开放；", "9 讨论"}


def test_a_silent_change_outside_the_marks_is_found() -> None:
    verdict = verify(source(redline("html").replace("选举主席", "选举副主席"), "html"), OLD, NEW)
    assert [(one.expected, one.found) for one in verdict.differences] == [("2 选举主席", "2 选举副主席")] * 2


def test_what_stands_beside_the_texts_is_not_proved_and_said() -> None:
    verdict = verify(source(redline("html").replace("5 changes", "4 changes"), "html"), OLD, NEW)
    assert verdict
    assert [notice.code for notice in verdict.notices] == ["redline-otherwise"]


@pytest.mark.parametrize(
    ("text", "fmt", "said"),
    [
        ("{}", "json", "not a whole redline"),
        ("not json", "json", "not a whole redline"),
        (str(render(compare(OLD, NEW), "json")), "json", "--all"),
        ("[-a-]", "md", "cannot be verified"),
        ("x", "klingon", "klingon"),
    ],
)
def test_what_cannot_be_verified_is_one_sentence(text: str, fmt: str, said: str) -> None:
    with pytest.raises(DecisionDiffError, match=said):
        verify(source(text, fmt), OLD, NEW)


def test_an_empty_page_is_not_the_same() -> None:
    assert not verify(source("<html></html>", "html"), OLD, NEW)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "redline.html"
    page.write_text(redline("html"), encoding="utf-8")
    assert main(["verify", str(page), "--old", str(OLD), "--new", str(NEW)]) == 0
    assert capsys.readouterr().out == "proved\n"
    assert main(["verify", str(page), "--old", str(NEW), "--new", str(NEW)]) == 1
    shown = capsys.readouterr().out
    assert "  file:    第641号决定（C24，最后修正C25）\n  redline: 第641号决定（C24）\n" in shown
    assert shown.splitlines()[-1].startswith("not proved: ")
    assert main(["verify", str(OLD), "--old", str(OLD), "--new", str(NEW)]) == 2
    assert "cannot be verified" in capsys.readouterr().err


@settings(max_examples=200)
@given(amended())
def test_every_reversible_redline_is_proved(acts: tuple[Act, Act]) -> None:
    old, new = (act.write() for act in acts)
    comparison = compare(old, new)
    for fmt in ("html", "json"):
        assert verify(source(str(render(comparison, fmt, all=True)), fmt), old, new)
