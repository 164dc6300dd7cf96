"""Council documents as text: footnotes, proposals, editorial notes, the cover block and agenda tables; one text per rule."""

from __future__ import annotations

import json
import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import invariants
from decision_diff.cli import main
from decision_diff.model import Decision, Feature, Source, Span
from wordfiles import docx, p, t
from wordredlines import part

RULE = "_" * 20


def read(*lines: str) -> Decision:
    return dd.read(text="\n".join(lines) + "\n")


def show(decision: Decision) -> list[str]:
    """Each clause: level, number, words; indented by its depth."""
    return [
        "  " * (len(decision.path(one.eid)) - 1) + " ".join(filter(None, (one.level, one.number, one.words)))
        for one in decision.walk()
    ]


def compare(old: list[str], new: list[str]) -> dd.Comparison:
    comparison = dd.compare(read(*old), read(*new))
    invariants.check(comparison)
    return comparison


def list_changes(comparison: dd.Comparison) -> list[tuple[str, str]]:
    return [
        (change.mark, comparison.new.place((change.new or change.old)[0].eid) if change.new else "")
        for change in comparison.changes
    ]


# -- footnotes


@pytest.mark.parametrize("rule", ["____", RULE, "---", "─────────"])
@pytest.mark.parametrize(
    ("reference", "mark"), [("1", "1\t"), ("¹", "¹ "), ("[1]", "[1] "), ("(1)", "(1)\t"), ("*", "* "), ("1", "1 "), ("1", "1. ")]
)  # fmt: skip
def test_a_note_hangs_on_the_line_that_refers_to_it(rule: str, reference: str, mark: str) -> None:
    lines = [
        "Decision 30",
        "decides",
        f"1\tto open the harbour{reference};",
        "2\tto close the quay.",
        rule,
        f"{mark}A harbour for boats.",
    ]
    assert show(read(*lines)) == [
        "title Decision 30",
        "part decides",
        f"  paragraph 1 to open the harbour{reference};",
        f"    note {mark.strip()} A harbour for boats.",
        "  paragraph 2 to close the quay.",
    ]


def test_a_page_ends_with_notes_and_the_list_goes_on() -> None:
    lines = ["Decision 30", "decides", "1\tto open the harbour1;", RULE, "1\tA harbour for boats.", "2\tto close the quay2;",
             "3\tto report.", RULE, "2\tThe northern quay."]  # fmt: skip
    decision = read(*lines)
    assert [(one.level, one.number) for one in decision.walk()][2:] == [
        ("paragraph", "1"), ("note", "1"), ("paragraph", "2"), ("note", "2"), ("paragraph", "3"),
    ]  # fmt: skip
    assert not decision.notices


def test_a_number_behind_an_ideograph_may_refer_to_a_note() -> None:
    lines = [
        "第9号决定",
        "做出决定",
        "1\t支持岛屿国家1，包括附件2所列港口；",
        "2\t召开会议²；",
        RULE,
        "1\t人口不足一万。",
        "²\t2031年举行。",
        "3\t其他事项。",
    ]
    assert [(one.level, one.words) for one in read(*lines).walk()][2:] == [
        ("paragraph", "支持岛屿国家1，包括附件2所列港口；"), ("note", "人口不足一万。"), ("paragraph", "召开会议²；"), ("note", "2031年举行。"),
        ("paragraph", "其他事项。"),
    ]  # fmt: skip


def test_further_paragraphs_between_two_notes_belong_to_the_first() -> None:
    lines = [
        "Decision 30",
        "decides",
        "1\tto open the harbour1;",
        "2\tto close the quay2.",
        RULE,
        "1\tA harbour.",
        "It is deep.",
        "2\tA quay.",
    ]
    notes = [one.text for one in read(*lines).walk() if one.level == "note"]
    assert notes == ["A harbour.\nIt is deep.", "A quay."]


