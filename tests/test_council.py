"""Council documents as text: footnotes, proposals, editorial notes, the cover block and agenda tables; one text per rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import decision_diff as dd
import invariants
from decision_diff.model import Decision, Source

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
        "decides › 1": "MOD", "decides › 1 › footnote 1": "ADD", "decides › 1 › footnote 2": "MOD",
        "decides › 2": "(MOD)", "decides › 2 › footnote 3": "(MOD)",
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
    options = {"all": True} if form == "json" else {}
    redline = dd.render(comparison, form, **options)
    data = redline if isinstance(redline, bytes) else redline.encode()
    verification = dd.verify(Source(f"redline.{form}", "", data), comparison.old, comparison.new)
    assert verification, verification
