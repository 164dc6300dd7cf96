"""The rounds of a negotiation."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
from decision_diff.cli import main
from decision_diff.history import rounds_report
from decision_diff.history.rounds import Round, trace_rounds
from wordfiles import WHO, dele, docx, ins, p, t

NEGOTIATION = Path(__file__).parents[1] / "fixtures" / "negotiation" / "history.toml"


def write(*clauses: str) -> str:
    return "Decision 12\ndecides\n" + "".join(f"{at}\t{one};\n" for at, one in enumerate(clauses, 1))


def trace(*texts: str, rejected: dict[str, str] | None = None) -> tuple[Round, ...]:
    history = dd.History.of({f"R{at}": dd.read(text=text) for at, text in enumerate(texts, 1)})
    return trace_rounds(history, {label: dd.read(text=text) for label, text in (rejected or {}).items()})


def tell(one: Round) -> list[tuple[str, str]]:
    return [(event.kind, event.words) for event in one.events]


KEPT = "to publish the report in six languages"


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("to meet [in Geneva] twice", "to meet in Geneva twice", [("agreed", "in Geneva")]),
        ("to meet [in Geneva] twice", "to meet twice", [("dropped", "[in Geneva]")]),
        ("to meet in Geneva twice", "to meet [in Geneva] twice", [("bracketed", "[in Geneva]")]),
        ("to meet [in May] [in June]", "to meet in June", [("chosen", "in June")]),
        ("to meet twice", "to meet twice in Nairobi", [("added", " in Nairobi")]),
        ("to meet twice", "to meet thrice", [("reworded", "twice → thrice")]),
        ("to meet twice in Nairobi", "to meet twice", [("vanished", "in Nairobi")]),
        ("to meet twice", "to meet twice,", []),
        (
            "to meet [in Geneva or in a city chosen by all]",
            "to meet in Geneva or in a city",
            [("agreed", "in Geneva or in a city"), ("dropped", "chosen by all")],
        ),
        (
            "to meet [in Geneva in summer] [in Nairobi]",
            "to meet in Geneva",
            [("chosen", "in Geneva"), ("dropped", "in summer")],
        ),
        ("to meet [ADOPTED]", "to meet", [("dropped", " [ADOPTED]")]),
        ("to meet [Note: to be checked.]", "to meet", [("dropped", " [Note: to be checked.]")]),
        ("to meet 3 times", "to meet times", [("vanished", "3")]),
        ("to meet 12 times", "to meet 1 times", [("reworded", "12 → 1")]),
        ("to send reports", "to send report", [("reworded", "reports → report")]),
        ("于5月前提交年度报告", "于5月提交年度报告", [("vanished", "前")]),
        ("成员国不得收取费用", "成员国得收取费用", [("reworded", "不得 → 得"), ("vanished", "不")]),
    ],
)
def test_what_a_round_did_to_a_clause(old: str, new: str, wanted: list[tuple[str, str]]) -> None:
    (one,) = trace(write(old, KEPT), write(new, KEPT))
    assert tell(one) == wanted


def test_whole_clauses_come_and_vanish() -> None:
    (one,) = trace(write("to meet twice a year in Geneva", KEPT), write(KEPT, "to invite the regional organizations"))
    assert tell(one) == [
        ("vanished", "to meet twice a year in Geneva;"), ("added", "to invite the regional organizations;"),
    ]  # fmt: skip
    assert one.vanished[0].is_old


def test_what_was_agreed_and_comes_into_brackets_again_is_told_with_the_round_that_agreed_it() -> None:
    first, second, third = (write(f"that the group {words} report", KEPT) for words in ("[shall]", "shall", "[shall]"))
    agreed, again = trace(first, second, third)
    assert tell(agreed) == [("agreed", "shall")]
    assert [(one.kind, one.since) for one in again.events] == [("re-opened", "R2")]


def test_what_was_agreed_is_followed_where_its_clause_gets_another_number() -> None:
    first = write("that the group [shall] report", KEPT)
    second = write("to convene an expert group of ten", "that the group shall report", KEPT)
    third = write("to convene an expert group of ten", KEPT, "that the group may report")
    _, last = trace(first, second, third)
    assert [(one.kind, one.since) for one in last.events] == [("changed", "R2")]
    assert last.events[0].words == "shall → may"


def test_a_tracked_deletion_is_a_mark_and_what_the_document_never_had_is_not() -> None:
    first = write("to meet twice a year in Geneva", KEPT, "to invite the regional organizations")
    second = write(KEPT)
    honest = trace(first, second, rejected={"R2": first})
    assert not honest[0].vanished
    assert {one.kind for one in honest[0].events} == {"dropped"}
    silent = trace(first, second, rejected={"R2": write("to meet twice a year in Geneva", KEPT)})
    assert [one.words for one in silent[0].vanished] == ["to invite the regional organizations;"]
    reworded = trace(first, second.replace("six", "five"), rejected={"R2": first.replace("six", "five")})
    assert "six" in [one.words for one in reworded[0].vanished]


def test_a_document_whose_tracked_changes_go_back_further_than_one_round_is_honest() -> None:
    first, second = write("to meet twice", KEPT), write("to meet twice in Nairobi", KEPT, "to invite the academia")
    third = write("to meet twice in Nairobi or Geneva", KEPT, "to invite the academia")
    _, honest = trace(first, second, third, rejected={"R2": first, "R3": first})
    assert tell(honest) == [("added", " or Geneva")]
    _, silent = trace(first, second, write("to meet twice", KEPT), rejected={"R2": first, "R3": first})
    assert [one.words for one in silent.vanished] == ["in Nairobi", "to invite the academia;"]


@pytest.mark.parametrize(("end", "code"), [("<w:del>", 0), ("", 1)])
def test_what_a_document_shows_as_inserted_and_deleted_again_has_not_vanished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], end: str, code: int
) -> None:
    added = f"<w:ins {WHO}>{dele(' in Nairobi')}</w:ins>" if end else ""
    for name, shown in (("r1", ""), ("r2", ins(" in Nairobi")), ("r3", added)):
        body = [
            p(t("Decision 12")),
            p(t("decides")),
            p(t("1 to meet twice") + shown),
            p(t(f"2 {KEPT}") + ins(" and more")),
        ]
        (tmp_path / f"{name}.docx").write_bytes(docx("".join(body)))
    assert main(["history", "rounds", *(str(tmp_path / f"{name}.docx") for name in ("r1", "r2", "r3"))]) == code
    out = capsys.readouterr().out
    assert ("VANISHED without a mark: in Nairobi" in out) == bool(code)
    assert ("dropped:  in Nairobi" in out) == (not code)


def test_what_is_shown_as_deleted_hides_the_same_words_once_and_no_part_of_others() -> None:
    first = write("to meet 3 times in the year", "to meet in the year", KEPT)
    second = write("to meet 3 times", "to meet", KEPT)
    history = dd.History.of({"R1": dd.read(text=first), "R2": dd.read(text=second)})
    (one,) = trace_rounds(history, {"R2": dd.read(text=second)}, {"R2": [" in the year"]})
    assert [event.words for event in one.vanished] == ["in the year"]
    (one,) = trace_rounds(history, {"R2": dd.read(text=second)}, {"R2": [" held in the years 2033 and 2034"]})
    assert [event.words for event in one.vanished] == ["in the year"] * 2


sentences = st.sampled_from(
    ["to meet in Geneva", "to report to the Council", "to invite Member States", "to convene a group of ten"]
)


@given(st.lists(sentences, min_size=2, max_size=4, unique=True), st.data())
def test_whatever_is_in_no_bracket_and_goes_is_told_by_name(texts: list[str], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(texts) - 1))
    in_brackets = data.draw(st.booleans())
    shown = [f"[{one}]" if at == gone and in_brackets else one for at, one in enumerate(texts)]
    (one,) = trace(write(*shown, KEPT), write(*(text for at, text in enumerate(texts) if at != gone), KEPT))
    assert [event.words.strip("[];") for event in one.vanished] == ([] if in_brackets else [texts[gone]])
    assert bool([event for event in one.events if event.kind == "dropped"]) == in_brackets


def test_the_negotiation_of_the_fixtures(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "rounds", str(NEGOTIATION)]) == 0
    out = capsys.readouterr().out
    assert "做出决定7: agreed: WTPF-26须向所有成员国和部门成员开放；" in out
    assert "做出决定6 d): dropped: [八]" in out
    assert out.endswith("Nothing vanished without a mark.\n")


def test_documents_of_rounds_are_read_with_their_tracked_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, before, second = tmp_path / "r1.txt", tmp_path / "before.txt", tmp_path / "r2.txt"
    first.write_text(
        write("to meet twice a year in Geneva", KEPT, "to invite the regional organizations"), encoding="utf-8"
    )
    before.write_text(write("to meet twice a year in Geneva", KEPT), encoding="utf-8")
    second.write_text(write(KEPT), encoding="utf-8")
    dd.compare(before, second).save(tmp_path / "r2.docx")
    assert main(["history", "rounds", f"R1={first}", f"R2={tmp_path / 'r2.docx'}"]) == 1
    out = capsys.readouterr().out
    assert "decides 3: VANISHED without a mark: to invite the regional organizations;" in out
    assert "decides 1: dropped: to meet twice a year in Geneva;" in out
    assert "1 passage vanished without a mark, in R2." in out


def test_the_record_follows_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "rounds", "--json", str(NEGOTIATION)]) == 0
    record = json.loads(capsys.readouterr().out)
    jsonschema.validate(record, json.loads(rounds_report.load_schema()))
    assert [(one["open_before"], one["open_now"]) for one in record["rounds"]] == [(11, 8), (8, 1)]
    assert main(["history", "schema", "rounds"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "The rounds of a negotiation"


def test_one_round_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r1.txt").write_text(write(KEPT), encoding="utf-8")
    assert main(["history", "rounds", str(tmp_path / "r1.txt")]) == 0
    assert capsys.readouterr().out == "There is only one round.\n"