def test_a_note_that_nothing_refers_to_hangs_on_the_clause_before() -> None:
    lines = ["Decision 30", "decides", "1\tto open the harbour.", RULE, "¹ A harbour for boats."]
    assert show(read(*lines))[2:] == ["  paragraph 1 to open the harbour.", "    note ¹ A harbour for boats."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Rules of the harbour", "Opening", "The harbour is open to boats.", "-----", "1. Boats moor at the quay.", "2. They leave by night."],
        ["Purpose", "To open.", RULE, "References", "Decision 30"],
        ["Decision 30", "The form has a line for the name:", "Name _____________ 12 letters at most."],
        ["The pond is 12 m² wide.", "----", "2 Frogs are kept."],
    ],
)  # fmt: skip
def test_a_rule_alone_makes_no_notes(lines: list[str]) -> None:
    assert not [one for one in read(*lines).walk() if one.level == "note"]


def test_a_rule_within_a_line_has_notes_behind_it() -> None:
    lines = ["Decision 30", "considering", f"a)\tthat the six1 islands2 have quays; {RULE} 1 North and south. 2 Those with a harbour.",
             "b)\tthat 2 of them are closed,"]  # fmt: skip
    decision = read(*lines)
    assert show(decision)[2:] == [
        "  point a) that the six1 islands2 have quays;", "    note 1 North and south.", "    note 2 Those with a harbour.",
        "  point b) that 2 of them are closed,",
    ]  # fmt: skip
    assert decision.plain == "\n".join(lines) + "\n"


def test_only_the_note_that_changed_is_a_change_and_what_shifted_is_renumbered() -> None:
    old = [
        "Decision 30",
        "decides",
        "1\tto open the harbour1;",
        "2\tto close the quay2.",
        RULE,
        "1\tA harbour of 2030.",
        "2\tThe northern quay.",
    ]
    new = ["Decision 30", "decides", "1\tto open the harbour2, and the basin1 as well;", "2\tto close the quay3.", RULE,
           "1\tDug last year.", "2\tA harbour of 2031.", "3\tThe northern quay."]  # fmt: skip
    found = compare(old, new)
    by_place = {place: mark for mark, place in list_changes(found)}
    assert by_place == {
        "decides 1": "MOD", "decides 1 › footnote 1": "ADD", "decides 1 › footnote 2": "MOD",
        "decides 2": "(MOD)", "decides 2 › footnote 3": "(MOD)",
    }  # fmt: skip
    quay = next(
        change for change in found.changes if change.new[0].number == "2" and change.new[0].level == "paragraph"
    )
    assert quay.kind == "consequential"


def test_a_reference_that_leads_to_another_note_is_substantive() -> None:
    old = [
        "Decision 30",
        "decides",
        "1\tto open the harbour1;",
        "2\tto close the quay2.",
        RULE,
        "1\tIn summer only.",
        "2\tThe northern quay.",
    ]
    new = [
        "Decision 30",
        "decides",
        "1\tto open the harbour2;",
        "2\tto close the quay1.",
        RULE,
        "1\tIn summer only.",
        "2\tThe northern quay.",
    ]
    assert {change.kind for change in compare(old, new).changes} == {"substantive"}


KEPT = {
    "to open the eastern harbour on working days": "Boats of less than nine metres.",
    "to publish a yearly index of prices": "Consumer baskets of island households.",
    "to appoint twelve observers": "Chosen by lot among fishermen.",
    "to close old quarries near springs": "Limestone and granite pits alike.",
    "to invite neighbouring towns": "Those that signed the treaty of friendship.",
}


@given(count=st.integers(1, len(KEPT)), inserted=st.integers(0, len(KEPT)))
def test_a_note_put_in_anywhere_is_the_only_one_that_is_new(count: int, inserted: int) -> None:
    def write(notes: list[tuple[str, str]]) -> list[str]:
        clauses = [f"{nth}\t{clause}{nth};" for nth, (clause, _) in enumerate(notes, 1)]
        return ["Decision 30", "decides", *clauses, RULE, *(f"{nth}\t{note}" for nth, (_, note) in enumerate(notes, 1))]

    at, rows = min(inserted, count), list(KEPT.items())[:count]
    comparison = compare(
        write(rows), write([*rows[:at], ("to repaint lighthouses", "White, with red bands."), *rows[at:]])
    )
    assert [one.words for change in comparison.changes if change.mark == "ADD" for one in change.new] == [
        f"to repaint lighthouses{at + 1};", "White, with red bands.",
    ]  # fmt: skip
    assert {change.mark for change in comparison.changes} <= {"ADD", "(MOD)"}


