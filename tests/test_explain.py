"""The way of a clause through the stages: every clause has one, and it says what the comparison did."""

from __future__ import annotations

import pytest

import decision_diff as dd
from comparisons import decision_641
from decision_diff import cli, outline
from decision_diff.align.confidence import find_measured
from decision_diff.audit.explain import OLD, explain
from decision_diff.errors import PinError
from paths import FIXTURES

TWO = [str(FIXTURES / f"decision-641-{session}.zh.txt") for session in ("c24", "c25")]


def said(comparison: dd.Comparison, clause: str) -> dict[str, str]:
    return {stage.name: "\n".join(stage.lines) for stage in explain(comparison, clause)}


def test_every_clause_of_both_texts_has_a_way() -> None:
    comparison = decision_641()
    for side, decision in (("", comparison.new), (OLD, comparison.old)):
        for clause in decision.walk():
            way = said(comparison, side + clause.eid)
            assert list(way) == ["read", "matched", "changed", "shown"]
            assert clause.eid in way["read"]


def test_a_way_says_what_was_done() -> None:
    comparison = dd.compare(
        "某某法\n第一条　论坛在巴哈马举行，为期三天，须向所有成员国开放。\n第二条　主题如下。\n第三条　依照第二条的规定，另行通知各方。\n",
        "某某法\n第一条　论坛在巴拿马举行，为期三天，须向所有成员国开放。\n第二条　增加一款。\n第三条　主题如下。\n"
        "第四条　依照第三条的规定，另行通知各方。\n",
    )
    way = said(comparison, "第一条")
    assert "number '第一条' (value 1, style zh-article)" in way["read"]
    assert "found by place" in way["matched"]
    assert "replace “巴哈马” by “巴拿马”: substantive" in way["changed"]
    assert way["shown"] == "as number 1"
    assert "with no clause of the old text" in said(comparison, "第二条")["matched"]
    assert "consequential" in said(comparison, "第四条")["changed"]
    assert said(comparison, "第三条")["shown"] == "as number 4, among the clauses that only got another number"
    assert said(comparison, f"{OLD}第二条") == said(comparison, "第三条")
    with pytest.raises(PinError, match="no clause is called 9"):
        explain(comparison, "9")


def test_the_figures_of_each_pass_are_printed() -> None:
    comparison = decision_641()
    matched = said(comparison, "做出决定1")["matched"].split("\n")
    assert matched[2:] == [
        "  measured: at this likeness 99 of 100 links of this pass are right",
        "  likeness 0.35: 52 and 56 characters, 19 of them in common",
        "  number: 1 on both sides",
        "  hang on part_1 and part_1, which are matched",
    ]


def test_the_measured_row_is_that_of_the_confidence() -> None:
    assert find_measured("place", 0.7) == (0.7, 0.997)
    assert find_measured("place", 0.699) == (0.55, 0.99)
    assert find_measured("part", 1.0) == (1.0, 0.99)
    assert find_measured("part", 0.999) == (0.0, 0.98)


def test_what_is_doubted_stands_below_its_clause(capsys: pytest.CaptureFixture[str]) -> None:
    text = "某某法\n第一条　甲。\n第三条　乙。\n"
    shown = outline.explain(dd.read(text=text), {})
    assert "number '第三条' (value 3, style zh-article)\n    hangs: at the top: it continues the list of art_1" in shown
    assert "doubt: number-gap: numbers are missing before 第三条" in shown
    assert cli.main(["outline", TWO[1], "--explain"]) == 0
    assert capsys.readouterr().out.startswith("title  第641号决定（C24，最后修正C25）\n    read as: block 1, title")


def test_the_command_prints_it_instead_of_the_redline(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*TWO, "--explain", "做出决定 › 1"]) == 1
    assert capsys.readouterr().out.startswith("read\n   old part_1__para_1 (做出决定1)\n")
    assert cli.main([*TWO, "--explain", "1", "-f", "json"]) == 2
    assert "give it without -o, -f and -q" in capsys.readouterr().err
