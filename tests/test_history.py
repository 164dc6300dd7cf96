"""A decision through its revisions."""

from __future__ import annotations

import pytest

from decision_diff import History, read
from paths import FIXTURES

C24, C25 = FIXTURES / "decision-641-c24.zh.txt", FIXTURES / "decision-641-c25.zh.txt"


def history() -> History:
    third = (
        C25.read_text(encoding="utf-8")
        .replace("3\tWTPF-26的筹备", "3\t新增一段。\n4\tWTPF-26的筹备")
        .replace("巴哈马举行", "日内瓦举行")
    )
    return History.of({"C24": read(C24), "C25": read(C25), "C26": read(third)})


def test_log_follows_a_clause_through_its_amendments() -> None:
    log = history().log("part_1__para_1")
    assert [(entry.label, entry.change.mark) for entry in log] == [("C26", "MOD"), ("C25", "MOD")]
    assert log[0].change.old[0].text.startswith("第七届WTPF（WTPF-26）将于")


def test_log_follows_a_clause_through_renumbering() -> None:
    log = history().log("part_1__para_4")
    assert [(entry.label, sorted(entry.change.effects)) for entry in log] == [("C26", ["renumbering"])]


def test_log_ends_where_the_clause_was_inserted() -> None:
    assert [(entry.label, entry.change.mark) for entry in history().log("att_2__tr_9")] == [("C25", "ADD")]
    assert history().log("att_2__tr_9", "C25") == history().log("att_2__tr_9")


def test_at_and_diff() -> None:
    revisions = history()
    assert revisions.at("C24").plain == C24.read_bytes().decode()
    assert revisions.diff("C24", "C25") == revisions.comparisons[0]
    marks = {change.mark for change in revisions.diff("C24", "C26").changes}
    assert marks == {"ADD", "MOD", "(MOD)"}


@pytest.mark.parametrize("revisions", [[], [("a", read("1\t甲\n")), ("a", read("1\t乙\n"))]])
def test_labels_must_tell_revisions_apart(revisions: list[tuple[str, object]]) -> None:
    with pytest.raises(ValueError, match="label"):
        History.of(revisions)  # type: ignore[arg-type]


def test_an_unknown_label_or_clause_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="C99"):
        history().at("C99")
    with pytest.raises(KeyError):
        history().log("art_99")