@pytest.mark.parametrize("form", ["docx", "html", "json"])
def test_a_redline_of_a_text_with_notes_is_verified(form: str) -> None:
    lines = [
        "Decision 30",
        "decides",
        "1\tto open the harbour1;",
        "2\tto close the quay2.",
        RULE,
        "1\tA harbour.",
        "2\tA quay.",
    ]
    comparison = compare(lines, [*lines[:-1], "2\tThe northern quay."])
    redline = dd.render(comparison, "json", all=True) if form == "json" else dd.render(comparison, form)
    data = redline if isinstance(redline, bytes) else redline.encode()
    verification = dd.verify(Source(f"redline.{form}", "", data), comparison.old, comparison.new)
    assert verification, verification


# -- proposals


PROPOSALS = [
    "ADD  ISL/7A3/1", "Article 4", "Lights", "4.1 A light burns at night.", "4.2 It is white.", "Reasons:\tBoats come at night.", "They come from afar.",
    "(MOD)\tISL/7A3/2#12345", "DECISION 30 (C27)", "Harbours", "The Council,", "decides", "1\tto open the harbour;", "Reasons: Renumbered.",
    "SUP*\tCAN/ISL/8/1", "ANNEX 2", "Old rules", "1\tThe quay is closed.", "NOC", "ANNEX 3",
]  # fmt: skip


def test_a_proposal_holds_all_up_to_the_next_one_and_its_numbers_begin_anew() -> None:
    decision = read(*PROPOSALS)
    assert show(decision) == [
        "proposal ADD  ISL/7A3/1", "  article Article 4 Lights", "    paragraph 4.1 A light burns at night.", "    paragraph 4.2 It is white.",
        "  reasons Reasons:\tBoats come at night.", "    p They come from afar.",
        "proposal (MOD)\tISL/7A3/2#12345", "  heading DECISION 30 (C27)", "  heading Harbours", "  formula The Council,", "  part decides",
        "    paragraph 1 to open the harbour;", "  reasons Reasons: Renumbered.",
        "proposal SUP*\tCAN/ISL/8/1", "  attachment ANNEX 2", "    heading Old rules", "    paragraph 1 The quay is closed.",
        "proposal NOC", "  attachment ANNEX 3",
    ]  # fmt: skip
    assert not decision.notices
    assert decision.plain == "\n".join(PROPOSALS) + "\n"
    assert decision.place("prop_1__reasons_1") == "ADD  ISL/7A3/1 › reasons 1"


@pytest.mark.parametrize(
    "line", ["MODERN/12", "SUP the harbour of 2027", "ADD ISL is a country", "ADD\tof 12/1", "NOC/12/1", "MOD a/12/1"]
)
def test_a_word_that_looks_like_a_mark_is_a_word(line: str) -> None:
    assert not [
        one for one in read("Decision 30", "The harbour:", line, "It is open.").walk() if one.level == "proposal"
    ]


@pytest.mark.parametrize("mark", ["ADD", "MOD", "SUP", "NOC", "(MOD)", "ADD*", "SUP*"])
@pytest.mark.parametrize("gap", [" ", "\t", "  "])
def test_a_mark_in_the_margin_is_no_word(mark: str, gap: str) -> None:
    lines = ["Radio Rules", "ARTICLE 5", "Bands", "5.1\tThe band is free.", f"{mark}{gap}5.1A\tKites may use it.", f"{mark}{gap}5.1B\tBuoys may use it.",
             "5.2\tIt is closed."]  # fmt: skip
    decision = read(*lines)
    numbered = [(one.number, one.words) for one in decision.walk() if one.level == "paragraph"]
    assert numbered == [
        ("5.1", "The band is free."),
        ("5.1A", "Kites may use it."),
        ("5.1B", "Buoys may use it."),
        ("5.2", "It is closed."),
    ]
    assert decision.plain == "\n".join(lines) + "\n"
    without = [line.removeprefix(f"{mark}{gap}") for line in lines]
    changes = compare(without, lines).changes
    assert [change.new[0].number for change in changes] == ["5.1A", "5.1B"]
    for change in changes:
        assert change.old_text == change.new_text
        assert [(one.kind, one.old_value, one.new_value) for one in change.features] == [("mark", None, mark)]


