"""`decision-diff amend rebase` and `amend carry`: outputs, exit codes, and what they refuse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import decision_diff as dd
from decision_diff.amend.rebasing import report
from decision_diff.cli import main
from decision_diff.reviewer import notes as noted

OLD = "Decision 12\ndecides\n1\tto meet in Geneva for three days;\n2\tto invite Member States.\n"
DRAFT = OLD.replace("three", "four").replace("States", "States and Sector Members")
BASE = OLD.replace("Geneva", "Nassau").replace("to invite", "to urge").replace("Member States", "all members")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("old", OLD), ("draft", DRAFT), ("base", BASE)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*given: str) -> int:
    return main(["amend", "rebase", *given])


def test_it_prints_conflicts_with_both_texts_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.txt", "draft.txt", "base.txt") == 1
    assert capsys.readouterr().out.splitlines() == [
        "old.txt → draft.txt, carried over to base.txt",
        "",
        "in conflict (the result has what the new base has): 1",
        "  decides 2: the new base has other words there",
        "    draft: {+ and Sector Members+}",
        "    new base: to urge all members.",
        "",
        "already there: 0",
        "",
        "carried: 1",
        "  decides 1",
        "    draft: [-three-]{+four+}",
    ]


def test_it_exits_with_0_if_nothing_is_in_conflict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "base.txt").write_text(OLD.replace("Geneva", "Nassau"), encoding="utf-8")
    assert run("old.txt", "draft.txt", "base.txt", "-o", "new.txt") == 0
    assert (folder / "new.txt").read_text("utf-8") == DRAFT.replace("Geneva", "Nassau")


@pytest.mark.parametrize("name", ["redline.docx", "redline.html"])
def test_rejecting_a_redline_gives_the_new_base_and_accepting_it_the_result(folder: Path, name: str) -> None:
    assert run("old.txt", "draft.txt", "base.txt", "-o", name, "-o", "new.txt") == 1
    assert (folder / "new.txt").read_text("utf-8") == BASE.replace("three", "four")
    assert dd.verify(folder / name, folder / "base.txt", folder / "new.txt")


def test_the_author_and_the_date_of_tracked_changes_are_those_given(folder: Path) -> None:
    given = ("--author", "Kenya", "--date", "2025-07-04T09:00:00Z")
    assert run("old.txt", "draft.txt", "base.txt", "-o", "redline.docx", *given) == 1
    assert dd.read(folder / "redline.docx").view == "accepted"
    assert {one.author for block in dd.read(folder / "redline.docx").blocks for one in block.authored} == {"Kenya"}


def test_the_record_is_valid_and_has_each_edit_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.txt", "draft.txt", "base.txt", "--json") == 1
    printed = capsys.readouterr().out
    record = json.loads(printed)
    jsonschema.validate(record, json.loads(report.load_schema()))
    assert [(edit["outcome"], edit["old"], edit["reason"]) for edit in record["edits"]] == [
        ("carried", "decides 1", ""),
        ("conflict", "decides 2", "amended"),
    ]
    assert record["text"] == BASE.replace("three", "four")
    assert run("old.txt", "draft.txt", "base.txt", "-o", "record.json") == 1
    assert (folder / "record.json").read_text("utf-8") == printed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("-", "-", "base.txt"), "only one of OLD, DRAFT and NEWBASE can be standard input"),
        (("old.txt", "draft.txt", "base.txt", "--author", "A"), "--author is for a redline"),
        (("old.txt", "draft.txt", "base.txt", "-o", "new.txt", "--author", "A"), "--author is for a redline"),
        (("old.txt", "draft.txt", "base.txt", "-o", "a.html", "--author", "A"), "--author"),
        (("old.txt", "draft.txt", "base.txt", "-o", "a.xyz"), "xyz"),
        (("old.txt", "draft.txt", "base.txt", "-o", "a.txt", "-o", "a.txt"), "given as output twice"),
        (("old.txt", "draft.txt", "base.txt", "-o", "base.txt", "--force"), "base.txt"),
        (("old.txt", "draft.txt", "none.txt"), "none.txt"),
        (("old.txt", "draft.txt", "base.txt", "-q", "--json"), "--json"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], said: str
) -> None:
    assert run(*given) == 2
    assert said in capsys.readouterr().err
    assert (folder / "base.txt").read_text("utf-8") == BASE


def test_quiet_prints_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("old.txt", "draft.txt", "base.txt", "-q") == 1
    assert capsys.readouterr() == ("", "")


def test_a_comparison_and_a_draft_without_conflicts_do_not_load_diff_match_patch() -> None:
    code = (
        "import sys, decision_diff as dd\n"
        "from decision_diff.amend import rebase\n"
        "one, two, three = (dd.read(text=f'1\\t{word};\\n2\\t{other};\\n') for word, other in (('a b', 'c d'), ('a x', 'c d'), ('a b', 'c y')))\n"
        "assert not rebase(one, two, three).conflicts\n"
        "assert 'diff_match_patch' not in sys.modules\n"
        "assert rebase(one, two, dd.read(text='1\\ta z;\\n2\\tc d;\\n')).conflicts\n"
        "assert 'diff_match_patch' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# -- notes and pins


def carry(*given: str) -> int:
    return main(["amend", "carry", *given])


def export(old: str, new: str, *noted_on: tuple[str, str, bool]) -> str:
    comparison = dd.compare(old, new)
    entries = []
    for number, change in comparison.numbered:
        for words, note, reviewed in noted_on:
            if words in change.new_text:
                eids = [[clause.eid for clause in side] for side in (change.old, change.new)]
                entries.append(
                    {
                        "number": number,
                        "mark": change.mark,
                        "place": "x",
                        "old": eids[0],
                        "new": eids[1],
                        "reviewed": reviewed,
                        "note": note,
                    }
                )
    sides = {
        name: {"name": one.source.name, "sha256": one.source.sha256}
        for name, one in (("old", comparison.old), ("new", comparison.new))
    }
    return json.dumps({"format": "decision-diff-review", "version": 1, **sides, "changes": entries})


def test_notes_go_to_the_same_clauses_and_ticks_stay_where_the_words_do(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = (
        DRAFT.replace("1\tto", "1\tto begin early;\n2\tto")
        .replace("2\tto invite", "3\tto invite")
        .replace("Sector", "all Sector")
    )
    (folder / "later.txt").write_text(later, encoding="utf-8")
    given = export("old.txt", "draft.txt", ("four", "ask the host", True), ("Sector", "too wide", True))
    (folder / "notes.json").write_text(given, encoding="utf-8")
    assert carry("old.txt", "draft.txt", "later.txt", "--notes", "notes.json", "-o", "carried.json") == 0
    assert "decides 3: the words of the change are others now" in capsys.readouterr().err
    found = noted.read(dd.read(folder / "carried.json").source)
    remarks = [remark for _, remark in found.find(dd.compare("old.txt", "later.txt"))]
    assert [(one.place, one.reviewed, one.note) for one in remarks] == [
        ("decides 2", True, "ask the host"),
        ("decides 3", False, "too wide"),
    ]
    assert dd.render(dd.compare("old.txt", "later.txt"), "review", notes=found)


def test_a_note_whose_clause_is_gone_or_is_no_change_any_more_is_listed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "later.txt").write_text(OLD.replace("2\tto invite Member States.\n", ""), encoding="utf-8")
    given = export("old.txt", "draft.txt", ("four", "ask the host", False), ("Sector", "too wide", False))
    (folder / "notes.json").write_text(given, encoding="utf-8")
    assert carry("old.txt", "draft.txt", "later.txt", "--notes", "notes.json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["changes"] == []
    assert "(ask the host): these clauses are no longer a change" in err
    assert "(too wide): a clause of it is gone" in err


def test_notes_on_other_texts_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "notes.json").write_text(export("old.txt", "draft.txt", ("four", "x", False)), encoding="utf-8")
    assert carry("base.txt", "draft.txt", "draft.txt", "--notes", "notes.json") == 2
    assert "made on another old text" in capsys.readouterr().err


def test_pins_follow_their_clauses_and_the_rest_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = DRAFT.replace("1\tto", "1\tto begin early;\n2\tto").replace(
        "2\tto invite Member States and Sector Members.\n", ""
    )
    (folder / "later.txt").write_text(later, encoding="utf-8")
    (folder / "pins.txt").write_text(
        "decides 1=decides 1\ndecides 2=decides 2\ndecides 2=\n".replace("decides 2=\n", ""), encoding="utf-8"
    )
    assert carry("old.txt", "draft.txt", "later.txt", "--pins", "pins.txt") == 1
    out, err = capsys.readouterr()
    assert out == "part_1__para_1=part_1__para_2\n"
    assert "not carried: decides 2=decides 2: a clause of it is gone" in err


def test_carry_takes_notes_or_pins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert carry("old.txt", "draft.txt", "base.txt") == 2
    assert "give either --notes FILE or --pins FILE" in capsys.readouterr().err