REASONS = {
    "en": ["Reasons: So that ships find it.", "REASONS : So that ships find it."],
    "fr": ["Motifs : Pour que les navires le trouvent."],
    "es": ["Motivos: Para que los barcos lo encuentren."],
    "ru": ["Основания: чтобы суда его нашли."],
    "ar": ["الأسباب: لكي تجده السفن."],
    "zh": ["理由：便于船舶寻找。"],
    "ja": ["理由：船舶が見つけやすいようにするため。"],
    "ko": ["이유: 선박이 찾기 쉽도록 하기 위함."],
    "de": ["Gründe: Damit Schiffe ihn finden."],
}


@pytest.mark.parametrize(("code", "line"), [(code, line) for code, lines in REASONS.items() for line in lines])
def test_reasons_are_none_of_the_clause_before(code: str, line: str) -> None:
    text = f"MOD\tISL/7/1\nDOCUMENT 30\n1\t{line.partition(':')[2] or 'X'}\n2\tXX;\n{line}\n"
    decision = dd.read(text=text, language=code)
    (reasons,) = (one for one in decision.walk() if one.level == "reasons")
    assert reasons.text == line
    assert decision.parent(reasons.eid) is decision.clauses[0]


def test_reasons_without_a_proposal_do_not_end_the_list() -> None:
    decision = read(
        "Radio Rules",
        "ARTICLE 5",
        "Bands",
        "5.1\tThe band is free.",
        "ADD\t5.1A\tKites may use it.",
        "Reasons:\tThey fly.",
        "5.2\tIt is closed.",
    )
    assert show(decision)[1:] == [
        "article ARTICLE 5 Bands", "  paragraph 5.1 The band is free.", "  paragraph 5.1A Kites may use it.", "  reasons Reasons:\tThey fly.",
        "  paragraph 5.2 It is closed.",
    ]  # fmt: skip
    assert [notice.message for notice in decision.notices] == ["the numbering starts at ARTICLE 5"]


def test_reasons_that_a_page_wrapped_are_one_paragraph() -> None:
    words = "The harbour of the northern island was closed for three winters, and boats had to moor far away from the market."
    whole = [
        "MOD\tISL/7/1",
        "DECISION 30",
        "decides",
        f"1\t{words}",
        f"2\t{words}",
        f"Reasons:\t{words}",
        "SUP\tISL/7/2",
        "DECISION 31",
    ]
    wrapped = [part for line in whole for part in textwrap.wrap(line, 40, replace_whitespace=False, expand_tabs=False)]
    assert len(wrapped) > 12
    assert not compare(whole, wrapped).changes


MARKED = [
    "MOD\tISL/7/1",
    "ARTICLE 5",
    "MOD\t5.208\tThe band is open.",
    "NOC\t5.209\tThe band is shut.",
    "ADD\t5.209B\tKites may use it.",
]
REMARKED = [line.replace("MOD\t5", "SUP\t5") for line in MARKED]


def test_another_mark_in_the_margin_is_a_substantive_change_both_ways() -> None:
    for old, new, values in ((MARKED, REMARKED, ("MOD", "SUP")), (REMARKED, MARKED, ("SUP", "MOD"))):
        comparison = compare(old, new)
        (change,) = comparison.changes
        assert (change.mark, change.kind, change.new[0].number) == ("MOD", "substantive", "5.208")
        (one,) = change.features
        assert (one.kind, one.old_value, one.new_value, one.old, one.new) == ("mark", *values, Span(0, 0), Span(0, 0))
        assert not comparison.notices


def test_the_mark_counts_in_the_line_and_stands_at_the_start_of_the_clause() -> None:
    decision = read("ARTICLE 5", "  MOD\t5.208\tThe band is open.", "(MOD) 5.209\tThe band is shut.")
    assert [[one.span.of(block.raw) for one in block.features] for block in decision.blocks] == [[], ["MOD"], ["(MOD)"]]
    assert [one.features for one in decision.walk()][1:] == [
        (Feature("mark", Span(0, 0), "MOD"),), (Feature("mark", Span(0, 0), "(MOD)"),),
    ]  # fmt: skip


def test_the_outline_shows_the_mark_before_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("1\tThe band is open.\nSUP\t2\tThe band is shut.\n", encoding="utf-8")
    assert main(["outline", str(path)]) == 0
    assert capsys.readouterr().out == "para_1  1  The band is open.\npara_2  SUP  2  The band is shut.\n"
    assert main(["outline", str(path), "--json"]) == 0
    assert [one["mark"] for one in json.loads(capsys.readouterr().out)["clauses"]] == ["", "SUP"]


@pytest.mark.parametrize(
    "lines",
    [
        [line.replace("\t5", "   5") for line in MARKED],
        ["  " + line for line in MARKED],
        [*MARKED[:3], "", *MARKED[3:]],
    ],
)
def test_the_same_marks_laid_out_otherwise_are_no_change(lines: list[str]) -> None:
    assert not compare(MARKED, lines).changes


def test_the_mark_of_a_number_on_a_line_of_its_own_is_that_of_its_clause() -> None:
    whole = ["DECISION 30", "MOD\tArticle 1\tThe band is open.", "NOC\tArticle 2\tThe band is shut."]
    parted = [part for line in whole for part in re.split(r"(?<=[0-9])\t", line)]
    assert len(parted) == 5
    assert not compare(whole, parted).changes
    (change,) = compare(whole, [line.replace("NOC", "SUP") for line in parted]).changes
    assert [(one.old_value, one.new_value, one.new) for one in change.features] == [("NOC", "SUP", Span(0, 0))]


def test_a_mark_before_a_wrapped_paragraph_is_seen() -> None:
    words = "the keeper of the northern harbour lights the lamp at dusk and puts it out again at dawn, in all weathers"
    whole = ["DECISION 30", "decides", *(f"MOD\t{number}\t{words} {number};" for number in range(1, 7))]
    wrapped = [part for line in whole for part in textwrap.wrap(line, 40, replace_whitespace=False, expand_tabs=False)]
    assert len(wrapped) > 12
    assert not compare(whole, wrapped).changes
    other = [line.replace("MOD\t3", "NOC\t3") for line in wrapped]
    (change,) = compare(whole, other).changes
    assert [(one.old_value, one.new_value) for one in change.features] == [("MOD", "NOC")]


@pytest.mark.parametrize("fmt", ["text", "markdown", "json", "html", "docx", "table-csv", "table-html", "table-md"])
def test_every_output_says_that_a_mark_differs(fmt: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for path, lines in zip(paths, (MARKED, REMARKED), strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["compare", *map(str, paths), "-f", fmt, "-o", str(out)]) == 1
    assert "spacing" not in capsys.readouterr().err
    if fmt == "docx":
        assert re.search(r"<w:delText[^>]*>MOD</w:delText>.*?<w:t[^>]*>SUP</w:t>", part(out.read_bytes()))
    elif fmt == "json":
        (change,) = json.loads(out.read_text(encoding="utf-8"))["changes"]
        assert [(one["kind"], one["old_value"], one["new_value"]) for one in change["features"]] == [
            ("mark", "MOD", "SUP")
        ]
        assert change["kind"] == "substantive"
    else:
        assert "mark in the margin, at the start: MOD → SUP" in out.read_text(encoding="utf-8").replace("\\", "")
    paths[1].write_bytes(paths[0].read_bytes())
    assert main(["compare", *map(str, paths), "-f", fmt, "-o", str(out), "--force"]) == 0


@pytest.mark.parametrize("suffix", ["json", "html", "docx"])
def test_a_redline_of_marks_verifies_and_one_with_another_mark_does_not(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, redline = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / f"redline.{suffix}"
    old.write_text("\n".join(MARKED) + "\n", encoding="utf-8")
    new.write_text("\n".join(REMARKED) + "\n", encoding="utf-8")
    more = ["--all"] if suffix == "json" else []
    assert main(["compare", str(old), str(new), "-o", str(redline), *more]) == 1
    assert main(["verify", str(redline), str(old), str(new)]) == 0
    assert "byte for byte" not in "".join(capsys.readouterr())
    new.write_text("\n".join(REMARKED).replace("SUP\t", "NOC\t") + "\n", encoding="utf-8")
    code = main(["verify", str(redline), str(old), str(new)])
    said = "".join(capsys.readouterr())
    if suffix == "html":  # holds the words alone, as of all features: a notice says that the page is another
        assert (code, "not byte for byte" in said) == (0, True)
    else:
        assert (code, "NOT verified" in said) == (1, True)


def test_another_mark_in_a_word_document_is_a_change_too() -> None:
    old, new = (docx("".join(p(t(line.replace("\t", " "))) for line in lines)) for lines in (MARKED, REMARKED))
    for before in (dd.read(old), read(*(line.replace("\t", " ") for line in MARKED))):
        (change,) = dd.compare(before, dd.read(new)).changes
        assert [(one.old_value, one.new_value) for one in change.features] == [("MOD", "SUP")]


# -- editorial notes


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "[Editorial note: the annex follows.]"), ("en", "Note by the Secretariat: the annex follows."), ("en", "[Note by the Secretariat – see the annex]"),
        ("en", "Note: the annex follows."), ("en", "NOTE 1: The annex follows."), ("fr", "Note éditoriale : l'annexe suit."), ("es", "Nota de la Secretaría: sigue el anexo."),
        ("ru", "Примечание Секретариата: приложение следует."), ("ar", "ملاحظة من الأمانة: يلي الملحق."), ("zh", "编者注：附件见后。"), ("zh", "（编者注：附件见后。）"),
        ("zh", "注：附件见后。"), ("ja", "編集注：附属書は次のとおり。"), ("ko", "편집자 주: 부속서는 다음과 같다."), ("de", "Anmerkung des Sekretariats: Der Anhang folgt."),
    ],
)  # fmt: skip
def test_an_editorial_note_is_no_paragraph_of_the_part_before(code: str, line: str) -> None:
    decision = dd.read(text=f"X 30\n1\tX.\n{line}\n2\tXX.\n", language=code)
    assert [one.level for one in decision.walk()][1:] == ["paragraph", "editorialNote", "paragraph"]
    assert decision.walk()[2].text == line
    assert not decision.notices


def test_an_editorial_note_in_brackets_goes_up_to_the_one_that_closes_it() -> None:
    decision = read("[Editorial note: two versions are before the group:", "a) that of the first day;", "b) that of [the second].]", "Decision 30", "decides",
                    "1\tto open.")  # fmt: skip
    assert [(one.level, one.words) for one in decision.walk()][:2] == [
        ("editorialNote", "[Editorial note: two versions are before the group:\na) that of the first day;\nb) that of [the second].]"),
        ("title", "Decision 30"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Notes of the meeting are kept.",
        "(Note that boats moor here.)",
        "Note the lights.",
        "[Note that boats moor here]",
    ],
)
def test_a_sentence_that_begins_with_note_is_a_paragraph(line: str) -> None:
    assert [one.level for one in read("Rules", "The harbour is open.", line, "It is deep.").walk()] == [
        "title",
        "p",
        "p",
        "p",
    ]


# -- agenda tables


AGENDAS = {
    "head": [
        "Item\tSubject\tDocument",
        "1\tOpening of the meeting\tC27/1",
        "2\tThe harbour of the northern island\tC27/5",
        "2.1\tIts lights\tC27/6",
    ],
    "two columns": ["No.\tSubject", "1.1\tName of the island", "1.2\tHeight of the mast"],
    "no head": ["1\tOpening of the meeting\tC27/1", "2\tThe harbour\tC27/5", "3\tOther business\tC27/9"],
    "Chinese": ["议项\t主题\t文件", "1\t会议开幕\tC27/1", "2\t港口\tC27/5"],
}


@pytest.mark.parametrize("name", AGENDAS)
def test_a_row_may_begin_with_a_number(name: str) -> None:
    decision = read("ANNEX 1", "Agenda", "", *AGENDAS[name])
    rows = [[cell.of(one.text) for cell in one.cells] for one in decision.walk() if one.level == "row"]
    assert rows == [line.split("\t") for line in AGENDAS[name]]


CLAUSES = {
    "blank line before": [
        "Terms\tof reference",
        "",
        "1.1\tThe keeper lights the lamp",
        "",
        "1.2\tThe keeper cleans it",
    ],
    "after a clause": ["1\tGeneral", "1.1\tThe keeper lights the lamp", "1.2\tThe keeper cleans it"],
    "sentences": ["Terms\tof reference", "1\tThe keeper lights the lamp.", "2\tThe keeper cleans it."],
    "two numbers": ["1\t(a)\tlamps", "2\t(a)\tmasts"],
    "a symbol": ["Document C27/5\tOriginal: English", "1\tThe keeper lights the lamp", "2\tThe keeper cleans it"],
    "bullets": ["–\tof the northern island", "1\tThe keeper lights the lamp", "2\tThe keeper cleans it"],
    "marks": ["MOD\tISL/7/1", "1\tThe keeper lights the lamp", "2\tThe keeper cleans it"],
    "marks and numbers": ["ADD\t1\tThe keeper lights the lamp", "ADD\t2\tThe keeper cleans it"],
}


@pytest.mark.parametrize("name", CLAUSES)
def test_a_number_behind_which_a_tab_stands_is_mostly_that_of_a_clause(name: str) -> None:
    decision = read("ANNEX 1", "Duties", *CLAUSES[name])
    numbers = [one.number for one in decision.walk() if one.label and one.label.value and one.level != "attachment"]
    assert len(numbers) == sum("eeper" in line or "(a)" in line or "General" in line for line in CLAUSES[name])


# -- the cover block


COVERS = {
    "en": ["Agenda item: PL 1.2\tDocument C27/5-E", "27 May 2027", "Original: English", "Purpose", "The text was due.", "Summary: The harbour was closed.",
           "References", "Decision 12 (C20)", "DECISION 655 (C26)", "Harbours", "The Council,", "recalling"],
    "fr": ["Document C27/5-F", "27 mai 2027", "Original : anglais", "Résumé", "Le port est fermé.", "Références", "Décision 12", "DÉCISION 655 (C26)", "Ports",
           "Le Conseil,", "rappelant"],
    "es": ["Punto del orden del día: PL 1.2", "Documento C27/5-S", "Original: inglés", "Resumen", "El puerto está cerrado.", "ACUERDO 655 (C26)", "Puertos", "El Consejo,",
           "recordando"],
    "ru": ["Пункт повестки дня: PL 1.2", "Документ C27/5-R", "27 мая 2027 г.", "Оригинал: английский", "Резюме", "Порт закрыт.", "РЕШЕНИЕ 655 (C26)", "Порты", "Совет,",
           "напоминая"],
    "ar": ["بند جدول الأعمال: PL 1.2", "الوثيقة C27/5-A", "الأصل: بالإنكليزية", "ملخص", "الميناء مغلق.", "المقرر 655 (C26)", "الموانئ", "إن المجلس،", "إذ يذكر"],
    "zh": ["议项：PL 1.2", "文件 C27/5-C", "2027年5月27日", "原文：英文", "概要", "港口已关闭。", "第655号决定（C26）", "港口", "理事会，", "忆及"],
}  # fmt: skip


@pytest.mark.parametrize("code", COVERS)
def test_a_cover_block_ends_above_the_title_of_the_decision(code: str) -> None:
    lines = COVERS[code]
    decision = dd.read(text="\n".join(["X 2027", *lines]) + "\n", language=code)
    top = [one.level for one in decision.clauses]
    at = top.index("formula")
    assert top[at - 2 :] == ["heading", "heading", "formula", "recitals"]
    assert set(top[1 : at - 2]) == {"cover"}
    below = {
        "text was due": "Purpose",
        "Le port": "Résumé",
        "El puerto": "Resumen",
        "Порт": "Резюме",
        "الميناء": "ملخص",
        "港口已": "概要",
    }
    for words, heading in below.items():
        for one in decision.walk():
            if one.level == "p" and words in one.words:
                parent = decision.parent(one.eid)
                assert parent is not None
                assert parent.heading == heading
    assert not decision.notices


def test_a_blank_line_may_set_the_title_off() -> None:
    decision = read(
        "Document C27/5-E",
        "Purpose",
        "A text on harbours",
        "",
        "Harbours of the northern island",
        "The Council,",
        "decides",
        "1\tto open.",
    )
    assert [(one.level, one.words) for one in decision.walk()][1:4] == [
        ("cover", "Purpose"), ("p", "A text on harbours"), ("title", "Harbours of the northern island"),
    ]  # fmt: skip


def test_what_goes_on_with_a_number_is_the_report_itself() -> None:
    decision = read(
        "Council 2027",
        "Document C27/5-E",
        "Purpose: To inform.",
        "1\tBackground",
        "1.1\tThe harbour was closed.",
        "2\tOutlook",
        "2.1\tIt opens.",
    )
    assert show(decision) == [
        "title Council 2027", "cover Document C27/5-E", "cover Purpose: To inform.", "section 1 Background", "  paragraph 1.1 The harbour was closed.",
        "section 2 Outlook", "  paragraph 2.1 It opens.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["Documents are kept.", "Document the harbour.", "The original: a copy", "Purposeful: yes", "Original"]
)
def test_a_word_of_a_cover_block_is_no_sign_by_itself(line: str) -> None:
    assert not [
        one
        for one in read("Rules of the harbour", "The harbour is open.", line, "It is deep.").walk()
        if one.level == "cover"
    ]


def test_a_word_of_a_cover_block_below_a_number_is_text() -> None:
    assert not [
        one
        for one in read("Rules", "1.\tThe harbour is open.", "Purpose: to let boats in.", "2.\tIt is deep.").walk()
        if one.level == "cover"
    ]


# -- nothing is lost


PIECES = st.sampled_from([
    "____", "------", "1\tA note.", "¹ A note.", "* A note.", "[1] A note.", f"Boats; {RULE} 1 Small. 2 Big.", "Forum1 and group2", "2\tto open:", "MOD\tISL/12/1",
    "ADD\t5.1A\tText.", "NOC", "Reasons: none.", "[Editorial note: first", "second.]", "Note: text.", "Item\tName", "1.1\tIsland", "1\tOpening\tC27/1", "", "Annex 1",
    "decides", "The Council,", "Original: English", "Document C27/5-E", "Purpose", "Agenda item: 3", "DECISION 5", "27 May 2027", "References",
])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=30).filter(any))
def test_every_line_is_in_one_clause(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    decision = dd.read(text=text, unwrap="never")
    assert decision.plain == text
    holders = Counter(at for one in decision.walk() for at in range(one.origin.start, one.origin.end))
    for at, block in enumerate(decision.blocks):
        assert holders[at] == bool(block.text or block.label)
    for one in decision.walk():
        texts = [block.text for block in decision.blocks[one.origin.start : one.origin.end] if block.text]
        assert one.words.replace("\t", "\n").split("\n") == "\n".join(texts).replace("\t", "\n").split("\n")


def test_a_number_alone_at_the_end_of_a_list_of_proposals_is_no_page() -> None:
    lines = ["SUP\tUSA/1/1", "resolves", "2", "Reasons:\tDone.", "NOC\tUSA/1/2", "resolves", "3"]
    assert show(read(*lines)) == [
        "proposal SUP\tUSA/1/1",
        "  part resolves",
        "    paragraph 2",
        "  reasons Reasons:\tDone.",
        "proposal NOC\tUSA/1/2",
        "  part resolves",
        "    paragraph 3",
    ]


def test_so_it_is_behind_a_heading_of_ideographs() -> None:
    assert show(read("SUP\tCHN/1/1", "做出决定", "7"))[1:] == ["  part 做出决定", "    paragraph 7"]
